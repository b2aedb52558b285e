"""When work is due, what is left, and how the clock stands."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from flatwright.domain.coverage.terms import terms
from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.written import Days
from flatwright.domain.records.agreement import Suspension, VersionInForce
from flatwright.domain.sla.clock import (
    Asked,
    SlaClock,
    SlaState,
    sla_clock,
    sla_clocks,
    target_of,
)
from tests.domain.sla.desk import AGREEMENT, TERMS, at, desk, shown

DESK = desk()
ENDLESS = desk(last=None)
OPENED = at("02-03", "10:00")  # a Tuesday


def clock(
    target: int | Days, opened: int, now: int | None = None, **facts: Any
) -> SlaClock:
    met = facts.pop("met", None)
    of = facts.pop("of", DESK)
    asked = Asked(opened=opened, **facts)
    return sla_clock(of, target, (asked, met), opened if now is None else now)


def due(target: int | Days, day: str, clock_: str, **facts: Any) -> str:
    return shown(clock(target, at(day, clock_), **facts).due)


# ------------------------------------------------------------ when it is due


@pytest.mark.parametrize(
    ("opened", "by"),
    [
        (("02-03", "10:00"), "Tue 02-03 14:00"),
        (("02-03", "13:00"), "Tue 02-03 17:00"),  # the last minute of it is open
        (("02-03", "13:01"), "Wed 02-04 08:01"),
        (("02-03", "16:59"), "Wed 02-04 11:59"),
        (("02-03", "17:00"), "Wed 02-04 12:00"),  # at closing: tomorrow's
        (("02-03", "17:05"), "Wed 02-04 12:00"),  # in the closing grace
        (("02-03", "23:59"), "Wed 02-04 12:00"),
        (("02-03", "07:59"), "Tue 02-03 12:00"),
        (("02-03", "08:00"), "Tue 02-03 12:00"),
        (("02-06", "13:00"), "Mon 02-09 10:00"),  # Friday closes at 15
        (("02-07", "12:00"), "Mon 02-09 12:00"),  # a Saturday
        (("07-02", "16:00"), "Mon 07-06 11:00"),  # the 3rd is a holiday
        (("12-31", "16:00"), ""),  # the agreement ends before it would be due
    ],
)
def test_hours_are_business_hours(opened: tuple[str, str], by: str) -> None:
    assert due(240, *opened) == by


@pytest.mark.parametrize(
    ("count", "opened", "by"),
    [
        (1, ("02-03", "10:00"), "Wed 02-04 10:00"),
        (1, ("02-03", "18:00"), "Wed 02-04 17:00"),  # all of the next business day
        (1, ("02-05", "16:00"), "Fri 02-06 15:00"),  # Friday closes before
        (1, ("02-06", "10:00"), "Mon 02-09 10:00"),
        (2, ("02-05", "10:00"), "Mon 02-09 10:00"),
        (1, ("02-07", "12:00"), "Mon 02-09 17:00"),
        (1, ("07-02", "10:00"), "Mon 07-06 10:00"),
        (0, ("02-03", "10:00"), "Tue 02-03 10:00"),
        (1, ("12-31", "10:00"), ""),
        (1, ("12-31", "20:00"), ""),  # no hour of the agreement is left
    ],
)
@pytest.mark.parametrize("business", [True, False])
def test_days_are_days_with_business_hours(
    count: int, opened: tuple[str, str], by: str, *, business: bool
) -> None:
    assert due(Days(count, business), *opened) == by


def test_no_day_is_due_that_never_comes() -> None:
    never = clock(Days(1), at("12-31", "10:00"), at("2027-02-01"))
    assert (never.due, never.left, never.state) == (None, None, SlaState.RUNNING)
    met = clock(Days(1), at("12-31", "10:00"), at("2027-02-01"), met=at("12-31", "11:00"))
    assert met.state is SlaState.MET


@pytest.mark.parametrize(
    ("opened", "by"),
    [
        (("03-06", "14:00"), "Mon 03-09 11:00"),  # clocks go forward on the 8th
        (("10-30", "14:00"), "Mon 11-02 11:00"),  # and back on the 1st
    ],
)
def test_a_change_of_the_clocks_at_a_weekend_takes_no_minute(
    opened: tuple[str, str], by: str
) -> None:
    assert due(240, *opened) == by


def test_suspended_days_do_not_count() -> None:
    days = Suspension(first=date(2026, 2, 4), last=date(2026, 2, 5))
    suspended = desk(suspended=(days,))
    assert due(240, "02-03", "16:00", of=suspended) == "Fri 02-06 11:00"
    assert due(Days(1), "02-03", "10:00", of=suspended) == "Fri 02-06 10:00"


@pytest.mark.parametrize(
    ("opened", "by"),
    [
        (("2026-02-03", "10:00"), "Tue 02-03 14:00"),
        (("2029-03-01", "16:00"), "Fri 03-02 11:00"),
        (("2031-02-04", "10:00"), "Tue 02-04 14:00"),
    ],
)
def test_without_an_end_the_hours_go_on(opened: tuple[str, str], by: str) -> None:
    assert due(240, *opened, of=ENDLESS) == by
    assert due(Days(5), *opened, of=ENDLESS) != ""


# ------------------------------------------------------------ waiting


def test_the_clock_stands_while_somebody_else_is_waited_for() -> None:
    waits = ((at("02-03", "11:00"), at("02-03", "12:30")),)
    found = clock(240, OPENED, at("02-03", "12:00"), waits=waits)
    assert (shown(found.due), found.left) == ("Tue 02-03 15:30", 180)
    assert found.state is SlaState.PAUSED
    later = clock(240, OPENED, at("02-03", "12:30"), waits=waits)
    assert (later.left, later.state) == (180, SlaState.RUNNING)


def test_while_the_end_of_a_wait_is_not_known_nothing_is_due() -> None:
    found = clock(240, OPENED, at("02-05"), waits=((at("02-03", "11:00"), None),))
    assert (found.due, found.left, found.state) == (None, 180, SlaState.PAUSED)


def test_a_wait_outside_business_hours_takes_nothing() -> None:
    waits = ((at("02-03", "17:00"), at("02-04", "08:00")),)
    assert due(600, "02-03", "10:00", waits=waits) == "Wed 02-04 11:00"


def test_a_day_is_as_long_with_a_wait_in_it() -> None:
    waits = ((at("02-03", "11:00"), at("02-03", "13:00")),)
    assert due(Days(1), "02-03", "10:00", waits=waits) == "Wed 02-04 12:00"


@pytest.mark.parametrize(
    "hours",
    [
        ((11, 13), (12, 14)),
        ((12, 14), (11, 12)),
        ((11, 14), (12, 13)),
        ((11, 14), (11, 14)),
        ((9, 10), (11, 14), (16, 17)),
        ((8, 9), (11, 12), (12, 13), (13, 14)),
    ],
)
def test_waits_may_overlap_touch_and_come_in_any_order(
    hours: tuple[tuple[int, int], ...],
) -> None:
    waits = tuple((at("02-03", f"{a}:00"), at("02-03", f"{b}:00")) for a, b in hours)
    assert due(120, "02-03", "10:00", waits=waits) == "Tue 02-03 15:00"


def test_a_wait_without_an_end_takes_in_those_after_it() -> None:
    waits = ((at("02-03", "11:00"), None), (at("02-03", "12:00"), at("02-03", "13:00")))
    assert due(120, "02-03", "10:00", waits=waits) == ""
    first = ((at("02-03", "11:00"), at("02-03", "12:00")), (at("02-03", "11:30"), None))
    assert due(120, "02-03", "10:00", waits=first) == ""


# ------------------------------------------------------------ met or breached


@pytest.mark.parametrize(
    ("now", "left", "state"),
    [
        ("10:00", 60, SlaState.RUNNING),
        ("10:59", 1, SlaState.RUNNING),
        ("11:00", 0, SlaState.RUNNING),
        ("11:01", -1, SlaState.BREACHED),
        ("20:00", -360, SlaState.BREACHED),
    ],
)
def test_a_target_is_breached_after_its_last_minute(
    now: str, left: int, state: SlaState
) -> None:
    found = clock(60, OPENED, at("02-03", now))
    assert (found.left, found.state) == (left, state)


@pytest.mark.parametrize(
    ("met", "state"),
    [
        ("09:00", SlaState.MET),  # before it was opened
        ("10:00", SlaState.MET),
        ("11:00", SlaState.MET),
        ("11:01", SlaState.BREACHED),
    ],
)
def test_what_is_met_stays_met_and_what_is_late_stays_late(
    met: str, state: SlaState
) -> None:
    found = clock(60, OPENED, at("02-10"), met=at("02-03", met))
    assert found.state is state
    assert shown(found.breached) == ("Tue 02-03 11:00" if found.breached else "")


def test_an_answer_that_is_yet_to_come_is_no_answer() -> None:
    met = at("02-03", "10:30")
    assert clock(60, OPENED, at("02-03", "10:20"), met=met).state is SlaState.RUNNING
    assert clock(60, OPENED, at("02-03", "10:20"), met=met).left == 40
    assert clock(60, OPENED, at("02-03", "18:00"), met=met).left == 30


@pytest.mark.parametrize("now", ["11:01", "12:00", "13:30", "23:00"])
def test_a_breach_is_at_one_minute_whenever_it_is_asked_for(now: str) -> None:
    waits = ((at("02-03", "12:00"), at("02-03", "13:00")), (at("02-03", "16:00"), None))
    found = clock(60, OPENED, at("02-03", now), waits=waits)
    assert found.state is SlaState.BREACHED
    assert shown(found.breached) == "Tue 02-03 11:00"


def test_a_wait_that_begins_when_it_is_due_comes_too_late() -> None:
    waits = ((at("02-03", "11:00"), None),)
    assert clock(60, OPENED, at("02-03", "11:00"), waits=waits).state is SlaState.PAUSED
    late = clock(60, OPENED, at("02-03", "11:01"), waits=waits)
    assert late.state is SlaState.BREACHED


def test_overnight_after_the_last_minute_is_late() -> None:
    opened = at("02-03", "16:00")
    assert clock(60, opened, at("02-03", "17:00")).state is SlaState.RUNNING
    late = clock(60, opened, at("02-03", "19:00"))
    assert (late.left, shown(late.breached)) == (0, "Tue 02-03 17:00")


# ------------------------------------------------------------ which targets


def test_a_priority_has_a_clock_for_each_of_its_targets() -> None:
    asked = Asked(opened=OPENED, answered=at("02-03", "10:20"))
    found = sla_clocks(DESK, "p1", asked, at("02-03", "12:00"))
    assert {name: (shown(each.due), each.state) for name, each in found.items()} == {
        "respond": ("Tue 02-03 10:30", SlaState.MET),
        "resolve": ("Tue 02-03 14:00", SlaState.RUNNING),
    }
    done = replace(asked, resolved=at("02-03", "15:00"))
    late = sla_clocks(DESK, "p1", done, at("02-03", "16:00"))
    assert late["resolve"].state is SlaState.BREACHED


def test_where_nothing_is_promised_there_is_no_clock() -> None:
    asked = Asked(opened=OPENED)
    assert set(sla_clocks(DESK, "p3", asked, OPENED)) == {"respond"}
    assert sla_clocks(DESK, "p4", asked, OPENED) == {}


@pytest.mark.parametrize("day", ["1999-02-03", "2025-12-31", "2027-01-01", "2040-02-03"])
def test_outside_the_agreement_there_is_no_clock(day: str) -> None:
    opened = at(day, "10:00")
    assert sla_clocks(DESK, "p1", Asked(opened=opened), opened) == {}


def test_an_agreement_without_an_end_promises_on() -> None:
    opened = at("2040-02-03", "10:00")
    assert target_of(ENDLESS, "p1", opened) == SlaTarget(respond=30, resolve=240)


def test_the_version_of_the_day_of_opening_sets_the_target() -> None:
    plan = replace(DESK.plans[0], sla={"p1": SlaTarget(respond=15)})
    versions = (
        VersionInForce(plan="reference", version=1, first=date(2026, 1, 1)),
        VersionInForce(plan="reference", version=2, first=date(2026, 7, 1)),
    )
    both = terms(replace(AGREEMENT, versions=versions), (DESK.plans[0], plan))
    before, after = at("06-30", "16:50"), at("07-01")
    assert target_of(both, "p1", before) == SlaTarget(respond=30, resolve=240)
    assert target_of(both, "p1", after) == SlaTarget(respond=15)


def test_a_plan_without_targets_has_no_clock() -> None:
    assert target_of(TERMS, "p1", OPENED) is None
