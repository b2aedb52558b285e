"""Maximum likelihood for observations that may be censored, for any distribution.

The likelihoods are ours; scipy finds their maximum.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import optimize

from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
OneMany = Callable[[Array, Any], Any]  # of minutes and parameters


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Observed:
    """Minutes: `exact` as they are, `longer` than so many, `between` two marks (n, 2)."""

    exact: Array
    longer: Array
    between: Array

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.exact) + len(self.longer) + len(self.between)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Fitted:
    """Parameters of most likelihood, their standard errors, and the logarithm of it."""

    parameters: Array
    errors: Array
    log_likelihood: float

    @property
    def aic(self) -> float:
        """2 k - 2 log L (Akaike 1974): smaller is better."""
        return 2 * len(self.parameters) - 2 * self.log_likelihood


def observed(
    exact: Sequence[float] = (),
    longer: Sequence[float] = (),
    between: Sequence[tuple[float, float]] = (),
) -> Observed:
    """Observations as arrays. Raises Refusal for what no work takes."""
    made = Observed(
        exact=np.array(exact, dtype=float),
        longer=np.array(longer, dtype=float),
        between=np.array(between, dtype=float).reshape(-1, 2),
    )
    marks = np.concatenate([made.exact, made.longer, made.between[:, 1]])
    if (
        not (np.isfinite(marks) & (marks > 0)).all()
        or (made.between[:, 0] >= made.between[:, 1]).any()
    ):
        says = "Minutes of work are above 0, and a range ends after it begins."
        raise Refusal(code="impossible_history", says=says)
    return made


def log_likelihood(
    of: Observed, density: OneMany, survival: OneMany, parameters: Array
) -> float:
    """The logarithm of the chance of all observations, under parameters."""
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.log(density(of.exact, parameters)).sum()
        total += np.log(survival(of.longer, parameters)).sum()
        low, high = of.between[:, 0], of.between[:, 1]
        total += np.log(survival(low, parameters) - survival(high, parameters)).sum()
    return float(total) if np.isfinite(total) else -1e300


def most_likely(
    of: Observed, density: OneMany, survival: OneMany, start: Sequence[float]
) -> Fitted:
    """The parameters, each above 0, under which the observations are the most likely.

    Standard errors come from the curvature of the likelihood at its top.
    """

    def lost(logs: Array) -> float:
        return -log_likelihood(of, density, survival, np.exp(logs))

    first = np.log(np.array(start, dtype=float))
    options = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 4000, "maxfev": 8000}
    found = optimize.minimize(lost, first, method="Nelder-Mead", options=options)
    top = np.asarray(found.x)
    parameters = np.exp(top)
    spread = _spread(lost, top)
    return Fitted(
        parameters=parameters, errors=parameters * spread, log_likelihood=-lost(top)
    )


def _spread(lost: Callable[[Array], float], top: Array) -> Array:
    """Standard errors of the logarithms; infinite where the likelihood is flat."""
    size, width = len(top), 1e-4
    steps = np.eye(size) * width
    curve = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            a, b = steps[i], steps[j]
            corners = lost(top + a + b) - lost(top + a - b)
            corners += lost(top - a - b) - lost(top - a + b)
            curve[i, j] = corners / (4 * width**2)
    try:
        variances = np.diag(np.linalg.inv(curve))
    except np.linalg.LinAlgError:
        return np.full(size, np.inf)
    return np.asarray(np.sqrt(np.where(variances > 0, variances, np.inf)))
