"""Call-outs, rates and amounts by themselves, on plain lists."""

import pytest

from flatwright.domain.coverage.lines import (
    ABSORBED,
    AFTER_HOURS,
    COVERED,
    DECLINED,
    HOURLY,
    OUTCOMES,
    PROJECT,
    Billing,
    amount,
    bill,
    is_first_of_date,
    rate_kind,
)
from flatwright.domain.kernel.money import MICRO
from tests.domain.coverage.billed_lines import RATE, Some, billed, lines_of, night

# ------------------------------------------------------------ call-outs


def test_a_call_out_comes_to_its_minimum() -> None:
    assert billed(night(10), minimum=60) == [(60, 6000)]
    assert billed(night(61), minimum=60) == [(61, 6100)]


def test_work_that_only_ran_on_is_no_call_out() -> None:
    assert billed(night(10, out=0), minimum=60) == [(10, 1000)]


@pytest.mark.parametrize("outcome", [HOURLY, PROJECT])
def test_other_billed_work_is_no_call_out(outcome: int) -> None:
    assert billed(Some(outcome=outcome, called_out=1), minimum=60) == [(10, 1000)]


def test_the_lines_of_a_date_come_to_the_minimum_together() -> None:
    found = billed(night(10), night(20, code=1), night(5, code=2), minimum=60)
    assert found == [(35, 3500), (20, 2000), (5, 500)]


def test_the_minimum_is_of_rounded_minutes() -> None:
    found = billed(night(10), night(20, code=1), minimum=60, rounding=15)
    assert found == [(30, 3000), (30, 3000)]


def test_one_call_out_on_a_date_makes_it_one() -> None:
    found = billed(night(10, out=0), night(20, code=1), night(1, code=2, out=0), minimum=60)
    assert found == [(39, 3900), (20, 2000), (1, 100)]


def test_each_date_has_its_own_minimum() -> None:
    found = billed(night(10), night(20, day=6), night(5, code=1), minimum=60)
    assert found == [(55, 5500), (60, 6000), (5, 500)]


def test_each_work_item_has_its_own_minimum() -> None:
    later = Some(item=1, minutes=20, outcome=AFTER_HOURS, called_out=1)
    assert billed(night(10), later, minimum=60) == [(60, 6000), (60, 6000)]


def test_other_lines_between_do_not_count_to_the_minimum() -> None:
    found = billed(night(10), Some(minutes=30), night(20, code=1), minimum=60)
    assert found == [(40, 4000), (30, 3000), (20, 2000)]


def test_a_line_before_that_is_not_after_hours_does_not_take_the_first_place() -> None:
    assert billed(Some(minutes=30, code=4), night(10), minimum=60) == [
        (30, 3000),
        (60, 6000),
    ]


def test_a_call_out_may_have_a_fixed_price() -> None:
    assert billed(night(10), fixed=9900) == [(10, 9900)]
    assert billed(night(10), fixed=0) == [(10, 0)]


def test_a_fixed_price_is_paid_once_for_a_date() -> None:
    found = billed(night(10), night(20, code=1), night(5, day=6), fixed=9900)
    assert found == [(10, 9900), (20, 0), (5, 9900)]


def test_a_fixed_price_is_for_call_outs_alone() -> None:
    assert billed(Some(minutes=10), fixed=9900) == [(10, 1000)]


def test_only_the_lines_of_one_work_item_and_date_are_looked_at() -> None:
    made, lines = lines_of(
        night(),
        night(code=1),
        Some(),
        night(day=6),
        Some(item=1, outcome=AFTER_HOURS),
        Some(item=1, outcome=AFTER_HOURS, code=1),
    )
    firsts = [is_first_of_date(n, lines) for n in range(made)]
    assert firsts == [True, False, False, True, True, False]


def test_only_the_first_lines_are_billed() -> None:
    _, lines = lines_of(night(10), night(20, code=1))
    lines.billed[1] = 30
    bill(1, lines, Billing([1], [60], [-1], [0]))
    assert lines.billed == [60, 30, -7]
    assert lines.amount == [6000, -7, -7]


# ------------------------------------------------------------ rates and amounts


@pytest.mark.parametrize("day_kind", [0, 1, 2])
def test_by_day_there_is_one_rate(day_kind: int) -> None:
    assert rate_kind(0, False, day_kind) == 0
    assert rate_kind(0, True, day_kind) == 0


@pytest.mark.parametrize("day_kind", [0, 1, 2])
def test_at_night_the_day_tells_the_rate(day_kind: int) -> None:
    assert rate_kind(1, False, day_kind) == 1 + day_kind


def test_a_night_that_the_provider_chose_is_paid_as_a_day() -> None:
    assert rate_kind(1, True, 2) == 0


@pytest.mark.parametrize(
    ("minutes", "rate", "minor"),
    [
        (60, 12345 * MICRO, 12345),
        (1, 30 * MICRO, 1),
        (1, 29_999_999, 0),
        (15, 10 * MICRO, 3),
        (15, -10 * MICRO, -3),
        (0, RATE, 0),
        (50, 0, 0),
    ],
)
def test_an_amount_is_rounded_once_half_away_from_nought(
    minutes: int, rate: int, minor: int
) -> None:
    assert amount(minutes, rate) == minor


def test_outcomes_stand_in_the_order_of_their_numbers() -> None:
    numbers = COVERED, AFTER_HOURS, HOURLY, PROJECT, ABSORBED, DECLINED
    assert [OUTCOMES[n] for n in numbers] == [
        *("covered", "after_hours", "hourly", "project", "absorbed", "declined")
    ]
