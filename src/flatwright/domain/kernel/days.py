"""Days, months and agreement years; minutes counted in UTC."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import count, takewhile
from zoneinfo import ZoneInfo

DAY = 24 * 60
YEARS = range(1970, 2201)  # of a date that can be meant: minutes are counted from 1970
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a wall clock without a zone, on purpose


def month_later(anchor: date, months: int) -> date:
    """The day some months after an anchor; in a shorter month, its last day.

    From the anchor each time, so 31 January, 28 February, 31 March: no drift.
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def month_starts(anchor: date, until: date) -> list[date]:
    """The first day of each agreement month from the anchor on, up to a day."""
    starts = (month_later(anchor, months) for months in count())
    return list(takewhile(lambda start: start <= until, starts))


@lru_cache(maxsize=1 << 14)  # the calendars of clients in one zone ask for the same
def utc_minute(zone: ZoneInfo, day: date, minute: int = 0) -> int:
    """The UTC minute since 1970 of a wall time; one that occurs twice is its first."""
    wall = datetime.combine(day, datetime.min.time()) + timedelta(minutes=minute)
    offset = wall.replace(tzinfo=zone).utcoffset() or timedelta()
    return (wall - offset - _EPOCH) // timedelta(minutes=1)


def wall_time(zone: ZoneInfo, minute: int) -> datetime:
    """The wall time of a UTC minute, with its zone."""
    utc = datetime.fromtimestamp(minute * 60, tz=ZoneInfo("UTC"))
    return utc.astimezone(zone)


def business_days_between(
    start: date, end: date, closed: frozenset[int], holidays: frozenset[date]
) -> int:
    """Business days after `start`, to `end` included; `closed` weekdays have no hours."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(day.weekday() not in closed and day not in holidays for day in days)
