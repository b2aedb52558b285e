"""When work may be done: the sorts of hours of a plan's week, each with a time for it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from flatwright.domain.coverage.space import Fixed, Value
from flatwright.domain.kernel.condition import atoms
from flatwright.domain.kernel.days import DAY
from flatwright.domain.plan.version import PlanVersion

HOLIDAY = 2  # the Wednesday of each made-up week, where the plan has holidays
_BEFORE_CLOSING = 30  # minutes of work that runs on past closing


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A time in the week, and the hours and days that work begun then may touch."""

    says: str
    weekday: int
    start: int  # local minute
    room: int  # minutes until the hours are of another sort
    moments: tuple[Fixed, ...]

    @property
    def hours(self) -> tuple[Value, ...]:
        """The sorts of hours that it touches."""
        return tuple(moment["hours"] for moment in self.moments)

    @property
    def runs_on(self) -> bool:
        """Whether the work goes on past closing."""
        return len(self.moments) > 1


def occasions(plan: PlanVersion) -> tuple[Occasion, ...]:
    """One time for each sort of hours: open, closed, and open and then closed."""
    week = plan.hours.open.days
    found: list[Occasion] = []
    for kind, days in (("weekday", range(5)), ("weekend", range(5, 7))):
        days_of = [day for day in days if not (_has_holidays(plan) and day == HOLIDAY)]
        open_ = [(day, *span) for day in days_of for span in week[day]]
        closed = [(day, *span) for day in days_of for span in _closed(week[day])]
        found += _longest(open_, "business", kind)
        found += _longest(closed, "after_hours", kind)
        found += _running_on(open_, closed, kind, plan)
    if _has_holidays(plan):
        found += _longest([(HOLIDAY, 0, DAY)], "after_hours", "holiday")
    if _tells_days_apart(plan):
        return tuple(found)
    by_hours = {each.hours: each for each in reversed(found)}
    return tuple(each for each in found if by_hours[each.hours] is each)


def _tells_days_apart(plan: PlanVersion) -> bool:
    hours = plan.hours.after_hours
    asked = {atom.fact for own in plan.clauses for atom in atoms(own.when)}
    return "day" in asked or (hours.weekend, hours.holiday) != (None, None)


def _has_holidays(plan: PlanVersion) -> bool:
    return bool(plan.hours.holidays)


def _closed(spans: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    edges = [(0, 0), *spans, (DAY, DAY)]
    return ((a[1], b[0]) for a, b in pairwise(edges) if a[1] < b[0])


_SAYS = {
    ("business", "weekday"): "in business hours",
    ("business", "weekend"): "in business hours at a weekend",
    ("after_hours", "weekday"): "outside business hours",
    ("after_hours", "weekend"): "at a weekend",
    ("after_hours", "holiday"): "on a holiday",
}


def _longest(
    spans: list[tuple[int, int, int]], hours: str, kind: str
) -> Iterator[Occasion]:
    """The longest stretch of its sort, the first of equals."""
    if spans:
        day, start, end = max(spans, key=lambda span: (span[2] - span[1], -span[0]))
        yield Occasion(
            says=_SAYS[hours, kind],
            weekday=day,
            start=start,
            room=end - start,
            moments=({"hours": hours, "day": kind},),
        )


def _running_on(
    open_: list[tuple[int, int, int]],
    closed: list[tuple[int, int, int]],
    kind: str,
    plan: PlanVersion,
) -> Iterator[Occasion]:
    """Work that begins before closing and runs on past it."""
    for day, opens, closes in open_:
        after = next((b - a for d, a, b in closed if (d, a) == (day, closes)), 0)
        if after:
            start = max(opens, closes - _BEFORE_CLOSING)
            hours = ["business", "grace"] if plan.hours.closing_grace else ["business"]
            yield Occasion(
                says=f"from {start // 60:02}:{start % 60:02} on, past closing",
                weekday=day,
                start=start,
                room=closes - start + after,
                moments=tuple({"hours": h, "day": kind} for h in (*hours, "after_hours")),
            )
            return


def until_closing(plan: PlanVersion, occasion: Occasion) -> int:
    """Minutes from an occasion that is open until closing."""
    spans = plan.hours.open.days[occasion.weekday]
    return next(b - occasion.start for a, b in spans if a <= occasion.start < b)
