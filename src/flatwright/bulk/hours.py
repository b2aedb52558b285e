"""Business minutes of intervals, by a table of time slots, for one plan and time zone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from flatwright.domain.coverage.calendar import Calendar

Ints = npt.NDArray[np.int64]
_WIDEST = 11  # slots of at most 2 ** 11 minutes, about a day and a half
_PART = 1 << 18  # intervals that a thread takes at a time


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursTable:
    """Business hours by slots of `2 ** bits` minutes, so narrow that none opens twice.

    `before` has the business minutes before each slot; in it, business begins at minute
    `opens` and goes on for `lengths` minutes.
    """

    origin: int  # the UTC minute at which the first slot begins
    bits: int
    before: Ints
    opens: Ints
    lengths: Ints

    def minutes(self, start: Ints, end: Ints, workers: int = 1) -> Ints:
        """Business minutes in each interval `[start, end)` of UTC minutes.

        Raises ValueError where an interval lies outside the table or is turned round.
        """
        out = np.empty(len(start), dtype=np.int64)
        parts = [slice(n, n + _PART) for n in range(0, len(start), _PART)]
        table = (self.origin, self.bits, self.before, self.opens, self.lengths)
        with ThreadPoolExecutor(workers) as pool:
            fine = pool.map(lambda p: _business(start[p], end[p], table, out[p]), parts)
        if not all(fine):
            msg = "an interval lies outside the table, or ends before it starts"
            raise ValueError(msg)
        return out


def hours_table(calendar: Calendar) -> HoursTable:
    """A calendar's business hours as a table."""
    origin, end = int(calendar.at[0]), int(calendar.at[-2])
    stretches = zip(calendar.at[:-2], calendar.at[1:-1], calendar.business, strict=False)
    spans = [(int(a) - origin, int(b) - origin) for a, b, open_ in stretches if open_]
    tried = ((bits, _slots(spans, bits, end - origin)) for bits in range(_WIDEST, -1, -1))
    bits, slots = next((bits, slots) for bits, slots in tried if slots is not None)
    opens, lengths = slots[:, 0].copy(), slots[:, 1].copy()
    before = np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(lengths)[:-1]))
    return HoursTable(origin=origin, bits=bits, before=before, opens=opens, lengths=lengths)


def _slots(spans: list[tuple[int, int]], bits: int, minutes: int) -> Ints | None:
    """When business begins in each slot, and how long it is; None where one opens twice."""
    table = np.zeros(((minutes >> bits) + 1, 2), dtype=np.int64)
    for start, end in spans:
        for slot in range(start >> bits, (end - 1 >> bits) + 1):
            first, last = max(start, slot << bits), min(end, slot + 1 << bits)
            if table[slot, 1] and table[slot].sum() != first - (slot << bits):
                return None
            if not table[slot, 1]:
                table[slot, 0] = first - (slot << bits)
            table[slot, 1] += last - first
    return table


@numba.njit(nogil=True, cache=True, error_model="numpy")
def _business(start: Any, end: Any, table: Any, out: Any) -> bool:
    """Fill in business minutes; False where an interval does not fit the table."""
    origin, bits, before, opens, lengths = table
    last = len(before) << bits
    fine = True
    for row in range(len(start)):
        a, b = start[row] - origin, end[row] - origin
        if 0 <= a <= b < last:
            i, j = a >> bits, b >> bits
            upto_a = before[i] + min(max(a - (i << bits) - opens[i], 0), lengths[i])
            upto_b = before[j] + min(max(b - (j << bits) - opens[j], 0), lengths[j])
            out[row] = upto_b - upto_a
        else:
            fine = False
    return fine
