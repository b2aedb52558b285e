"""Minutes of one ticket that a clause pays for: some layers of it, under some conditions.

A ticket may have to be estimated, or to take, within a range; of its time, layers are paid
for: the first four hours; the first quarter and all beyond the first hour. Moments are in
closed form; on a grid the number of tickets and their mean are kept exactly.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.pricing.severity import NO_LIMIT, Effort, Lognormal

Array = NDArray[np.float64]
Range = tuple[float, float]  # more than the first, at most the second, in minutes
ANY: Range = (0.0, NO_LIMIT)
_BEYOND = 1e100  # minutes that no ticket takes


@dataclass(frozen=True, slots=True)
class Given:
    """The tickets of an effort whose estimate and actual time lie within ranges.

    `tau` is the deviation of the logarithm of estimate over actual time.
    """

    effort: Effort
    actual: Range = ANY
    estimate: Range = ANY
    tau: float = 0.0

    @property
    def share(self) -> float:
        """The chance that a ticket is one of them."""
        return _share(self)

    def above(self, limit: Any, order: int) -> Any:
        """E[X^k; X > limit, and the ticket is one of them]."""
        low, high = self.actual
        return self._longer(np.maximum(limit, low), order) - (
            self._longer(np.maximum(limit, high), order) if high < NO_LIMIT else 0.0
        )

    def excess(self, limit: Any, order: int = 1) -> Any:
        """E[(X^k - limit^k)+; the ticket is one of them]; 0 beyond all limits."""
        finite = np.minimum(limit, _BEYOND)
        return self.above(finite, order) - finite**order * self.above(finite, 0)

    def _longer(self, limit: Any, order: int) -> Any:
        """E[X^k; X > limit, the estimate in its range]."""
        low, high = self.estimate
        if self.estimate == ANY:
            return self.effort.above(limit, order)
        if not isinstance(self.effort, Lognormal):
            msg = "a condition on the estimate needs a lognormal effort"
            raise TypeError(msg)
        within = self._estimated(self.effort, (high, limit), order)
        return within - (self._estimated(self.effort, (low, limit), order) if low else 0)

    def _estimated(self, effort: Lognormal, at: tuple[float, Any], order: int) -> Any:
        """E[X^k; X > limit, estimate <= u]; `at` is u and the limit."""
        estimate, limit = at
        if estimate == NO_LIMIT:
            return effort.above(limit, order)
        whole = effort.estimated_below(estimate, self.tau, NO_LIMIT, order)
        return whole - effort.estimated_below(estimate, self.tau, limit, order)


@dataclass(frozen=True, slots=True)
class PaidTime:
    """Some layers of the time of some tickets; layers are in order, and do not overlap."""

    of: Given
    layers: tuple[Range, ...]

    def moments(self) -> tuple[float, float]:
        """E[Y] and E[Y^2] of the minutes Y, which are 0 for the other tickets.

        Where a later layer is reached the earlier are full, so E[Y_i Y_j] = width_i E[Y_j].
        """
        return _moments(self)


@lru_cache(maxsize=4096)
def _share(given: Given) -> float:
    return float(given.above(0.0, 0))


@lru_cache(maxsize=65536)
def _moments(paid: PaidTime) -> tuple[float, float]:
    first = second = before = 0.0
    for low, high in paid.layers:
        given = paid.of
        more = float(given.excess(low) - given.excess(high))
        square = float(given.excess(low, 2) - given.excess(high, 2)) - 2 * low * more
        first, second = first + more, second + square + 2 * before * more
        before += high - low
    return first, second


@lru_cache(maxsize=4096)
def on_grid(paid: PaidTime, step: float, tail: float = 1e-12) -> Array:
    """Chances of 0, step, 2 step, ... paid minutes of one ticket, summing to 1; shape (n,).

    Mass between two points is shared out such that the mean stays (local moment matching:
    Loss Models, 9.6.5). Where the last layer has no end, what is beyond a chance of `tail`
    is put at the last point.
    """
    if not paid.layers:
        return np.ones(1)
    end = paid.layers[-1][1]
    if np.isinf(end):
        end = _reach(paid.of, tail)
    count = max(2, int(np.ceil(end / step - 1e-9)) + 1)
    # E[(X - d)+] drawn through the points of a grid: its bends are the chances.
    excess = paid.of.excess(np.arange(count) * step)
    falls = -np.diff(excess) / step
    of_time = np.empty(count)
    of_time[0] = 1.0 - falls[0]
    of_time[1:-1] = falls[:-1] - falls[1:]
    of_time[-1] = falls[-1]
    return _of_layers(of_time, paid.layers, step)


def _of_layers(of_time: Array, layers: tuple[Range, ...], step: float) -> Array:
    """Chances of the paid part of a time, from chances of the time itself.

    A limit between two points shares its ticket out between them, as all mass does.
    """
    times = np.arange(len(of_time)) * step
    paid = sum(np.clip(times, low, high) - low for low, high in layers)
    places = paid / step
    whole = np.floor(places + 1e-9).astype(np.int64)
    part = np.clip(places - whole, 0.0, 1.0)
    size = int(whole.max()) + 2
    made = np.bincount(whole, of_time * (1 - part), size)
    made += np.bincount(whole + 1, of_time * part, size + 1)[:size]
    made = np.maximum(made, 0.0)
    made[0] += 1.0 - made.sum()
    return np.asarray(made[: int(np.flatnonzero(made)[-1]) + 1], dtype=np.float64)


def _reach(of: Given, tail: float) -> float:
    """Minutes that only a share of `tail` of the tickets exceeds."""
    reach = of.effort.mean
    while of.above(reach, 0) > tail:
        reach *= 1.5
    return reach
