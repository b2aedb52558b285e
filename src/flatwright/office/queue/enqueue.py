"""Asking for work in the background, in the transaction of whatever makes it necessary.

When that transaction fails there is no job either, and when it succeeds there is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from flatwright.office.audit.actor import Actor
from flatwright.office.queue.models import MOST_ATTEMPTS, OPEN, Job


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is to be done, when, and before what else."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    once: str = ""  # the same words while one is open: that one, and no second
    run_at: datetime | None = None  # None: at once
    priority: int = 0
    max_attempts: int = MOST_ATTEMPTS


def enqueue(
    by: Actor,
    kind: str,
    payload: Mapping[str, Any] | None = None,
    *,
    once: str = "",
    run_at: datetime | None = None,
) -> Job:
    """Ask for a job of a kind; `order` takes what is rarely said besides."""
    return order(by, Order(kind=kind, payload=payload or {}, once=once, run_at=run_at))


@transaction.atomic
def order(by: Actor, wanted: Order) -> Job:
    """Ask for a job: a new one, or the open one with the same words in `once`."""
    if not wanted.once:
        job = _job(by, wanted)
        job.save(force_insert=True)
        return job
    while True:  # until no other with these words ends between two statements
        Job.objects.bulk_create([_job(by, wanted)], ignore_conflicts=True)
        found = Job.objects.filter(once=wanted.once, state__in=OPEN).first()
        if found is not None:
            return found


def _job(by: Actor, wanted: Order) -> Job:
    now = timezone.now()
    return Job(
        kind=wanted.kind,
        payload=dict(wanted.payload),
        once=wanted.once,
        asked_by=by.name[:200],
        created=now,
        run_at=wanted.run_at or now,
        priority=wanted.priority,
        max_attempts=wanted.max_attempts,
    )
