"""The one way in which a row is made, changed or removed: with its audit record.

Both are written in one transaction. Whoever changes what somebody else has changed since
they looked is told, and nothing is lost.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol, TypeVar, runtime_checkable

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils import timezone

from flatwright.domain.kernel.letters import without_hidden
from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.chain import digest_of
from flatwright.office.audit.models import Event, Head

Row = TypeVar("Row", bound=models.Model)
_UNSAID = frozenset({"password", "digest", "edited", "revision", "secret"})


@runtime_checkable
class Touching(Protocol):
    """A row on which decisions depend: whoever keeps what follows from it is told."""

    def touched(self) -> None:
        """Note that what was worked out from this row may be out of date."""


@transaction.atomic
def create(by: Actor, row: Row) -> Row:
    """Store a new row. Raises ValidationError where a value does not fit its field."""
    return create_all(by, [row])[0]


@transaction.atomic
def create_all(by: Actor, rows: list[Row]) -> list[Row]:
    """Store new rows of one kind, each with its own audit record."""
    for row in rows:
        _clean(row)
    if len(rows) == 1:
        rows[0].save(force_insert=True)
    elif rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=500)
    _touch(rows)
    _record([_event(by, "created", row, {}, snapshot(row)) for row in rows])
    return rows


@transaction.atomic
def change(by: Actor, row: Row, /, *, seen: int | None = None, **values: Any) -> Row:
    """Set some fields of a row; the same values again change nothing and record nothing.

    `seen` is the count of edits that the person looked at. Raises Refusal
    (changed_meanwhile) where there were more since, ValidationError for a value that does
    not fit.
    """
    stored = _stored(row)
    if seen is not None and getattr(stored, "edited", seen) != seen:
        raise _changed_meanwhile(stored)
    before = snapshot(stored)
    for name, value in values.items():
        setattr(stored, name, value)
    _clean(stored)
    after = snapshot(stored)
    differs = [name for name in after if after[name] != before.get(name)]
    if differs:
        if hasattr(stored, "edited"):
            stored.edited += 1
        stored.save(force_update=True)
        old = {name: before.get(name) for name in differs}
        _touch([stored])
        _record([_event(by, "changed", stored, old, {n: after[n] for n in differs})])
    for field in stored._meta.concrete_fields:
        setattr(row, field.attname, getattr(stored, field.attname))
    return row


@transaction.atomic
def remove(by: Actor, row: models.Model) -> None:
    """Delete a row; its audit record keeps what it held."""
    stored = _stored(row)
    event = _event(by, "removed", stored, snapshot(stored), {})
    _touch([stored])
    row.delete()
    _record([event])


@transaction.atomic
def remove_all(by: Actor, rows: list[Row]) -> None:
    """Delete rows of one kind; their audit records keep what they held."""
    if not rows:
        return
    events = [_event(by, "removed", row, snapshot(row), {}) for row in rows]
    _touch(rows)
    type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
    _record(events)


def seen_again(row: models.Model) -> None:
    """Let a row be as it is stored now. Raises Refusal (gone_meanwhile)."""
    try:
        row.refresh_from_db()
    except ObjectDoesNotExist as error:
        raise _gone(row) from error


def snapshot(row: models.Model) -> dict[str, Any]:
    """A row's fields as JSON values, without secrets and counters."""
    return {
        field.attname: _plain(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in _UNSAID
    }


def _stored(row: Row) -> Row:
    """The row as it is stored, held until the end of the transaction."""
    rows = type(row)._default_manager.select_for_update(of=("self",), no_key=True)
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise _gone(row)
    return found


def _event(
    by: Actor, verb: str, row: models.Model, before: dict[str, Any], after: dict[str, Any]
) -> Event:
    return Event(
        at=timezone.now(),
        actor=by.name[:200],
        source=by.source[:120],
        verb=verb,
        subject=row._meta.label_lower,
        subject_id=row.pk,
        subject_name=str(row)[:200],
        client_id=getattr(row, "belongs_to", None),
        before=before,
        after=after,
    )


def _record(events: list[Event]) -> None:
    """Chain events to those before them; one writer at a time.

    Last of all: who waits here for the head of the record keeps no one from a client.
    """
    if not events:
        return
    Head.objects.get_or_create(pk=1)
    head = Head.objects.select_for_update().get(pk=1)
    for event in events:
        event.digest = head.digest = digest_of(event, head.digest)
    head.count += len(events)
    Event.objects.bulk_create(events, batch_size=500)
    head.save()


def _touch(rows: Iterable[models.Model]) -> None:
    """Tell each client once, however many of its rows there are."""
    of_each = {getattr(row, "belongs_to", id(row)): row for row in rows}
    for row in of_each.values():
        if isinstance(row, Touching):
            row.touched()


def _clean(row: models.Model) -> None:
    """Take out of words what nobody can see, then look whether every value fits."""
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if isinstance(value, str):
            setattr(row, field.attname, without_hidden(value))
    row.clean_fields(exclude=_foreign_keys(row))


def _foreign_keys(row: models.Model) -> list[str]:
    """Left to the database, which looks them up once."""
    return [field.name for field in row._meta.concrete_fields if field.is_relation]


def _gone(row: models.Model) -> Refusal:
    what = str(row._meta.verbose_name)
    says = f"This {what} was removed by somebody else meanwhile."
    return Refusal(code="gone_meanwhile", says=says)


def _changed_meanwhile(stored: models.Model) -> Refusal:
    last = Event.objects.filter(
        subject=stored._meta.label_lower, subject_id=stored.pk
    ).first()
    who = f" by {last.actor}" if last else ""
    names = ", ".join(name.replace("_", " ") for name in last.after) if last else ""
    what = f" ({names})" if names else ""
    says = (
        f"{stored} was changed{who} while you were editing{what}. "
        "What you wrote is still here: look at what changed, then save again."
    )
    return Refusal(code="changed_meanwhile", says=says)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value
