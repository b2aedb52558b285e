"""Days of what is stored: from a first to a last one, or further."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from flatwright.domain.kernel.days import YEARS
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.records.client import Days


def days_of(row: Any) -> Days:
    """The days of a row that has a first and perhaps a last one."""
    return Days(first=row.first, last=row.last)


def meet(one: Days, other: Days) -> bool:
    """Whether some day is in both."""
    later = max(one.first, other.first)
    return later in one and later in other


def need_order(first: date | None, last: date | None = None) -> None:
    """Raises ValidationError for a year that is not meant, Refusal for a wrong order."""
    for day in (first, last):
        if day is not None and day.year not in YEARS:
            says = f"The year {day.year} cannot be meant. Look at the dates."
            raise ValidationError(says)
    if first and last and last < first:
        says = f"The last day, {last}, is before the first, {first}."
        raise Refusal(code="days_out_of_order", says=says)
