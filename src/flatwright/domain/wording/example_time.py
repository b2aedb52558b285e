"""The kinds of time under a plan, found in the example client's calendar."""

from dataclasses import dataclass
from itertools import pairwise

from flatwright.domain.coverage.calendar import NEVER, Calendar
from flatwright.domain.coverage.situation import DAY_KINDS
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import TimeEntry

_BEFORE_CLOSING = 30


Span = tuple[int, int]  # UTC minutes, half-open


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A kind of time: what clauses tell apart of it, its first day, and its stretches."""

    hours: str
    day_kind: str
    in_force: bool
    suspended: bool
    day: int
    stretches: tuple[Span, ...]


def moments(terms: Terms) -> tuple[Moment, ...]:
    """Each kind of time, the usual first: business hours of an ordinary weekday."""
    calendar = terms.calendar
    days: dict[tuple[str, str, bool, bool], int] = {}
    spans: dict[tuple[str, str, bool, bool], list[Span]] = {}
    for index, span in enumerate(pairwise(calendar.at[:-1])):
        day = calendar.day_of[index]
        kind = (
            _hours(calendar, index),
            DAY_KINDS[calendar.day_kind[day]],
            bool(calendar.in_force[day]),
            bool(calendar.suspended[day]),
        )
        days.setdefault(kind, calendar.first_day + day)
        spans.setdefault(kind, []).append(span)
    found = (_moment(kind, days[kind], tuple(spans[kind])) for kind in days)
    return tuple(sorted(found, key=_unusual))


def _hours(calendar: Calendar, index: int) -> str:
    if calendar.business[index]:
        return "business"
    return "after_hours" if calendar.grace_from[index] == NEVER else "grace"


def _moment(
    kind: tuple[str, str, bool, bool], day: int, stretches: tuple[Span, ...]
) -> Moment:
    hours, day_kind, in_force, suspended = kind
    return Moment(
        hours=hours,
        day_kind=day_kind,
        in_force=in_force,
        suspended=suspended,
        day=day,
        stretches=stretches,
    )


def _unusual(moment: Moment) -> tuple[bool, bool, bool, int]:
    return (
        not moment.in_force,
        moment.suspended,
        moment.hours != "business",
        DAY_KINDS.index(moment.day_kind),
    )


def entries(moment: Moment, minutes: int) -> tuple[TimeEntry, ...]:
    """So many minutes of a kind of time, on as many days as they take."""
    if moment.hours == "grace":
        start, end = moment.stretches[0]
        return (TimeEntry(start=start - _BEFORE_CLOSING, end=end),)
    made, left = [], minutes
    for start, end in moment.stretches:
        if left:
            taken = min(left, end - start)
            made.append(TimeEntry(start=start, end=start + taken))
            left -= taken
    return tuple(made)
