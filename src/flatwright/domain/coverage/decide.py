"""Decide one piece of work: check, slice, walk, approve, charge, and say why."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple, cast

from flatwright.domain.coverage.approve import Agreed, approved
from flatwright.domain.coverage.calendar import Calendar
from flatwright.domain.coverage.charge import charged
from flatwright.domain.coverage.counting import count
from flatwright.domain.coverage.decision import Decision, Line, Paid, Status, Waived
from flatwright.domain.coverage.explain import explained
from flatwright.domain.coverage.questions import asked, question, unknown_facts
from flatwright.domain.coverage.rows import Row, calendar_for, rows_of
from flatwright.domain.coverage.settle import own_cost, paid, purchase_missing, waived
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
from flatwright.domain.coverage.valid import error_of, probe
from flatwright.domain.kernel.money import Money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import NOBODY, Drawn, WorkItem


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A work item under its terms, sliced."""

    item: WorkItem
    terms: Terms
    calendar: Calendar
    rows: list[Row]
    joined: date | None  # the confirmed start, where it was confirmed in time
    minutes: tuple[Minute, ...]  # each sort of minute once
    told: dict[tuple[int, str | None], Values] = field(default_factory=dict)


class _Here(NamedTuple):
    """The facts of a minute, and a bit for each clause that holds."""

    values: Values
    holds: int


_Held = dict[Minute, _Here]


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
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


def decide(item: WorkItem, terms: Terms) -> Decision:
    """Who pays for each minute of a work item, and the clauses that say so."""
    error = error_of(item)
    if error:
        code, says = error
        return Decision(
            work=item.key,
            status=Status.INVALID,
            because=says,
            error=code,
            cost_tracked=Money(0, terms.currency),
        )
    done = item if item.entries else probe(item, terms)
    work = _sliced(done, terms)
    unknown = unknown_facts(done, terms)
    open_facts = _asked(work, unknown) if unknown else []
    if open_facts:
        return _needs_facts(work, open_facts)
    end = _end(work, {})
    if unknown:
        first: WhatIf = {fact: answers[0] for fact, answers in unknown.items()}
        told_apart = _end(work, first)
        end = end if _compared(work, end) == _compared(work, told_apart) else told_apart
    return _decision(work, end) if item.entries else _before_work(work, end)


def lines_of(item: WorkItem, terms: Terms) -> tuple[Line, ...]:
    """The lines of work whose facts are all known, without the words of a decision."""
    return _end(_sliced(item, terms), {}).lines


def _sliced(item: WorkItem, terms: Terms) -> _Work:
    calendar = calendar_for(item, terms)
    rows = rows_of(item, calendar)
    minutes = tuple(dict.fromkeys(row.minute for row in rows))
    return _Work(
        item=item,
        terms=terms,
        calendar=calendar,
        rows=rows,
        joined=joined(item, terms, minutes),
        minutes=minutes,
    )


def _asked(work: _Work, unknown: Mapping[str, tuple[Hashable, ...]]) -> list[str]:
    """The facts to ask for; answers under which like clauses hold have the same end."""
    ends: dict[Hashable, Hashable] = {}

    def answer_to(what_if: WhatIf) -> Hashable:
        held = _holding(work, what_if)
        key = (
            _shape(work, held),
            next(iter(held.values())).values["cause"] == "provider"
            and bool(work.item.materials),
            what_if.get("person"),
            what_if.get("after_hours_by"),
        )
        if key not in ends:
            ends[key] = _compared(work, _end_of(work, held))
        return ends[key]

    return asked(unknown, answer_to)


def _shape(work: _Work, held: _Held) -> Hashable:
    """What the end depends on: which sorts of clauses hold in turn, which share a code."""
    terms, codes = work.terms, dict[int, int]()
    shape = []
    for minute, here in held.items():
        for clause in terms.set_in(minute.version, here.holds):
            code = codes.setdefault(terms.limits.code[clause], len(codes))
            shape.append((terms.sorts[clause], code))
        shape.append((-1, -1))
    return tuple(shape)


def _holding(work: _Work, what_if: WhatIf) -> _Held:
    """For each sort of minute its facts, and which clauses hold."""
    return {minute: _holding_at(work, minute, what_if) for minute in work.minutes}


def _holding_at(work: _Work, minute: Minute, what_if: WhatIf) -> _Here:
    item, terms = work.item, work.terms
    action = cast("str | None", what_if.get("action"))
    key = minute.version, action
    if key not in work.told:
        work.told[key] = told(item, terms, minute.version, action)
    known = answered(work.told[key], what_if) if what_if else work.told[key]
    values = at(minute, known, item, (terms, work.joined), what_if)
    return _Here(values, holding(terms, minute.version, values))


def _end(work: _Work, what_if: WhatIf) -> _End:
    return _end_of(work, _holding(work, what_if))


