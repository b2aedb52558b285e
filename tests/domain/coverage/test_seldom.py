"""What seldom happens, and what is said then."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest

from flatwright.domain.coverage import explain, situation
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision, Line, Status, Step
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.condition import ALWAYS, Every, among
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.kernel.money import Money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Clause, ClauseRef, Outcome
from flatwright.domain.records.work import (
    Approval,
    Goodwill,
    Material,
    TimeEntry,
    WorkItem,
    WorkObject,
)
from flatwright.domain.wording import decided
from tests.domain.coverage.any_work import northwind

AGREEMENT, TERMS = northwind()
REF = ClauseRef("reference", 1, "helpdesk", "4.5")


def at(hour: int, under: Terms = TERMS, **facts: object) -> Decision:
    start = utc_minute(under.zone, date(2026, 2, 3), 60 * hour)
    usual = WorkItem(
        person="alice",
        object=WorkObject(name="alice-pc"),
        location="hq",
        entries=(TimeEntry(start=start, end=start + 60),),
    )
    return decide(replace(usual, **facts), under)  # type: ignore[arg-type] # a test names them well


def fresh() -> Terms:
    return terms(AGREEMENT, TERMS.plans)


def test_nothing_changes_when_nothing_more_is_remembered() -> None:
    remembered = at(10, fresh())
    with patch.object(situation, "_REMEMBERED", 0), patch.object(explain, "_REMEMBERED", 0):
        assert at(10, fresh()) == remembered


def test_minutes_that_no_clause_takes_are_on_no_line() -> None:
    gap = terms(AGREEMENT, TERMS.plans, without="after_hours")
    assert at(22, gap).lines == ()


def test_versions_of_an_agreement_have_one_currency() -> None:
    euro = replace(TERMS.plans[1], currency="EUR")
    with pytest.raises(Refusal) as refused:
        terms(AGREEMENT, (TERMS.plans[0], euro))
    assert refused.value.code == "one_currency"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "unknown"}, "unknown_kind"),
        ({"priority": "p9"}, "unknown_priority"),
        ({"onsite": "perhaps"}, "unknown_onsite"),
        ({"location": "unknown"}, "unknown_location"),
    ],
)
def test_facts_that_are_always_known_are_refused_when_they_are_not(
    facts: Mapping[str, object], code: str
) -> None:
    found = at(10, TERMS, **facts)
    assert (found.status, found.error, found.lines) == (Status.INVALID, code, ())


def test_an_entry_of_years_is_a_slip_of_the_pen() -> None:
    month = TimeEntry(start=29_533_860, end=29_533_860 + 31 * 24 * 60)
    assert at(10, entries=(month,)).status is Status.DECIDED
    longer = replace(month, end=month.end + 1)
    assert at(10, entries=(longer,)).error == "entry_too_long"


@pytest.mark.parametrize("opened", [None, 29_533_860, 5])
def test_before_the_work_it_says_what_a_minute_would_need(opened: int | None) -> None:
    found = at(10, entries=(), planned=True, action="add_machine", opened_at=opened)
    assert (found.status, found.approvals) == (Status.NEEDS_APPROVAL, ("quote",))


def test_before_the_work_a_part_that_the_client_pays_for_needs_a_yes() -> None:
    part = Material(item="ssd", amount=Money(12_000))
    yes = Approval(type="purchase", by="olivia", at=29_533_860)
    assert at(10, entries=(), materials=(part,)).approvals == ("purchase",)
    assert at(10, entries=(), materials=(part,), approvals=(yes,)).approvals == ()


def test_a_bill_is_not_waived_by_nobody() -> None:
    found = at(10, goodwill=Goodwill(reason="first month"))
    assert (found.error, found.final) == ("goodwill_approver_required", None)


def test_a_line_without_a_clause_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="cites no clause"):
        Line(
            worked=1,
            band="business",
            outcome=Outcome.COVERED,
            billed=0,
            amount=Money(0),
            cites=ClauseRef("reference", 1, "", ""),
        )


def test_a_step_says_what_it_took_or_why_it_passed() -> None:
    step = Step(cites=REF, outcome=Outcome.COVERED, took=15, of=50, why="it is a repair")
    assert str(step) == "took 15 of 50 minutes: it is a repair"
    assert str(replace(step, took=0)) == "passed: it is a repair"
    assert str(REF) == "reference@1 4.5 helpdesk"


def test_a_clause_that_always_holds_needs_no_reason() -> None:
    clause = Clause(code="all", heading="basics", outcome=Outcome.COVERED)
    assert explain.because(ALWAYS, [{}]) == "nothing earlier took them"
    assert explain.because(among("kind", "request"), [{"kind": "incident"}]) == (
        "nothing earlier took them"
    )
    assert explain.passed(clause, [{}]) == "earlier clauses took every minute"


def test_a_clause_that_takes_what_is_left_says_when_that_was() -> None:
    night = at(22)
    [line] = night.lines
    borne = "60 minutes had no approval, so the provider bears them"
    assert decided.reason(night, line.cites) == (
        f"it was outside business hours, and nothing before covers that; {borne}"
    )
    by_day = replace(night, lines=(replace(line, band="business"),))
    assert decided.reason(by_day, line.cites) == f"nothing before covers this; {borne}"
    assert decided.reason(replace(night, walk=()), line.cites).endswith("covers that")


def test_a_number_that_nobody_told_is_neither_over_nor_under() -> None:
    assert situation.Situation({}).over("estimate_min", 240) == (False, False)


def test_every_part_that_is_against_a_clause_is_told() -> None:
    clause = Clause(
        code="two",
        heading="basics",
        outcome=Outcome.COVERED,
        when=Every((among("kind", "request"),)),
    )
    assert explain.passed(clause, [{"kind": "incident"}]) == "something is broken"
