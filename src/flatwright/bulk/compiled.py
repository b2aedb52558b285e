"""The core's own functions, compiled over arrays; no rule is written a second time.

`register_jitable` lets compiled code call them; as Python functions they stay what they
were.
"""

from typing import Any

import numba
import numpy as np
import numpy.typing as npt
from numba.extending import register_jitable

from flatwright.bulk.kept import keep_by_sources
from flatwright.domain.coverage import lines, slices, walk
from flatwright.domain.kernel import money

Ints = npt.NDArray[np.int64]

keep_by_sources((lines, money, slices, walk), __file__)
for _function in (
    *(slices.stretch_at, slices.hours_of, slices.earliest_start, slices.change_after),
    slices.by_minute,
    *(walk.draws, walk.carried),
    *(lines.call_out, lines.is_first_of_date, lines.amount, lines.rate_kind, money.rounded),
):
    register_jitable(_function)

_compiled = numba.njit(nogil=True, cache=True, error_model="numpy")
pieces = _compiled(slices.pieces)
most_slices = _compiled(slices.most_slices)
cut = _compiled(slices.cut)
ran_on = _compiled(slices.ran_on)
count = _compiled(walk.walk)
grouped = _compiled(lines.grouped)
bill = _compiled(lines.bill)


@_compiled
def most_pieces(items: Any, start: Any, end: Any) -> int:
    """The most pieces that work items can come to; parallel entries are cut to minutes."""
    room = 0
    for item in range(len(items) - 1):
        latest = -1
        worked = 0
        parallel = False
        for entry in range(items[item], items[item + 1]):
            worked += end[entry] - start[entry]
            parallel = parallel or start[entry] < latest
            latest = max(latest, end[entry])
        room += worked if parallel else items[item + 1] - items[item]
    return room


@_compiled
def describe(work: Any, calendar: Any, cut: Any, out: Any) -> None:
    """What differs from slice to slice: hours, day, version.

    `key` is one number for all that clauses may ask about.
    """
    for row in range(len(cut.item)):
        entry, item, stretch = cut.entry[row], cut.item[row], cut.stretch[row]
        day = calendar.day_of[stretch]
        version = calendar.version[day]
        business, grace_from = calendar.business[stretch], calendar.grace_from[stretch]
        hours = slices.hours_of(business, grace_from, work.start[entry])
        key = work.facts[item] * 3 + work.roster[work.person[entry], day]
        key = (key * 3 + hours) * 3 + calendar.day_kind[day]
        key = (key * 2 + calendar.in_force[day]) * 2 + calendar.suspended[day]
        out.key[row] = key * work.versions + version
        out.base[row] = work.base[version]
        out.hours[row] = hours
        out.day[row] = day


@_compiled
def line_minutes(taken: Any, rows: Any, work: Any, terms: Any, out: Any) -> None:
    """For what each clause took, what its line depends on."""
    for index in range(len(taken.row)):
        row, clause = taken.row[index], taken.clause[index]
        band = min(1, rows.hours[row])
        day = rows.day[row]
        kind = lines.rate_kind(band, work.by_provider[rows.item[row]], terms.day_kind[day])
        out.item[index] = rows.item[row]
        out.minutes[index] = taken.minutes[index]
        out.band[index] = band
        out.outcome[index] = terms.outcome[clause]
        out.clause[index] = clause
        out.code[index] = terms.code[clause]
        out.day[index] = day + terms.first_day
        out.rate[index] = terms.rates[clause, kind]
        out.called_out[index] = 0 if work.ran_on[rows.entry[row]] else 1


@_compiled
def distinct(keys: Any, table: Any, found: Any, which: Any, count: int) -> int:
    """Give equal keys one number, in the order in which they first occur.

    `table` is a hash table of numbers (-1: empty) whose size is a power of two; `found`
    holds the `count` keys that have numbers, `which` takes the number of each row. Gives
    the new count; or, when the table has become half full, -1 less the count, to go on
    with a larger.
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
