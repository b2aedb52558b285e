"""Minutes with their outcome become billed lines, and an approved quote keeps its price."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from flatwright.domain.coverage.approve import Agreed
from flatwright.domain.coverage.decision import Line
from flatwright.domain.coverage.lines import (
    OUTCOMES,
    Lines,
    Minutes,
    bill,
    grouped,
    rate_kind,
)
from flatwright.domain.coverage.rows import Row
from flatwright.domain.coverage.situation import DAY_KINDS
from flatwright.domain.coverage.slices import stretch_at
from flatwright.domain.coverage.terms import Terms, clause_rates
from flatwright.domain.kernel.money import MICRO, Money, rounded
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import Approval, WorkItem

BANDS = ("business", "after_hours")


def charged(
    agreed: Sequence[Agreed], rows: list[Row], work: WorkItem, terms: Terms
) -> tuple[Line, ...]:
    """The lines of a decision, rounded and priced, in the order of their first minutes."""
    minutes = _minutes(agreed, rows, work, terms)
    size = len(agreed)
    columns = Lines(*([0] * size for _ in Lines._fields))
    made = grouped(minutes, columns)
    bill(made, columns, terms.billing)
    lines = [_line(index, columns, terms) for index in range(made)]
    of_line = [_line_of(index, minutes, columns, made) for index in range(size)]
    return _under_quotes(lines, [columns.rate[n] for n in range(made)], agreed, of_line)


def _minutes(
    agreed: Sequence[Agreed], rows: list[Row], work: WorkItem, terms: Terms
) -> Minutes:
    mine = [rows[each.taking.row] for each in agreed]
    clauses = [each.taking.clause for each in agreed]
    return Minutes(
        item=[0] * len(agreed),
        minutes=[each.taking.minutes for each in agreed],
        band=[row.band for row in mine],
        outcome=[OUTCOMES.index(each.outcome.value) for each in agreed],
        clause=clauses,
        code=[terms.limits.code[clause] for clause in clauses],
        day=[row.minute.day for row in mine],
        rate=[
            _rate(each, row, work, terms) for each, row in zip(agreed, mine, strict=True)
        ],
        called_out=[int(not row.ran_on) for row in mine],
    )


def _rate(agreed: Agreed, row: Row, work: WorkItem, terms: Terms) -> int:
    """The rate of a clause at that hour; under a quote, as of the quote's approval."""
    by_provider = work.after_hours_by == "provider"
    kind = rate_kind(row.band, by_provider, DAY_KINDS.index(row.minute.day_kind))
    clause = agreed.taking.clause
    quote = agreed.approval
    if agreed.outcome is Outcome.PROJECT and quote:
        plan = terms.plans[_version_at(quote.at, terms)]
        return clause_rates(plan, terms.clauses[clause])[kind]
    return terms.rates[clause][kind]


def _version_at(minute: int, terms: Terms) -> int:
    """The version in force at a UTC minute, or the nearest one."""
    calendar = terms.calendar
    if minute < calendar.at[0]:
        return 0
    if minute >= calendar.at[-2]:
        return len(terms.plans) - 1
    stretch = stretch_at(minute, calendar.at, calendar.by_day, calendar.origin)
    version: int = calendar.version[calendar.day_of[stretch]]
    return version


def _line(index: int, columns: Lines, terms: Terms) -> Line:
    day = columns.day[index]
    return Line(
        worked=columns.worked[index],
        band=BANDS[columns.band[index]],
        outcome=Outcome(OUTCOMES[columns.outcome[index]]),
        billed=columns.billed[index],
        amount=Money(columns.amount[index], terms.currency),
        cites=terms.refs[columns.clause[index]],
        day=date.fromordinal(day) if day >= 0 else None,
    )


def _line_of(index: int, minutes: Minutes, columns: Lines, made: int) -> int:
    """The line that minutes went to."""
    return next(
        line
        for line in range(made)
        if columns.code[line] == minutes.code[index]
        and columns.outcome[line] == minutes.outcome[index]
        and columns.band[line] == minutes.band[index]
        and columns.day[line] in (-1, minutes.day[index])
        and columns.rate[line] in (-1, minutes.rate[index])
    )


def _under_quotes(
    lines: list[Line], rates: list[int], agreed: Sequence[Agreed], of_line: list[int]
) -> tuple[Line, ...]:
    """A time-based quote is a ceiling, a fixed one the price; filled in line order."""
    left: dict[int, int] = {}
    on: dict[int, list[Approval]] = {}
    for each, line in zip(agreed, of_line, strict=True):
        quote = each.approval
        if quote and quote.amount is not None and each.outcome is Outcome.PROJECT:
            left[id(quote)] = quote.amount.minor
            if not any(quote is other for other in on.setdefault(line, [])):
                on[line].append(quote)
    unquoted = {
        line
        for each, line in zip(agreed, of_line, strict=True)
        if each.outcome is Outcome.PROJECT and not each.approval
    }
    result = list(lines)
    for line in sorted(set(on) - unquoted):
        later = [quote for other in on if other > line for quote in on[other]]
        result[line] = _capped(lines[line], rates[line], (on[line], later), left)
    return tuple(result)


def _capped(
    line: Line,
    rate: int,
    quotes: tuple[list[Approval], list[Approval]],
    left: dict[int, int],
) -> Line:
    """A line's amount within what is left of its quotes."""
    mine, later = quotes
    natural, total = line.amount.minor, 0
    for quote in mine:
        last = not any(quote is other for other in later)
        room = left[id(quote)]
        part = room if quote.fixed and last else min(natural - total, room)
        left[id(quote)] -= part
        total += part
    if total == natural:
        return line
    billed = rounded(total * 60 * MICRO, rate) if rate else line.billed
    return replace(line, amount=Money(total, line.amount.currency), billed=billed)
