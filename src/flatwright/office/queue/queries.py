"""Reading jobs and schedules, for owners: what ran, what waits, what failed and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count

from flatwright.office.clients.scope import Right, Scope
from flatwright.office.queue.models import Job, Schedule, State
from flatwright.office.queue.pulse import BELIEVED, last_seen

PATIENCE = timedelta(minutes=5)
_COUNTED = (State.WAITING, State.RUNNING, State.FAILED)  # what is done only grows
_DIGITS = 19  # of the largest number of a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the queue stands: what is not done, and whether somebody works on it."""

    counts: dict[str, int]  # of the states in _COUNTED
    oldest_waiting: datetime | None  # due, and not taken yet
    is_stuck: bool  # for so long that no worker can be running
    last_seen: datetime | None  # when a worker noted last that it is there
    is_manned: bool  # a worker is there, or was a moment ago


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows of a list, and after which of them the next page begins."""

    rows: list[Job]
    after: str = ""


def page(rows: models.QuerySet[Job], after: str = "", size: int = 50) -> Page:
    """The rows after one whose number is told; a list that grows is never counted."""
    if after.isdecimal() and len(after) < _DIGITS:
        rows = rows.filter(pk__lt=int(after))
    found = list(rows.defer("details", "payload", "result")[: size + 1])
    more = len(found) > size
    return Page(rows=found[:size], after=str(found[size - 1].pk) if more else "")


def jobs(scope: Scope, state: str = "") -> models.QuerySet[Job]:
    """All jobs, the last first, or those of a state; to others than owners none."""
    rows = Job.objects.all()
    if not scope.may(Right.HOUSE):
        return rows.none()
    return rows.filter(state=state) if state else rows


def schedules(scope: Scope) -> models.QuerySet[Schedule]:
    """What is made again and again, the next turn first."""
    rows = Schedule.objects.order_by("next_run", "id")
    return rows if scope.may(Right.HOUSE) else rows.none()


def standing(scope: Scope, now: datetime) -> Standing:
    """How the queue stands."""
    counted = jobs(scope).filter(state__in=_COUNTED).order_by()
    found = counted.values_list("state").annotate(Count("id"))
    oldest = (
        jobs(scope, State.WAITING)
        .filter(run_at__lte=now)
        .aggregate(oldest=models.Min("run_at"))["oldest"]
    )
    seen = last_seen()
    is_at_work = jobs(scope, State.RUNNING).filter(lease_until__gt=now).exists()
    return Standing(
        counts={str(state): 0 for state in _COUNTED} | dict(found),
        oldest_waiting=oldest,
        is_stuck=oldest is not None and oldest < now - PATIENCE,
        last_seen=seen,
        is_manned=is_at_work or (seen is not None and now - seen < BELIEVED),
    )
