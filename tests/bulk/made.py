"""A book of clients made by numbers: the same in each run."""

from datetime import date
from functools import cache
from itertools import count

import numpy as np

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.records.agreement import Agreement, VersionInForce
from flatwright.domain.records.client import Client, Days, Device
from flatwright.domain.records.work import TimeEntry, WorkItem, WorkObject
from flatwright.imports.holiday_dates import holiday_dates
from flatwright.imports.plan_shelf import shelf

CLIENTS = tuple(f"client-{number:02}" for number in range(50))
ITEMS = 500
FIRST = date(2026, 1, 31)
ZONES = ("America/Chicago", "Europe/Berlin")
PLANS = ("reference", "essential", "complete", "premium")
PEOPLE = tuple(f"user-{number}" for number in range(12))
CHOICES = {
    "kind": ("incident", "incident", "incident", "request", "vendor", "proactive"),
    "action": ("fix", "fix", "fix", "howto", "move", "train_initial", "add_machine"),
    "cause": (*("normal",) * 9, "provider", "act_of_god", "unknown"),
    "priority": ("p1", "p2", "p3", "p3"),
    "after_hours_by": (*("client",) * 8, "provider", "provider", "unknown"),
    "location": ("hq", "hq", "home"),
    "estimate_min": (30, 60, 240, 241),
}


@cache
def made_terms(client: str) -> Terms:
    """Its agreement, under one of the shipped plans."""
    number = CLIENTS.index(client)
    plan = shelf().plans[PLANS[number % len(PLANS)], 1]
    agreement = Agreement(
        client=Client(
            name=client,
            time_zone=ZONES[number % len(ZONES)],
            sites=frozenset({"hq"}),
            roster={person: (Days(first=FIRST),) for person in PEOPLE[:-1]},
            devices={person: (Device(name=f"{person}-pc"),) for person in PEOPLE[:-1]},
        ),
        first=FIRST,
        last=date(2027, 1, 30),
        versions=(VersionInForce(plan=plan.plan, version=plan.version, first=FIRST),),
    )
    region = plan.hours.holidays
    named = (
        {region: holiday_dates(region, range(2025, 2029))}
        if isinstance(region, str)
        else {}
    )
    return terms(agreement, (plan,), named)


def made_work(client: str, items: int = ITEMS) -> list[WorkItem]:
    """Its work of a year."""
    chance = np.random.default_rng(CLIENTS.index(client))
    origin = utc_minute(made_terms(client).zone, FIRST)
    return [
        _work(chance, number, origin)
        for number, _ in zip(count(), range(items), strict=False)
    ]


def _work(chance: np.random.Generator, number: int, origin: int) -> WorkItem:
    facts = {name: chance.choice(np.array(each)).item() for name, each in CHOICES.items()}
    person = str(chance.choice(PEOPLE))
    start = origin + int(chance.integers(0, 364 * 1440))
    entries = []
    for technician in range(int(chance.integers(1, 4))):
        end = start + int(chance.choice([5, 15, 30, 60, 90, 250]))
        entries.append(TimeEntry(start=start, end=end, technician=f"t{technician}"))
        start = end - int(chance.choice([0, 0, 5, -60]))
    return WorkItem(
        key=str(number),
        person=person,
        object=WorkObject(name=f"{person}-pc"),
        entries=tuple(entries),
        **facts,
    )
