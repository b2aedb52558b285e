"""Allowances of an owner's own clauses: how many, for whom, until when, carried on."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.domain.coverage.decision import Status
from flatwright.domain.plan.clause import Outcome
from tests.plans.owner import decided, lines, on, text, under

TWO_VISITS = """
clauses:
- code: visits
  when: {onsite: yes}
  outcome: covered
  up_to: {visits: 2, per: client, each: month%s}
  says: Two visits a month are included.
- code: visits
  when: {onsite: yes}
  outcome: hourly
  hours: ours
  says: Further visits are hourly work.
"""
THIRTY_TICKETS = """
clauses:
- code: tickets
  when: {kind: [incident, request]}
  outcome: covered
  up_to: {tickets: 30, per: client, each: year}
  before: helpdesk
  says: Thirty tickets a year are included.
- code: tickets
  when: {kind: [incident, request]}
  outcome: hourly
  hours: ours
  before: helpdesk
  says: Further tickets are hourly work.
"""
TWO_HOURS = """
clauses:
- code: upgrades
  when: {action: change}
  outcome: covered
  up_to: {time: 2h, per: client, each: month, rollover: true%s}
  says: Two hours of changes a month are included.
- code: upgrades
  when: {action: change}
  outcome: hourly
  hours: ours
  says: Further changes are hourly work.
