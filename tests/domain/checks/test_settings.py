"""Settings that contradict each other, promises without a price, wrong numbers."""

from dataclasses import replace

import pytest

from flatwright.domain.checks.contradictions import contradictions, unpriced
from flatwright.domain.checks.numbers import wrong_numbers
from flatwright.domain.plan.lower import clauses
from tests.domain.checks.looked_at import plan_of

CONTRADICTIONS = [
    (
        ("request_over: 4h", "request_over: 5h"),
        "projects.request_over+projects.incident_over",
    ),
    (("helpdesk: unlimited", "helpdesk: hourly"), "projects.incident_over+basics.helpdesk"),
    (
        ("incident_over: 4h ", "incident_whole: true #"),
        "projects.incident_whole+projects.incident_over",
    ),
    (
        ("after_hours: {rate: 225", "after_hours: {included: all, rate: 225"),
        "hours.after_hours.included",
    ),
    (("rate: 225, minimum", "fixed: 300, rate: 225, minimum"), "hours.after_hours.fixed"),
    (
        ("per_installation: 1h", "per_installation: 0m"),
        "training.leave_behind+training.per_installation",
    ),
    (
        ("{per_person_per_year: 1,", "{planned_day: may,"),
        "moves.planned_day+moves.per_person_per_year",
    ),
    (("projects:", "sla: {p1: {respond: 4h, resolve: 1h}}\nprojects:"), "sla.p1"),
    (
        ("projects:", "sla: {p1: {respond: 2 days}, p2: {respond: 1 day}}\nprojects:"),
        "sla.p1+sla.p2",
    ),
    (
        ("{per_user: 140,", "{base: 140, escalator: {fixed: 2%, at_most: 3%},"),
        "price.escalator",
    ),
    (
        (
            "{per_user: 140,",
            "{base: 140, escalator: {fixed: 2%, applies_to: [server, base]},",
        ),
        "price.escalator.applies_to.server",
    ),
    (("{per_user: 140,", "{base: 140,"), "users.minimum+price.per_user"),
    (
        ("{per_user: 140,", "{per_user: 140, base_includes: {user: 5},"),
        "price.base_includes+price.base",
    ),
    (
        ("projects:", "onsite: {visits: {visits: 2, carried_at_most: 1}}\nprojects:"),
        "onsite.visits.carried_at_most",
    ),
]


@pytest.mark.parametrize(
    ("change", "name"), CONTRADICTIONS, ids=[n for _, n in CONTRADICTIONS]
)
def test_two_settings_that_cannot_both_be_meant(change: tuple[str, str], name: str) -> None:
    told = {each.name: each for each in contradictions(plan_of(change))}
    assert f"contradiction:{name}" in told
    assert f"contradiction:{name}" not in {e.name for e in contradictions(plan_of())}
    assert told[f"contradiction:{name}"].change.endswith(".")


def test_spans_of_different_kinds_are_not_compared() -> None:
    sla = "sla: {p1: {respond: 2 days, resolve: 1h}, p2: {respond: 1h}}\nprojects:"
    assert not list(contradictions(plan_of(("projects:", sla))))


def test_a_plan_without_a_fee_or_at_a_rate_of_nothing_is_told() -> None:
    free = plan_of(
        ("{per_user: 140,", "{"),
        ("minimum: 20", "minimum: 0"),
        ("hourly: 150", "hourly: 0"),
    )
    names = [each.name for each in unpriced(free, clauses(free))]
    assert names == ["no-price:price", "no-price:rates.hourly"]


# Words and rules.


def test_a_number_in_an_owners_sentence_that_its_rule_has_not_is_told() -> None:
    own = """
clauses:
  - code: phones
    when: {object_kind: phone, estimate_min: over 90m}
    outcome: covered
    up_to: {time: 2h}
    rate: 99.50
    says: Phones of P1 are covered for up to 3 hours, beyond 1 hour 30 minutes at 99.50.
"""
    plan = plan_of(more=own)
    wrong = list(wrong_numbers(plan, clauses(plan)))
    assert [each.name for each in wrong] == ["wording:phones:3"]
    assert "up to 2 hours each agreement year" in wrong[0].change


def test_a_sentence_of_ours_with_a_strange_number_is_told() -> None:
    plan = plan_of()
    wrong = [
        replace(c, says="We come 7 times.") for c in clauses(plan) if c.code == "users"
    ]
    assert [each.name for each in wrong_numbers(plan, wrong)] == ["wording:users:7"]
    assert "users or rates" in next(wrong_numbers(plan, wrong)).change


def test_sentences_of_ours_say_the_numbers_of_their_settings() -> None:
    for change in (
        ("closing_grace: 15m", "closing_grace: 40m"),
        ("rate: 165", "rate: 171.5"),
    ):
        plan = plan_of(change)
        assert not list(wrong_numbers(plan, clauses(plan)))
