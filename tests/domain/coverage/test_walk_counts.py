"""The counting function by itself: times, visits, tickets, and what is carried on."""

from typing import Any

import pytest

from flatwright.domain.coverage.walk import A_DAY_OF_IT, TICKETS, TIMES, VISITS, carried
from tests.domain.coverage.walked import (
    ANEW,
    MONTH,
    PERSON,
    Row,
    Up,
    counters_for,
    minutes_by,
)

# ------------------------------------------------------------ times, visits, tickets


@pytest.mark.parametrize("unit", [TIMES, VISITS, TICKETS])
def test_one_time_takes_the_whole_work_item(unit: int) -> None:
    up = Up(to=1, unit=unit)
    assert minutes_by(up, Row(minutes=500), Row(minutes=40)) == [(0, 500), (1, 40)]


@pytest.mark.parametrize("unit", [TIMES, VISITS, TICKETS])
def test_when_none_is_left_the_next_work_item_passes(unit: int) -> None:
    rows = Row(minutes=30), Row(minutes=30, item=1), Row(minutes=30, item=2)
    assert minutes_by(Up(to=2, unit=unit), *rows) == [(0, 30), (1, 30)]


@pytest.mark.parametrize("unit", [TIMES, TICKETS])
def test_a_work_item_of_two_days_is_one_time(unit: int) -> None:
    up = Up(to=1, unit=unit)
    counters = counters_for((up,))
    rows = Row(minutes=30, item=7), Row(minutes=30, item=7, day=1)
    assert minutes_by(up, *rows, counters=counters) == [(0, 30), (1, 30)]
    assert counters.used[2] == 1
    assert counters.event[2] == 7 * A_DAY_OF_IT


def test_a_work_item_of_two_days_is_two_visits() -> None:
    up = Up(to=1, unit=VISITS)
    counters = counters_for((up,))
    visit = Row(minutes=30, item=7, day=1), Row(minutes=9, item=7, day=1)
    next_day = Row(minutes=30, item=7, day=2)
    assert minutes_by(up, *visit, next_day, counters=counters) == [(0, 30), (1, 9)]
    assert counters.event[2] == 7 * A_DAY_OF_IT + 1


def test_work_that_uses_no_time_is_taken_and_not_counted() -> None:
    up = Up(to=1, unit=TIMES)
    counters = counters_for((up,))
    rows = Row(minutes=30, uses=0), Row(minutes=30, item=1), Row(minutes=30, item=2)
    assert minutes_by(up, *rows, counters=counters) == [(0, 30), (1, 30)]
    assert counters.used[2] == 1


def test_times_used_before_are_gone() -> None:
    up = Up(to=3, unit=TIMES)
    counters = counters_for((up,))
    counters.used[2] = 2
    rows = Row(minutes=30), Row(minutes=30, item=1)
    assert minutes_by(up, *rows, counters=counters) == [(0, 30)]
    assert counters.used[2] == 3


def test_the_time_of_a_work_item_begins_anew_with_the_next() -> None:
    up = Up(to=1, unit=VISITS, period=ANEW)
    rows = Row(minutes=30), Row(minutes=30, day=1), Row(minutes=30, item=1)
    assert minutes_by(up, *rows) == [(0, 30), (2, 30)]


def test_a_work_item_that_begins_anew_forgets_the_event_before() -> None:
    up = Up(to=1, unit=TIMES, period=ANEW)
    counters = counters_for((up,))
    counters.event[0] = 1
    minutes_by(up, Row(minutes=30, item=1), counters=counters)
    assert counters.used[0] == 1


# ------------------------------------------------------------ carrying on


def test_nothing_is_carried_on_unless_the_clause_says_so() -> None:
    up = Up(to=10, period=MONTH)
    assert minutes_by(up, Row(minutes=50, day=2)) == [(0, 10)]


def test_all_that_was_left_is_carried_on() -> None:
    up = Up(to=10, period=MONTH, carry=1000)
    rows = Row(minutes=3, day=0), Row(minutes=50, day=2)
    assert minutes_by(up, *rows) == [(0, 3), (1, 27)]


def test_no_more_is_carried_on_than_the_most() -> None:
    up = Up(to=10, period=MONTH, carry=8)
    assert minutes_by(up, Row(minutes=50, day=3)) == [(0, 18)]


def test_one_may_be_the_most_that_is_carried_on() -> None:
    assert minutes_by(Up(to=10, period=MONTH, carry=1), Row(minutes=50, day=1)) == [(0, 11)]


def test_the_turn_from_which_it_is_carried_on_is_told() -> None:
    up = Up(to=10, period=MONTH, carry=1000)
    counters = counters_for((up,))
    counters.since[MONTH] = 2
    assert minutes_by(up, Row(minutes=50, day=3), counters=counters) == [(0, 20)]


def test_each_person_carries_on_their_own() -> None:
    up = Up(to=10, period=MONTH, carry=1000, scope=PERSON)
    rows = Row(minutes=10, day=0), Row(minutes=50, day=1, person=1), Row(minutes=50, day=1)
    assert minutes_by(up, *rows) == [(0, 10), (1, 20), (2, 10)]


def test_what_was_overdrawn_in_one_turn_is_owed_by_what_was_carried_alone() -> None:
    used = [2, 18, 13, 4]
    kept = [carried(used, (0, 0, turn), 10, 1000) for turn in range(5)]
    assert kept == [0, 8, 0, 0, 6]


def test_the_most_holds_at_the_end_of_each_turn() -> None:
    used: list[Any] = [None, 0, 0, 5, 0]
    kept = [carried(used, (1, 0, turn), 10, 12) for turn in range(5)]
    assert kept == [0, 10, 12, 12, 12]


def test_nothing_is_carried_on_where_the_most_is_nothing() -> None:
    assert carried([0, 0], (0, 0, 2), 10, 0) == 0
