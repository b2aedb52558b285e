"""Allowances that are close to their end are told before it costs."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from flatwright.domain.coverage.allowances import is_close
from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.sections import Basics, Onsite
from flatwright.domain.records.work import Drawn, PriorUse, WorkItem
from tests.domain.coverage.nearly import (
    REFERENCE_2,
    TUESDAY,
    said,
    sentence,
    under,
    work,
)


def test_usual_work_is_near_nothing() -> None:
    assert said(work()) == []


def test_facts_that_cannot_be_are_near_nothing() -> None:
    assert said(work(kind="nonsense")) == []


def test_three_quarters_are_close() -> None:
    assert [used for used in range(6) if is_close(used, 4)] == [3, 4, 5]


# ------------------------------------------------------------ moves


def moved(day: date, whose: str = "alice") -> Drawn:
    return Drawn(
        code="moves",
        unit="times",
        per="person",
        each="year",
        whose=whose,
        day=day,
        count=1,
    )


def move(*before: Drawn, **facts: Any) -> WorkItem:
    usual = {"kind": "request", "action": "move", "prior": PriorUse(drawn=before)}
    return work(**{**usual, **facts})


def test_the_first_move_is_the_only_one() -> None:
    assert said(move()) == [("last", "moves", 0)]
    assert sentence(move()) == (
        "Moves: this work takes the only time for this user in this agreement year."
    )


def test_the_second_move_finds_none_left() -> None:
    before = moved(date(2026, 1, 20))
    assert said(move(before)) == [("used_up", "moves", 0)]
    assert sentence(move(before)) == (
        "Moves: none left of 1 time for this user in this agreement year."
    )


def test_it_is_said_before_any_work_is_done() -> None:
    assert said(move(minutes=0)) == [("last", "moves", 0)]
    assert said(move(moved(date(2026, 1, 20)), minutes=0)) == [("used_up", "moves", 0)]


def test_a_move_of_somebody_else_or_of_last_year_does_not_count() -> None:
    assert said(move(moved(TUESDAY, whose="bob"))) == [("last", "moves", 0)]
    assert said(move(moved(date(2025, 12, 31)))) == [("last", "moves", 0)]


def test_nothing_is_said_where_nobody_told_what_was_drawn() -> None:
    assert said(move(prior=PriorUse())) == []


def test_nothing_is_said_of_a_person_who_is_not_known() -> None:
    assert said(move(person="unknown")) == []
    assert said(move(person="none")) == []


def test_the_third_of_four_moves_is_nearly_the_last() -> None:
    four = under(moves=replace(REFERENCE_2.moves, per_person_per_year=4))
    before = moved(date(2026, 1, 20)), moved(date(2026, 1, 21))
    assert said(move(before[0]), four) == []
    assert said(move(*before), four) == [("nearly", "moves", 1)]
    assert sentence(move(*before), four) == (
        "Moves: with this work 3 times used of 4 times for this user "
        "in this agreement year; 1 time left."
    )


# ------------------------------------------------------------ visits, minutes, tickets


def helped(count: int, **what: Any) -> PriorUse:
    usual = Drawn(
        code="helpdesk",
        unit="minutes",
        per="client",
        each="month",
        whose="",
        day=date(2026, 2, 2),
        count=count,
    )
    return PriorUse(drawn=(replace(usual, **what),))


HELP_HOURS = under(basics=Basics(helpdesk=UpTo(time=600, each="month")))


@pytest.mark.parametrize(
    ("before", "told"),
    [
        (389, []),
        (390, [("nearly", "helpdesk", 150)]),
        (540, [("last", "helpdesk", 0)]),
        (580, [("last", "helpdesk", 0)]),
        (600, [("used_up", "helpdesk", 0)]),
    ],
)
def test_minutes_of_help_are_told_with_those_of_this_work(
    before: int, told: list[tuple[str, str, int]]
) -> None:
    assert said(work(prior=helped(before)), HELP_HOURS) == told


def test_minutes_are_said_as_hours() -> None:
    assert sentence(work(prior=helped(450)), HELP_HOURS) == (
        "Helpdesk: with this work 8 hours 30 minutes used of 10 hours "
        "in this month of the agreement; 1 hour 30 minutes left."
    )
    assert sentence(work(prior=helped(540)), HELP_HOURS) == (
        "Helpdesk: this work takes the last of 10 hours in this month of the agreement."
    )


def test_a_visit_is_told_by_its_site() -> None:
    up_to = UpTo(visits=4, per="site", each="quarter")
    visited = under(onsite=Onsite(visits=up_to))
    before = helped(3, code="onsite", unit="visits", per="site", each="quarter", whose="hq")
    assert sentence(work(onsite=True, prior=before), visited) == (
        "Onsite: this work takes the last of 4 visits for this site "
        "in this quarter of the agreement year."
    )
    assert said(work(prior=before), visited) == []
    assert said(work(onsite=True, prior=before, location="branch"), visited) == []


def test_periods_of_some_years_are_said() -> None:
    setup = replace(REFERENCE_2.replacements, setup="covered", per_user=1, every=3)
    item = work(kind="request", action="replace_machine", estimate_min=60)
    assert sentence(item, under(replacements=setup)) == (
        "Replacements: this work takes the only time for this user in these 3 years."
    )
