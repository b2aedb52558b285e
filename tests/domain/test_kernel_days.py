from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.kernel.days import business_days_between, month_later, month_starts

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
months = st.integers(-1200, 1200)
WEEKEND = frozenset({5, 6})


def test_month_ends_do_not_drift() -> None:
    anchor = date(2026, 1, 31)
    later = [month_later(anchor, n) for n in (0, 1, 2, 3)]
    assert [str(day)[5:] for day in later] == ["01-31", "02-28", "03-31", "04-30"]


def test_a_leap_day_comes_back_in_a_leap_year() -> None:
    anchor = date(2024, 2, 29)
    assert month_later(anchor, 12) == date(2025, 2, 28)
    assert month_later(anchor, 48) == date(2028, 2, 29)


def test_months_are_counted_back_over_the_new_year() -> None:
    assert month_later(date(2026, 1, 31), -2) == date(2025, 11, 30)
    assert month_later(date(2026, 1, 31), -12) == date(2025, 1, 31)


@given(anchor=days, n=months)
def test_a_month_later_has_the_anchors_day_or_is_the_months_last(
    anchor: date, n: int
) -> None:
    later = month_later(anchor, n)
    assert (later.year - anchor.year) * 12 + later.month - anchor.month == n
    last = monthrange(later.year, later.month)[1]
    assert later.day == anchor.day or later.day == last < anchor.day


@given(anchor=days, n=months)
def test_each_month_is_later_than_the_one_before(anchor: date, n: int) -> None:
    gone = month_later(anchor, n + 1) - month_later(anchor, n)
    assert 28 <= gone.days <= 31


@given(anchor=days, n=st.integers(0, 60), more=st.integers(0, 27))
def test_months_start_up_to_a_day_and_no_further(anchor: date, n: int, more: int) -> None:
    until = month_later(anchor, n) + timedelta(days=more)
    starts = month_starts(anchor, until)
    assert starts == [month_later(anchor, index) for index in range(n + 1)]


def test_no_month_starts_before_the_anchor() -> None:
    assert month_starts(date(2026, 1, 31), date(2026, 1, 30)) == []


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        *((2, 6, 4), (6, 9, 1), (6, 8, 0), (2, 2, 0), (6, 2, 0), (2, 16, 9)),
        # Monday 16 February 2026 is a holiday.
        *((13, 16, 0), (13, 17, 1)),
    ],
)
def test_business_days_leave_out_the_first_day_and_days_without_hours(
    start: int, end: int, count: int
) -> None:
    holidays = frozenset({date(2026, 2, 16)})
    span = (date(2026, 2, start), date(2026, 2, end))
    assert business_days_between(*span, WEEKEND, holidays) == count


@given(start=days, first=st.integers(0, 60), second=st.integers(0, 60))
def test_business_days_of_two_spans_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    holidays = frozenset({start + timedelta(days=9)})
    parts = [
        business_days_between(*span, WEEKEND, holidays)
        for span in ((start, middle), (middle, end))
    ]
    assert sum(parts) == business_days_between(start, end, WEEKEND, holidays)
