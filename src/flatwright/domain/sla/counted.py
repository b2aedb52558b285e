"""Time that counts to a target: business hours, without what others are waited for."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flatwright.domain.coverage.calendar import Calendar
from flatwright.domain.kernel.days import utc_minute, wall_time
from flatwright.domain.plan.written import Days

Wait = tuple[int, int | None]  # UTC minutes, half-open; None: it goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """The minutes of a stretch of time: each is of one of the three."""

    running: int
    paused: int  # business hours in which others were waited for
    outside: int  # of business hours, of the agreement, or while suspended


def passed(calendar: Calendar, span: tuple[int, int], waits: Sequence[Wait]) -> Passed:
    """How a stretch of time counts; `waits` are in order and apart from each other."""
    first, last = span
    open_ = sum(end - begin for begin, end in _open(calendar, first, last))
    running = sum(end - begin for begin, end in _running(calendar, first, last, waits))
    length = max(0, last - first)
    return Passed(running=running, paused=open_ - running, outside=length - open_)


def in_order(waits: Iterable[Wait]) -> list[Wait]:
    """Waits in the order of time, those that touch or overlap as one."""
    merged: list[Wait] = []
    for first, end in sorted(waits, key=lambda wait: wait[0]):
        before = merged[-1] if merged else (0, 0)
        if not merged or (before[1] is not None and before[1] < first):
            merged.append((first, end))
        elif before[1] is not None and (end is None or end > before[1]):
            merged[-1] = before[0], end
    return merged


def due_after(
    calendar: Calendar, opened: int, minutes: int, waits: Sequence[Wait]
) -> int | None:
    """The first minute at which so many have run; None where they never will have."""
    left = minutes
    for begin, end in _running(calendar, opened, int(calendar.at[-2]), waits):
        if left <= end - begin:
            return begin + left
        left -= end - begin
    return None


def minutes_of(
    calendar: Calendar, zone: ZoneInfo, target: int | Days, opened: int
) -> int | None:
    """The running minutes that a target gives; None where its last day never comes.

    Days are those with business hours: to the same time of day, so many such days later.
    """
    if isinstance(target, int):
        return target
    last = int(calendar.at[-2])
    start = next((begin for begin, _ in _open(calendar, opened, last)), None)
    if start is None:
        return None
    wall = wall_time(zone, start)
    place = wall.date().toordinal() - calendar.first_day
    later = [n for n in _with_hours(calendar) if n > place][: target.count]
    if len(later) < target.count:
        return None
    day = date.fromordinal(calendar.first_day + (later[-1] if later else place))
    until = utc_minute(zone, day, wall.hour * 60 + wall.minute)
    return passed(calendar, (start, until), ()).running


def _with_hours(calendar: Calendar) -> list[int]:
    """The days, by their place in the calendar, that have business hours."""
    places = range(len(calendar.business))
    return sorted({calendar.day_of[n] for n in places if _counts(calendar, n)})


def _counts(calendar: Calendar, place: int) -> bool:
    """Whether a stretch is of business hours, in force and not suspended."""
    day = calendar.day_of[place]
    in_force = calendar.in_force[day] and not calendar.suspended[day]
    return bool(calendar.business[place] and in_force)


def _running(
    calendar: Calendar, first: int, last: int, waits: Sequence[Wait]
) -> Iterator[tuple[int, int]]:
    """Business hours without the waits."""
    for begin, end in _open(calendar, first, last):
        at = begin
        for since, until in waits:
            if since >= end:
                break
            if at < since:
                yield at, since
            at = max(at, end if until is None else until)
        if at < end:
            yield at, end


def _open(calendar: Calendar, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The business hours in a stretch of time."""
    place = max(0, bisect_right(calendar.at, first) - 1)
    while place < len(calendar.business) and calendar.at[place] < last:
        begin = max(first, calendar.at[place])
        end = min(last, calendar.at[place + 1])
        if begin < end and _counts(calendar, place):
            yield begin, end
        place += 1
