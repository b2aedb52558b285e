"""Dates and times as exports write them, read into whole UTC minutes."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from flatwright.domain.kernel.days import YEARS
from flatwright.imports.rejects import RowRejected

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_PARTS: Final = {
    "d": "(?P<d>[0-9]{1,2})",
    "m": "(?P<m>[0-9]{1,2})",
    "Y": "(?P<Y>[0-9]{4})",
    "y": "(?P<y>[0-9]{2})",
    "H": "(?P<H>[0-9]{1,2})",
    "I": "(?P<I>[0-9]{1,2})",
    "M": "(?P<M>[0-9]{2})",
    "S": "(?P<S>[0-9]{2})",
    "f": "(?P<f>[0-9]{1,9})",
    "b": r"(?P<b>[A-Za-z]{3,9})\.?",
    "B": "(?P<b>[A-Za-z]{3,9})",
    "p": r"(?P<p>[AaPp])\.?[Mm]\.?",
    "z": "(?P<z>[Zz]|[+-][0-9]{2}:?[0-9]{2})",
    "a": r"[A-Za-z]{2,9}\.?",
}
_ISO: Final = (
    "(?P<Y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"
    "(?:[T ](?P<H>[0-9]{2}):(?P<M>[0-9]{2})(?::(?P<S>[0-9]{2})(?:[.,](?P<f>[0-9]{1,9}))?)?"
    " ?(?P<z>[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - both sides of the subtraction are UTC
_MINUTE: Final = timedelta(minutes=1)
_NOON: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A time that a row tells; a date without a clock time stands at its local midnight."""

    at: int  # UTC minutes since 1970
    day: date
    date_only: bool = False
    skipped: bool = False  # in the hour that the clocks skip: read as an hour later


@dataclass(frozen=True, slots=True, kw_only=True)
class WallClock:
    """Reads the times of one export."""

    zone: str
    formats: tuple[str, ...]
    use_offsets: bool = True
    first_year: int = 1970  # of two-digit years
    cells_are_typed: bool = False  # a workbook: dates come as ISO, midnight as a mere date

    def read(self, text: str) -> Told:
        """When that is; refused with a reason where it is no time."""
        return _read(self, text)


@lru_cache(maxsize=65_536)
def _read(clock: WallClock, text: str) -> Told:
    for form in clock.formats:
        found = pattern(form).fullmatch(text)
        if found:
            return _told(clock, text, found.groupdict())
    found = pattern("iso").fullmatch(text) if clock.cells_are_typed else None
    if not found:
        shown = " or ".join(clock.formats)
        raise RowRejected(
            code="bad_date", says=f'"{text[:40]}" is not a time written as {shown}'
        )
    parts = found.groupdict()
    if parts["H"] is None and all(_has_clock(form) for form in clock.formats):
        parts |= {"H": "0", "M": "0"}
    return _told(clock, text, parts)


@cache
def pattern(form: str) -> re.Pattern[str]:
    """The regular expression of a format; a part that is not known is a ValueError."""
    if form == "iso":
        return re.compile(_ISO, re.ASCII)
    made = ""
    for part in re.findall(r"%.|\s+|[^%\s]|%$", form):
        if part.startswith("%"):
            made += _PARTS.get(part[1:]) or _unknown(part)
        else:
            made += r"\s+" if part.isspace() else re.escape(part)
    if not all(f"(?P<{name}>" in made for name in "d") or "(?P<Y>" not in made.replace(
        "y", "Y"
    ):
        raise ValueError(form)
    return re.compile(made, re.ASCII)


def _unknown(part: str) -> str:
    msg = f"{part} is not a part of a time format"
    raise ValueError(msg)


def _has_clock(form: str) -> bool:
    return form == "iso" or "%H" in form or "%I" in form


def _told(clock: WallClock, text: str, parts: dict[str, str | None]) -> Told:
    naive, date_only = _naive(clock, text, parts)
    offset = parts.get("z")
    if offset and clock.use_offsets and not date_only:
        at = (naive - _offset(text, offset) - _EPOCH) // _MINUTE
        return Told(at=at, day=naive.date())
    return _in_zone(naive, clock.zone, date_only=date_only)


def _in_zone(naive: datetime, zone: str, *, date_only: bool) -> Told:
    local = naive.replace(tzinfo=ZoneInfo(zone))
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    if before is None or after is None:  # ZoneInfo always has an offset
        raise ValueError(zone)
    at = (naive - before - _EPOCH) // _MINUTE
    return Told(at=at, day=naive.date(), date_only=date_only, skipped=before < after)


def _naive(
    clock: WallClock, text: str, parts: dict[str, str | None]
) -> tuple[datetime, bool]:
    """The wall time, and whether it is only a date."""
    full = parts.get("Y")
    year = int(full) if full else _full_year(clock, int(parts.get("y") or 0))
    month = _month(text, parts["b"] or "") if "b" in parts else int(parts["m"] or 0)
    hour = _hour(text, parts)
    if year not in YEARS:
        says = f"{text} is not between {YEARS[0]} and {YEARS[-1]}"
        raise RowRejected(code="bad_date", says=says)
    rest = (hour or 0, int(parts.get("M") or 0), int(parts.get("S") or 0))
    try:
        day = date(year, month, int(parts["d"] or 0))
        return datetime.combine(day, time(*rest)), hour is None
    except ValueError as error:
        says = f"{text} is no day and time of the calendar ({error})"
        raise RowRejected(code="bad_date", says=says) from error


def _full_year(clock: WallClock, short: int) -> int:
    year = clock.first_year - clock.first_year % 100 + short
    return year if year >= clock.first_year else year + 100


def _month(text: str, name: str) -> int:
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(name.lower()):
            return number
    raise RowRejected(code="bad_date", says=f"{text} names no month")


def _hour(text: str, parts: dict[str, str | None]) -> int | None:
    if parts.get("H") is not None:
        return int(parts["H"] or 0)
    if parts.get("I") is None:
        return None
    hour = int(parts["I"] or 0)
    if not 1 <= hour <= _NOON:
        raise RowRejected(code="bad_date", says=f"{text} has an hour that is not 1 to 12")
    return hour % _NOON + (_NOON if (parts.get("p") or "").lower() == "p" else 0)


def _offset(text: str, offset: str) -> timedelta:
    if offset in "Zz":
        return timedelta()
    digits = offset[1:].replace(":", "")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > 14 or minutes > 59:  # noqa: PLR2004 - no place on earth is further from UTC
        raise RowRejected(code="bad_date", says=f"{text} has an offset that no place has")
    span = timedelta(hours=hours, minutes=minutes)
    return -span if offset[0] == "-" else span
