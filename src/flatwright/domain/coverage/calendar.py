"""A client's time under an agreement as a table: stretches of one meaning, and days.

The table is made once for an agreement. Cutting work by it is a look-up, for one piece of
work as for millions: fields are lists for the one and arrays for the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from flatwright.domain.kernel.days import DAY, month_starts, utc_minute
from flatwright.domain.plan.limit import Period
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement

Ints = npt.NDArray[np.int64]
PERIODS = tuple(Period)  # the order of Calendar.turn
MONTHS = {  # of the periods that begin anew
    Period.YEAR: 12,
    Period.QUARTER: 3,
    Period.MONTH: 1,
    Period.YEARS_2: 24,
    Period.YEARS_3: 36,
    Period.YEARS_4: 48,
    Period.YEARS_5: 60,
}
NEVER = -1


class Calendar(NamedTuple):
    """Stretches `[at[i], at[i + 1])` of UTC minutes, and local days.

    `at`, `business`, `grace_from`, `next_close`, `day_of` have an item for each stretch;
    `version`, `in_force`, `suspended`, `day_kind` one for each local day, and each row of
    `turn` too; `by_day` has the first stretch of each UTC day from minute `origin` on.
    """

    at: Any
    business: Any
    grace_from: Any  # the closing that a grace stretch follows, or NEVER
    next_close: Any  # the first closing after the stretch begins
    day_of: Any
    version: Any
    in_force: Any
    suspended: Any
    day_kind: Any  # 0 weekday, 1 weekend, 2 holiday
    turn: Any  # by Period, by day: which agreement year, quarter … it is
    by_day: Any
    origin: int
    first_day: int  # ordinal of the first local day


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Local days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> list[date]:
        """Every day of it."""
        count = (self.last - self.first).days + 1
        return [self.first + timedelta(days=n) for n in range(count)]


def calendar_of(
    agreement: Agreement,
    plans: Sequence[PlanVersion],
    holidays: Mapping[str, frozenset[date]],
    span: Span,
) -> Calendar:
    """The table of an agreement's days; `plans` stand in the order of its versions."""
    days = span.days
    ordinals = np.arange(span.first.toordinal(), span.last.toordinal() + 1)
    version = _governing(agreement, ordinals)
    closed = [closed_days(plan, holidays) for plan in plans]
    hours = _hours(ZoneInfo(agreement.client.time_zone), days, (plans, version, closed))
    first = agreement.versions[0].first if agreement.versions else agreement.first
    starts_on = max(first, agreement.first).toordinal()
    ends_on = agreement.last.toordinal() if agreement.last else ordinals[-1]
    return Calendar(
        **hours,
        version=version,
        in_force=(ordinals >= starts_on) & (ordinals <= ends_on),
        suspended=_suspended(agreement, ordinals),
        day_kind=np.array(
            [_day_kind(d, closed[v]) for d, v in zip(days, version, strict=True)]
        ),
        turn=_turns(agreement.first, ordinals),
        first_day=int(ordinals[0]),
    )


def listed(calendar: Calendar) -> Calendar:
    """The same table as lists, which are faster for one piece of work."""
    return Calendar(*(x.tolist() if isinstance(x, np.ndarray) else x for x in calendar))


def closed_days(
    plan: PlanVersion, holidays: Mapping[str, frozenset[date]]
) -> frozenset[date]:
    """A plan's holidays; those of a region are told by the caller."""
    written = plan.hours.holidays
    return holidays[written] if isinstance(written, str) else frozenset(written)


def _governing(agreement: Agreement, ordinals: Ints) -> Ints:
    """The version in force on each day, or the nearest one."""
    firsts = np.array([each.first.toordinal() for each in agreement.versions])
    found = np.searchsorted(firsts, ordinals, side="right") - 1
    return np.maximum(found, 0)


def _suspended(agreement: Agreement, ordinals: Ints) -> npt.NDArray[np.bool_]:
    result = np.zeros(len(ordinals), dtype=bool)
    for each in agreement.suspended:
        result |= (ordinals >= each.first.toordinal()) & (ordinals <= each.last.toordinal())
    return result


def _day_kind(day: date, closed: frozenset[date]) -> int:
    return 2 if day in closed else 1 if day.weekday() >= 5 else 0  # noqa: PLR2004 - Saturday


def _turns(anchor: date, ordinals: Ints) -> Ints:
    """Which agreement month, quarter and year each day falls in, counted from 0."""
    until = date.fromordinal(int(ordinals[-1]))
    starts = np.array([day.toordinal() for day in month_starts(anchor, until)])
    month = np.searchsorted(starts, ordinals, side="right") - 1
    rows = {period: month // months for period, months in MONTHS.items()}
    none = np.zeros(len(ordinals), dtype=np.int64)
    return np.array([rows.get(period, none) for period in PERIODS])


def _hours(
    zone: ZoneInfo,
    days: list[date],
    terms: tuple[Sequence[PlanVersion], Ints, Sequence[frozenset[date]]],
) -> dict[str, Any]:
    """The stretches of time: business, closing grace, the rest; cut at local midnight."""
    midnights = np.array([utc_minute(zone, day) for day in days])
    end = utc_minute(zone, days[-1] + timedelta(days=1))
    opens, closes, graces = _openings(zone, days, terms)
    at = np.unique(
        np.concatenate((midnights, opens, closes, np.minimum(closes + graces, end)))
    )
    business = np.searchsorted(opens, at, "right") > np.searchsorted(closes, at, "right")
    last = np.searchsorted(closes, at, "right") - 1
    padded = np.append(closes, NEVER)  # index -1: before the first closing
    in_grace = (last >= 0) & ~business & (at < padded[last] + np.append(graces, 0)[last])
    following = np.append(closes, np.iinfo(np.int64).max)[last + 1]
    origin = int(at[0]) // DAY * DAY
    utc_days = np.arange(origin, end, DAY)
    return {
        "at": np.append(at, np.iinfo(np.int64).max),
        "business": business,
        "grace_from": np.where(in_grace, padded[last], NEVER),
        "next_close": following,
        "day_of": np.searchsorted(midnights, at, "right") - 1,
        "by_day": np.maximum(np.searchsorted(at, utc_days, "right") - 1, 0),
        "origin": origin,
    }


def _openings(
    zone: ZoneInfo,
    days: list[date],
    terms: tuple[Sequence[PlanVersion], Ints, Sequence[frozenset[date]]],
) -> tuple[Ints, Ints, Ints]:
    """Opening and closing times, and the grace after each; adjoining hours are one."""
    plans, version, closed = terms
    spans: list[tuple[int, int, int]] = []
    for day, which in zip(days, version, strict=True):
        hours = plans[which].hours
        if day in closed[which]:
            continue
        for opens, closes in hours.open.days[day.weekday()]:
            start, end = utc_minute(zone, day, opens), utc_minute(zone, day, closes)
            if spans and spans[-1][1] >= start:
                start = spans.pop()[0]
            if end > start:
                spans.append((start, end, hours.closing_grace))
    columns = np.array(spans, dtype=np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1], columns[:, 2]