"""


@pytest.mark.parametrize(
    ("used", "outcome"), [(0, "covered"), (1, "covered"), (2, "hourly"), (9, "hourly")]
)
def test_two_visits_a_month_are_included(used: int, outcome: str) -> None:
    facts = f"onsite: true, used: {{visits: {used}}}, {on('2026-03-03')}"
    assert lines(facts, under(text(TWO_VISITS % ""))) == [(60, outcome, "visits")]


def test_what_is_beyond_is_billed_at_the_hourly_rate() -> None:
    found = decided(
        f"onsite: true, used: {{visits: 2}}, {on('2026-03-03')}",
        under(text(TWO_VISITS % "")),
    )
    assert [line.amount.decimal for line in found.lines] == [100]
    assert found.status is Status.DECIDED


def test_remote_work_draws_no_visit() -> None:
    found = decided(on("2026-03-03"), under(text(TWO_VISITS % "")))
    assert [line.cites.code for line in found.lines] == ["helpdesk"]
    assert {each.code for each in found.drawn} <= {"helpdesk"}


def test_one_work_item_on_two_days_is_two_visits() -> None:
    facts = f"onsite: true, used: {{visits: 1}}, {on('2026-03-03', '2026-03-04')}"
    expected = [(60, "covered", "visits"), (60, "hourly", "visits")]
    assert lines(facts, under(text(TWO_VISITS % ""))) == expected


def test_twice_on_one_day_is_one_visit() -> None:
    facts = (
        "onsite: true, used: {visits: 1}, entries: "
        "[[2026-03-03 09:00, 2026-03-03 10:00], [2026-03-03 15:00, 2026-03-03 16:00]]"
    )
    assert lines(facts, under(text(TWO_VISITS % ""))) == [(120, "covered", "visits")]


@pytest.mark.parametrize(
    ("before", "first"),
    [
        ("2026-02-27", "2026-02-28"),
        ("2026-03-30", "2026-03-31"),
        ("2026-04-29", "2026-04-30"),
        ("2026-05-30", "2026-05-31"),
    ],
)
def test_months_are_anchored_at_the_agreements_first_day(before: str, first: str) -> None:
    """The 31st: a month without one begins on its last day, the next on the 31st again."""
    facts = f"onsite: true, used: {{visits: 2}}, {on(before, first)}"
    expected = [(60, "hourly", "visits"), (60, "covered", "visits")]
    assert lines(facts, under(text(TWO_VISITS % ""))) == expected


def test_a_leap_year_begins_its_second_month_on_the_29th() -> None:
    plan = under(text(TWO_VISITS % ""), "2027-12-31", "2028-06-30")
    facts = f"onsite: true, used: {{visits: 2}}, {on('2028-02-28', '2028-02-29')}"
    expected = [(60, "hourly", "visits"), (60, "covered", "visits")]
    assert lines(facts, plan) == expected


@settings(max_examples=40)
@given(
    start=st.dates(date(2026, 1, 1), date(2026, 1, 31)),
    months=st.integers(1, 14),
    used=st.integers(0, 2),
)
def test_every_agreement_month_begins_with_its_whole_allowance(
    start: date, months: int, used: int
) -> None:
    year, month = 2026 + months // 12, months % 12 + 1
    first = date(year, month, min(start.day, monthrange(year, month)[1]))
    last = first - timedelta(days=1)
    end = first + timedelta(days=40)
    plan = under(text(TWO_VISITS % ""), start.isoformat(), end.isoformat())
    facts = f"onsite: true, used: {{visits: {used}}}, {on(str(last), str(first))}"
    minutes = decided(facts, plan).minutes
    assert minutes[Outcome.COVERED] == (120 if used < 2 else 60)


def test_an_agreement_year_has_thirty_tickets() -> None:
    plan = under(text(THIRTY_TICKETS))
    day = on("2026-05-05")
    assert lines(f"used: {{tickets: 29}}, {day}", plan) == [(60, "covered", "tickets")]
    assert lines(f"used: {{tickets: 30}}, {day}", plan) == [(60, "hourly", "tickets")]


def test_a_ticket_is_drawn_once_however_many_days_it_takes() -> None:
    plan = under(text(THIRTY_TICKETS))
    found = decided(f"used: {{tickets: 29}}, {on('2026-05-05', '2026-05-06')}", plan)
    assert found.minutes == {Outcome.COVERED: 120}
    assert [(each.code, each.count) for each in found.drawn] == [("tickets", 1)]


def test_minutes_of_earlier_days_are_no_tickets() -> None:
    plan = under(text(basics="{helpdesk: {tickets: 30, per: client, each: year}}"))
    facts = f"prior_covered_min: 45, {on('2026-05-05')}"
    assert lines(f"used: {{helpdesk: 3}}, {facts}", plan) == [(60, "covered", "helpdesk")]


def test_a_work_item_that_had_its_ticket_keeps_it() -> None:
    plan = under(text(basics="{helpdesk: {tickets: 30, per: client, each: year}}"))
    facts = f"used: {{helpdesk: 30}}, {on('2026-05-05')}"
    assert lines(facts, plan) == [(60, "hourly", "helpdesk")]
    found = decided(f"prior_covered_min: 45, {facts}", plan)
    assert found.minutes == {Outcome.COVERED: 60}
    assert found.drawn == ()


def test_a_planned_ticket_draws_none_yet() -> None:
    found = decided(f"planned: true, {on('2026-05-05')}", under(text(THIRTY_TICKETS)))
    assert found.drawn == ()


def test_the_thirty_first_ticket_waits_for_the_anniversary() -> None:
    facts = f"used: {{tickets: 30}}, {on('2027-01-30', '2027-01-31')}"
    expected = [(60, "hourly", "tickets"), (60, "covered", "tickets")]
    assert lines(facts, under(text(THIRTY_TICKETS))) == expected


def test_proactive_work_is_no_ticket() -> None:
    monitored = under(text(THIRTY_TICKETS, basics="{monitoring: [computers]}"))
    facts = f"kind: proactive, action: monitor, used: {{tickets: 30}}, {on('2026-05-05')}"
    assert lines(facts, monitored) == [(60, "covered", "proactive")]


# ------------------------------------------------------- what is carried on


def test_what_was_carried_on_is_drawn_too() -> None:
    plan = under(text(TWO_VISITS % ", rollover: true"))
    facts = f"onsite: true, used: {{visits: 2}}, carried: {{visits: 1}}, {on('2026-03-03')}"
    assert lines(facts, plan) == [(60, "covered", "visits")]
    facts = f"onsite: true, used: {{visits: 3}}, carried: {{visits: 1}}, {on('2026-03-03')}"
    assert lines(facts, plan) == [(60, "hourly", "visits")]


def test_what_is_left_at_the_months_end_is_carried_on() -> None:
    """Of 120 minutes 30 are left: 150 are there when the next month begins."""
    plan = under(text(TWO_HOURS % ""))
    facts = (
        "action: change, used: {upgrades: 30}, entries: "
        "[[2026-02-27 10:00, 2026-02-27 11:00], [2026-02-28 10:00, 2026-02-28 14:00]]"
    )
    expected = [(210, "covered", "upgrades"), (90, "hourly", "upgrades")]
    assert lines(facts, plan) == expected


def test_no_more_is_carried_on_than_the_plan_says() -> None:
    plan = under(text(TWO_HOURS % ", carried_at_most: 20"))
    facts = (
        "action: change, used: {upgrades: 30}, entries: "
        "[[2026-02-27 10:00, 2026-02-27 11:00], [2026-02-28 10:00, 2026-02-28 14:00]]"
    )
    expected = [(200, "covered", "upgrades"), (100, "hourly", "upgrades")]
    assert lines(facts, plan) == expected


def test_a_month_without_work_is_carried_on_whole() -> None:
    plan = under(text(TWO_HOURS % ""))
    facts = (
        "action: change, used: {upgrades: 60}, entries: "
        "[[2026-02-27 10:00, 2026-02-27 11:00], [2026-03-31 08:00, 2026-03-31 13:00]]"
    )
    expected = [(60 + 240, "covered", "upgrades"), (60, "hourly", "upgrades")]
    assert lines(facts, plan) == expected


def test_without_rollover_nothing_is_carried_on() -> None:
    plan = under(text((TWO_HOURS % "").replace(", rollover: true", "")))
    facts = f"action: change, {on('2026-02-28', at='08:00', to='11:00')}"
    expected = [(120, "covered", "upgrades"), (60, "hourly", "upgrades")]
    assert lines(facts, plan) == expected


@settings(max_examples=60)
@given(used=st.integers(0, 200), carried=st.integers(0, 100), worked=st.integers(1, 500))
def test_covered_minutes_are_what_is_left_and_no_more(
    used: int, carried: int, worked: int
) -> None:
    facts = (
        f"action: change, used: {{upgrades: {used}}}, carried: {{upgrades: {carried}}}, "
        f"entries: [[2026-03-03 08:00, 2026-03-03 {8 + worked // 60:02}:{worked % 60:02}]]"
    )
    minutes = decided(facts, MONTHLY).minutes
    assert minutes.get(Outcome.COVERED, 0) == min(worked, max(0, 120 + carried - used))
    assert sum(minutes.values()) == worked


MONTHLY = under(text(TWO_HOURS % ""))


# ------------------------------------------------------- whose allowance it is


def test_each_site_has_its_own_visits() -> None:
    plan = under(text((TWO_VISITS % "").replace("per: client", "per: site")))
    used = "onsite: true, used: {visits: {hq: 2, branch: 1}}"
    assert lines(f"{used}, {on('2026-03-03')}", plan) == [(60, "hourly", "visits")]
    branch = f"{used}, location: branch, {on('2026-03-03')}"
    assert lines(branch, plan) == [(60, "covered", "visits")]


def test_each_person_has_their_own_tickets() -> None:
    plan = under(text(THIRTY_TICKETS.replace("per: client", "per: person")))
    used = "used: {tickets: {ann: 30, bob: 3}}"
    assert lines(f"{used}, {on('2026-05-05')}", plan) == [(60, "hourly", "tickets")]
    shared = f"{used}, entries: [[2026-05-05 10:00, 2026-05-05 11:00, t1, bob]]"
    assert lines(shared, plan) == [(60, "covered", "tickets")]


def test_visits_of_the_setting_are_counted_like_an_owners() -> None:
    plan = under(text(onsite="{visits: {visits: 1, per: client, each: quarter}}"))
    assert lines(f"onsite: true, {on('2026-03-03')}", plan) == [(60, "covered", "onsite")]
    facts = f"onsite: true, used: {{onsite: 1}}, {on('2026-04-29', '2026-04-30')}"
    expected = [(60, "hourly", "onsite"), (60, "covered", "onsite")]
    assert lines(facts, plan) == expected


def test_a_visit_for_a_large_request_is_a_project_all_the_same() -> None:
    projects = "{rate: 165, request_over: 4h}"
    plan = under(text(onsite="{visits: {visits: 1}}", projects=projects))
    facts = (
        "kind: request, action: change, estimate_min: 600, onsite: true, planned: true, "
        f"{on('2026-03-03')}"
    )
    assert lines(facts, plan) == [(60, "project", "threshold")]


def test_a_free_move_on_site_draws_a_move_and_no_visit() -> None:
    plan = under(text(onsite="{visits: hourly}", moves="{per_person_per_year: 1}"))
    facts = f"kind: request, action: move, onsite: true, {on('2026-03-03')}"
    assert lines(facts, plan) == [(60, "covered", "moves")]
