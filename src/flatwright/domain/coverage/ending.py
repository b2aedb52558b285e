"""Where a piece of work ends under some answers: taken, agreed, charged."""

from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, cast

from flatwright.domain.coverage.approve import Agreed, approved
from flatwright.domain.coverage.calendar import Calendar
from flatwright.domain.coverage.charge import charged
from flatwright.domain.coverage.counting import count
from flatwright.domain.coverage.decision import Line, Paid, Status
from flatwright.domain.coverage.rows import Row, calendar_for, rows_of
from flatwright.domain.coverage.settle import paid, purchase_missing
from flatwright.domain.coverage.situation import (
    Minute,
    Values,
    WhatIf,
    answered,
    at,
    holding,
    joined,
    told,
)
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import Drawn, WorkItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Sliced:
    """A work item under its terms, sliced."""

    item: WorkItem
    terms: Terms
    calendar: Calendar
    rows: list[Row]
    joined: date | None  # the confirmed start, where it was confirmed in time
    minutes: tuple[Minute, ...]  # each sort of minute once
    known: dict[Hashable, Values] = field(default_factory=dict)  # facts before answers


class Here(NamedTuple):
    """The facts of a minute, and a bit for each clause that holds."""

    values: Values
    holds: int


Held = dict[Minute, Here]


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a piece of work ends under some answers to what is not known."""

    agreed: list[Agreed]
    lines: tuple[Line, ...]
    materials: tuple[Paid, ...]
    drawn: list[Drawn]
    facts: list[Values]

    @property
    def missing(self) -> list[str]:
        """Types of approval that are not there, in the order in which they are needed."""
        return list(dict.fromkeys(each.missing for each in self.agreed if each.missing))


def sliced(item: WorkItem, terms: Terms) -> Sliced:
    """A work item cut to slices; it has at least one entry."""
    calendar = calendar_for(item, terms)
    rows = rows_of(item, calendar)
    minutes = tuple(dict.fromkeys(row.minute for row in rows))
    return Sliced(
        item=item,
        terms=terms,
        calendar=calendar,
        rows=rows,
        joined=joined(item, terms, minutes),
        minutes=minutes,
    )


def holding_at_each(work: Sliced, what_if: WhatIf) -> Held:
    """For each sort of minute its facts, and which clauses hold."""
    return {minute: _holding_at(work, minute, what_if) for minute in work.minutes}


def _holding_at(work: Sliced, minute: Minute, what_if: WhatIf) -> Here:
    item, terms = work.item, work.terms
    action = cast("str | None", what_if.get("action"))
    key = (minute, action, what_if.get("person"), what_if.get("confirmed_start"))
    known = work.known.get(key)
    if known is None:
        facts = told(item, terms, minute.version, action)
        known = at(minute, facts, item, (terms, work.joined), what_if)
        work.known[key] = known
    values = answered(known, what_if) if what_if else known
    return Here(values, holding(terms, minute.version, values))


def end_under(work: Sliced, what_if: WhatIf) -> End:
    """The end under answers to what is not known; what stays unknown passes."""
    return end_of(work, holding_at_each(work, what_if))


def end_of(work: Sliced, held: Held) -> End:
    """The end when these clauses hold."""
    item, terms = work.item, work.terms
    holds = [held[row.minute].holds for row in work.rows]
    facts = [held[row.minute].values for row in work.rows]
    takings, drawn = count(work.rows, holds, item, terms, work.calendar)
    agreed = approved(takings, work.rows, item, terms)
    wanted = replace(item, after_hours_by=str(facts[0]["after_hours_by"]))
    return End(
        agreed=agreed,
        lines=charged(agreed, work.rows, wanted, terms),
        materials=paid(item, str(facts[0]["cause"]), terms, work.rows[0].minute.version),
        drawn=drawn,
        facts=facts,
    )


def compared(work: Sliced, end: End) -> Hashable:
    """What answers are compared by: minutes per outcome, status, and approved amount."""
    minutes: dict[str, int] = {}
    for line in end.lines:
        minutes[line.outcome.value] = minutes.get(line.outcome.value, 0) + line.worked
    amount = sum(line.amount.minor for line in end.lines)
    if not purchase_missing(work.item, end.materials, work.terms):
        amount += sum(each.amount.minor for each in end.materials if each.payer == "client")
    return tuple(sorted(minutes.items())), status_of(work, end), amount


def status_of(work: Sliced, end: End) -> Status:
    """How far a decision with this end has come."""
    if end.missing and work.item.planned:
        return Status.NEEDS_APPROVAL
    if any(line.outcome is Outcome.DECLINED for line in end.lines):
        return Status.DECLINED
    return Status.DECIDED
