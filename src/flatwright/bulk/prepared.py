"""An agreement's terms as arrays, for compiled code to read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from flatwright.bulk.columns import Columns
from flatwright.domain.coverage.calendar import PERIODS, Calendar, Span, calendar_of
from flatwright.domain.coverage.counting import counters_for
from flatwright.domain.coverage.lines import Billing
from flatwright.domain.coverage.rows import calendar_over
from flatwright.domain.coverage.slices import Entries
from flatwright.domain.coverage.terms import SCOPES, Terms, outcome_number
from flatwright.domain.coverage.walk import MINUTES, Clauses, Counters
from flatwright.domain.records.work import NOBODY, UNKNOWN

Ints = npt.NDArray[np.int64]


class Priced(NamedTuple):
    """What `line_minutes` reads of the terms."""

    outcome: Any
    code: Any
    rates: Any
    day_kind: Any
    first_day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Terms with their tables as arrays."""

    terms: Terms
    calendar: Calendar
    limits: Clauses
    billing: Billing
    priced: Priced
    base: Ints
    rosters: Ints  # a row for strangers, then one for each of `row_of`
    row_of: Mapping[str, int]
    most_takings: int  # of one row: each limited clause takes once, and one the rest

    def entries(self, columns: Columns) -> Entries:
        """A client's entries.

        Raises ValueError for one outside the calendar, or turned round.
        """
        if len(columns.start) and (
            columns.start.min() < self.calendar.at[0]
            or columns.end.max() > self.calendar.at[-2]
        ):
            msg = "an entry lies outside the calendar of the terms"
            raise ValueError(msg)
        if (columns.end <= columns.start).any():
            msg = "an entry ends before it starts, or when it starts"
            raise ValueError(msg)
        return Entries(columns.start, columns.end)

    def counters(self, columns: Columns) -> Counters:
        """Counters from which nothing has been drawn."""
        owners = [len(columns.owners(scope)) for scope in SCOPES]
        made = counters_for(self.terms, self.terms.calendar, owners, [0] * len(PERIODS))
        return Counters(*(np.array(column, dtype=np.int64) for column in made))

    def roster(self, people: Sequence[str]) -> Ints:
        """By person and calendar day: 1 on the roster, 0 not, 2 where it is unknown who."""
        rows = np.array([self.row_of.get(person, 0) for person in people])
        return np.take(self.rosters, rows, axis=0)


def reaching(terms: Terms, end: int) -> Terms:
    """Terms whose calendar goes on to a minute, in an agreement that has no end."""
    if terms.agreement.last is not None or end <= terms.calendar.at[-2]:
        return terms
    day = date(1970, 1, 1) + timedelta(minutes=end)
    calendar = calendar_over(terms, (day, day))
    last = date.fromordinal(calendar.first_day + len(calendar.version) - 1)
    span = Span(first=terms.span.first, last=last)
    return replace(terms, span=span, calendar=calendar)


def prepared(terms: Terms, calendar: Calendar | None = None) -> Prepared:
    """Terms as arrays; a calendar that was made for the same days may be shared."""
    table = calendar or calendar_of(terms.agreement, terms.plans, terms.regions, terms.span)
    limited = [limit >= 0 for limit in terms.limits.limit]
    in_minutes = sum(
        has and unit == MINUTES
        for has, unit in zip(limited, terms.limits.unit, strict=True)
    )
    return Prepared(
        terms=terms,
        calendar=table,
        limits=Clauses(*(np.array(column, dtype=np.int64) for column in terms.limits)),
        billing=Billing(*(np.array(column, dtype=np.int64) for column in terms.billing)),
        priced=Priced(
            outcome=np.array([outcome_number(clause) for clause in terms.clauses]),
            code=np.array(terms.limits.code),
            rates=np.array(terms.rates),
            day_kind=table.day_kind,
            first_day=table.first_day,
        ),
        base=np.array(terms.base),
        rosters=_rosters(terms, table),
        row_of={name: row for row, name in enumerate(_known(terms), 1)},
        most_takings=in_minutes + 1,
    )


def _known(terms: Terms) -> tuple[str, ...]:
    """Everybody whose days are known."""
    return (*terms.agreement.client.roster, NOBODY, UNKNOWN)


def _rosters(terms: Terms, calendar: Calendar) -> Ints:
    """A row of days for strangers, then one for each of those who are known."""
    names = _known(terms)
    table = np.zeros((1 + len(names), len(calendar.version)), dtype=np.int64)
    table[-2:] = [[1], [2]]  # for nobody in particular, and for nobody knows whom
    for row, name in enumerate(names[:-2], 1):
        for period in terms.agreement.client.roster[name]:
            first = max(period.first.toordinal() - calendar.first_day, 0)
            last = (period.last or date.max).toordinal() - calendar.first_day
            table[row, first : max(last + 1, 0)] = 1
    return table
