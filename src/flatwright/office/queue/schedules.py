"""Schedules: each turn makes one job, however many workers look and however late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from flatwright.office.audit.actor import Actor
from flatwright.office.clients.queries import provider
from flatwright.office.queue.enqueue import Order, order
from flatwright.office.queue.models import Job, Rhythm, Schedule
from flatwright.office.queue.times import Every, last_until, next_after

BY_SCHEDULE = Actor(name="schedule", source="worker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A schedule as the program has it."""

    name: str
    kind: str
    every: Every
    payload: Mapping[str, Any] = field(default_factory=dict)


def keep(plans: Iterable[Plan], now: datetime) -> None:
    """Store the schedules that there are; the first turn of a new one is its next."""
    zone = _zone()
    wanted = {plan.name: plan for plan in plans}
    with transaction.atomic():
        Schedule.objects.exclude(name__in=wanted).delete()
        there = {row.name: row for row in Schedule.objects.select_for_update()}
        new = [_row(plan, now, zone) for plan in wanted.values() if plan.name not in there]
        Schedule.objects.bulk_create(new, ignore_conflicts=True)
        for name, row in there.items():
            _bring_up_to_date(row, _row(wanted[name], now, zone), now)


def make_due(now: datetime) -> list[Job]:
    """Make the jobs whose turn has come; of several missed turns the last is made up."""
    zone = _zone()
    _follow_zone(now, zone)
    made = [_make(pk, now, zone) for pk in _due(now).values_list("pk", flat=True)]
    return [job for job in made if job is not None]


def _make(pk: int, now: datetime, zone: str) -> Job | None:
    """One turn: the job and the next turn in one transaction; None where it was made."""
    with transaction.atomic(durable=True):
        row = _due(now).select_for_update(skip_locked=True).filter(pk=pk).first()
        if row is None:
            return None
        turn = last_until(_every(row), row.next_run, now, zone)
        row.next_run, row.zone = next_after(_every(row), now, zone), zone
        row.save(update_fields=["next_run", "zone"])
        once = f"{row.name} of {turn:%Y-%m-%d %H:%M}"
        wanted = Order(kind=row.kind, payload=row.payload, once=once, run_at=turn)
        return order(BY_SCHEDULE, wanted)


def _due(now: datetime) -> QuerySet[Schedule]:
    return Schedule.objects.filter(next_run__lte=now).order_by("next_run", "id")


def _every(row: Schedule) -> Every:
    return Every(rhythm=Rhythm(row.rhythm), at=row.at, day=row.day)


def _zone() -> str:
    house = provider()
    return house.time_zone if house else "UTC"


def _row(plan: Plan, now: datetime, zone: str) -> Schedule:
    return Schedule(
        name=plan.name,
        kind=plan.kind,
        payload=dict(plan.payload),
        rhythm=plan.every.rhythm,
        at=plan.every.at,
        day=plan.every.day,
        zone=zone,
        next_run=next_after(plan.every, now, zone),
    )


def _bring_up_to_date(row: Schedule, wanted: Schedule, now: datetime) -> None:
    """Take what another version says; a turn that is due already stays due."""
    other_turn = _every(row) != _every(wanted)
    if other_turn or (row.kind, row.payload) != (wanted.kind, wanted.payload):
        row.kind, row.payload = wanted.kind, wanted.payload
        row.rhythm, row.at, row.day = wanted.rhythm, wanted.at, wanted.day
        if other_turn and row.next_run > now:
            row.zone, row.next_run = wanted.zone, wanted.next_run
        row.save()


def _follow_zone(now: datetime, zone: str) -> None:
    """The provider's clock was set to another zone: turns to come follow it."""
    moved = Schedule.objects.exclude(zone=zone).filter(next_run__gt=now)
    for row in moved:
        Schedule.objects.filter(pk=row.pk, next_run=row.next_run).update(
            zone=zone, next_run=next_after(_every(row), now, zone)
        )
