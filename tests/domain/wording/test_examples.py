"""Examples are found for what a plan tells apart, in words that fit, and really decided."""

import pytest
from hypothesis import given, settings

from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.wording.document import Document, Meanings, Part, Table
from flatwright.domain.wording.example import stage
from flatwright.domain.wording.exclusions import NO_EXAMPLE, _body, _bought, exclusions
from flatwright.domain.wording.in_and_out import in_and_out
from flatwright.domain.wording.text import as_text
from tests.domain.wording.plans import least
from tests.strategies import plans

WIDE = 2000


def section(plan: PlanVersion, code: str) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """What is shown for a clause: its words as text, and the rows of its example."""
    on = stage(plan)
    speaking = [each for each in clauses(plan) if each.says and each.code == code]
    number = speaking[0].number
    decided = [each for each in on.terms.clauses if each.number == number and each.says]
    body = _body(plan, decided[0], on) if decided else _bought(plan, speaking[0], on)
    part = Part(heading=number, body=body)
    text = as_text(Document(title="t", note="", parts=(part,)), WIDE)
    return text, next((block.rows for block in body if isinstance(block, Table)), ())


def own(
    when: str, outcome: str = "hourly", more: str = "", facts: str = "{}"
) -> PlanVersion:
    clause = f"{{code: mine, outcome: {outcome}, says: Mine., when: {when}{more}}}"
    return least(f"facts: {facts}\nclauses: [{clause}]")


@pytest.mark.parametrize(
    ("when", "sentence"),
    [
        ("{kind: request}", "You ask for a change of a user's computer."),
        ("{priority: p2}", "Its priority is P2."),
        ("{from_home: yes, object_kind: printer}", "The user works from home."),
        ("{cause: user_error}", "A user made a mistake."),
        ("{action: reinstall}", "A program has to be installed again."),
        ("{object_kind: tablet}", "A tablet that you share does not work."),
        (
            "{hours: after_hours, after_hours_by: provider}",
            "We choose to do it after hours.",
        ),
        ("{hours: grace}", "You want it done after hours."),
        ("{day: weekend}", "You want it done after hours, at a weekend."),
        ("{day: holiday}", "You want it done after hours, on a holiday."),
        ("{onsite: yes}", "We go to your office."),
    ],
)
def test_example_tells_what_the_clause_asks_about(when: str, sentence: str) -> None:
    hours = ", holidays: US, closing_grace: 15m, after_hours: {rate: 200}"
    clause = f"{{code: mine, outcome: hourly, says: Mine., when: {when}}}"
    text, rows = section(least(f"clauses: [{clause}]", hours=hours), "mine")
    expected = (
        "We are at work on it when business hours end." if "grace" in when else sentence
    )
    assert expected in text
    assert rows[-1][-1] == "14.1"


def test_owners_facts_and_values_are_told_as_they_are_written() -> None:
    facts = "{site_class: [plain, clean_room], action: [polish_lens], cause: [solar_flare]}"
    text, _ = section(own("{site_class: clean_room}", facts=facts), "mine")
    assert "Site class: clean room." in text
    text, _ = section(own("{action: polish_lens}", facts=facts), "mine")
    assert "You ask for this: polish lens." in text
    text, _ = section(own("{cause: solar_flare}", facts=facts), "mine")
    assert "The cause: solar flare." in text


def test_kind_of_thing_of_the_owners_own_has_an_example() -> None:
    plan = own("{object_kind: pbx}", facts="{object_kind: [pbx]}")
    text, rows = section(plan, "mine")
    assert "A pbx that you share does not work." in text
    assert rows == (("1 hour", "you, by the hour", "1 hour", "100 EUR", "14.1"),)


def test_vendor_calls_by_the_hour_have_an_example() -> None:
    text, rows = section(least("basics: {vendors: hourly}"), "vendors")
    assert "We call one of your vendors about a user's computer." in text
    assert rows[0][3] == "100 EUR"


def test_limit_is_shown_with_what_is_beyond_it() -> None:
    more = ", up_to: {time: 30m, per: client, each: year}"
    text, rows = section(own("{kind: request}", "covered", more), "mine")
    assert [row[0] for row in rows] == ["30 minutes", "1 hour"]
    assert "You pay nothing in all." in text


def test_limit_of_times_tells_what_a_further_one_costs() -> None:
    text, rows = section(least("moves: {per_person_per_year: 1}"), "moves")
    assert rows[0][3] == "nothing"
    assert "Beyond the limit: We do it once you say yes, at 100 EUR an hour." in text


def test_still_free_is_what_deciding_it_again_shows() -> None:
    aid = "first_aid: {triage: 15m, p1_of_excluded_cause: 1h}"
    text, _ = section(least(aid), "acts_of_god")
    assert "When it brings you to a halt, first aid of 1 hour (10.3)." in text
    assert "Our calls to your vendors about it (4." in text
    text, rows = section(least(aid), "devices")
    assert "Still free: A first look of 15 minutes (10.2)." in text
    assert [row[0] for row in rows] == ["15 minutes", "45 minutes"]


def test_work_that_is_not_done_takes_no_time_in_words() -> None:
    text, rows = section(least(), "lawful_use")
    assert "It takes us" not in text
    assert rows[0][1] == "nobody: not done"


def test_whole_incident_over_the_threshold_has_an_example() -> None:
    plan = least(projects=", incident_over: 2h, incident_whole: true")
    _, rows = section(plan, "threshold")
    assert rows == (("3 hours", "you, on a quote", "3 hours", "360 EUR", "6.2"),)


@pytest.mark.parametrize(
    ("passed", "pays"),
    [
        ("{markup: 25%}", "You pay 100 EUR. Under the maker's warranty you pay nothing."),
        ("{kinds: []}", "You pay nothing. Under the maker's warranty you pay nothing."),
    ],
)
def test_what_is_bought_has_an_example(passed: str, pays: str) -> None:
    text, _ = section(least(f"pass_through: {passed}"), "pass_through")
    assert pays in text


@pytest.mark.parametrize(
    "users",
    [
        "{devices: 0}",
        "{devices: {phone: 1}}",
        "{devices: {computer: 0}}",
        "{devices: unlimited}",
    ],
)
def test_plan_that_counts_other_devices_has_examples(users: str) -> None:
    plan = least(f"users: {users}")
    assert NO_EXAMPLE not in as_text(exclusions(plan))


def test_clause_that_never_decides_says_so() -> None:
    text, rows = section(own("{kind: vendor, not: {kind: vendor}}"), "mine")
    assert NO_EXAMPLE in text
    assert rows == ()


def test_clause_behind_one_that_takes_all_says_so() -> None:
    clauses_ = (
        "clauses: [{code: all_of_it, outcome: hourly, says: All., when: {kind: request}}, "
        "{code: mine, outcome: project, says: Mine., when: {kind: request}}]"
    )
    text, _ = section(least(clauses_), "mine")
    assert NO_EXAMPLE in text


@settings(max_examples=4)
@given(plans())
def test_any_plan_has_its_documents(plan: PlanVersion) -> None:
    document = exclusions(plan)
    shown = {part.heading.split()[0] for part in document.parts[1:]}
    wanted = {
        each.number
        for each in clauses(plan)
        if each.says and (each.outcome is not Outcome.COVERED or each.up_to)
    } - {each.number for each in clauses(plan) if each.code == "goodwill"}
    assert wanted == shown
    assert as_text(document)
    assert as_text(in_and_out(plan))
    for part in document.parts:
        assert all(block.items for block in part.body if isinstance(block, Meanings))
