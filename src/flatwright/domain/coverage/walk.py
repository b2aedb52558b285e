"""The one counting function: each clause in turn takes what it holds for and has room for.

Plain loops over lists or arrays: as it is for one work item, compiled for millions.
"""

from typing import Any, NamedTuple

MINUTES, TIMES, VISITS, TICKETS = range(4)  # units, in the order of plan.limit.Unit
NOT_YET = -(1 << 40)  # a counter that nothing has been drawn from


class Rows(NamedTuple):
    """Slices in the order of time; `holds` has a bit for each clause, from `base` on."""

    minutes: Any
    holds: Any
    base: Any
    item: Any
    day: Any
    uses: Any  # 1, or 0 where the work uses no times, visits or tickets
    slot: Any  # by scope, by row: whose counter
    turn: Any  # by period, by day: which agreement year, quarter …


class Clauses(NamedTuple):
    """Limits of the clauses, one column a field; `limit` is -1 where there is none."""

    limit: Any
    unit: Any
    period: Any
    scope: Any
    counter: Any  # clauses of one code draw from one counter
    carry: Any  # the most carried on to the next period; 0 where nothing is


class Counters(NamedTuple):
    """What has been drawn, by counter and slot: `counter * stride + slot`."""

    used: Any
    turn: Any
    carried: Any
    seen: Any  # the last event that drew a time, a visit or a ticket
    stride: int


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
    row, last, count = span[0] - 1, span[1], span[2]
    left = holds = following = 0
    while True:
        if left == 0 or holds == 0:
            row += 1
            if row == last:
                return count
            left, holds, following = rows.minutes[row], rows.holds[row], rows.base[row]
            continue
        clause, is_set = following, holds & 1
        following, holds = following + 1, holds >> 1
        if not is_set:
            continue
        take = left
        if clauses.limit[clause] >= 0:
            period = clauses.period[clause]
            turn = rows.item[row] if period == 0 else rows.turn[period][rows.day[row]]
            slot = rows.slot[clauses.scope[clause]][row]
            counter = clauses.counter[clause] * counters.stride + slot
            if counters.turn[counter] != turn:
                begin_anew(turn, counter, clause, clauses, counters)
            if clauses.unit[clause] == MINUTES:
                room = clauses.limit[clause] + counters.carried[counter]
                take = max(0, min(left, room - counters.used[counter]))
                counters.used[counter] += take
            else:
                take = left * draws_event(row, counter, clause, rows, (clauses, counters))
        if take > 0:
            taken.row[count], taken.clause[count], taken.minutes[count] = row, clause, take
            count += 1
            left -= take


def draws_event(
    row: int, counter: int, clause: int, rows: Rows, by: tuple[Clauses, Counters]
) -> int:
    """1 where a time, visit or ticket is left for this row, or was drawn for it; else 0."""
    clauses, counters = by
    event = rows.item[row]
    if clauses.unit[clause] == VISITS:
        event = event * 1_000_000 + rows.day[row]
    if counters.seen[counter] == event:
        return 1
    room = clauses.limit[clause] + counters.carried[counter]
    if counters.used[counter] >= room:
        return 0
    counters.seen[counter] = event
    counters.used[counter] += rows.uses[row]
    return 1


def begin_anew(
    turn: int, counter: int, clause: int, clauses: Clauses, counters: Counters
) -> None:
    """A new period begins: nothing is used; what was left is carried on where it may be."""
    carry = clauses.carry[clause]
    if carry > 0:
        limit = clauses.limit[clause]
        before = counters.turn[counter]
        left = limit + counters.carried[counter] - counters.used[counter]
        gone = turn - before - 1
        if before == NOT_YET:
            left = 0
            gone = max(turn, 0)
        counters.carried[counter] = min(carry, max(left, 0) + max(gone, 0) * limit)
    counters.turn[counter] = turn
    counters.used[counter] = 0
    counters.seen[counter] = NOT_YET
