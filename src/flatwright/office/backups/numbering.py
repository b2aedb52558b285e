"""The next number of each table: one that was given out is never given out again."""

from collections.abc import Mapping

from django.db import connection

from flatwright.office.backups.tables import Model


def last_numbers(models: list[Model]) -> dict[str, int]:
    """The last number that each table has given out, also of rows that are gone."""
    tables = [each._meta.db_table for each in models]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, seq FROM sqlite_sequence")
            found = dict(cursor.fetchall())
            return {name: found[name] for name in tables if name in found}
        found = {}
        for table in tables:
            if sequence := _sequence(table):
                cursor.execute(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - told by the database
                last, is_called = cursor.fetchone()
                found[table] = last if is_called else 0
        return found


def go_on_from(last: Mapping[str, int]) -> None:
    """Let each table go on after the number that it gave out last."""
    for table, number in last.items():
        if number and connection.vendor == "sqlite":
            _go_on_embedded(table, number)
        elif number and (sequence := _sequence(table)):
            with connection.cursor() as cursor:
                cursor.execute("SELECT setval(%s, %s, true)", [sequence, number])


def _go_on_embedded(table: str, number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
        cursor.execute(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number]
        )


def _sequence(table: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns"
            " WHERE table_name = %s AND column_name = 'id'",
            [table],
        )
        if cursor.fetchone() is None:
            return None
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        found = cursor.fetchone()[0]
        return str(found) if found else None
