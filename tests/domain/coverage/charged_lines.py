"""Minutes with their outcome become priced lines: by the plan's rates, or as quoted.

The reference plan bills quarters of an hour: 150.00 an hour, 165.00 for a project by day
and 247.50 at night, 225.00 after hours with a minimum of an hour.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flatwright.domain.coverage.approve import Agreed
from flatwright.domain.coverage.charge import charged
from flatwright.domain.coverage.counting import Taking
from flatwright.domain.coverage.decision import Line
from flatwright.domain.coverage.rows import Row
from flatwright.domain.coverage.situation import HOURS, Minute
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import Approval, WorkItem
from tests.domain.coverage.any_work import at, northwind

TERMS = northwind()[1]
COVERED, HOURLY, PROJECT = Outcome.COVERED, Outcome.HOURLY, Outcome.PROJECT
NIGHT, ABSORBED = Outcome.AFTER_HOURS, Outcome.ABSORBED
FEBRUARY, AUGUST = at("2026-02-02", "12:00"), at("2026-08-03", "12:00")
TUESDAY = date(2026, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """Minutes that a clause took, in business hours of a Tuesday unless told."""

    minutes: int = 60
    code: str = "projects"
    outcome: Outcome = PROJECT
    became: Outcome | None = None
    quote: Approval | None = None
    night: bool = False
    kind: str = "weekday"
    day: date = TUESDAY
    ran_on: bool = False


def some_hourly(minutes: int = 60, code: str = "moves") -> Some:
    return Some(minutes=minutes, code=code, outcome=HOURLY)


def some_night(minutes: int = 60, kind: str = "weekday", *, ran_on: bool = False) -> Some:
    return Some(
        minutes=minutes,
        code="after_hours",
        outcome=NIGHT,
        night=True,
        kind=kind,
        ran_on=ran_on,
    )


def ceiling(minor: int, when: int = FEBRUARY) -> Approval:
    return Approval(type="quote", by="olivia", at=when, amount=Money(minor))


def fixed(minor: int, when: int = FEBRUARY) -> Approval:
    return replace(ceiling(minor, when), fixed=True)


def clause_of(some: Some, terms: Terms) -> int:
    """The first clause of a code and outcome in version 1."""
    return next(
        n
        for n in terms.under(0)
        if (terms.clauses[n].code, terms.clauses[n].outcome) == (some.code, some.outcome)
    )


def row_of(index: int, some: Some) -> Row:
    minute = Minute(
        person="alice",
        day=some.day.toordinal(),
        hours=HOURS[2 if some.night else 0],
        day_kind=some.kind,
        version=0,
        in_force=True,
        suspended=False,
    )
    return Row(
        entry=index,
        start=0,
        minutes=some.minutes,
        minute=minute,
        day=0,
        band=int(some.night),
        ran_on=some.ran_on,
    )


def lines(*some: Some, terms: Terms = TERMS, by: str = "client") -> tuple[Line, ...]:
    agreed = [
        Agreed(
            taking=Taking(
                row=index, clause=clause_of(each, terms), start=0, minutes=each.minutes
            ),
            outcome=each.became or each.outcome,
            approval=each.quote,
        )
        for index, each in enumerate(some)
    ]
    rows = [row_of(index, each) for index, each in enumerate(some)]
    return charged(agreed, rows, WorkItem(after_hours_by=by), terms)


def billed(*some: Some, terms: Terms = TERMS, by: str = "client") -> list[tuple[int, int]]:
    """Billed minutes and cents of each line."""
    return [(each.billed, each.amount.minor) for each in lines(*some, terms=terms, by=by)]


def dearer_later() -> Terms:
    """Version 2 has other rates, which version 1's clauses do not know."""
    first, second = TERMS.plans
    projects = replace(second.projects, rate=Decimal(200))
    rates = replace(second.rates, hourly=Decimal(900))
    return replace(TERMS, plans=(first, replace(second, projects=projects, rates=rates)))
