"""Grouping and rounding by themselves, on plain lists."""

import pytest

from flatwright.domain.coverage.lines import AFTER_HOURS, HOURLY, PROJECT, Billing, bill
from tests.domain.coverage.billed_lines import (
    BILLED,
    RATE,
    UNBILLED,
    Some,
    billed,
    lines_of,
    worked,
)

# ------------------------------------------------------------ which minutes are one line


def test_no_minutes_are_no_lines() -> None:
    assert worked() == []


def test_minutes_that_differ_in_nothing_are_one_line() -> None:
    assert worked(Some(minutes=10), Some(minutes=7), Some(minutes=1)) == [18]


@pytest.mark.parametrize(
    "other",
    [
        Some(item=1),
        Some(band=1),
        Some(outcome=PROJECT),
        Some(code=1),
        Some(day=6),
        Some(rate=RATE + 1),
    ],
    ids=["work item", "band", "outcome", "code", "date", "rate"],
)
def test_billed_minutes_that_differ_in_one_thing_are_two_lines(other: Some) -> None:
    assert worked(Some(minutes=7), other) == [7, 10]


@pytest.mark.parametrize("outcome", BILLED)
def test_what_is_billed_has_a_line_for_each_date_and_rate(outcome: int) -> None:
    made, lines = lines_of(
        Some(outcome=outcome), Some(outcome=outcome, day=6), Some(outcome=outcome, rate=5)
    )
    assert made == 3
    assert (lines.day[:3], lines.rate[:3]) == ([5, 6, 5], [RATE, RATE, 5])


@pytest.mark.parametrize("outcome", UNBILLED)
def test_what_is_not_billed_has_one_line_whatever_its_date_and_rate(outcome: int) -> None:
    made, lines = lines_of(
        Some(outcome=outcome), Some(outcome=outcome, day=6), Some(outcome=outcome, rate=5)
    )
    assert made == 1
    assert (lines.worked[0], lines.day[0], lines.rate[0]) == (30, -1, -1)


def test_two_clauses_of_one_code_are_one_line_which_cites_the_first() -> None:
    made, lines = lines_of(Some(clause=1), Some(clause=0))
    assert (made, lines.clause[0]) == (1, 1)


def test_lines_stand_in_the_order_of_their_first_minutes() -> None:
    found = worked(
        Some(code=3, minutes=1),
        Some(code=2, minutes=2),
        Some(code=3, minutes=4),
        Some(code=1, minutes=8),
        Some(code=2, minutes=16),
    )
    assert found == [5, 18, 8]


def test_a_work_item_that_comes_later_begins_its_own_lines() -> None:
    found = worked(
        Some(minutes=1),
        Some(minutes=2, code=1),
        Some(item=1, minutes=4),
        Some(item=1, minutes=8, code=1),
        Some(item=1, minutes=16),
    )
    assert found == [1, 2, 20, 8]


def test_a_line_has_what_its_minutes_had_in_common() -> None:
    made, lines = lines_of(Some(), Some(item=3, band=1, outcome=PROJECT, clause=4, code=9))
    assert made == 2
    first, second = ([column[n] for column in lines] for n in range(2))
    assert first == [0, 10, 0, HOURLY, 0, 0, 5, RATE, 0, -7, -7]
    assert second == [3, 10, 1, PROJECT, 4, 9, 5, RATE, 0, -7, -7]


@pytest.mark.parametrize(("calls", "was"), [((0, 0), 0), ((1, 0), 1), ((0, 1), 1)])
def test_one_call_out_among_its_minutes_makes_a_line_a_call_out(
    calls: tuple[int, int], was: int
) -> None:
    _, lines = lines_of(*(Some(called_out=each) for each in calls))
    assert lines.called_out[0] == was


def test_two_call_outs_are_a_call_out() -> None:
    _, lines = lines_of(Some(called_out=1), Some(called_out=1), Some(code=1))
    assert lines.called_out[:2] == [1, 0]


# ------------------------------------------------------------ rounding


@pytest.mark.parametrize(
    ("minutes", "rounding", "then"),
    [
        *((1, 15, 15), (15, 15, 15), (16, 15, 30), (30, 15, 30)),
        *((31, 6, 36), (7, 1, 7), (2, 2, 2), (3, 2, 4)),
    ],
)
@pytest.mark.parametrize("outcome", BILLED)
def test_a_billed_line_is_rounded_up(
    minutes: int, rounding: int, then: int, outcome: int
) -> None:
    some = Some(minutes=minutes, outcome=outcome)
    assert billed(some, rounding=rounding) == [(then, then * 100)]


@pytest.mark.parametrize("outcome", UNBILLED)
def test_what_is_not_billed_costs_nothing(outcome: int) -> None:
    assert billed(Some(outcome=outcome), rounding=15, least=60, fixed=5) == [(0, 0)]


def test_a_line_is_rounded_once_and_not_each_of_its_minutes() -> None:
    assert billed(Some(minutes=8), Some(minutes=7), rounding=15) == [(15, 1500)]


@pytest.mark.parametrize(("minutes", "then"), [(1, 30), (30, 30), (31, 45)])
def test_a_line_comes_to_the_least_of_its_clause(minutes: int, then: int) -> None:
    assert billed(Some(minutes=minutes), rounding=15, least=30) == [(then, then * 100)]


def test_each_clause_has_its_own_way_of_billing() -> None:
    some = (
        Some(minutes=1),
        Some(minutes=1, clause=1, code=1),
        Some(minutes=1, clause=1, code=1, outcome=AFTER_HOURS, called_out=1),
    )
    made, lines = lines_of(*some)
    bill(made, lines, Billing([15, 6], [0, 20], [7, 900], [1, 8]))
    assert lines.billed == [15, 8, 20, -7]
    assert lines.amount == [1500, 800, 900, -7]
