"""A quote is a ceiling or the price, of one line or of several."""

from dataclasses import replace
from datetime import date

import pytest

from tests.domain.coverage.charged_lines import (
    ABSORBED,
    AUGUST,
    TERMS,
    TUESDAY,
    Some,
    billed,
    ceiling,
    dearer_later,
    fixed,
    lines,
    some_hourly,
)

# ------------------------------------------------------------ one quote, one line


@pytest.mark.parametrize(
    ("quoted", "line"),
    [
        (16501, (60, 16500)),
        (16500, (60, 16500)),
        (16499, (60, 16499)),
        (12375, (45, 12375)),
        (8250, (30, 8250)),
        (0, (0, 0)),
    ],
)
def test_a_ceiling_is_the_most_and_minutes_follow_the_amount(
    quoted: int, line: tuple[int, int]
) -> None:
    assert billed(Some(quote=ceiling(quoted))) == [line]


@pytest.mark.parametrize(
    ("quoted", "line"),
    [(33000, (120, 33000)), (16500, (60, 16500)), (8250, (30, 8250)), (0, (0, 0))],
)
def test_a_fixed_price_is_the_price(quoted: int, line: tuple[int, int]) -> None:
    assert billed(Some(quote=fixed(quoted))) == [line]


def test_billed_minutes_under_a_ceiling_are_rounded_half_away_from_nought() -> None:
    # 165.00 an hour is 2.75 a minute: 4.12 is 1.498 of it, 4.13 is 1.502
    assert billed(Some(quote=ceiling(412))) == [(1, 412)]
    assert billed(Some(quote=ceiling(413))) == [(2, 413)]


def test_worked_minutes_stay_what_they_were() -> None:
    assert lines(Some(minutes=50, quote=ceiling(8250)))[0].worked == 50


def test_a_fixed_price_without_a_rate_leaves_the_minutes() -> None:
    first, second = TERMS.plans
    free = replace(first, projects=replace(first.projects, rate=None))
    terms = replace(TERMS, plans=(free, second))
    assert billed(Some(minutes=50, quote=fixed(700)), terms=terms) == [(60, 700)]


def test_a_quote_without_an_amount_sets_no_ceiling() -> None:
    nameless = replace(ceiling(1), amount=None)
    assert billed(Some(quote=nameless)) == [(60, 16500)]


def test_the_minutes_of_a_line_share_their_quote() -> None:
    quote = ceiling(20000)
    assert billed(Some(quote=quote), Some(quote=quote)) == [(73, 20000)]
    price = fixed(20000)
    assert billed(Some(quote=price), Some(quote=price)) == [(73, 20000)]


def test_a_line_with_minutes_that_no_quote_covers_is_billed_by_time() -> None:
    quote = ceiling(100)
    assert billed(Some(quote=quote), Some()) == [(120, 33000)]
    assert billed(Some(), Some(quote=quote)) == [(120, 33000)]


def test_other_work_without_a_quote_leaves_the_ceiling_in_place() -> None:
    assert billed(some_hourly(), Some(quote=ceiling(8250))) == [(60, 15000), (30, 8250)]
    assert billed(Some(quote=ceiling(8250)), some_hourly()) == [(30, 8250), (60, 15000)]


def test_unquoted_minutes_of_another_line_leave_the_ceiling_in_place() -> None:
    found = billed(Some(code="acts_of_god"), Some(quote=ceiling(8250)))
    assert found == [(60, 16500), (30, 8250)]


def test_absorbed_minutes_with_a_quote_take_nothing_of_it() -> None:
    quote = ceiling(8250)
    found = billed(Some(became=ABSORBED, quote=quote), Some(quote=quote))
    assert found == [(0, 0), (30, 8250)]


# ------------------------------------------------------------ whose line a quote caps


@pytest.mark.parametrize(
    ("before", "natural"),
    [
        (Some(quote=None, code="acts_of_god"), 16500),
        (Some(became=ABSORBED), 0),
        (Some(night=True), 24750),
        (Some(day=date(2026, 2, 2)), 16500),
    ],
    ids=["another clause", "another outcome", "another band", "another date"],
)
def test_a_quote_caps_the_line_of_its_own_minutes(before: Some, natural: int) -> None:
    mine = Some(quote=ceiling(8250))
    assert [cents for _, cents in billed(before, mine)] == [natural, 8250]
    assert [cents for _, cents in billed(mine, before)] == [8250, natural]


