"""How often tickets come, from counts and exposures: Poisson or negative binomial.

Log-linear in time, with the exposure as an offset (McCullagh and Nelder 1989; NB2 of
Cameron and Trivedi 1986). The likelihoods are ours; scipy finds their maximum.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from flatwright.domain.experience.intervals import FEW, Interval, rate_interval
from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
_SHRINK = 12.0  # expected tickets at which a month's own figure counts by half
_EQUAL = 1e6  # a size beyond which a negative binomial is a Poisson
_MONTHS_A_YEAR = 12
_UNTOLD = 1.0  # the error of a yearly trend's logarithm beyond which it tells nothing
_STEPS = 30  # of Newton's method, which doubles the right digits in each


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Tickets of one client in one month: `month` counts on from any one, 0 is January."""

    tickets: float
    exposure: float  # unit-months
    month: int = 0


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class FrequencyFit:
    """A rate a unit-month, with its spread, trend, months, and how sure it is."""

    rate: float
    rate_error: float
    kappa: float | None  # of a negative binomial; None where a Poisson is enough
    log_likelihood: float
    poisson_rate: float
    pearson: float  # chi-square over degrees of freedom: 1 for a Poisson
    trend: float  # the yearly rise, 0.08 for 8 %
    trend_error: float  # of its logarithm; 0 where no trend is told
    months: tuple[float, ...]  # factors of January to December, of mean 1
    tickets: float
    interval: Interval
    because: str

    @property
    def thin(self) -> bool:
        """Whether there are so few tickets that the interval goes before the number."""
        return self.tickets < FEW


def frequency_fit(counts: Sequence[Counted], *, trend: bool = False) -> FrequencyFit:
    """The rate of most likelihood; a spread where AIC asks for one.

    Month factors are shrunk towards 1: (tickets + K) / (expected + K). A trend that may be
    almost anything is not told. Raises Refusal for negative counts, or without exposure.
    """
    y, exposure, month = _columns(counts)
    time = (month - month.mean()) / _MONTHS_A_YEAR
    columns = [np.ones_like(y), time] if trend and np.ptp(time) else [np.ones_like(y)]
    design = np.column_stack(columns)
    poisson, plain = _poisson(y, exposure, design)
    spread, size, mixed = _negative_binomial(y, exposure, design, poisson)
    is_spread = mixed - plain > 1  # AIC: one parameter more has to be worth it
    chosen = spread if is_spread else poisson
    kappa = size if is_spread else None
    errors = _errors(exposure * np.exp(design @ chosen), design, kappa)
    if len(columns) > 1 and not errors[1] < _UNTOLD:
        steady = frequency_fit(counts)
        return replace(steady, because=f"{steady.because} No trend can be told yet.")
    mean = exposure * np.exp(design @ poisson)
    free = max(1, len(y) - len(columns))
    return FrequencyFit(
        rate=float(np.exp(chosen[0])),
        rate_error=float(np.exp(chosen[0]) * errors[0]),
        kappa=kappa,
        log_likelihood=mixed if is_spread else plain,
        poisson_rate=float(y.sum() / exposure.sum()),
        pearson=float(((y - mean) ** 2 / mean).sum() / free),
        trend=float(np.expm1(chosen[1])) if len(columns) > 1 else 0.0,
        trend_error=float(errors[1]) if len(columns) > 1 else 0.0,
        months=_month_factors(y, exposure * np.exp(design @ chosen), month),
        tickets=float(y.sum()),
        interval=rate_interval(float(y.sum()), float(exposure.sum())),
        because=_because(mixed - plain, kappa),
    )


def negative_binomial_rate(counts: Sequence[Counted]) -> tuple[float, float, float]:
    """Rate, size and log-likelihood of a negative binomial, whether or not it is needed."""
    y, exposure, _ = _columns(counts)
    design = np.ones((len(y), 1))
    start, _ = _poisson(y, exposure, design)
    beta, size, log_likelihood = _negative_binomial(y, exposure, design, start)
    return float(np.exp(beta[0])), size, log_likelihood


