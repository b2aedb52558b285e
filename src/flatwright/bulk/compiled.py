"""The core's own functions, compiled over arrays; no rule is written a second time.

`register_jitable` lets compiled code call them; as Python functions they stay what they were.
"""

from typing import Any

import numba
import numpy as np
import numpy.typing as npt
from numba.extending import register_jitable

from flatwright.domain.coverage import lines, slices, walk
from flatwright.domain.kernel import money

Ints = npt.NDArray[np.int64]

for _function in (
    *(slices.stretch_at, slices.hours_at, slices.runs_on, slices.cut, slices.slices),
    *(slices.earliest_start, slices.change_after, walk.drawn, walk.begin_anew, walk.walk),
    *(lines.grouped, lines.open_line, lines.bill, lines.call_out, lines.is_first_of_date),
    *(lines.amount, lines.rate_kind, money.rounded),
):
    register_jitable(_function)

_compiled = numba.njit(nogil=True, cache=True)


@_compiled
def room_for_slices(item_first: Any, entries: Any, calendar: Any) -> int:
    """The most slices that work items can be cut to; parallel entries are cut to minutes."""
    room = 0
    for item in range(len(item_first) - 1):
        latest = -1
        pieces = 0
        worked = 0
        parallel = False
        for entry in range(item_first[item], item_first[item + 1]):
            start, end = entries.start[entry], entries.end[entry]
            first = slices.stretch_at(start, calendar)
            pieces += slices.stretch_at(end - 1, calendar) - first + 1
            worked += end - start
            parallel = parallel or start < latest
            latest = max(latest, end)
        room += worked + pieces if parallel else pieces
    return room


@_compiled
def cut_items(item_first: Any, entries: Any, calendar: Any, out: Any, item_of: Any) -> int:
    """Cut every work item's entries; gives the number of slices, and whose each is."""
    count = 0
    for item in range(len(item_first) - 1):
        before = count
        span = (item_first[item], item_first[item + 1])
        count = slices.slices(span, entries, calendar, out, count)
        for row in range(before, count):
            item_of[row] = item
    return count


@_compiled
def describe(work: Any, calendar: Any, cut: Any, item_of: Any, out: Any) -> None:
    """What differs from minute to minute, by row: hours, day, whether it ran on; and `key`, one
    number for all that clauses may ask about."""
    for row in range(len(item_of)):
        entry, item, stretch = cut.entry[row], item_of[row], cut.stretch[row]
        start, end = work.start[entry], work.end[entry]
        day = calendar.day_of[stretch]
        version = calendar.version[day]
        hours = slices.hours_at(stretch, start, calendar)
        out.hours[row] = hours
        out.day[row] = day
        out.called_out[row] = 0 if slices.runs_on(start, end, calendar) else 1
        out.person[row] = work.person[entry]
        out.site[row] = work.site[item]
        out.installation[row] = work.installation[item]
        key = work.facts[item]
        key = key * 3 + work.roster[work.person[entry], day]
        key = key * 3 + hours
        key = key * 3 + calendar.day_kind[day]
        key = key * 2 + calendar.in_force[day]
        key = key * 2 + calendar.suspended[day]
        out.key[row] = key * work.versions + version
        out.version[row] = version


@_compiled
def line_minutes(taken: Any, rows: Any, terms: Any, out: Any) -> None:
    """For what each clause took, what its line depends on."""
    for index in range(len(taken.row)):
        row, clause = taken.row[index], taken.clause[index]
        band = min(1, rows.hours[row])
        day = rows.day[row]
        kind = lines.rate_kind(band, rows.by_provider[row], terms.day_kind[day])
        out.item[index] = rows.item[row]
        out.minutes[index] = taken.minutes[index]
        out.band[index] = band
        out.outcome[index] = terms.outcome[clause]
        out.clause[index] = clause
        out.code[index] = terms.counter[clause]
        out.day[index] = day + terms.first_day
        out.rate[index] = terms.rates[clause, kind]
        out.called_out[index] = rows.called_out[row]


@_compiled
def count_items(
    span: tuple[int, int, int], rows: Any, clauses: Any, counters: Any, taken: Any
) -> int:
    """The walk, over many work items' rows."""
    return walk.walk(span, rows, clauses, counters, taken)


@_compiled
def lines_of_items(minutes: Any, billing: Any, out: Any) -> int:
    """Group the minutes of each work item to lines, and bill them; gives the number of lines."""
    count = 0
    first = 0
    total = len(minutes.item)
    while first < total:
        last = first
        while last < total and minutes.item[last] == minutes.item[first]:
            last += 1
        made = lines.grouped(first, last, minutes, out, count)
        lines.bill(count, made, out, billing)
        count = made
        first = last
    return count


@_compiled
def distinct(keys: Any, table: Any, found: Any, which: Any, count: int) -> int:
    """Give equal keys one number, in the order in which they first occur.

    `table` is a hash table of numbers (-1: empty) whose size is a power of two; `found` holds
    the `count` keys that have numbers, `which` takes the number of each row. Gives the new
    count; or, when the table has become half full, -1 less the count, to go on with a larger.
    """
    mask = len(table) - 1
    for row in range(len(keys)):
        key = keys[row]
        place = ((key ^ (key >> 15)) * 2654435761 >> 7) & mask
        while table[place] >= 0 and found[table[place]] != key:
            place = (place + 1) & mask
        if table[place] < 0:
            if 2 * count >= mask:
                return -1 - count
            table[place] = count
            found[count] = key
            count += 1
        which[row] = table[place]
    return count
