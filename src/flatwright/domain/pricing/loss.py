"""The distribution of a sum on an even grid - minutes, hours, money - and its figures.

Definitions: Klugman, Panjer, Willmot, Loss Models, chapters 3 and 9.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_FLOAT_NOISE = 1e-13  # a running sum of chances may miss a round number by so much


@dataclass(frozen=True, eq=False)
class Loss:
    """Chances of 0, step, 2 step, ...: `chances` has shape (n,) and sums to 1."""

    step: float
    chances: Array

    @cached_property
    def points(self) -> Array:
        """The values on the grid, in the unit of `step`; shape (n,)."""
        return np.arange(len(self.chances), dtype=np.float64) * self.step

    @cached_property
    def cumulated(self) -> Array:
        """Pr(S <= x) at each point; shape (n,)."""
        return np.cumsum(self.chances)

    @cached_property
    def mean(self) -> float:
        """E[S]."""
        return float(self.points @ self.chances)

    @cached_property
    def variance(self) -> float:
        """Var S."""
        return float((self.points - self.mean) ** 2 @ self.chances)

    @property
    def deviation(self) -> float:
        """The standard deviation."""
        return float(np.sqrt(self.variance))

    def quantile(self, share: float) -> float:
        """Value at risk: the smallest x with Pr(S <= x) >= share."""
        place = int(np.searchsorted(self.cumulated, share - _FLOAT_NOISE))
        return float(min(place, len(self.chances) - 1) * self.step)

    def tvar(self, share: float) -> float:
        """Tail value at risk: quantile + E[(S - quantile)+] / (1 - share)."""
        least = self.quantile(share)
        return least + self.stop_loss(least) / (1 - share)

    def interval(self, level: float) -> tuple[float, float]:
        """The range that leaves out as much below as above; of probability `level`."""
        return self.quantile((1 - level) / 2), self.quantile((1 + level) / 2)

    def stop_loss(self, above: float) -> float:
        """E[(S - d)+]."""
        return float(np.maximum(self.points - above, 0) @ self.chances)

    def limited(self, limit: float) -> float:
        """E[min(S, d)]."""
        return float(np.minimum(self.points, limit) @ self.chances)

    def survival(self, value: float) -> float:
        """Pr(S > x)."""
        kept = int(np.floor(value / self.step * (1 + 1e-12))) + 1
        return float(self.chances[max(kept, 0) :].sum())

    def scaled(self, factor: float) -> "Loss":
        """The same chances of values in another unit: hours of minutes, money of hours."""
        return Loss(self.step * factor, self.chances)


def listed(values: dict[float, float], step: float = 1.0) -> Loss:
    """A loss of a few values, all of them multiples of the step, with their chances."""
    places = {round(value / step): chance for value, chance in values.items()}
    chances = np.zeros(max(places) + 1)
    for place, chance in places.items():
        chances[place] += chance
    return Loss(step, chances)
