"""How long work lasts when some of it is not finished yet.

Sources: Kaplan and Meier 1958; Greenwood 1926; Nelson 1972, Aalen 1978.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Survival:
    """The chance to last longer than each time at which something ended; shape (n,)."""

    times: Array
    product_limit: Array  # Kaplan and Meier
    variance: Array  # of that, Greenwood
    hazard: Array  # cumulated, Nelson and Aalen

    def at(self, time: float) -> float:
        """Pr(T > time), by the product limit."""
        return self._step(self.product_limit, time, 1.0)

    def variance_at(self, time: float) -> float:
        """The variance of that."""
        return self._step(self.variance, time, 0.0)

    def by_hazard_at(self, time: float) -> float:
        """Pr(T > time) as exp(-cumulated hazard)."""
        return float(np.exp(-self._step(self.hazard, time, 0.0)))

    def _step(self, of: Array, time: float, before: float) -> float:
        place = int(np.searchsorted(self.times, time, side="right")) - 1
        return float(of[place]) if place >= 0 else before


def survival(times: Sequence[float], ended: Sequence[bool]) -> Survival:
    """From times, and whether each is an end; one that is not was still running then.

    What still runs at a time counts as at risk at it.
    """
    at, is_end = np.array(times, dtype=float), np.array(ended, dtype=bool)
    ends = np.unique(at[is_end])
    deaths = np.array([(is_end & (at == time)).sum() for time in ends], dtype=float)
    risk = np.array([(at >= time).sum() for time in ends], dtype=float)
    product = np.cumprod(1 - deaths / risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(risk > deaths, deaths / (risk * (risk - deaths)), 0.0)
    return Survival(
        times=ends,
        product_limit=product,
        variance=product**2 * np.cumsum(terms),
        hazard=np.cumsum(deaths / risk),
    )