def test_a_quote_caps_the_line_of_its_own_rate() -> None:
    dear, cheap = ceiling(15000, AUGUST), ceiling(15100)
    found = billed(Some(quote=dear), Some(quote=cheap), terms=dearer_later())
    assert found == [(45, 15000), (55, 15100)]


# ------------------------------------------------------------ a quote over several lines

MONDAY = date(2026, 2, 2)


def test_a_ceiling_over_several_lines_is_filled_in_their_order() -> None:
    quote = ceiling(24750)
    found = billed(*(Some(quote=quote, day=day) for day in (TUESDAY, MONDAY)))
    assert found == [(60, 16500), (30, 8250)]


def test_a_ceiling_that_is_reached_leaves_nothing_for_the_lines_after() -> None:
    quote = ceiling(8250)
    days = MONDAY, TUESDAY, date(2026, 2, 4)
    found = billed(*(Some(quote=quote, day=day) for day in days))
    assert found == [(30, 8250), (0, 0), (0, 0)]


def test_the_rest_of_a_fixed_price_stands_on_its_last_line() -> None:
    quote = fixed(49500)
    days = MONDAY, TUESDAY, date(2026, 2, 4)
    found = billed(*(Some(minutes=30, quote=quote, day=day) for day in days))
    assert found == [(30, 8250), (30, 8250), (120, 33000)]


def test_a_fixed_price_that_is_used_up_leaves_nothing() -> None:
    quote = fixed(8250)
    found = billed(*(Some(quote=quote, day=day) for day in (MONDAY, TUESDAY)))
    assert found == [(30, 8250), (0, 0)]


def test_lines_of_other_work_between_change_nothing() -> None:
    quote = fixed(33000)
    found = billed(
        Some(minutes=30, quote=quote), some_hourly(), Some(quote=quote, day=MONDAY)
    )
    assert found == [(30, 8250), (60, 15000), (90, 24750)]


# ------------------------------------------------------------ several quotes


def test_each_quote_caps_its_own_line() -> None:
    found = billed(Some(quote=ceiling(8250)), Some(quote=ceiling(4125), code="acts_of_god"))
    assert found == [(30, 8250), (15, 4125)]


def test_quotes_of_like_words_are_two_quotes() -> None:
    found = billed(*(Some(quote=ceiling(8250), day=day) for day in (MONDAY, TUESDAY)))
    assert found == [(30, 8250), (30, 8250)]


def test_two_ceilings_on_one_line_add_up() -> None:
    assert billed(Some(quote=ceiling(8250)), Some(quote=ceiling(16500))) == [(90, 24750)]
    assert billed(Some(quote=ceiling(8250)), Some(quote=ceiling(99000))) == [(120, 33000)]


def test_two_fixed_prices_on_one_line_add_up() -> None:
    assert billed(Some(quote=fixed(33000)), Some(quote=fixed(16500))) == [(180, 49500)]


def test_a_fixed_price_and_a_ceiling_on_one_line() -> None:
    # the price in full, and for the ceiling what is left of the line's 330.00
    assert billed(Some(quote=fixed(24750)), Some(quote=ceiling(16500))) == [(120, 33000)]
    assert billed(Some(quote=fixed(8250)), Some(quote=ceiling(16500))) == [(90, 24750)]
    assert billed(Some(quote=ceiling(16500)), Some(quote=fixed(24750))) == [(150, 41250)]


def test_a_ceiling_shared_by_two_lines_fills_the_one_that_has_another_too() -> None:
    shared, own = ceiling(24750), ceiling(8250)
    found = billed(Some(quote=shared), Some(quote=own), Some(quote=shared, day=MONDAY))
    assert found == [(120, 33000), (0, 0)]


def test_a_fixed_price_is_last_on_each_line_of_its_own() -> None:
    shared, own = fixed(33000), fixed(4125)
    found = billed(
        Some(quote=shared), Some(quote=own, day=MONDAY), Some(quote=shared, day=MONDAY)
    )
    assert found == [(60, 16500), (75, 20625)]
