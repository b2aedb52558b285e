"""What holds for every decision, whatever the facts."""

from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision, Status
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.records.work import Goodwill, WorkItem, WorkObject
from tests.domain.coverage.any_work import CHICAGO, northwind, unknowns, works
from tests.oracle.reference_minutes import CLOSE, GRACE, minutes_of, moment

AGREEMENT, TERMS = northwind()
_, AGAIN = northwind()
MANY = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
LATER = 2 * 366 * 1440  # minutes; the agreement has ended by then
BILLED = (Outcome.AFTER_HOURS, Outcome.HOURLY, Outcome.PROJECT)
VALUES: dict[str, tuple[Any, ...]] = {
    "cause": ("normal", "provider", "act_of_god", "unauthorised_change"),
    "person": ("alice", "bob", "zoe", "none"),
    "object": tuple(WorkObject(name=n) for n in ("bob-pc", "srv1", "nas1", "zoe-pc")),
    "action": ("fix", "howto", "add_machine", "move", "train_initial", "patch"),
    "after_hours_by": ("client", "provider"),
    "estimate_min": (60, 240, 241),
    "confirmed_start": (None,),
}


def is_answered(decision: Decision) -> bool:
    """Whether every minute has its outcome."""
    return decision.status not in (Status.NEEDS_FACTS, Status.INVALID)


@MANY
@given(works())
def test_the_outcomes_minutes_add_up_to_the_worked_minutes(work: WorkItem) -> None:
    decision = decide(work, TERMS)
    worked = sum(entry.end - entry.start for entry in work.entries)
    assert sum(decision.minutes.values()) == (worked if is_answered(decision) else 0)


@MANY
@given(works())
def test_every_line_cites_a_clause_of_a_version_that_governed(work: WorkItem) -> None:
    governed = {minute.nearest for minute in minutes_of(work, AGREEMENT)}
    codes = {plan.version: {each.code for each in clauses(plan)} for plan in TERMS.plans}
    for line in decide(work, TERMS).lines:
        assert line.cites.plan == "reference"
        assert line.cites.version in governed
        assert line.cites.code in codes[line.cites.version]


@MANY
@given(works())
def test_outside_the_agreement_in_force_takes_all(work: WorkItem) -> None:
    moved = [replace(e, start=e.start + LATER, end=e.end + LATER) for e in work.entries]
    decision = decide(replace(work, entries=tuple(moved)), TERMS)
    assert decision.version is None
    assert {line.cites.code for line in decision.lines} == {"in_force"}


@MANY
@given(works(), unknowns(most=2), st.data())
def test_more_facts_never_make_an_answer_less_known(
    work: WorkItem, not_told: dict[str, Any], data: st.DataObject
) -> None:
    assume(not_told.keys() & VALUES.keys())
    work = replace(work, **not_told)
    before = decide(work, TERMS)
    fact = data.draw(st.sampled_from(sorted(not_told.keys() & VALUES.keys())))
    told = replace(work, **{fact: data.draw(st.sampled_from(VALUES[fact]))})
    after = decide(told, TERMS)
    asked = {question.fact for question in before.questions}
    assert {question.fact for question in after.questions} <= asked
    if before.status is not Status.NEEDS_FACTS:
        assert after.status is before.status


@MANY
@given(works())
def test_the_same_facts_give_the_same_decision(work: WorkItem) -> None:
    assert decide(work, TERMS) == decide(work, TERMS) == decide(work, AGAIN)


@MANY
@given(works(), st.sampled_from((None, 0, 1, 5_000, 10_000_000)))
def test_goodwill_never_costs_the_client(work: WorkItem, cents: int | None) -> None:
    plain = decide(replace(work, goodwill=None), TERMS)
    amount = None if cents is None else replace(plain.client_pays(), minor=cents)
    given_away = Goodwill(by="owner", reason="courtesy", amount=amount)
    kind = decide(replace(work, goodwill=given_away), TERMS)
    assert kind.client_pays() <= plain.client_pays()
    assert (kind.status, kind.lines) == (plain.status, plain.lines)
    if is_answered(plain) and cents is None:
        assert kind.client_pays().minor == 0


@MANY
@given(works())
def test_the_client_pays_billed_lines_and_their_own_materials(work: WorkItem) -> None:
    decision = decide(replace(work, goodwill=None), TERMS)
    lines = sum(line.amount.minor for line in decision.lines if line.outcome in BILLED)
    bought = [each.amount.minor for each in decision.materials if each.payer == "client"]
    if "purchase" in decision.approvals:
        bought = []
    assert decision.client_pays().minor == lines + sum(bought)


@MANY
@given(works())
def test_what_is_not_billed_costs_nothing(work: WorkItem) -> None:
    for line in decide(work, TERMS).lines:
        if line.outcome not in BILLED:
            assert (line.billed, line.amount.minor) == (0, 0)


@MANY
@given(works(), st.data())
def test_splitting_an_entry_keeps_the_minutes_of_each_outcome(
    work: WorkItem, data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(work.entries) - 1))
    entry = work.entries[index]
    assume(entry.end - entry.start > 1)
    at = data.draw(st.integers(entry.start + 1, entry.end - 1))
    day = minutes_of(work, AGREEMENT)[0].day
    days = {minute.day for minute in minutes_of(work, AGREEMENT)} | {day}
    closings = [moment(each, CLOSE, CHICAGO) for each in days]
    grace = GRACE.total_seconds() // 60
    assume(not any(closing <= at < closing + grace for closing in closings))
    first = min(each.start for each in work.entries)  # so that no run is approved late
    early = tuple(replace(each, at=first) for each in work.approvals)
    whole = replace(work, approvals=early)
    parts = (replace(entry, end=at), replace(entry, start=at))
    entries = (*work.entries[:index], *parts, *work.entries[index + 1 :])
    assert (
        decide(whole, TERMS).minutes
        == decide(replace(whole, entries=entries), TERMS).minutes
    )
