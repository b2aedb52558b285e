"""Who is on the roster when work is done, and what others drew before."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.situation import Estimate, answered
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import Drawn, PriorUse, TimeEntry, WorkItem, WorkObject
from tests.domain.coverage.any_work import northwind

AGREEMENT, TERMS = northwind()
DAY = date(2026, 2, 3)
START = utc_minute(TERMS.zone, DAY, 600)
ITEM = WorkItem(
    person="alice",
    object=WorkObject(name="alice-pc"),
    location="hq",
    entries=(TimeEntry(start=START, end=START + 60),),
)


def decided(**facts: Any) -> Decision:
    return decide(replace(ITEM, **facts), TERMS)


def test_a_start_confirmed_in_time_puts_a_joiner_on_the_roster() -> None:
    found = decided(person="zoe", confirmed_start=DAY - timedelta(days=1))
    assert found.roster_add == {"zoe": DAY - timedelta(days=1)}


def test_a_start_confirmed_of_somebody_who_is_on_the_roster_adds_nobody() -> None:
    assert decided(confirmed_start=DAY - timedelta(days=1)).roster_add == {}


def test_a_start_confirmed_years_later_adds_nobody() -> None:
    found = decided(person="zoe", confirmed_start=DAY - timedelta(days=3000))
    assert (found.roster_add, *found.minutes) == ({}, Outcome.ABSORBED)


def test_a_confirmed_start_is_that_of_the_works_own_person() -> None:
    for_bob = TimeEntry(start=START, end=START + 60, person="bob")
    found = decided(person="zoe", confirmed_start=DAY, entries=(for_bob,))
    assert found.roster_add == {}


def test_minutes_for_somebody_who_is_no_user_are_not_covered() -> None:
    for_zoe = TimeEntry(start=START, end=START + 60, person="zoe")
    found = decided(entries=(for_zoe,))
    assert [line.cites.code for line in found.lines] == ["users"]


@pytest.mark.parametrize(
    ("whose", "day", "left"),
    [("alice", DAY, False), ("bob", DAY, True), ("alice", date(1990, 1, 1), True)],
)
def test_a_move_is_drawn_by_its_person_in_its_year(
    whose: str, day: date, *, left: bool
) -> None:
    drawn = decided(action="move", completed=True).drawn
    moved = next(each for each in drawn if each.code == "moves")
    before = replace(moved, whose=whose, day=day)
    later = decided(action="move", prior=PriorUse(drawn=(before,)))
    assert later.moves == ({"alice": 1} if left else {})


def test_what_no_clause_counts_any_more_is_drawn_from_nothing() -> None:
    gone = Drawn(
        code="gone",
        unit="times",
        per="person",
        each="year",
        whose="alice",
        day=DAY,
        count=9,
    )
    assert decided(prior=PriorUse(drawn=(gone,))).lines == decided().lines


def test_an_estimate_that_is_known_is_not_tried_otherwise() -> None:
    tried: dict[str, Any] = {"estimate_min": Estimate(600)}
    known: dict[str, Any] = {"estimate_min": Estimate(60)}
    assert answered(known, tried) == known
    assert answered({"estimate_min": Estimate(60, known=False)}, tried) == tried


def test_an_answer_to_what_is_not_asked_changes_nothing() -> None:
    assert answered({"cause": "normal"}, {"colour": "red"}) == {"cause": "normal"}
