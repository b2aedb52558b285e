"""Tickets by words: of their title, of their client's and their person's name.

And by the number that one had where it was imported from: all of it, capitals apart.

A word is sought by its beginning, capitals apart. The database keeps the words of each
ticket in a table of its own, by triggers: FTS5 in the embedded one, a tsvector on
PostgreSQL. What somebody typed never reaches a query language: letters and digits are
taken out of it, and nothing else.
"""

import re

from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from flatwright.office.desk.models import Ticket

TABLE = "desk_ticket_words"
_WORD = re.compile(r"[^\W_]+")
_MOST = 8
_FEW = 1000  # from here on, the last touched are looked through instead
_FITS = {
    "sqlite": f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s",  # noqa: S608 - our own name
    "postgresql": f"SELECT ticket FROM {TABLE} WHERE words @@ to_tsquery('simple', %s)",  # noqa: S608 - the same
}


def numbered_there(using: str, typed: str) -> models.QuerySet[Ticket]:
    """The tickets that had this number where they were imported from: one of a source."""
    rows = Ticket.objects.using(using).order_by()
    if not typed or not typed.isprintable():
        return rows.none()
    ways = dict.fromkeys((typed, typed.upper(), typed.lower()))  # an index tells them apart
    return rows.filter(external__in=tuple(ways))


def with_words(
    rows: models.QuerySet[Ticket], typed: str, besides: list[int] | None = None
) -> models.QuerySet[Ticket]:
    """Those of some tickets that all words fit, and some besides; without a word, all."""
    also = besides or []
    words = _WORD.findall(typed)[:_MOST]
    if not words:
        return rows if not typed.strip() else rows.filter(pk__in=also)
    connection = connections[rows.db]
    fits, sought = _FITS[connection.vendor], _sought(connection.vendor, words)
    few = _few(connection, fits, sought)
    if few is not None:
        return rows.filter(pk__in={*few, *also})
    # "+ 0": many fit, so the list's own order is followed, not that of these numbers.
    among = f'("desk_ticket"."id" + 0) IN ({fits})'
    fit = RawSQL(among, [sought], output_field=models.BooleanField())  # noqa: S611 - words alone, as a parameter
    return rows.filter(models.Q(fit) | models.Q(pk__in=also) if also else fit)


def _few(connection: BaseDatabaseWrapper, fits: str, sought: str) -> list[int] | None:
    """The tickets that fit, where they are few."""
    with connection.cursor() as cursor:
        cursor.execute(f"{fits} LIMIT {_FEW + 1}", [sought])
        found = [row[0] for row in cursor.fetchall()]
    return found if len(found) <= _FEW else None


def _sought(vendor: str, words: list[str]) -> str:
    """All words, each by its beginning, as the database is asked for them."""
    if vendor == "sqlite":
        return " AND ".join(f'"{word}"*' for word in words)
    return " & ".join(_however_written(word) for word in words)


def _however_written(word: str) -> str:
    """A server of the locale C tells capitals apart beyond ASCII."""
    ways = dict.fromkeys((word, word.lower(), word.capitalize(), word.upper()))
    return "(" + " | ".join(f"{way}:*" for way in ways) + ")"
