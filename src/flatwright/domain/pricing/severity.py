"""Effort of one ticket in minutes: closed forms of its moments, whole and limited.

Sources: Klugman, Panjer, Willmot, Loss Models, appendix A (lognormal, gamma); limits on an
estimate by the bivariate normal distribution, through Owen's T (Owen 1956). Limits and
minutes may be numbers or arrays; answers have their shape.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import special

from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
NO_LIMIT = float("inf")


class Effort(Protocol):
    """A distribution of minutes; its moments are of order 0, 1 or 2."""

    @property
    def mean(self) -> float:
        """Expected minutes."""

    def moment(self, order: int) -> float:
        """E[X^k]."""

    def below(self, limit: Any, order: int = 1) -> Any:
        """E[X^k; X <= u]: what a cliff at u leaves, whole or nothing."""

    def above(self, limit: Any, order: int = 1) -> Any:
        """E[X^k; X > u], exact far out where `below` has no digits left."""

    def survival(self, minutes: Any) -> Any:
        """Pr(X > x)."""


@dataclass(frozen=True, slots=True)
class Lognormal:
    """Minutes whose logarithm is normal: median in minutes, sigma without a unit."""

    median: float
    sigma: float

    def __post_init__(self) -> None:
        _check("median", self.median)
        _check("sigma", self.sigma)

    @property
    def mu(self) -> float:
        """The mean of the logarithm."""
        return float(np.log(self.median))

    @property
    def mean(self) -> float:
        """Expected minutes."""
        return self.moment(1)

    def moment(self, order: int) -> float:
        """E[X^k] = exp(k mu + k^2 sigma^2 / 2)."""
        return float(np.exp(order * self.mu + (order * self.sigma) ** 2 / 2))

    def below(self, limit: Any, order: int = 1) -> Any:
        """E[X^k; X <= u] = E[X^k] Phi((ln u - mu) / sigma - k sigma)."""
        return self.moment(order) * special.ndtr(self._z(limit) - order * self.sigma)

    def above(self, limit: Any, order: int = 1) -> Any:
        """E[X^k; X > u]."""
        return self.moment(order) * special.ndtr(order * self.sigma - self._z(limit))

    def survival(self, minutes: Any) -> Any:
        """Pr(X > x)."""
        return self.above(minutes, 0)

    def quantile(self, share: float) -> float:
        """The minutes that a share of tickets does not exceed."""
        return float(np.exp(self.mu + self.sigma * special.ndtri(share)))

    def tvar(self, share: float) -> float:
        """E[X | X above its quantile] = E[X] Phi(sigma - z_q) / (1 - q)."""
        tail = special.ndtr(self.sigma - special.ndtri(share))
        return self.mean * float(tail) / (1 - share)

    def estimated_below(
        self, estimate: float, tau: float, limit: Any = NO_LIMIT, order: int = 1
    ) -> Any:
        """E[X^k; estimate <= u, X <= limit]: what a cliff on the written estimate leaves.

        The estimate is X exp(e), e normal with mean -tau^2/2 and deviation tau: right on
        average, wrong by about tau each time. With tau 0 it is the actual time.
        """
        if tau == 0:
            return self.below(np.minimum(limit, estimate), order)
        spread = float(np.hypot(self.sigma, tau))
        centre = self.mu - tau**2 / 2 + order * self.sigma**2
        z = (_log(estimate) - centre) / spread
        both = _both_below(self._z(limit) - order * self.sigma, z, self.sigma / spread)
        return self.moment(order) * both

    def _z(self, minutes: Any) -> Any:
        return (_log(minutes) - self.mu) / self.sigma


@dataclass(frozen=True, slots=True)
class Gamma:
    """Minutes with a mean in minutes and a shape; shape 1 is the exponential."""

    mean: float
    shape: float

    def __post_init__(self) -> None:
        _check("mean", self.mean)
        _check("shape", self.shape)

    @property
    def scale(self) -> float:
        """The mean divided by the shape, in minutes."""
        return self.mean / self.shape

    def moment(self, order: int) -> float:
        """E[X^k] = scale^k G(shape + k) / G(shape)."""
        return float(self.scale**order * special.poch(self.shape, order))

    def below(self, limit: Any, order: int = 1) -> Any:
        """E[X^k; X <= u] = E[X^k] P(shape + k, u / scale)."""
        share = special.gammainc(self.shape + order, np.asarray(limit) / self.scale)
        return self.moment(order) * share

    def above(self, limit: Any, order: int = 1) -> Any:
        """E[X^k; X > u]."""
        share = special.gammaincc(self.shape + order, np.asarray(limit) / self.scale)
        return self.moment(order) * share

    def survival(self, minutes: Any) -> Any:
        """Pr(X > x)."""
        return self.above(minutes, 0)

    def tvar(self, share: float) -> float:
        """E[X | X above its quantile] = E[X] Q(shape + 1, quantile) / (1 - q)."""
        quantile = special.gammaincinv(self.shape, share)
        return float(self.mean * special.gammaincc(self.shape + 1, quantile) / (1 - share))


def limited(effort: Effort, limit: float, order: int = 1) -> float:
    """E[min(X, u)^k]: the covered part of a ticket whose first u minutes are covered."""
    if limit == NO_LIMIT:
        return effort.moment(order)
    beyond = limit**order * effort.survival(limit)
    return float(effort.below(limit, order) + beyond)


def excess(effort: Effort, limit: float) -> float:
    """E[(X - u)+]: the minutes of a ticket beyond the first u."""
    return effort.mean - limited(effort, limit)


def leveraged(effort: Lognormal, limit: float, trend: float, *, cliff: bool) -> float:
    """The rise of covered minutes when all effort rises by `trend` and the limit stays."""
    risen = Lognormal(effort.median * (1 + trend), effort.sigma)
    if cliff:
        return float(risen.below(limit) / effort.below(limit)) - 1
    return limited(risen, limit) / limited(effort, limit) - 1


def normal_tvar(mean: float, deviation: float, share: float) -> float:
    """E[X | X above its quantile] of a normal: mean + deviation phi(z_q) / (1 - q)."""
    z = special.ndtri(share)
    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)
    return float(mean + deviation * density / (1 - share))


def spill_over(effort: Effort, day: float) -> float:
    """Minutes of a ticket past closing, when it starts at any moment of a day alike.

    (1/L) int_0^L (E[X] - E[min(X, s)]) ds = E[min(X, L)^2] / 2L + E[(X - L)+].
    """
    return limited(effort, day, 2) / (2 * day) + excess(effort, day)


def _both_below(h: Any, k: float, rho: float) -> Any:
    """Pr(A <= h, B <= k) of standard normals with correlation 0 < rho < 1, by Owen's T."""
    if np.isinf(k):
        return special.ndtr(np.minimum(h, k))
    # Owen's formula needs finite arguments that are not 0; 40 deviations are certainty.
    h = np.clip(h, -40, 40)
    h, k = np.where(h == 0, 1e-300, h), k or 1e-300
    root = np.sqrt(1 - rho**2)
    first = special.owens_t(h, (k / h - rho) / root)
    second = special.owens_t(k, (h / k - rho) / root)
    apart = np.where(h * k < 0, 0.5, 0.0)
    both = (special.ndtr(h) + special.ndtr(k)) / 2 - first - second - apart
    return np.maximum(both, 0.0)


def _log(minutes: Any) -> Any:
    with np.errstate(divide="ignore"):
        return np.log(minutes)


def _check(name: str, value: float) -> None:
    if not 0 < value < NO_LIMIT:
        says = (
            f"The {name} of an effort is {value:g}, and has to be a number above 0. "
            "Write the minutes of one ticket, and a spread that its history shows."
        )
        raise Refusal(code="impossible_effort", says=says)
