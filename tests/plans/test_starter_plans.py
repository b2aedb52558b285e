"""The shipped plans: each reads, and each numbered clause has a case that cites it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import VersionInForce
from flatwright.imports.cases_text import Case, run_case
from flatwright.imports.plan_shelf import plan_files
from tests.plans.reading import PLANS, cases_in, plan_of, promises, terms_in

GOOD_BETTER_BEST = ("essential", "complete", "premium")
NAMES = ("reference", *GOOD_BETTER_BEST)
SHIPPED = [plan_of(path) for path in plan_files()]
TERMS = {name: terms_in(PLANS / f"{name}.agreement.yaml") for name in NAMES}
CASES = {name: cases_in(PLANS / f"{name}.cases.yaml", TERMS[name]) for name in NAMES}
BY_NAME = {plan.plan: plan for plan in SHIPPED}
EACH_CASE = [
    pytest.param(case, TERMS[name], id=f"{name} {case.id}")
    for name in NAMES
    for case in CASES[name]
]


@pytest.mark.parametrize(("case", "terms"), EACH_CASE)
def test_a_shipped_case_gets_what_it_expects(case: Case, terms: Terms) -> None:
    result = run_case(case, terms)
    wrong = {key: (case.expect[key], result.got[key]) for key in result.differs}
    assert wrong == {}, case.title


@pytest.mark.parametrize("name", NAMES)
def test_each_numbered_clause_is_cited_by_a_line(name: str) -> None:
    lines = [line for case in CASES[name] for line in decide(case.work, TERMS[name]).lines]
    cited = {(line.cites.plan, line.cites.number, line.cites.code) for line in lines}
    plans = [plan for plan in SHIPPED if plan.plan == name]
    missing = [
        f"{plan.name} {clause.number} {clause.code}"
        for plan in plans
        for clause in promises(plan)
        if (name, clause.number, clause.code) not in cited
    ]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_what_is_bought_and_what_is_waived_has_a_case(name: str) -> None:
    decided = [decide(case.work, TERMS[name]) for case in CASES[name]]
    payers = {each.payer for decision in decided for each in decision.materials}
    assert "client" in payers
    assert any(decision.final for decision in decided)


@pytest.mark.parametrize("name", NAMES)
def test_every_case_expects_something_under_its_own_id(name: str) -> None:
    ids = [case.id for case in CASES[name]]
    assert len(set(ids)) == len(ids)
    assert all(case.expect.get("status") and case.title for case in CASES[name])


@pytest.mark.parametrize("name", NAMES)
def test_a_minute_gets_one_outcome(name: str) -> None:
    for case in CASES[name]:
        lines = decide(case.work, TERMS[name]).lines
        worked = sum(entry.end - entry.start for entry in case.work.entries)
        assert not lines or sum(line.worked for line in lines) == worked, case.id


def test_each_shipped_plan_has_its_agreement_and_its_cases() -> None:
    assert {plan.plan for plan in SHIPPED} == set(NAMES)
    assert len(SHIPPED) == len(plan_files()), "a name and number is there twice"
    beside = {f"{name}.{part}.yaml" for name in NAMES for part in ("agreement", "cases")}
    assert beside == {path.name for path in PLANS.glob("*.*.yaml")}


@pytest.mark.parametrize("plan", SHIPPED, ids=lambda plan: plan.name)
def test_an_hour_costs_more_the_less_it_was_foreseen(plan: PlanVersion) -> None:
    after_hours = plan.hours.after_hours.rate
    assert plan.projects.rate is not None
    assert after_hours is not None
    assert plan.rates.own_cost < plan.rates.hourly < plan.projects.rate < after_hours


def test_the_better_plan_has_the_higher_fee() -> None:
    fees = [BY_NAME[name].price.per_user for name in GOOD_BETTER_BEST]
    assert all(less < more for less, more in pairwise(fees))


def test_the_better_plan_is_never_dearer_by_the_hour() -> None:
    plans = [BY_NAME[name] for name in GOOD_BETTER_BEST]
    for rates in (
        [plan.rates.hourly for plan in plans],
        [plan.projects.rate or 0 for plan in plans],
        [plan.hours.after_hours.rate or 0 for plan in plans],
    ):
        assert rates == sorted(rates, reverse=True)


def test_the_better_plan_gives_more() -> None:
    plans = [BY_NAME[name] for name in GOOD_BETTER_BEST]
    for gifts in (
        [plan.projects.incident_over or 0 for plan in plans],
        [plan.projects.request_over or 0 for plan in plans],
        [plan.first_aid.triage for plan in plans],
        [plan.first_aid.p1_of_excluded_cause for plan in plans],
        [plan.moves.per_person_per_year for plan in plans],
        [plan.training.per_installation for plan in plans],
        [_minutes_open(plan) for plan in plans],
        [len(plan.basics.monitoring) for plan in plans],
        [len(plan.basics.patching) for plan in plans],
    ):
        assert gifts[0] < gifts[2]
        assert gifts == sorted(gifts)


def _minutes_open(plan: PlanVersion) -> int:
    return sum(end - start for day in plan.hours.open.days for start, end in day)


def test_the_better_plan_covers_what_the_lesser_one_covers() -> None:
    """The dentist's own cases, under each plan in turn: no covered minute is lost."""
    covered = [_covered_minutes(BY_NAME[name]) for name in GOOD_BETTER_BEST]
    for less, more in pairwise(covered):
        lost = {case: less[case] for case in less if more[case] < less[case]}
        assert lost == {}


def _covered_minutes(plan: PlanVersion) -> dict[str, int]:
    signed = TERMS["essential"].agreement
    version = VersionInForce(plan=plan.plan, version=plan.version, first=signed.first)
    mine = terms(replace(signed, versions=(version,)), (plan,), TERMS["essential"].regions)
    return {
        case.id: decide(case.work, mine).minutes.get(Outcome.COVERED, 0)
        for case in CASES["essential"]
    }


@pytest.mark.parametrize("plan", SHIPPED, ids=lambda plan: plan.name)
def test_the_numbers_of_a_version_stay(
    plan: PlanVersion, golden: Callable[[str, str], None]
) -> None:
    """A decision cites a clause by its number, so a shipped version keeps its numbers."""
    lines = [_row(clause) for clause in sorted(clauses(plan), key=_place) if clause.says]
    golden(f"plans/{plan.name}.txt", "\n".join(lines) + "\n")


def _place(clause: Clause) -> tuple[int, ...]:
    return tuple(int(part) for part in clause.number.split("."))


def _row(clause: Clause) -> str:
    """Number, code, outcome and allowance; the words may be improved."""
    outcome = clause.outcome.value if clause.outcome else "-"
    row = f"{clause.number:<5} {clause.code:<21} {outcome}"
    if clause.up_to is None:
        return row
    limit = clause.up_to
    counted = f"{limit.amount} {limit.unit.value}"
    return f"{row}, up to {counted} per {limit.per.value}, each {limit.each.value}"


def test_a_starter_text_is_comfortable_to_read() -> None:
    for path in sorted(PLANS.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert text.startswith("#"), path.name
        if path.name in {f"{name}.yaml" for name in GOOD_BETTER_BEST}:
            assert max(map(len, text.splitlines())) <= 100, path.name
            assert len(text.splitlines()) < 120, path.name
