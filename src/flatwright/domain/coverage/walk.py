"""The one counting function: each clause in turn takes what it holds for and has room for.

Plain loops over lists or arrays: as it is for one work item, compiled for millions.
"""

from typing import Any, NamedTuple

MINUTES, TIMES, VISITS, TICKETS = range(4)  # units, in the order of plan.limit.Unit
NOTHING = -1  # no work item has drawn yet
Span = tuple[int, int, int]
A_DAY_OF_IT = 1_000_000  # more than there are days in a calendar


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
    drawer: Any  # the work item that drew last: an allowance of a work item begins anew
    event: Any  # the last event that drew a time, a visit or a ticket
    first: Any  # by clause
    turns: Any  # by clause
    since: Any  # by period: the turn from which what is left is carried on


class Taken(NamedTuple):
    """Which clause took how many minutes of which row."""

    row: Any
    clause: Any
    minutes: Any


def walk(span: Span, rows: Rows, clauses: Clauses, counters: Counters, taken: Taken) -> int:
    """Give each clause in turn what it holds for; what it cannot take passes on.

    `span` is the first row, the row after the last, and how many were taken before. Columns
    are named one by one: to hand tuples of them on costs compiled code a count of each.
    """
    minutes, holding, base, item, day, uses, slots, turn = rows
    limits, units, periods, scopes, _, most = clauses
    used, drawer, event, first, turns, since = counters
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
        take, room = left, limits[clause]
        if room >= 0:
            counter = first[clause] + slots[scopes[clause]][row] * turns[clause]
            period = periods[clause]
            if period > 0:
                now = turn[period][day[row]]
                room += carried(used, (counter + 1, since[period], now), room, most[clause])
                counter += 1 + now
            elif drawer[counter] != item[row]:
                drawer[counter], event[counter], used[counter] = item[row], NOTHING, 0
            room -= used[counter]
            if units[clause] == MINUTES:
                take = max(0, min(left, room))
                used[counter] += take
            else:
                what = item[row], day[row] if units[clause] == VISITS else 0
                take *= draws(what, room, uses[row], counter, (used, event))
        if take > 0:
            taken.row[count], taken.clause[count], taken.minutes[count] = row, clause, take
            count += 1
            left -= take


def draws(
    what: tuple[int, int], room: int, uses: int, counter: int, of: tuple[Any, Any]
) -> int:
    """1 where a time, visit or ticket is left for a work item (of a day), or was drawn."""
    used, event = of
    number = what[0] * A_DAY_OF_IT + what[1]
    if event[counter] != number:
        if room <= 0:
            return 0
        event[counter] = number
        used[counter] += uses
    return 1


def carried(used: Any, span: Span, limit: int, most: int) -> int:
    """What was left in the turns before, as far as it may be carried on.

    `span` is where turn 0 is counted, the turn to begin with, and the one after the last.
    """
    kept = 0
    if most > 0:
        origin, since, turn = span
        for earlier in range(since, turn):
            kept = max(0, min(most, kept + limit - used[origin + earlier]))
    return kept
