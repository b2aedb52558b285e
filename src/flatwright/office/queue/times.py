"""When a schedule's turn comes: by the clock on the wall, also when that is put forward."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flatwright.office.queue.models import Rhythm

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """Every hour at some minute, every day, or every month on a day or its last one."""

    rhythm: Rhythm
    at: time = time(0, 0)
    day: int = 1


def next_after(every: Every, now: datetime, zone: str) -> datetime:
    """The first turn after a moment.

    It is worked out from the calendar and not from the turn before, so nothing drifts. A
    time that the clock skips is taken that much later; one that it shows twice counts the
    first time.
    """
    if every.rhythm == Rhythm.HOURLY:
        turn = now.astimezone(UTC).replace(minute=every.at.minute, second=0, microsecond=0)
        return turn if turn > now else turn + _HOUR
    turns = _turns(every, now.astimezone(ZoneInfo(zone)).date(), ZoneInfo(zone))
    return next(turn for turn in turns if turn > now)


def last_until(every: Every, first: datetime, now: datetime, zone: str) -> datetime:
    """The latest turn that is due, where `first` is due already."""
    turn = first
    while (following := next_after(every, turn, zone)) <= now:
        turn = following
    return turn


def _turns(every: Every, near: date, zone: ZoneInfo) -> Iterator[datetime]:
    """The turns from just before a day on."""
    day = near - _DAY
    while True:
        if every.rhythm == Rhythm.DAILY or day.day == _day_of_month(every, day):
            yield datetime.combine(day, every.at, tzinfo=zone).astimezone(UTC)
        day += _DAY


def _day_of_month(every: Every, month: date) -> int:
    return min(every.day, monthrange(month.year, month.month)[1])
