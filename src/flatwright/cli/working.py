"""What `flatwright worker` does once the database is there."""

import os
import secrets
import signal
import socket
from datetime import datetime
from threading import Event
from typing import Any

import django
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from flatwright.cli.console import note, stop

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flatwright.site.settings")


def ready() -> None:
    """Start the framework, and see that the database is of this version."""
    django.setup()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        stop(
            "The database is not of this version: run flatwright upgrade, then this again."
        )


def off() -> dict[str, int]:
    """Do what is due now; how many jobs ended in which state."""
    from flatwright.office.queue.models import State
    from flatwright.worker.handlers import HANDLERS
    from flatwright.worker.loop import work_off

    halt = _halting()
    worker = _workers(1, halt)[0]
    _keep_schedules()
    ended = work_off(HANDLERS, worker)
    counts = {str(state): ended[state] for state in State.values}
    words = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    note(f"Nothing is due any more. Jobs: {words or 'none'}.")
    return counts


def until_stopped(threads: int) -> None:
    """Work until a signal comes; what is in hand is ended or given back first."""
    from flatwright.worker.handlers import HANDLERS
    from flatwright.worker.loop import in_threads, open_jobs

    halt = _halting()
    _keep_schedules()
    note(
        f"Working, {threads} at a time; {open_jobs()} jobs wait. Ctrl-C or SIGTERM ends it."
    )
    in_threads(HANDLERS, _workers(threads, halt), halt)
    note("Stopped: nothing was left half done.")


def _keep_schedules() -> None:
    from django.utils import timezone

    from flatwright.office.queue.schedules import keep
    from flatwright.worker.handlers import SCHEDULES

    keep(SCHEDULES, timezone.now())


def _halting() -> Event:
    """Set by the first signal; a second one ends the process as it stands."""
    halt = Event()

    def on_signal(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        if not halt.is_set():
            note("Stopping after what is in hand.")
        halt.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    return halt


def _workers(count: int, halt: Event) -> list[Any]:
    from django.utils import timezone

    from flatwright.office.queue.running import Worker

    def tell(what: str) -> None:
        note(f"{_now(timezone.now())} {what}")

    name = f"{socket.gethostname()[:80]} {os.getpid()} {secrets.token_hex(3)}"
    return [
        Worker(owner=f"{name} {number}", is_stopping=halt.is_set, tell=tell)
        for number in range(1, count + 1)
    ]


def _now(moment: datetime) -> str:
    return moment.strftime("%H:%M:%S")
