"""A sign of life: while a job is done, its lease is made longer now and then."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event, Thread

from django.db import DatabaseError, connection

from flatwright.office.queue.leases import LEASE, extend
from flatwright.office.queue.models import Job

BEAT = LEASE.total_seconds() / 3


@contextmanager
def beating(job: Job, clock: Callable[[], datetime], every: float = BEAT) -> Iterator[None]:
    """Hold the job for as long as the block takes, or until somebody else has it."""
    over = Event()
    thread = Thread(target=_beat, args=(job, clock, every, over), daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _beat(job: Job, clock: Callable[[], datetime], every: float, over: Event) -> None:
    try:
        while not over.wait(every):
            if not _extended(job, clock()):
                return
    finally:
        connection.close()


def _extended(job: Job, now: datetime) -> bool:
    """Try it; where SQLite's one writer is the job's own effect, nobody can take it."""
    try:
        return extend(job, now)
    except DatabaseError:
        connection.close()
        return True
