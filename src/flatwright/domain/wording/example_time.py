"""The kinds of time under a plan, found in the example client's calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flatwright.domain.coverage.calendar import NEVER
from flatwright.domain.coverage.situation import DAY_KINDS
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import TimeEntry

_BEFORE_CLOSING = 30


@dataclass(frozen=True, slots=True)
class Moment:
    """A kind of time, and the first stretch of it that there is, in UTC minutes."""

    hours: str
    day_kind: str
    in_force: bool
    suspended: bool
    day: int
    start: int
    end: int

    @property
    def kind(self) -> tuple[str, str, bool, bool]:
        """What clauses may tell apart."""
        return self.hours, self.day_kind, self.in_force, self.suspended


def moments(terms: Terms) -> tuple[Moment, ...]:
    """Each kind of time, the usual first: business hours of an ordinary weekday."""
    found: dict[tuple[str, str, bool, bool], Moment] = {}
    for moment in _stretches(terms):
        found.setdefault(moment.kind, moment)
    return tuple(sorted(found.values(), key=_unusual))


def _unusual(moment: Moment) -> tuple[bool, bool, bool, int]:
    return (
        not moment.in_force,
        moment.suspended,
        moment.hours != "business",
        DAY_KINDS.index(moment.day_kind),
    )


def _stretches(terms: Terms) -> Iterator[Moment]:
    calendar = terms.calendar
    for index, (start, end) in enumerate(pairwise(calendar.at[:-1])):
        day = calendar.day_of[index]
        grace = calendar.grace_from[index] != NEVER
        business = calendar.business[index]
        yield Moment(
            hours="business" if business else "grace" if grace else "after_hours",
            day_kind=DAY_KINDS[calendar.day_kind[day]],
            in_force=bool(calendar.in_force[day]),
            suspended=bool(calendar.suspended[day]),
            day=calendar.first_day + day,
            start=start,
            end=end,
        )


def entries(moment: Moment, minutes: int, terms: Terms) -> tuple[TimeEntry, ...]:
    """So many minutes of a kind of time, on as many days as they take."""
    if moment.hours == "grace":
        return (TimeEntry(start=moment.start - _BEFORE_CLOSING, end=moment.end),)
    made, left = [], minutes
    for each in _stretches(terms):
        if each.kind == moment.kind and each.start >= moment.start and left:
            taken = min(left, each.end - each.start)
            made.append(TimeEntry(start=each.start, end=each.start + taken))
            left -= taken
    return tuple(made)
