"""Which days meet, and which cannot be meant."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.records.client import Days
from flatwright.office.clients.days import meet, need_order

pytestmark = pytest.mark.once

MARCH = Days(first=date(2026, 3, 1), last=date(2026, 3, 31))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 2, 1), date(2026, 2, 28), False),
        (date(2026, 2, 1), date(2026, 3, 1), True),
        (date(2026, 3, 10), date(2026, 3, 11), True),
        (date(2026, 3, 31), None, True),
        (date(2026, 4, 1), None, False),
        (date(2020, 1, 1), None, True),
    ],
)
def test_days_meet_where_one_day_is_in_both(
    first: date, last: date | None, *, expected: bool
) -> None:
    other = Days(first=first, last=last)
    assert meet(MARCH, other) is meet(other, MARCH) is expected


def test_a_last_day_before_the_first_is_refused() -> None:
    need_order(date(2026, 3, 1), date(2026, 3, 1))
    with pytest.raises(Refusal, match="is before the first"):
        need_order(date(2026, 3, 2), date(2026, 3, 1))


@pytest.mark.parametrize("year", [206, 1969, 2201])
def test_a_year_that_nobody_means_is_refused(year: int) -> None:
    with pytest.raises(ValidationError, match="cannot be meant"):
        need_order(None, date(year, 1, 1))
