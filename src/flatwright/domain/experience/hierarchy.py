"""Credibility in two steps: a client's own figures, its cohort's, and the whole book's.

A cohort is a trade, or a size, whose clients are more like each other than like the rest.
Source: Jewell 1975; the estimators by iteration as in Buhlmann and Gisler, A Course in
Credibility Theory, chapter 6, and Goulet 1998.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.experience.credibility import figures
from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
_STEADY = 1e-12  # of its first value: the change at which a variance has settled


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortCredibility:
    """Variances at three levels, and what they make of each cohort and each client.

    `between_clients` and `between_cohorts` are 0 where chance alone explains the
    differences: then Z is 0 at that level.
    """

    mean: float  # of the book
    within: float  # of a client, for one unit of weight
    between_clients: float  # of one cohort
    between_cohorts: float
    cohort_weights: dict[str, float]  # Z of each cohort
    cohorts: dict[str, float]
    weights: dict[str, float]  # Z of each client
    estimates: dict[str, float]


@dataclass(frozen=True, eq=False, slots=True)
class _Level:
    """Means with their weights, by group: the variance of one is noise / weight."""

    means: Array
    weights: Array
    group: NDArray[np.int64]
    noise: float

    def between(self) -> float:
        """The variance between members of a group; 0 where chance explains them."""
        free = len(self.means) - len(np.unique(self.group))
        totals = self._sums(self.weights)
        spread = self.weights @ (self.means - self.centres(self.weights)[self.group]) ** 2
        divisor = totals.sum() - (self._sums(self.weights**2) / totals).sum()
        found = float(spread - free * self.noise) / float(divisor)
        settled, before = _STEADY * found, np.inf
        while found > 0 and abs(found - before) > settled:
            z, before = self.believed(found), found
            found = float(z @ (self.means - self.centres(z)[self.group]) ** 2) / free
        return max(0.0, found)

    def believed(self, between: float) -> Array:
        """Z = w / (w + noise / between) of each member."""
        if between == 0:
            return np.zeros(len(self.means))
        return self.weights / (self.weights + self.noise / between)

    def centres(self, weights: Array) -> Array:
        """The weighted mean of each group."""
        return self._sums(weights * self.means) / self._sums(weights)

    def _sums(self, of: Array) -> Array:
        return np.asarray(np.bincount(self.group, of), dtype=np.float64)

    def above(self, between: float) -> "_Level":
        """The groups as members of one: weighed by Z, or by weights where Z is 0."""
        kept = self.believed(between) if between else self.weights
        means, totals = self.centres(kept), self._sums(kept)
        one = np.zeros(len(means), dtype=np.int64)
        return _Level(means, totals, one, between or self.noise)


def by_cohort(
    values: Mapping[str, Sequence[float]],
    weights: Mapping[str, Sequence[float]],
    cohort_of: Mapping[str, str],
) -> CohortCredibility:
    """Figures of each client by period, their weights, and each client's cohort.

    Client = Z own + (1 - Z) cohort; cohort = Z its clients + (1 - Z) book. Raises Refusal
    for less than two cohorts, or none with two clients.
    """
    told = figures(values, weights)
    names = sorted({cohort_of[name] for name in told})
    group = np.array([names.index(cohort_of[name]) for name in told])
    if len(names) < 2 or len(names) == len(told):  # noqa: PLR2004 - two to compare
        says = (
            "Cohorts are compared with each other, and clients within a cohort: at least "
            "two cohorts are needed, and one of them with two clients."
        )
        raise Refusal(code="too_little_history", says=says)
    means = np.array([x @ m / m.sum() for x, m in told.values()])
    mass = np.array([m.sum() for _, m in told.values()])
    square = sum(
        float(m @ (x - mean) ** 2)
        for (x, m), mean in zip(told.values(), means, strict=True)
    )
    within = square / sum(len(x) - 1 for x, _ in told.values())
    clients = _Level(means, mass, group, within)
    between = clients.between()
    return _estimated(tuple(told), names, clients, clients.above(between), between)


def _estimated(
    clients: Sequence[str],
    names: Sequence[str],
    lower: _Level,
    upper: _Level,
    between: float,
) -> CohortCredibility:
    apart = upper.between()
    z_cohort, z = upper.believed(apart), lower.believed(between)
    mean = float(upper.centres(z_cohort if apart else upper.weights)[0])
    cohorts = z_cohort * upper.means + (1 - z_cohort) * mean
    estimates = z * lower.means + (1 - z) * cohorts[lower.group]
    return CohortCredibility(
        mean=mean,
        within=lower.noise,
        between_clients=between,
        between_cohorts=apart,
        cohort_weights=dict(zip(names, z_cohort.tolist(), strict=True)),
        cohorts=dict(zip(names, cohorts.tolist(), strict=True)),
        weights=dict(zip(clients, z.tolist(), strict=True)),
        estimates=dict(zip(clients, estimates.tolist(), strict=True)),
    )
