"""A big office to measure: a sample that was decided by the actions, copied as records.

The first 2,600 tickets (twelve clients, a year) are made and decided by the office's own
actions. The rest are copies of their rows: 17 copies of each client with what it has, 40
of each ticket with its decision and all that hangs on it, moved back in time by days, in
the second and third round by years and then closed. Each time entry stands seven times,
so that a ticket has ten. Not copied: the record of changes (the copies have no events).
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max

CLIENTS, TICKETS, STAFF, ENTRIES = 17, 40, 9, 7  # copies of each
NOW = datetime(2026, 11, 16, 15, 30, tzinfo=UTC)
_LEVELS = {"clients": CLIENTS, "agreements": CLIENTS, "accounts": STAFF}
_DESK = frozenset({"desk", "projects"})
_ONCE = frozenset(
    {"clients.Provider", "agreements.PlanText", "desk.Template", "desk.Blob"}
    | {"desk.Sequence", "desk.Timer", "accounts.Invitation", "accounts.Token"}
    | {"accounts.Attempts", "accounts.LastCode", "accounts.Reach"}
)
_STRIDE = 1_000_000  # between the numbers of one copy and those of the next
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
_KEY = 10


@dataclass(frozen=True, slots=True)
class Copy:
    """Which copy of everything: the tickets', and of whom they then are."""

    number: int

    def of(self, model: type[models.Model]) -> int:
        """Which copy of a model's rows goes with it."""
        if model._meta.label in _ONCE:
            return 0
        level = _LEVELS.get(model._meta.app_label)
        return self.number % level if level else self.number

    @property
    def days(self) -> int:
        """How far back in time it lies: later rounds a year each, a copy an hour or so."""
        return 364 * (self.number // CLIENTS)


def make() -> None:
    """Tables, the sample and its copies, in an empty database."""
    from flatwright.sample.make import Wanted, make_sample  # noqa: PLC0415 - after set-up

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    make_sample(Wanted(now=NOW))
    with transaction.atomic():
        for number in range(1, TICKETS):
            for model in _copied():
                _copy(model, Copy(number))
        _more_entries()
        _finish()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")


def counts() -> dict[str, int]:
    """How many rows of each kind there are."""
    named = ("clients.Client", "clients.Person", "clients.Thing", "desk.Ticket")
    more = ("desk.TimeEntry", "desk.Decision", "desk.Comment")
    return {
        label.partition(".")[2]: apps.get_model(label)._default_manager.count()
        for label in (*named, *more)
    }


def _copied() -> list[type[models.Model]]:
    """The models whose rows are copied."""
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in {*_LEVELS, *_DESK} and model._meta.label not in _ONCE
    ]


def _copy(model: type[models.Model], copy: Copy) -> None:
    """One more copy of a model's first rows, where this round makes one."""
    if copy.of(model) != copy.number:
        return
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, copy) for field in fields)
    table = model._meta.db_table
    _insert(table, columns, f'{values} FROM {table} WHERE "id" < {_STRIDE}')


def _value(model: type[models.Model], field: Any, copy: Copy) -> str:
    """What a column of a copy is, as SQL."""
    column, number = f'"{field.column}"', copy.number
    own = _own(model, column, number, copy)
    if field.primary_key or field.column == "number":
        return f"{column} + {number * _STRIDE if field.primary_key else number * 10_000}"
    if field.is_relation:
        return f"{column} + {copy.of(field.related_model) * _STRIDE}"
    if field.column == "key":
        return _marked(column, number)
    if isinstance(field, models.DateTimeField):
        return _earlier(column, copy)
    return own


def _own(model: type[models.Model], column: str, number: int, copy: Copy) -> str:
    """What a copy has of its own beside numbers, keys and times."""
    client = copy.of(apps.get_model("clients.Client"))
    special = {
        ("Client", '"name"'): f"{column} || ' {number}'",
        ("User", '"email"'): f"'c{number}.' || {column}",
        ("Ticket", '"external"'): f"'{number}.' || \"number\"",
        ("Ticket", '"source"'): "'copy'",
        ("Ticket", '"title"'): f"{column} || ' AT' || (\"number\" % 89 + {number} * 89)",
        ("Use", '"whose"'): f"CASE WHEN {column} LIKE 'other:%' OR {column} = ''"
        f" THEN {column} ELSE {_marked(column, client)} END",
    }
    if copy.days:
        ended = "('resolved', 'closed', 'merged')"
        special["Ticket", '"status"'] = (
            f"CASE WHEN {column} IN {ended} THEN {column} ELSE 'closed' END"
        )
    return special.get((model.__name__, column), column)


def _marked(column: str, number: int) -> str:
    """A key of its own for a copy: with a digit in it that is in no other key."""
    if not number:
        return column
    high, low = divmod(number, len(_LETTERS))
    letters = f"{high}{_LETTERS[low]}"
    return f"substr({column}, 1, {_KEY - 2}) || '{letters}'"


def _earlier(column: str, copy: Copy) -> str:
    """A moment moved back."""
    minutes = copy.number * 37
    if connection.vendor == "postgresql":
        return f"{column} - interval '{copy.days} days {minutes} minutes'"
    moved = f"'-{copy.days} days', '-{minutes} minutes'"
    return f"strftime('%Y-%m-%d %H:%M:%S', {column}, {moved})"


def _more_entries() -> None:
    """Each time entry again, some hours earlier; decisions do not know of these."""
    model = apps.get_model("desk.TimeEntry")
    fields = model._meta.local_concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    offset = 100 * _STRIDE
    for number in range(1, ENTRIES):
        told = {
            "id": f'"id" + {number * offset}',
            "key": f'substr("key", 1, 7) || \'{number}.\' || substr("key", 8, 3)',
            "start": _hours_before('"start"', number),
            "end": _hours_before('"end"', number),
        }
        values = ", ".join(told.get(f.column, f'"{f.column}"') for f in fields)
        table = model._meta.db_table
        _insert(table, columns, f'{values} FROM {table} WHERE "id" < {offset}')


def _hours_before(column: str, hours: int) -> str:
    if connection.vendor == "postgresql":
        return f"{column} - interval '{hours} hours'"
    return f"strftime('%Y-%m-%d %H:%M:%S', {column}, '-{hours} hours')"


def _finish() -> None:
    """Numbers go on after the last."""
    sequence = apps.get_model("desk.Sequence")._default_manager.filter(name="ticket")
    last = apps.get_model("desk.Ticket")._default_manager.aggregate(last=Max("number"))
    sequence.update(last=last["last"])
    if connection.vendor == "postgresql":
        for statement in connection.ops.sequence_reset_sql(no_style(), _copied()):
            _run(statement)


def _insert(table: str, columns: str, selected: str) -> None:
    _run(f"INSERT INTO {table} ({columns}) SELECT {selected}")


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
