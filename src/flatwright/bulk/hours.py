"""Business minutes of intervals, by a table of UTC days, for one plan and time zone."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from flatwright.domain.coverage.calendar import Calendar

Ints = npt.NDArray[np.int64]
DAY = 1440
_PART = 1 << 16  # intervals that a thread takes at a time: they fit its cache


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursTable:
    """Business hours by UTC day from minute `origin` on.

    `before` has the business minutes before each day, `opens` and `lengths` the day's
    hours, `most` of them a day, in minutes.
    """

    origin: int
    before: Ints
    opens: Ints
    lengths: Ints
    most: int

    def minutes(self, start: Ints, end: Ints, workers: int = 1) -> Ints:
        """Business minutes in each interval `[start, end)` of UTC minutes.

        Raises ValueError where an interval lies outside the table or is turned round.
        """
        out = np.empty(len(start), dtype=np.int64)
        parts = [slice(n, n + _PART) for n in range(0, len(start), _PART)]
        table = (self.origin, self.before, self.opens, self.lengths, self.most)
        with ThreadPoolExecutor(workers) as pool:
            fine = list(
                pool.map(lambda p: _business(start[p], end[p], table, out[p]), parts)
            )
        if not all(fine):
            msg = "an interval lies outside the table, or ends before it starts"
            raise ValueError(msg)
        return out


def hours_table(calendar: Calendar) -> HoursTable:
    """A calendar's business hours by UTC day."""
    spans = [
        (int(start), int(end))
        for start, end, open_ in zip(
            calendar.at[:-2], calendar.at[1:-1], calendar.business, strict=False
        )
        if open_
    ]
    days = int(calendar.at[-2] - calendar.origin) // DAY + 1
    by_day: list[list[tuple[int, int]]] = [[] for _ in range(days)]
    for start, end in spans:
        for day in range(
            (start - calendar.origin) // DAY, (end - 1 - calendar.origin) // DAY + 1
        ):
            midnight = calendar.origin + day * DAY
            first, last = max(start, midnight), min(end, midnight + DAY)
            by_day[day].append((first - midnight, last - first))
    most = max(map(len, by_day))
    padded = [each + [(0, 0)] * (most - len(each)) for each in by_day]
    columns = np.array(padded, dtype=np.int64).reshape(days * most, 2)
    worked = columns[:, 1].reshape(days, most).sum(axis=1)
    return HoursTable(
        origin=calendar.origin,
        before=np.concatenate((np.zeros(1, dtype=np.int64), np.cumsum(worked)[:-1])),
        opens=np.ascontiguousarray(columns[:, 0]),
        lengths=np.ascontiguousarray(columns[:, 1]),
        most=most,
    )


@numba.njit(nogil=True, cache=True, error_model="numpy")
def _until(minute: int, before: Any, opens: Any, lengths: Any, most: int) -> int:
    """Business minutes in the first `minute` minutes of the table."""
    day = minute // DAY
    since = minute - day * DAY
    total: int = before[day]
    for place in range(day * most, day * most + most):
        total += min(max(since - opens[place], 0), lengths[place])
    return total


@numba.njit(nogil=True, cache=True, error_model="numpy")
def _business(start: Any, end: Any, table: Any, out: Any) -> bool:
    """Fill in business minutes; False where an interval does not fit the table."""
    origin, before, opens, lengths, most = table
    last = len(before) * DAY
    fine = True
    for row in range(len(start)):
        a, b = start[row] - origin, end[row] - origin
        if 0 <= a <= b < last:
            upto = _until(b, before, opens, lengths, most)
            out[row] = upto - _until(a, before, opens, lengths, most)
        else:
            fine = False
    return fine
