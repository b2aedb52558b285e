"""How many tickets: Poisson, and Poisson with a noise of its own for each client.

A client's noise is a gamma variable of mean 1 and shape kappa; counts are then negative
binomial of size kappa (Greenwood and Yule 1920). Thinning keeps the size; so does merging
classes that share one noise.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import special

from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]


class Frequency(Protocol):
    """A distribution of counts."""

    @property
    def mean(self) -> float:
        """The expected count."""

    @property
    def variance(self) -> float:
        """The variance of the count."""

    def generating(self, z: Any) -> Any:
        """E[z^N], of a number or of an array, real or complex."""

    def chances(self, count: int) -> Array:
        """Pr(N = 0), Pr(N = 1), ... up to `count`; shape (count + 1,)."""


@dataclass(frozen=True, slots=True)
class Poisson:
    """Tickets that come by chance alone."""

    mean: float

    def __post_init__(self) -> None:
        _check("mean", self.mean)

    @property
    def variance(self) -> float:
        """The mean."""
        return self.mean

    def generating(self, z: Any) -> Any:
        """exp(m (z - 1))."""
        return np.exp(self.mean * (z - 1))

    def chances(self, count: int) -> Array:
        """Pr(N = n) = exp(-m) m^n / n!."""
        n = np.arange(count + 1)
        logs = special.xlogy(n, self.mean) - special.gammaln(n + 1) - self.mean
        return np.asarray(np.exp(logs))


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """Tickets of a client whose noise is not known: mean m, size kappa."""

    mean: float
    size: float

    def __post_init__(self) -> None:
        _check("mean", self.mean)
        if not self.size > 0:
            _refuse("size of a negative binomial", self.size)

    @property
    def variance(self) -> float:
        """M + m^2 / kappa."""
        return self.mean + self.mean**2 / self.size

    def generating(self, z: Any) -> Any:
        """(1 - (m / kappa)(z - 1))^-kappa."""
        return (1 - self.mean / self.size * (z - 1)) ** -self.size

    def chances(self, count: int) -> Array:
        """Pr(N = n) = C(n + kappa - 1, n) (1 - p)^kappa p^n, p = m / (m + kappa)."""
        n = np.arange(count + 1)
        ways = (
            special.gammaln(n + self.size)
            - special.gammaln(self.size)
            - special.gammaln(n + 1)
        )
        rest = -self.size * np.log1p(self.mean / self.size)
        more = special.xlogy(n, self.mean / (self.mean + self.size))
        return np.asarray(np.exp(ways + rest + more))


@dataclass(frozen=True, slots=True)
class ListedCounts:
    """Counts with chances that are listed: Pr(N = 0), Pr(N = 1), ..."""

    of: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The expected count."""
        return float(np.arange(len(self.of)) @ np.asarray(self.of))

    @property
    def variance(self) -> float:
        """E[N^2] - E[N]^2."""
        squares = np.arange(len(self.of)) ** 2 @ np.asarray(self.of)
        return float(squares) - self.mean**2

    def generating(self, z: Any) -> Any:
        """The sum of p_n z^n, by Horner's rule."""
        total = 0.0 * z
        for chance in reversed(self.of):
            total = total * z + chance
        return total

    def chances(self, count: int) -> Array:
        """The listed chances, and 0 beyond them."""
        made = np.zeros(count + 1)
        known = self.of[: count + 1]
        made[: len(known)] = known
        return made


def at_most(frequency: Frequency, allowed: int) -> ListedCounts:
    """min(N, k): what an allowance of k times covers of a person's count."""
    chances = frequency.chances(allowed)
    chances[allowed] = max(0.0, 1 - chances[:allowed].sum())
    return ListedCounts(tuple(chances.tolist()))


def still_allowed(before: Frequency, now: Frequency, allowed: int) -> ListedCounts:
    """min(N + M, k) - min(N, k): what is covered of M now, after N before in the year."""
    made = np.zeros(allowed + 1)
    for left in range(allowed + 1):
        chance = at_most(before, allowed).of[allowed - left]
        kept = at_most(now, left).of
        made[: left + 1] += chance * np.asarray(kept)
    return ListedCounts(tuple(made.tolist()))


def _check(name: str, value: float) -> None:
    if not 0 <= value < np.inf:
        _refuse(f"{name} of a count", value)


def _refuse(name: str, value: float) -> None:
    says = (
        f"The {name} is {value:g}, which no history shows. "
        "Tickets for each unit and month are 0 or more, and a size is above 0."
    )
    raise Refusal(code="impossible_frequency", says=says)
