"""The SLA clock: it runs in business hours, and stands while others are waited for."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flatwright.domain.coverage.calendar import Calendar
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.days import utc_minute, wall_time
from flatwright.domain.plan.written import Days

Span = tuple[int, int]  # UTC minutes, half-open


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaClock:
    """A target's clock: when it is due, and how many of its minutes are left.

    `due` is None while the clock stands, and where the calendar does not reach.
    """

    due: int | None  # UTC minute
    left: int | None  # minutes of business hours; below 0 since the breach
    stands: bool

    def is_breached(self, at: int) -> bool:
        """Whether the target is passed at a UTC minute."""
        return self.due is not None and at > self.due


def sla_clock(
    terms: Terms, target: int | Days, span: tuple[int, int], waits: Sequence[Span]
) -> SlaClock:
    """The clock of a target; `span` is when it began, and now (or when it was met).

    `waits` are stretches in which somebody else was waited for, in order, apart from each
    other; one that reaches now stands still now. Days are counted as days with business
    hours, to the time of day at which the clock began.
    """
    begun, now = span
    stands = any(first <= now < last for first, last in waits)
    minutes = target if isinstance(target, int) else _minutes_of(terms, target, begun)
    gone = sum(last - first for first, last in _running(terms.calendar, span, waits))
    if stands:
        return SlaClock(due=None, left=minutes - gone, stands=True)
    due = _due(terms.calendar, begun, minutes, waits)
    return SlaClock(due=due, left=minutes - gone, stands=False)


def business_minutes(calendar: Calendar, span: Span) -> int:
    """The minutes of business hours in a stretch of time."""
    return sum(last - first for first, last in _open(calendar, span))


def _minutes_of(terms: Terms, days: Days, begun: int) -> int:
    """The business minutes up to the same time of day, so many days with hours later."""
    calendar = terms.calendar
    start = next((first for first, _ in _open(calendar, (begun, _end(calendar)))), begun)
    wall = wall_time(terms.zone, start)
    day, left = wall.date(), days.count
    while left and day < date.fromordinal(calendar.first_day + len(calendar.version) - 1):
        day += timedelta(days=1)
        left -= not days.business or _has_hours(terms, day)
    until = utc_minute(terms.zone, day, wall.hour * 60 + wall.minute)
    return business_minutes(calendar, (start, until))


def _has_hours(terms: Terms, day: date) -> bool:
    first = utc_minute(terms.zone, day)
    after = utc_minute(terms.zone, day + timedelta(days=1))
    return business_minutes(terms.calendar, (first, after)) > 0


def _due(calendar: Calendar, begun: int, minutes: int, waits: Sequence[Span]) -> int | None:
    """The minute at which so many running minutes are over."""
    left = minutes
    for first, last in _running(calendar, (begun, _end(calendar)), waits):
        if left <= last - first:
            return first + left
        left -= last - first
    return None


def _running(calendar: Calendar, span: Span, waits: Sequence[Span]) -> Iterator[Span]:
    """The stretches in which the clock runs: business hours without the waits."""
    for first, last in _open(calendar, span):
        at = first
        for begin, end in waits:
            if end <= at or begin >= last:
                continue
            if begin > at:
                yield at, begin
            at = min(end, last)
        if at < last:
            yield at, last


def _open(calendar: Calendar, span: Span) -> Iterator[Span]:
    """The business hours in a stretch of time."""
    begin, end = span
    place = max(0, bisect_right(calendar.at, begin) - 1)
    while place < len(calendar.business) and calendar.at[place] < end:
        if calendar.business[place]:
            first = max(begin, calendar.at[place])
            last = min(end, calendar.at[place + 1])
            if first < last:
                yield first, last
        place += 1


def _end(calendar: Calendar) -> int:
    """The last minute that the calendar knows."""
    return int(calendar.at[-2])
