"""The one counting function: each clause in turn takes what it holds for and has room for.

Plain loops over lists or arrays: as it is for one work item, compiled for millions.
"""

from typing import Any, NamedTuple

MINUTES, TIMES, VISITS, TICKETS = range(4)  # units, in the order of plan.limit.Unit
NOTHING = -1  # no work item has drawn yet


class Rows(NamedTuple):
    """Slices in the order of time; `holds` has a bit for each clause, from `base` on."""

    minutes: Any
    holds: Any
    base: Any
    item: Any
    day: Any
    uses: Any  # 1, or 0 where the work uses no times, visits or tickets
    slot: Any  # by scope, by row: whose counter
    turn: Any  # by period, by day: which agreement year, quarter …; -1 before the first


class Clauses(NamedTuple):
    """Limits of the clauses, one column a field; `limit` is -1 where there is none."""

    limit: Any
    unit: Any
    period: Any
    scope: Any
    code: Any  # a number for each clause code
    carry: Any  # the most carried on to the next period; 0 where nothing is


class Counters(NamedTuple):
    """What has been drawn, by allowance, by whose it is, and by turn of its period.

    A clause's counters begin at `first`, with `turns` for each slot; what is drawn in one
    turn is never lost in another, for work items overlap.
    """

    used: Any
    item: Any  # the work item that drew last: an allowance of a work item begins anew
    event: Any  # the last event that drew a time, a visit or a ticket
    first: Any  # by clause
    turns: Any  # by clause
    since: Any  # by period: the turn from which what is left is carried on


class Taken(NamedTuple):
    """Which clause took how many minutes of which row."""

    row: Any
    clause: Any
    minutes: Any


def walk(
    span: tuple[int, int, int],
    rows: Rows,
    clauses: Clauses,
    counters: Counters,
    taken: Taken,
) -> int:
    """Give each clause in turn what it holds for; what it cannot take passes on.

    `span` is the first row, the row after the last, and how many were taken before.
    """
    minutes, holding, base = rows.minutes, rows.holds, rows.base
    limit, unit, used = clauses.limit, clauses.unit, counters.used
    in_row, by_clause, took = taken
    row, last, count = span[0] - 1, span[1], span[2]
    left = holds = following = 0
    while True:
        if left == 0 or holds == 0:
            row += 1
            if row == last:
                return count
            left, holds, following = minutes[row], holding[row], base[row]
            continue
        clause, is_set = following, holds & 1
        following, holds = following + 1, holds >> 1
        if not is_set:
            continue
        take = left
        if limit[clause] >= 0:
            counter = counter_of(row, clause, rows, clauses, counters)
            room = limit[clause] - used[counter]
            room += carried_to(counter, row, clause, rows, (clauses, counters))
            if unit[clause] == MINUTES:
                take = max(0, min(left, room))
                used[counter] += take
            elif not draws_event(row, (counter, room), unit[clause], rows, counters):
                take = 0
        if take > 0:
            in_row[count], by_clause[count], took[count] = row, clause, take
            count += 1
            left -= take


def counter_of(
    row: int, clause: int, rows: Rows, clauses: Clauses, counters: Counters
) -> int:
    """The counter that a clause draws from for a row; a work item's begins at nothing."""
    slot = rows.slot[clauses.scope[clause]][row]
    counter: int = counters.first[clause] + slot * counters.turns[clause]
    period = clauses.period[clause]
    if period > 0:
        turn: int = rows.turn[period][rows.day[row]]
        return counter + 1 + turn
    if counters.item[counter] != rows.item[row]:
        counters.item[counter] = rows.item[row]
        counters.event[counter] = NOTHING
        counters.used[counter] = 0
    return counter


def carried_to(
    counter: int, row: int, clause: int, rows: Rows, by: tuple[Clauses, Counters]
) -> int:
    """What was left in the turns before, as far as it may be carried on."""
    clauses, counters = by
    most, limit = clauses.carry[clause], clauses.limit[clause]
    kept = 0
    if most > 0:
        period = clauses.period[clause]
        turn = rows.turn[period][rows.day[row]]
        for earlier in range(counters.since[period], turn):
            kept += limit - counters.used[counter - turn + earlier]
            kept = max(0, min(most, kept))
    return kept


def draws_event(
    row: int, of: tuple[int, int], unit: int, rows: Rows, counters: Counters
) -> bool:
    """Whether a time, visit or ticket is left for a row, or was drawn for it before."""
    counter, room = of
    event = rows.item[row]
    if unit == VISITS:
        event = event * 1_000_000 + rows.day[row]
    if counters.event[counter] == event:
        return True
    if room <= 0:
        return False
    counters.event[counter] = event
    counters.used[counter] += rows.uses[row]
    return True
