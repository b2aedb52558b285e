"""A work item's minutes as rows for the walk: sliced, with their facts and their owners."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from flatwright.domain.coverage.calendar import Calendar, Span, calendar_of, listed
from flatwright.domain.coverage.situation import DAY_KINDS, HOURS, Minute
from flatwright.domain.coverage.slices import (
    Entries,
    Pieces,
    Slices,
    cut,
    hours_of,
    most_slices,
    pieces,
    ran_on,
)
from flatwright.domain.coverage.terms import OPEN_MONTHS, Terms
from flatwright.domain.kernel.days import month_later
from flatwright.domain.records.work import WorkItem

_MARGIN = timedelta(days=2)
_REMEMBERED = 16  # calendars of one agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One slice of an entry: when, how long, and what is the same for all its minutes."""

    entry: int
    start: int
    minutes: int
    minute: Minute
    day: int  # index in the calendar
    band: int  # 0 business hours, 1 after hours
    ran_on: bool  # its entry ran on past closing


def calendar_for(work: WorkItem, terms: Terms) -> Calendar:
    """The agreement's calendar, or one of the work's own days when they lie outside it."""
    at = terms.calendar.at
    first, last = min(e.start for e in work.entries), max(e.end for e in work.entries)
    if at[0] <= first and last <= at[-2]:
        return terms.calendar
    return calendar_over(terms, (_utc_day(first), _utc_day(last)))


def calendar_over(terms: Terms, days: tuple[date, date]) -> Calendar:
    """A calendar of days that the agreement's own does not reach, and of two on each side.

    In an agreement without an end it begins with the term: what was drawn since counts.
    """
    span = _span_over(terms, (days[0] - _MARGIN, days[1] + _MARGIN))
    found = terms.calendars.get(span)
    if found is None:
        found = listed(calendar_of(terms.agreement, terms.plans, terms.regions, span))
        if len(terms.calendars) < _REMEMBERED:
            terms.calendars[span] = found
    return found


def _span_over(terms: Terms, days: tuple[date, date]) -> Span:
    """Some days; from the term on, to a day that is the same for the work of years."""
    first, last = days
    begun = terms.agreement.first
    if terms.agreement.last is not None or first <= terms.span.first:
        return Span(first=first, last=last)
    months = OPEN_MONTHS
    while month_later(begun, months) < last:
        months += OPEN_MONTHS
    return Span(first=terms.span.first, last=month_later(begun, months))


def _utc_day(minute: int) -> date:
    return date(1970, 1, 1) + timedelta(days=minute // 1440)


def rows_of(work: WorkItem, calendar: Calendar) -> list[Row]:
    """Every slice of a work item's entries, in the order in which minutes are walked."""
    entries = Entries([e.start for e in work.entries], [e.end for e in work.entries])
    ran = [False] * len(work.entries)
    ran_on(entries, calendar, ran)
    cuts = _cut(entries, calendar)
    return [_row(work, piece, calendar, ran_on=ran[piece[0]]) for piece in cuts]


def _cut(entries: Entries, calendar: Calendar) -> list[tuple[int, int, int, int]]:
    """Entry, start, minutes and stretch of each slice."""
    count = len(entries.start)
    room = sum(entries.end) - sum(entries.start) if _overlap(entries) else count
    parts = Pieces(*([0] * room for _ in Pieces._fields))
    made = pieces((0, count), entries, parts)
    most = most_slices(made, parts, calendar)
    out = Slices(*([0] * most for _ in Slices._fields))
    cut(made, parts, calendar, out)
    return list(zip(out.entry, out.start, out.minutes, out.stretch, strict=True))


def _overlap(entries: Entries) -> bool:
    pairs = sorted(zip(entries.start, entries.end, strict=True))
    return any(b[0] < a[1] for a, b in pairwise(pairs))


def _row(
    work: WorkItem, piece: tuple[int, int, int, int], calendar: Calendar, *, ran_on: bool
) -> Row:
    index, start, minutes, stretch = piece
    entry = work.entries[index]
    day = calendar.day_of[stretch]
    hours = hours_of(calendar.business[stretch], calendar.grace_from[stretch], entry.start)
    minute = Minute(
        person=entry.person or work.person,
        day=calendar.first_day + day,
        hours=HOURS[hours],
        day_kind=DAY_KINDS[calendar.day_kind[day]],
        version=calendar.version[day],
        in_force=calendar.in_force[day],
        suspended=calendar.suspended[day],
    )
    return Row(
        entry=index,
        start=start,
        minutes=minutes,
        minute=minute,
        day=day,
        band=min(hours, 1),
        ran_on=ran_on,
    )
