"""The database itself: its settings and its pages."""

from collections.abc import Iterator

from django.db import connection

from flatwright.office.audit.guards import guarded_tables
from flatwright.office.checkup.finding import Finding

_WANTED = {"journal_mode": "wal", "foreign_keys": "1", "synchronous": "2"}
GUARDED = ("audit_event", "desk_decision", "desk_use")


def database() -> Iterator[Finding]:
    """Settings of the database: nothing written is lost, no page is damaged."""
    yield from _embedded() if connection.vendor == "sqlite" else _server()
    unguarded = set(GUARDED) - set(guarded_tables(connection))
    for table in sorted(unguarded):
        yield Finding(code="guard", says=f"{table} has lost the trigger that guards it.")


def _embedded() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        for name, wanted in _WANTED.items():
            cursor.execute(f"PRAGMA {name}")
            found = str(cursor.fetchone()[0])
            if found != wanted:
                says = f"SQLite's {name} is {found} and should be {wanted}."
                yield Finding(code="database_setting", says=says)
        cursor.execute("PRAGMA integrity_check(5)")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield Finding(code="database_damaged", says=f"SQLite says: {line}.")
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, other, _ in cursor.fetchall()[:5]:
            says = f"Row {row} of {table} points to a row of {other} that is not there."
            yield Finding(code="foreign_key", says=says)


def _server() -> Iterator[Finding]:
    with connection.cursor() as cursor:
        for name, wanted in (("fsync", "on"), ("full_page_writes", "on")):
            cursor.execute("SELECT current_setting(%s)", [name])
            found = cursor.fetchone()[0]
            if found != wanted:
                says = f"PostgreSQL's {name} is {found} and should be {wanted}."
                yield Finding(code="database_setting", says=says)