def _columns(counts: Sequence[Counted]) -> tuple[Array, Array, Array]:
    told = np.array([(c.tickets, c.exposure, c.month) for c in counts], dtype=float)
    told = told.reshape(-1, 3)
    if (told[:, :2] < 0).any() or not np.isfinite(told).all():
        says = "A count or an exposure of the history is below 0, or not a number."
        raise Refusal(code="impossible_history", says=says)
    told = told[told[:, 1] > 0]
    if not told[:, 1].sum() > 0:
        says = (
            "No month of the history has any exposure. Say how many users (or devices) "
            "there were."
        )
        raise Refusal(code="impossible_history", says=says)
    if not told[:, 0].sum() > 0:
        says = (
            f"No ticket came in {told[:, 1].sum():g} unit-months. That bounds the rate "
            f"by {rate_interval(0, float(told[:, 1].sum())).high:.4g} a unit and month, "
            "and fits none: keep the rate book's."
        )
        raise Refusal(code="too_little_history", says=says)
    return told[:, 0], told[:, 1], told[:, 2]


def _poisson(y: Array, exposure: Array, design: Array) -> tuple[Array, float]:
    """Coefficients by Newton's method, and the log-likelihood."""
    beta = np.zeros(design.shape[1])
    beta[0] = np.log(y.sum() / exposure.sum())
    for _ in range(_STEPS):
        mean = exposure * np.exp(design @ beta)
        beta = beta + np.linalg.solve(design.T * mean @ design, design.T @ (y - mean))
    mean = exposure * np.exp(design @ beta)
    logs = special.xlogy(y, mean) - mean - special.gammaln(y + 1)
    return beta, float(logs.sum())


def _negative_binomial(
    y: Array, exposure: Array, design: Array, start: Array
) -> tuple[Array, float, float]:
    """Coefficients, size and log-likelihood; of even counts the size is very large."""

    def lost(at: Array) -> float:
        return -_nb_log_likelihood(y, exposure * np.exp(design @ at[:-1]), np.exp(at[-1]))

    bounds = [*([(None, None)] * len(start)), (-6.0, np.log(_EQUAL))]
    best = min(
        (
            optimize.minimize(
                lost, np.append(start, first), method="L-BFGS-B", bounds=bounds
            )
            for first in (0.0, 3.0, 8.0)
        ),
        key=lambda found: float(found.fun),
    )
    polished = optimize.minimize(
        lost, best.x, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-11}
    )
    at = np.asarray(polished.x if polished.fun <= best.fun else best.x)
    return at[:-1], float(np.exp(at[-1])), -lost(at)


def _nb_log_likelihood(y: Array, mean: Array, size: float) -> float:
    ways = special.gammaln(y + size) - special.gammaln(size) - special.gammaln(y + 1)
    logs = ways - size * np.log1p(mean / size) + special.xlogy(y, mean / (mean + size))
    return float(logs.sum())


def _errors(mean: Array, design: Array, kappa: float | None) -> Array:
    """Standard errors of the coefficients, from the expected information."""
    weight = mean if kappa is None else mean / (1 + mean / kappa)
    return np.asarray(np.sqrt(np.diag(np.linalg.inv(design.T * weight @ design))))


def _month_factors(y: Array, mean: Array, month: Array) -> tuple[float, ...]:
    of_year = month.astype(int) % _MONTHS_A_YEAR
    came = np.bincount(of_year, y, _MONTHS_A_YEAR)
    expected = np.bincount(of_year, mean, _MONTHS_A_YEAR)
    factors = (came + _SHRINK) / (expected + _SHRINK)
    return tuple((factors / factors.mean()).tolist())


def _because(gain: float, kappa: float | None) -> str:
    if kappa is None:
        return (
            "A Poisson is enough: a spread of its own would raise the log-likelihood by "
            f"{max(0.0, gain):.2f}, less than its parameter is worth."
        )
    return (
        f"Counts vary more than chance alone: a negative binomial of size {kappa:.3g} "
        f"raises the log-likelihood by {gain:.2f}."
    )