def _end_of(work: _Work, held: _Held) -> _End:
    item, terms = work.item, work.terms
    holds = [held[row.minute].holds for row in work.rows]
    facts = [held[row.minute].values for row in work.rows]
    takings, drawn = count(work.rows, holds, item, terms, work.calendar)
    agreed = approved(takings, work.rows, item, terms)
    wanted = replace(item, after_hours_by=str(facts[0]["after_hours_by"]))
    return _End(
        agreed=agreed,
        lines=charged(agreed, work.rows, wanted, terms),
        materials=paid(item, str(facts[0]["cause"]), terms, work.rows[0].minute.version),
        drawn=drawn,
        facts=facts,
    )


def _compared(work: _Work, end: _End) -> Hashable:
    """What answers are compared by: minutes per outcome, status, and approved amount."""
    minutes: dict[str, int] = {}
    for line in end.lines:
        minutes[line.outcome.value] = minutes.get(line.outcome.value, 0) + line.worked
    amount = sum(line.amount.minor for line in end.lines)
    if not purchase_missing(work.item, end.materials, work.terms):
        amount += sum(each.amount.minor for each in end.materials if each.payer == "client")
    return tuple(sorted(minutes.items())), _status(work, end), amount


def _status(work: _Work, end: _End) -> Status:
    if end.missing and work.item.planned:
        return Status.NEEDS_APPROVAL
    if any(line.outcome is Outcome.DECLINED for line in end.lines):
        return Status.DECLINED
    return Status.DECIDED


def _needs_facts(work: _Work, facts: list[str]) -> Decision:
    questions = tuple(question(fact) for fact in facts)
    return Decision(
        work=work.item.key,
        status=Status.NEEDS_FACTS,
        because=f"{questions[0].asks} ({questions[0].to})",
        questions=questions,
        version=_version(work),
        cost_tracked=Money(0, work.terms.currency),
    )


def _version(work: _Work) -> int | None:
    first = min(work.rows, key=lambda row: row.start).minute
    return work.terms.plans[first.version].version if first.in_force else None


def _decision(work: _Work, end: _End) -> Decision:
    item, terms = work.item, work.terms
    approvals = end.missing if item.planned else []
    if purchase_missing(item, end.materials, terms):
        approvals.append("purchase")
    final, error = _goodwill(work, end, bought="purchase" not in approvals)
    worked = sum(row.minutes for row in work.rows)
    by_row = [
        (row.minute.version, facts) for row, facts in zip(work.rows, end.facts, strict=True)
    ]
    walk = explained(by_row, end.agreed, worked, terms)
    return Decision(
        work=item.key,
        status=_status(work, end),
        because="; ".join(f"{step.cites.code} {step}" for step in walk if step.took),
        lines=end.lines,
        approvals=tuple(approvals),
        materials=end.materials,
        moves=_moves(end.drawn),
        roster_add=_roster_add(work),
        drawn=tuple(end.drawn),
        cost_tracked=_absorbed_cost(work, end),
        version=_version(work),
        final=final,
        error=error,
        walk=walk,
    )


def _moves(drawn: list[Drawn]) -> dict[str, int]:
    """The moves used, by person."""
    used: dict[str, int] = {}
    for each in drawn:
        if each.code == "moves":
            used[each.whose] = used.get(each.whose, 0) + each.count
    return used


def _goodwill(work: _Work, end: _End, *, bought: bool) -> tuple[Waived | None, str | None]:
    """What goodwill leaves to pay, or the code of why it is refused."""
    if work.item.goodwill is None:
        return None, None
    theirs = [each.amount for each in end.materials if each.payer == "client" and bought]
    materials = sum(theirs, Money(0, work.terms.currency))
    try:
        return waived(work.item.goodwill, end.lines, materials, work.terms), None
    except Refusal as refusal:
        return None, refusal.code


def _absorbed_cost(work: _Work, end: _End) -> Money:
    absorbed = [
        (each.taking.minutes, work.rows[each.taking.row].minute.version)
        for each in end.agreed
        if each.outcome is Outcome.ABSORBED
    ]
    return own_cost(absorbed, work.terms)


def _roster_add(work: _Work) -> dict[str, date]:
    """The person whom the decision puts on the roster, and from when."""
    client, person = work.terms.agreement.client, work.item.person
    if work.joined is None or person == NOBODY:
        return {}
    days = [row.minute.day for row in work.rows if row.minute.person == person]
    if all(client.is_user(person, date.fromordinal(day)) for day in days):
        return {}
    return {person: work.joined}


def _before_work(work: _Work, end: _End) -> Decision:
    """What any minute would need, before there is one: no line, but the yes to ask for."""
    approvals = [each.missing for each in end.agreed if each.missing]
    if purchase_missing(replace(work.item, entries=()), end.materials, work.terms):
        approvals.append("purchase")
    waits = bool(end.missing) and work.item.planned
    return Decision(
        work=work.item.key,
        status=Status.NEEDS_APPROVAL if waits else _status(work, end),
        because="no work yet: this is what a minute in business hours would need",
        approvals=tuple(dict.fromkeys(approvals)),
        materials=end.materials,
        cost_tracked=Money(0, work.terms.currency),
    )
