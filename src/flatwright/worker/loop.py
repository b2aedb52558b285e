"""The loop of a worker: turns that are due, then jobs, then a pause."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from threading import Event, Thread

from django.db import DatabaseError, connection

from flatwright.office.queue.models import Job, State
from flatwright.office.queue.pulse import beat
from flatwright.office.queue.running import Handlers, Worker, run_next
from flatwright.office.queue.schedules import make_due

PAUSE, AFTER_TROUBLE = 1.0, 5.0  # seconds
Wait = Callable[[float], object]


def work_off(handlers: Handlers, worker: Worker) -> Counter[str]:
    """Do what is due until nothing is, or until the worker is to stop; how jobs ended."""
    ended: Counter[str] = Counter()
    make_due(worker.clock())
    while not worker.is_stopping():
        job = run_next(handlers, worker)
        if job is None:
            break
        ended[job.state] += 1
    return ended


def keep_working(handlers: Handlers, worker: Worker, wait: Wait) -> None:
    """Do what is due, again and again; a database that is away for a time is waited for."""
    seen: datetime | None = None
    while not worker.is_stopping():
        pause = PAUSE
        try:
            seen = beat(worker.clock(), seen)
            work_off(handlers, worker)
        except DatabaseError as error:
            worker.tell(f"The database does not answer ({error}). Trying again.".strip())
            connection.close()
            pause = AFTER_TROUBLE
        wait(pause)
    connection.close()


def in_threads(handlers: Handlers, workers: list[Worker], stop: Event) -> None:
    """Several workers in one process, until all of them have stopped."""
    threads = [
        Thread(target=keep_working, args=(handlers, worker, stop.wait))
        for worker in workers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        while thread.is_alive():
            thread.join(1.0)  # in between, signals are heard


def open_jobs() -> int:
    """How many jobs wait or run."""
    return Job.objects.filter(state__in=(State.WAITING, State.RUNNING)).count()
