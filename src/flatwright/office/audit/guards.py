"""Triggers in the database that refuse to change or delete what is only ever appended."""

from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

_FUNCTION = """
CREATE OR REPLACE FUNCTION flatwright_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END; $$ LANGUAGE plpgsql
"""
_EVENTS = ("UPDATE", "DELETE")


def install(connection: BaseDatabaseWrapper, table: str) -> None:
    """Refuse changes of a table's rows from now on."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for event in _EVENTS:
            cursor.execute(_sql(connection.vendor, table, event))


def lift(connection: BaseDatabaseWrapper, table: str) -> None:
    """Allow them again: to remove a whole sample, and for nothing else."""
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for event in _EVENTS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, event)}{on}")


def guarded_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables whose rows the database refuses to change."""
    sql = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name = %s"
    if connection.vendor == "postgresql":
        sql = "SELECT 1 FROM pg_trigger WHERE tgname = %s"
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(sql, [_name(table, "DELETE")])
            if cursor.fetchone():
                found.append(table)
    return found


def guarded(table: str) -> RunPython:
    """A step of a migration that installs the triggers."""
    return RunPython(_step(install, table), _step(lift, table))


def _step(
    do: Callable[[BaseDatabaseWrapper, str], None], table: str
) -> Callable[[Any, BaseDatabaseSchemaEditor], None]:
    def step(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        do(editor.connection, table)

    return step


def _name(table: str, event: str) -> str:
    return f"{table}_no_{event.lower()}"


def _sql(vendor: str, table: str, event: str) -> str:
    head = f"CREATE TRIGGER {_name(table, event)} BEFORE {event} ON {table}"
    if vendor == "postgresql":
        return f"{head} FOR EACH ROW EXECUTE FUNCTION flatwright_append_only()"
    return f"{head} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
