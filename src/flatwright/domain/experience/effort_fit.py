"""Minutes of a ticket from a history: open tickets, stopped ones and rounded ones in it.

A ticket that is open, or was stopped at a threshold, took longer than was written; one that
is written in quarters of an hour took some minutes less. Neither is exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from flatwright.domain.experience.intervals import FEW
from flatwright.domain.experience.likelihood import Fitted, Observed, most_likely, observed
from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
_LEAST = 2  # different marks that a spread needs
ROUNDED = 15.0  # minutes


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class EffortFit:
    """A lognormal effort: median in minutes, sigma, and how sure they are."""

    median: float
    sigma: float
    median_error: float
    sigma_error: float
    count: int
    censored: int
    log_likelihood: float
    aic: float
    other: str  # how well a gamma would fit, in words

    @property
    def mean(self) -> float:
        """Expected minutes."""
        return self.median * float(np.exp(self.sigma**2 / 2))

    @property
    def thin(self) -> bool:
        """Whether there are so few tickets that the interval goes before the number."""
        return self.count < FEW

    def median_interval(self, level: float = 0.8) -> tuple[float, float]:
        """Where the median lies, by the normal law of its logarithm."""
        z = float(stats.norm.ppf((1 + level) / 2)) * self.median_error / self.median
        return self.median * float(np.exp(-z)), self.median * float(np.exp(z))


def as_rounded(minutes: Sequence[float], to: float = ROUNDED) -> list[tuple[float, float]]:
    """Records of whole quarters as the ranges that they stand for: r means (r - 15, r]."""
    return [(max(0.0, each - to), each) for each in minutes]


def effort_fit(of: Observed) -> EffortFit:
    """The lognormal of most likelihood, and how a gamma compares (AIC).

    Raises Refusal where nothing ended, or all took the same time.
    """
    marks = np.concatenate([of.exact, of.between.mean(axis=1)])
    if len(np.unique(marks)) < _LEAST:
        says = (
            f"Of {of.count} tickets {len(np.unique(marks))} times are told of work that "
            "ended. A spread needs at least two different ones; keep the rate book's "
            "effort until there are more."
        )
        raise Refusal(code="too_little_history", says=says)
    start = float(np.median(marks)), max(0.2, float(np.std(np.log(marks))))
    best = most_likely(of, _lognormal_density, _lognormal_survival, start)
    gamma = most_likely(of, _gamma_density, _gamma_survival, (start[0] * 1.5, 1.0))
    return EffortFit(
        median=float(best.parameters[0]),
        sigma=float(best.parameters[1]),
        median_error=float(best.errors[0]),
        sigma_error=float(best.errors[1]),
        count=of.count,
        censored=len(of.longer),
        log_likelihood=best.log_likelihood,
        aic=best.aic,
        other=_compared(best, gamma),
    )


def observed_minutes(
    minutes: Sequence[float], is_open: Sequence[bool], rounding: float = 0.0
) -> Observed:
    """A history's tickets: minutes, whether each is still open, and what they round to."""
    done = [m for m, open_ in zip(minutes, is_open, strict=True) if not open_]
    longer = [m for m, open_ in zip(minutes, is_open, strict=True) if open_]
    if rounding:
        return observed(longer=longer, between=as_rounded(done, rounding))
    return observed(exact=done, longer=longer)


def _compared(best: Fitted, gamma: Fitted) -> str:
    ahead = gamma.aic - best.aic
    if ahead >= 0:
        return f"A gamma fits less well, by {ahead:.1f} of AIC."
    return (
        f"A gamma fits better, by {-ahead:.1f} of AIC: the long tickets are rarer than "
        "the lognormal says, so a price is on the safe side."
    )


def _lognormal_density(x: Array, p: Array) -> Array:
    return np.asarray(stats.lognorm.pdf(x, p[1], scale=p[0]))


def _lognormal_survival(x: Array, p: Array) -> Array:
    return np.asarray(stats.lognorm.sf(x, p[1], scale=p[0]))


def _gamma_density(x: Array, p: Array) -> Array:
    return np.asarray(stats.gamma.pdf(x, p[1], scale=p[0] / p[1]))


def _gamma_survival(x: Array, p: Array) -> Array:
    return np.asarray(stats.gamma.sf(x, p[1], scale=p[0] / p[1]))
