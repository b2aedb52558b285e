"""A desk in Chicago that is open on weekdays from 8 to 17, on Friday until 15."""

from dataclasses import replace
from datetime import date
from typing import Any

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.days import utc_minute, wall_time
from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.week import Week
from flatwright.domain.plan.written import Days
from tests.domain.coverage.any_work import CHICAGO, northwind

AGREEMENT, TERMS = northwind()
_LONG, _SHORT = ((8 * 60, 17 * 60),), ((8 * 60, 15 * 60),)
OPEN = Week(days=(_LONG, _LONG, _LONG, _LONG, _SHORT, (), ()))
TARGETS = {
    "p1": SlaTarget(respond=30, resolve=240),
    "p2": SlaTarget(respond=60, resolve=Days(2)),
    "p3": SlaTarget(respond=Days(1, business=True)),
}


def desk(**agreed: Any) -> Terms:
    """Terms with those hours and targets, not suspended, unless it is told."""
    plan = TERMS.plans[0]
    hours = replace(plan.hours, open=OPEN)
    made = {"versions": AGREEMENT.versions[:1], "suspended": (), **agreed}
    changed = replace(plan, hours=hours, sla=TARGETS)
    return terms(replace(AGREEMENT, **made), (changed,))


def at(day: str, clock: str = "00:00") -> int:
    """The UTC minute of a wall time: day of 2026 and clock, or a whole day."""
    written = date.fromisoformat(day if len(day) > len("02-03") else f"2026-{day}")
    hour, minute = clock.split(":")
    return utc_minute(CHICAGO, written, int(hour) * 60 + int(minute))


def shown(minute: int | None) -> str:
    """A UTC minute as the desk's clock shows it."""
    return "" if minute is None else f"{wall_time(CHICAGO, minute):%a %m-%d %H:%M}"
