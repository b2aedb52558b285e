"""The tables of this version: whether they are there, and how they come to be."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def missing_steps() -> list[str]:
    """The migrations that this database has still to go through, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def is_new() -> bool:
    """Whether the database has no table yet."""
    return not connection.introspection.table_names()


def bring_up() -> None:
    """Go through what is missing; what is there already stays as it is."""
    call_command("migrate", verbosity=0, interactive=False)
    for cache in settings.CACHES.values():
        if cache["BACKEND"].endswith("DatabaseCache"):
            call_command("createcachetable", str(cache["LOCATION"]), verbosity=0)
    if connection.vendor == "postgresql":  # it plans by what it last saw of the tables
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
