"""Doing one job: its effect and the word that it is done stand in one transaction.

So the effect happens once, whenever a worker is killed: before the commit there is
neither, after it both. A long job works in chunks, each a transaction of its own that
keeps where the next one begins. What takes long and changes nothing is prepared before
the transaction. What leaves the database (a mail) is done once or, after a crash, again.
"""

import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.actor import Actor
from flatwright.office.queue import leases
from flatwright.office.queue.beating import beating
from flatwright.office.queue.leases import Fault, LeaseLostError
from flatwright.office.queue.models import Job, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a handler is told."""

    payload: Mapping[str, Any]
    cursor: Any  # what the chunk before kept; None in the first
    by: Actor  # who asked for it, by way of the worker
    now: datetime
    prepared: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The job is done: what came of it, as JSON and in words."""

    result: Any = None
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """A chunk is done and there is more: where it goes on, and how far it is."""

    cursor: Any
    done: int = 0
    of: int = 0
    says: str = ""


@dataclass(frozen=True, slots=True)
class Handler:
    """How a kind of job is done: the effect, and what is prepared outside of it."""

    effect: Callable[[Work], Done | More]
    prepare: Callable[[Work], Any] | None = None


Handlers = Mapping[str, Handler]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Who does the jobs: a name, a clock, whether it is to stop, how long it rests."""

    owner: str
    clock: Callable[[], datetime] = timezone.now
    is_stopping: Callable[[], bool] = lambda: False
    tell: Callable[[str], None] = lambda _: None
    rest: float = 0.15  # seconds between two chunks, in which others write


def run_next(handlers: Handlers, worker: Worker) -> Job | None:
    """Do the next job that is due; None where nothing is."""
    job = leases.claim(worker.owner, handlers, worker.clock())
    if job is None:
        return None
    worker.tell(f"{job.kind} {job.key}: begins, attempt {job.attempts}")
    try:
        with beating(job, worker.clock):
            _run(handlers, worker, job)
    except LeaseLostError:
        worker.tell(f"{job.kind} {job.key}: somebody else has it now, or it was cancelled")
    return job


def _run(handlers: Handlers, worker: Worker, job: Job) -> None:
    """All chunks, until it is done, fails, or the worker is to stop.

    Between two of them others write: who waits for an embedded database tries again each
    tenth of a second, and would never find it free.
    """
    try:
        while not _is_done(handlers[job.kind], worker, job):
            if worker.is_stopping():
                leases.release(job, worker.clock())
                worker.tell(f"{job.kind} {job.key}: given back, it goes on where it was")
                return
            time.sleep(worker.rest)
    except LeaseLostError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is the job's fault
        _failed(worker, job, fault_of(error))
    else:
        worker.tell(f"{job.kind} {job.key}: done. {job.says}".rstrip())


def _is_done(handler: Handler, worker: Worker, job: Job) -> bool:
    """One chunk: its effect and what is noted of it, or neither."""
    work = _work(job, worker.clock())
    if handler.prepare is not None:
        prepared = handler.prepare(work)
        work = _work(job, worker.clock(), prepared)
    with transaction.atomic(durable=True):
        ended = handler.effect(work)
        now = worker.clock()
        if isinstance(ended, Done):
            leases.finish(job, now, ended.result, ended.says)
            return True
        leases.got_on(
            job,
            now,
            cursor=ended.cursor,
            done=ended.done,
            of=ended.of,
            says=ended.says[:300],
        )
    far = f"{ended.done:,} of {ended.of:,}" if ended.of else f"{ended.done:,}"
    worker.tell(f"{job.kind} {job.key}: {far} {ended.says}".rstrip())
    return False


def fault_of(error: Exception) -> Fault:
    """An error in words: a refusal says itself why; the text of another is for owners."""
    details = "".join(traceback.format_exception(error))
    if isinstance(error, Refusal):
        return Fault(says=error.says, details=details, is_final=True)
    name = type(error).__name__
    cause = "The database broke it off" if isinstance(error, DatabaseError) else "It failed"
    return Fault(says=f"{cause} ({name}).", details=details)


def _failed(worker: Worker, job: Job, fault: Fault) -> None:
    with transaction.atomic(durable=True):
        state = leases.fail(job, worker.clock(), fault)
    after = (
        "it is tried no more"
        if state == State.FAILED
        else f"again at {job.run_at:%H:%M} UTC"
    )
    worker.tell(f"{job.kind} {job.key}: {fault.says} {after.capitalize()}.")


def _work(job: Job, now: datetime, prepared: Any = None) -> Work:
    by = Actor(name=job.asked_by, source=f"worker, job {job.key}")
    return Work(payload=job.payload, cursor=job.cursor, by=by, now=now, prepared=prepared)
