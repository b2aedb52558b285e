"""Taking a job on lease, and every write that only its holder may do.

Each of these writes asks for the fence that the holder was given: whoever took the job
meanwhile has raised it, and a job that is cancelled does not run, so the write finds
nothing, and the transaction in which it stands ends without effect.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q

from flatwright.office.queue.models import OPEN, Job, State

LEASE = timedelta(seconds=60)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=4)
_SHORT = 300


class LeaseLostError(Exception):
    """Somebody else holds the job by now, or it was cancelled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why an attempt came to nothing: for everybody, and in full for owners."""

    says: str
    details: str = ""
    is_final: bool = False  # another attempt would end in the same way


def due(kinds: Collection[str], now: datetime) -> models.QuerySet[Job]:
    """What may be taken: waits and is due, or runs on a lease that ran out."""
    waits = Q(state=State.WAITING, run_at__lte=now)
    left = Q(state=State.RUNNING, lease_until__lte=now)
    rows = Job.objects.filter(waits | left, kind__in=list(kinds), state__in=OPEN)
    return rows.order_by("-priority", "run_at", "id")


def claim(owner: str, kinds: Collection[str], now: datetime) -> Job | None:
    """Take the next job of these kinds that is due; None where there is none.

    A job that no worker survived as often as it may be tried is set aside on the way. On
    PostgreSQL the rows that others take at this moment are skipped; on SQLite a
    transaction begins IMMEDIATE, so one worker takes at a time. What this worker does not
    know how to do, as it is of another version, it leaves to others.
    """
    while due(kinds, now).exists():  # a mere reading: an idle worker holds up nobody
        with transaction.atomic(durable=True):
            job = due(kinds, now).select_for_update(skip_locked=True).first()
            if job is None:
                return None
            if not _is_poison(job):
                return _taken(job, owner, now)
            _set_aside(job, now)
    return None


def extend(job: Job, now: datetime) -> bool:
    """Hold a job for longer; False where it is not held any more."""
    return bool(_held(job).update(lease_until=now + LEASE))


def got_on(job: Job, now: datetime, **values: Any) -> None:
    """Note in a chunk's transaction how far the job is; the next attempt begins there.

    Raises LeaseLostError.
    """
    _write(job, lease_until=now + LEASE, attempts=1, error="", details="", **values)


def finish(job: Job, now: datetime, result: Any, says: str) -> None:
    """Note in the effect's own transaction that the job is done. Raises LeaseLostError."""
    _write(
        job,
        state=State.DONE,
        ended=now,
        lease_until=None,
        result=result,
        says=says[:_SHORT],
        error="",
        details="",
    )


def release(job: Job, now: datetime) -> None:
    """Give a job back between two chunks, for anybody to go on. Raises LeaseLostError."""
    _write(job, state=State.WAITING, run_at=now, owner="", lease_until=None, attempts=0)


def fail(job: Job, now: datetime, fault: Fault) -> State:
    """Note that an attempt failed: again later, or never. Raises LeaseLostError."""
    is_over = fault.is_final or job.attempts >= job.max_attempts
    state = State.FAILED if is_over else State.WAITING
    values: dict[str, Any] = {"ended": now} if is_over else {"run_at": now + wait_of(job)}
    _write(
        job,
        state=state,
        lease_until=None,
        error=fault.says[:_SHORT],
        details=fault.details,
        **values,
    )
    return state


def wait_of(job: Job) -> timedelta:
    """How long until the next attempt: a minute, and twice as long each time."""
    doublings = min(max(job.attempts, 1) - 1, 10)
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << doublings))


def _held(job: Job) -> models.QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, fence=job.fence, state=State.RUNNING)


def _write(job: Job, **values: Any) -> None:
    if not _held(job).update(**values):
        raise LeaseLostError
    for name, value in values.items():
        setattr(job, name, value)


def _is_poison(job: Job) -> bool:
    """A job whose workers ended in the middle of it as often as it may be tried."""
    return job.state == State.RUNNING and job.attempts >= job.max_attempts


def _set_aside(job: Job, now: datetime) -> None:
    times = "once" if job.attempts == 1 else f"{job.attempts} times"
    says = f"The worker ended in the middle of it, {times}."
    fail(job, now, Fault(says=says, is_final=True))


def _taken(job: Job, owner: str, now: datetime) -> Job:
    Job.objects.filter(pk=job.pk).update(
        state=State.RUNNING,
        owner=owner[:120],
        fence=F("fence") + 1,
        attempts=F("attempts") + 1,
        lease_until=now + LEASE,
        began=now,
        ended=None,
    )
    return Job.objects.get(pk=job.pk)
