"""Decide one piece of work: check, slice, walk, approve, charge, and say why."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from datetime import date

from flatwright.domain.coverage.decision import Decision, Line, Status, Waived
from flatwright.domain.coverage.ending import (
    End,
    Held,
    Sliced,
    compared,
    end_of,
    end_under,
    holding_at_each,
    sliced,
    status_of,
)
from flatwright.domain.coverage.explain import explained
from flatwright.domain.coverage.questions import asked, question, unknown_facts
from flatwright.domain.coverage.settle import own_cost, purchase_missing, waived
from flatwright.domain.coverage.situation import WhatIf
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.coverage.valid import error_of, probe
from flatwright.domain.kernel.money import Money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import NOBODY, Drawn, WorkItem


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
    work = sliced(done, terms)
    unknown = unknown_facts(done, terms)
    open_facts = _asked(work, unknown) if unknown else []
    if open_facts:
        return _needs_facts(work, open_facts)
    end = end_under(work, {})
    if unknown:
        first: WhatIf = {fact: answers[0] for fact, answers in unknown.items()}
        told_apart = end_under(work, first)
        end = end if compared(work, end) == compared(work, told_apart) else told_apart
    return _decision(work, end) if item.entries else _before_work(work, end)


def lines_of(item: WorkItem, terms: Terms) -> tuple[Line, ...]:
    """The lines of work whose facts are all known, without the words of a decision."""
    return end_under(sliced(item, terms), {}).lines


def _asked(work: Sliced, unknown: Mapping[str, tuple[Hashable, ...]]) -> list[str]:
    """The facts to ask for; answers under which like clauses hold have the same end."""
    ends: dict[Hashable, Hashable] = {}
    buys = bool(work.item.materials)

    def answer_to(what_if: WhatIf) -> Hashable:
        held = holding_at_each(work, what_if)
        key = (
            *((here.holds, buys and here.values["cause"]) for here in held.values()),
            what_if.get("person"),
            what_if.get("after_hours_by"),
        )
        if key not in ends:
            shape = (_shape(work, held), *key[-2:], buys and key[0])
            if shape not in ends:
                ends[shape] = compared(work, end_of(work, held))
            ends[key] = ends[shape]
        return ends[key]

    return asked(unknown, answer_to)


def _shape(work: Sliced, held: Held) -> Hashable:
    """What the end depends on: which sorts of clauses hold in turn, which share a code."""
    terms, codes = work.terms, dict[int, int]()
    shape = []
    for minute, here in held.items():
        for clause in terms.set_in(minute.version, here.holds):
            code = codes.setdefault(terms.limits.code[clause], len(codes))
            shape.append((terms.sorts[clause], code))
        shape.append((-1, -1))
    return tuple(shape)


def _needs_facts(work: Sliced, facts: list[str]) -> Decision:
    questions = tuple(question(fact) for fact in facts)
    return Decision(
        work=work.item.key,
        status=Status.NEEDS_FACTS,
        because=f"{questions[0].asks} ({questions[0].to})",
        questions=questions,
        version=_version(work),
        cost_tracked=Money(0, work.terms.currency),
    )


def _version(work: Sliced) -> int | None:
    first = min(work.rows, key=lambda row: row.start).minute
    return work.terms.plans[first.version].version if first.in_force else None


def _decision(work: Sliced, end: End) -> Decision:
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
        status=status_of(work, end),
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


def _goodwill(work: Sliced, end: End, *, bought: bool) -> tuple[Waived | None, str | None]:
    """What goodwill leaves to pay, or the code of why it is refused."""
    if work.item.goodwill is None:
        return None, None
    theirs = [each.amount for each in end.materials if each.payer == "client" and bought]
    materials = sum(theirs, Money(0, work.terms.currency))
    try:
        return waived(work.item.goodwill, end.lines, materials, work.terms), None
    except Refusal as refusal:
        return None, refusal.code


def _absorbed_cost(work: Sliced, end: End) -> Money:
    absorbed = [
        (each.taking.minutes, work.rows[each.taking.row].minute.version)
        for each in end.agreed
        if each.outcome is Outcome.ABSORBED
    ]
    return own_cost(absorbed, work.terms)


def _roster_add(work: Sliced) -> dict[str, date]:
    """The person whom the decision puts on the roster, and from when."""
    client, person = work.terms.agreement.client, work.item.person
    if work.joined is None or person == NOBODY:
        return {}
    days = [row.minute.day for row in work.rows if row.minute.person == person]
    if all(client.is_user(person, date.fromordinal(day)) for day in days):
        return {}
    return {person: work.joined}


def _before_work(work: Sliced, end: End) -> Decision:
    """What any minute would need, before there is one: no line, but the yes to ask for."""
    approvals = [each.missing for each in end.agreed if each.missing]
    if purchase_missing(replace(work.item, entries=()), end.materials, work.terms):
        approvals.append("purchase")
    waits = bool(end.missing) and work.item.planned
    return Decision(
        work=work.item.key,
        status=Status.NEEDS_APPROVAL if waits else status_of(work, end),
        because="no work yet: this is what a minute in business hours would need",
        approvals=tuple(dict.fromkeys(approvals)),
        materials=end.materials,
        cost_tracked=Money(0, work.terms.currency),
    )
