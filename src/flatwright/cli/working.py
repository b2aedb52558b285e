"""What `flatwright worker` does once the database is there."""

import os
import secrets
import signal
import socket
from threading import Event

from django.utils import timezone

from flatwright.cli.beside import follow
from flatwright.cli.console import note
from flatwright.office.queue.models import State
from flatwright.office.queue.running import Worker
from flatwright.office.queue.schedules import keep
from flatwright.worker.handlers import HANDLERS, SCHEDULES
from flatwright.worker.loop import in_threads, open_jobs, work_off


def off() -> dict[str, int]:
    """Do what is due now; how many jobs ended in which state."""
    worker = _workers(1, _halting())[0]
    keep(SCHEDULES, timezone.now())
    ended = work_off(HANDLERS, worker)
    counts = {str(state): ended[state] for state in State.values}
    words = ", ".join(f"{count} {state}" for state, count in counts.items() if count)
    note(f"No more to do now. Jobs: {words or 'none'}.")
    return counts


def until_stopped(threads: int) -> None:
    """Work until a signal comes; what is in hand is ended or given back first."""
    halt = _halting()
    keep(SCHEDULES, timezone.now())
    note(f"Working. Jobs that wait: {open_jobs()}. Ctrl-C or SIGTERM ends it.")
    in_threads(HANDLERS, _workers(threads, halt), halt)
    note("Stopped; nothing is left half done.")


def beside(server: int) -> None:
    """Work for as long as the process that began this one is there."""
    halt = _halting(is_alone=False)
    follow(server, halt.set)
    keep(SCHEDULES, timezone.now())
    in_threads(HANDLERS, _workers(1, halt), halt)


def _halting(*, is_alone: bool = True) -> Event:
    """Set by the first signal; a second one ends the process as it stands."""
    halt = Event()

    def on_signal(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        if is_alone:
            note("Stopping after what is in hand.")
        halt.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, on_signal)
    return halt


def _workers(count: int, halt: Event) -> list[Worker]:
    name = f"{socket.gethostname()[:80]} {os.getpid()} {secrets.token_hex(3)}"
    return [
        Worker(owner=f"{name} {number}", is_stopping=halt.is_set, tell=_tell)
        for number in range(1, count + 1)
    ]


def _tell(what: str) -> None:
    note(f"{timezone.now():%H:%M:%S} {what}")
