"""Facts of an owner's own, and where the clauses stand that ask for them."""

import pytest

from flatwright.domain.coverage.decision import Status
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.text import read_plan
from tests.plans.owner import decided, lines, on, text, under
from tests.plans.reading import plan_from

DAY = on("2026-03-03")
NIGHT = on("2026-03-03", at="20:00", to="21:00")
PBX = """
facts: {object_kind: [pbx]}
clauses:
- {code: legacy_phones, when: {object_kind: pbx}, outcome: hourly, says: Old phones.}
"""
CAUSE = """
facts: {cause: [failed_hardware], role: [junior, senior]}
clauses:
- {code: data_recovery, when: {cause: failed_hardware}, outcome: project, says: Data.}
- {code: seniors, when: {role: senior}, outcome: hourly, rate: 185, says: Seniors.}
"""


def own(**settings: str) -> str:
    """A plan text with one clause of the owner's own."""
    clause = {"code": "mine", "outcome": "hourly", "says": "Mine.", **settings}
    return text(
        f"clauses: [{{{', '.join(f'{key}: {value}' for key, value in clause.items())}}}]"
    )


def problems_of(source: str) -> list[str]:
    return [problem.code for problem in read_plan("plan.yaml", source)[1]]


# ------------------------------------------------------- facts of the owner's own


def test_the_old_telephone_system_is_hourly() -> None:
    assert lines(f"object: board, {DAY}", under(text(PBX))) == [
        (60, "hourly", "legacy_phones")
    ]


def test_without_the_fact_it_is_a_shared_thing_like_others() -> None:
    assert lines(f"object: board, {DAY}", under(text())) == [(60, "covered", "helpdesk")]


def test_a_kind_that_no_fact_names_is_refused() -> None:
    assert problems_of(text(PBX.replace("object_kind: [pbx]", "cause: [pbx]"))) == [
        "unknown-value"
    ]


def test_a_fact_that_nobody_knows_is_refused() -> None:
    assert problems_of(own(when="{telephone: pbx}")) == ["unknown-fact"]


def test_a_cause_of_the_owners_own_is_decided() -> None:
    facts = f"cause: failed_hardware, other: {{role: junior}}, planned: true, {DAY}"
    assert lines(facts, under(text(CAUSE))) == [(60, "project", "data_recovery")]


def test_a_cause_that_no_clause_knows_is_asked_about() -> None:
    found = decided(f"cause: failed_hardware, {DAY}", under(text()))
    assert found.status is Status.NEEDS_FACTS
    assert [question.fact for question in found.questions] == ["cause"]


def test_a_fact_of_the_owners_own_is_asked_about() -> None:
    found = decided(DAY, under(text(CAUSE)))
    assert [question.fact for question in found.questions] == ["role"]
    assert found.questions[0].asks == "What is role?"


def test_a_rate_of_the_owners_own_is_billed() -> None:
    found = decided(f"other: {{role: senior}}, {DAY}", under(text(CAUSE)))
    assert [line.amount.decimal for line in found.lines] == [185]


@pytest.mark.parametrize(
    ("to", "billed", "amount"), [("10:20", 60, 100), ("11:00", 60, 100), ("11:10", 75, 125)]
)
def test_a_least_time_is_billed_for_each_date(to: str, billed: int, amount: int) -> None:
    plan = under(own(when="{onsite: yes}", minimum="1h"))
    found = decided(f"onsite: true, {on('2026-03-03', to=to)}", plan).lines
    assert [each.billed for each in found] == [billed]
    assert [each.amount.decimal for each in found] == [amount]


def test_two_dates_are_two_least_times() -> None:
    plan = under(own(when="{onsite: yes}", minimum="1h"))
    facts = f"onsite: true, {on('2026-03-03', '2026-03-04', to='10:10')}"
    assert [line.billed for line in decided(facts, plan).lines] == [60, 60]


# ------------------------------------------------------- where an owner's clause stands


def test_an_owners_clause_stands_behind_the_projects() -> None:
    codes = [each.code for each in clauses(plan_from(own()))]
    assert codes.index("mine") > codes.index("projects")
    assert codes.index("mine") < codes.index("moves") < codes.index("helpdesk")


def test_or_before_the_clause_that_it_names() -> None:
    codes = [each.code for each in clauses(plan_from(own(before="users")))]
    assert codes.index("mine") == codes.index("users") - 1


def test_before_after_hours_is_before_the_clause_that_has_the_rate() -> None:
    """Night work of other clauses is after hours too, without words of its own."""
    lowered = clauses(plan_from(own(before="after_hours")))
    place = [each.code for each in lowered].index("mine")
    assert lowered[place + 1].code == "after_hours"
    assert lowered[place + 1].says
    assert lowered[place - 1].code == "helpdesk"


def test_several_before_one_clause_keep_their_order() -> None:
    two = text(
        "clauses:\n"
        "- {code: one, outcome: hourly, before: users, says: One.}\n"
        "- {code: two, outcome: hourly, before: users, says: Two.}\n"
    )
    codes = [each.code for each in clauses(plan_from(two))]
    assert codes.index("one") + 1 == codes.index("two") == codes.index("users") - 1


def test_a_place_that_is_not_there_is_refused() -> None:
    assert problems_of(own(before="helpdisk")) == ["unknown-clause"]


def test_a_limit_on_what_is_billed_is_refused() -> None:
    assert problems_of(own(up_to="{times: 2}")) == ["contradiction"]


def test_a_covered_clause_is_for_business_hours_unless_it_says_more() -> None:
    usual = under(own(outcome="covered", when="{priority: p1}"))
    any_hour = under(own(outcome="covered", when="{priority: p1}", hours="any"))
    facts = f"priority: p1, planned: true, {NIGHT}"
    assert lines(facts, usual) == [(60, "after_hours", "after_hours")]
    assert lines(facts, any_hour) == [(60, "covered", "mine")]
