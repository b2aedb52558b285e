"""Work of alice's under the second reference plan, and what it is near to."""

from dataclasses import replace
from datetime import date
from typing import Any

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.looked import Near
from flatwright.domain.coverage.near import near
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.records.work import (
    PriorUse,
    TimeEntry,
    WorkItem,
    WorkObject,
)
from tests.domain.coverage.any_work import northwind

AGREEMENT, TERMS = northwind()
REFERENCE_2 = TERMS.plans[1]
TUESDAY = date(2026, 2, 3)


def minute(hour: float) -> int:
    return utc_minute(TERMS.zone, TUESDAY, round(60 * hour))


def work(minutes: int = 60, *, since: float = 10, **facts: Any) -> WorkItem:
    entry = TimeEntry(start=minute(since), end=minute(since) + minutes)
    usual = WorkItem(
        person="alice",
        object=WorkObject(name="alice-pc"),
        location="hq",
        entries=(entry,) if minutes else (),
        opened_at=minute(since),
        prior=PriorUse(drawn=()),
    )
    return replace(usual, **facts)


def under(**settings: Any) -> Terms:
    plan = replace(REFERENCE_2, **settings)
    first = replace(AGREEMENT.versions[0], version=2)
    return terms(replace(AGREEMENT, versions=(first,)), (plan,))


REFERENCE = under()


def said(item: WorkItem, of: Terms = REFERENCE) -> list[tuple[str, str, int]]:
    """Which limit, its clause and what is left."""
    found = near(item, of, decide(item, of))
    return [(each.code, each.cites.code, each.left) for each in found]


def sentence(item: WorkItem, of: Terms = REFERENCE) -> str:
    found: tuple[Near, ...] = near(item, of, decide(item, of))
    return " ".join(each.says for each in found)
