"""The tables as they are at a step of the migrations: read, emptied, filled."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.utils.duration import duration_string

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.guards import guarded_tables, install, lift

Step = tuple[str, str]  # an app, and a migration of it
Model = type[models.Model]
MADE_BY_MIGRATIONS = frozenset({"contenttypes", "auth"})
LEFT_OUT = MADE_BY_MIGRATIONS | {"sessions", "usersessions"}  # who is signed in
_MANY = 2000


def steps_done() -> list[Step]:
    """The migrations that this database has gone through.

    Raises Refusal (newer_database) where this Flatwright does not know one of them.
    """
    loader = MigrationLoader(connection)
    done = sorted(loader.applied_migrations)
    refuse_unknown(done, "This database was")
    return done


def refuse_unknown(steps: Iterable[Step], whose: str) -> None:
    """Raises Refusal (newer_database) for a migration that is not of this program."""
    known = MigrationLoader(connection).disk_migrations
    for app, name in steps:
        if (app, name) not in known:
            says = (
                f"{whose} written by a newer Flatwright: it knows {app} {name}, which "
                "this one does not. Install that version, then try again."
            )
            raise Refusal(code="newer_database", says=says)


def models_at(steps: Iterable[Step]) -> list[Model]:
    """The tables as they were after these migrations, but what is made anew by itself."""
    state = MigrationLoader(connection).project_state(list(steps))
    found = state.apps.get_models(include_auto_created=True)
    return [
        each
        for each in found
        if each._meta.app_label not in LEFT_OUT and each._meta.managed
    ]


@contextmanager
def one_moment() -> Iterator[None]:
    """What is read inside is as at one moment; others may write meanwhile."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN"
    if connection.vendor == "postgresql":
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def lines(model: Model) -> Iterator[str]:
    """Each row as a line of JSON, by key; the same rows are the same lines."""
    names = [field.attname for field in _stored(model)]
    for values in model._default_manager.order_by("pk").values_list(*names).iterator(_MANY):
        row = dict(zip(names, values, strict=True))
        yield json.dumps(row, default=_plain, ensure_ascii=False, sort_keys=True) + "\n"


def fill(model: Model, rows: Iterable[str]) -> int:
    """Store lines as rows, exactly as they were; gives how many."""
    fields = _stored(model)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - names of our own tables
    count = 0
    with connection.cursor() as cursor:
        for block in _blocks(rows):
            told = [json.loads(line) for line in block]
            cursor.executemany(sql, [_values(fields, row) for row in told])
            count += len(block)
    return count


def empty_all(kept: Iterable[str] = ()) -> None:
    """Delete every row of every table but those named, those appended to included."""
    stay = {*kept}
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in MADE_BY_MIGRATIONS and model._meta.managed
    ]
    there = set(connection.introspection.table_names())
    with unguarded(), connection.cursor() as cursor:
        for table in (each for each in tables if each in there and each not in stay):
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608 - the same


@contextmanager
def unguarded() -> Iterator[None]:
    """Inside, rows that are only appended can be deleted: all of it in one transaction."""
    with transaction.atomic():
        tables = guarded_tables(connection)
        for table in tables:
            lift(connection, table)
        yield
        connection.check_constraints()
        for table in tables:
            install(connection, table)


def has_rows() -> bool:
    """Whether anything was ever stored here."""
    there = set(connection.introspection.table_names())
    return any(
        model._default_manager.exists()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in MADE_BY_MIGRATIONS
        and model._meta.db_table in there
        and model._meta.managed
    )


def _stored(model: Model) -> list["models.Field[Any, Any]"]:
    return [each for each in model._meta.local_concrete_fields if not each.generated]


def _values(fields: list["models.Field[Any, Any]"], row: dict[str, Any]) -> list[Any]:
    return [
        field.get_db_prep_save(_python(field, row[field.attname]), connection)
        for field in fields
    ]


def _python(field: "models.Field[Any, Any]", value: Any) -> Any:
    is_json = isinstance(field, models.JSONField)
    return value if is_json or value is None else field.to_python(value)


def _blocks(rows: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for row in rows:
        block.append(row)
        if len(block) == _MANY:
            yield block
            block = []
    if block:
        yield block


def _plain(value: Any) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return duration_string(value) if isinstance(value, timedelta) else str(value)
