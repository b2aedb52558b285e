"""Whole minutes: read from cells, placed in business hours, or made by an effort model."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from flatwright.domain.kernel.money import rounded
from flatwright.imports.mapping import EffortModel, NumberForm
from flatwright.imports.rejects import RowRejected

LONGEST: Final = 600_000  # minutes of one row: 10,000 hours, five years of one person
OPENS, CLOSES = 9 * 60, 17 * 60  # where a log tells no clock time
_NUMBER: Final = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", re.ASCII)
_CLOCK: Final = re.compile(r"([0-9]{1,5}):([0-5][0-9])(?::[0-5][0-9])?", re.ASCII)
_FACTOR: Final = {"hours": 60, "minutes": 1}
_SATURDAY: Final = 5
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - both sides of the subtraction are UTC

Place = tuple[date, int]  # a day and a minute of it


def minutes_of(text: str, unit: str, form: NumberForm) -> int:
    """A duration in whole minutes, half a minute up; any work counts as at least one."""
    if unit == "h:mm":
        found = _CLOCK.fullmatch(text)
        if not found:
            raise RowRejected(
                code="bad_duration", says=f'"{text[:40]}" is no duration written as h:mm'
            )
        made = int(found[1]) * 60 + int(found[2])
    else:
        number = _number(text, form) * _FACTOR[unit]
        if number < 0:
            raise RowRejected(
                code="negative_effort", says=f"the effort is negative: {text}"
            )
        made = rounded(*number.as_integer_ratio()) or (1 if number else 0)
    if made == 0:
        raise RowRejected(code="no_effort", says="the effort is zero")
    if made > LONGEST:
        raise RowRejected(code="effort_too_long", says=f"{text} is more than 10,000 hours")
    return made


def _number(text: str, form: NumberForm) -> Decimal:
    plain = text.replace(form.grouping, "") if form.grouping else text
    plain = plain.replace(form.decimal, ".") if form.decimal != "." else plain
    if not _NUMBER.fullmatch(plain):
        raise RowRejected(code="bad_number", says=f'"{text[:40]}" is no number')
    return Decimal(plain)


def regrouped(text: str, form: NumberForm) -> str:
    """Digits that a spreadsheet has grouped, joined again; other text as it is."""
    if form.grouping is None or form.grouping not in text:
        return text
    joined = text.replace(form.grouping, "")
    return joined if joined.isascii() and joined.isdigit() else text


def in_business_hours(
    start: Place, minutes: int, zone: str
) -> tuple[tuple[tuple[int, int], ...], Place]:
    """Minutes from a place on, weekdays 09:00 to 17:00 local; and where they end."""
    day, minute = start
    made: list[tuple[int, int]] = []
    while minutes:
        if day.weekday() >= _SATURDAY or minute >= CLOSES:
            day, minute = day + timedelta(days=1), OPENS
            continue
        span = min(minutes, CLOSES - minute)
        begins = utc_minute(day, minute, zone)
        made.append((begins, begins + span))
        minutes, minute = minutes - span, minute + span
    return tuple(made), (day, minute)


def utc_minute(day: date, minute: int, zone: str) -> int:
    """A local minute of a day in UTC minutes since 1970."""
    naive = datetime.combine(day, time(minute // 60, minute % 60))
    offset = naive.replace(tzinfo=ZoneInfo(zone)).utcoffset() or timedelta()
    return (naive - offset - _EPOCH) // timedelta(minutes=1)


def modelled_minutes(
    model: EffortModel, kind: str, priority: str, in_progress: int | None
) -> int:
    """Labour minutes by the model; the least where it has no number for this work."""
    fixed: Mapping[str, int] = model.fixed.get(kind, {})
    made = fixed.get(priority, 0)
    if model.share is not None and in_progress is not None and not made:
        numerator, denominator = model.share.as_integer_ratio()
        made = rounded(numerator * max(0, in_progress), denominator * 100)
    most = model.at_most.get(priority, LONGEST)
    return max(model.at_least, min(made, most))
