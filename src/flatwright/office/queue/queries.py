"""Reading jobs and schedules, for owners: what ran, what waits, what failed and why."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Count

from flatwright.office.clients.scope import Right, Scope
from flatwright.office.queue.models import Job, Schedule, State

PATIENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the queue stands: how many in each state, and whether somebody works on it."""

    counts: dict[str, int]
    oldest_waiting: datetime | None  # due, and not taken yet
    is_stuck: bool  # for so long that no worker can be running


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
    found = jobs(scope).order_by().values_list("state").annotate(Count("id"))
    oldest = (
        jobs(scope, State.WAITING)
        .filter(run_at__lte=now)
        .aggregate(oldest=models.Min("run_at"))["oldest"]
    )
    return Standing(
        counts=dict.fromkeys(State.values, 0) | dict(found),
        oldest_waiting=oldest,
        is_stuck=oldest is not None and oldest < now - PATIENCE,
    )
