"""How far a client's own figures count against the book's.

Sources: Buhlmann 1967; Buhlmann and Straub 1970; the estimators as in Loss Data Analytics,
chapter 9, and Buhlmann and Gisler, A Course in Credibility Theory.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.loss import Loss

HALF_LIFE = 12.0  # months after which a figure counts half: staff and machines change
MOST = 0.95  # no client is so well known that the book says nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Credibility:
    """Variances within and between clients, and what they make of each client.

    `between` is the estimate as it comes, which chance may make negative: then no client
    differs from the book as far as can be told, Z is 0, and `because` says so.
    """

    mean: float  # of the book: balanced, so that the book's total is kept
    within: float  # EPV, for one unit of weight
    between: float  # VHM
    weights: dict[str, float]  # Z of each client
    estimates: dict[str, float]
    because: str

    @property
    def k(self) -> float:
        """K = EPV / VHM: the weight at which a client is believed by half."""
        return self.within / self.between if self.between > 0 else float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskTypes:
    """Kinds of risk with known chances, means and variances of one observation."""

    mean: float
    within: float
    between: float

    @property
    def k(self) -> float:
        """K = EPV / VHM."""
        return self.within / self.between if self.between > 0 else float("inf")

    def credibility(self, observations: float) -> float:
        """Z = n / (n + K)."""
        return observations / (observations + self.k)

    def estimate(self, own_mean: float, observations: float) -> float:
        """Z own + (1 - Z) mean."""
        z = self.credibility(observations)
        return z * own_mean + (1 - z) * self.mean


def of_types(types: Sequence[tuple[float, float, float]]) -> RiskTypes:
    """Buhlmann for known types: chance, mean, and variance of one observation of each."""
    chances, means, variances = (
        np.array(each, dtype=float) for each in zip(*types, strict=True)
    )
    mean = float(chances @ means)
    return RiskTypes(
        mean=mean,
        within=float(chances @ variances),
        between=float(chances @ means**2) - mean**2,
    )


def of_unknown_noise(usual: Loss, noisy: Loss) -> RiskTypes:
    """Buhlmann for one client's figure of a period, such as its hours.

    `usual` is its distribution where the client's noise is known, which is chance alone;
    `noisy` the one where it is not: what that varies more is between clients.
    """
    return RiskTypes(
        mean=usual.mean,
        within=usual.variance,
        between=noisy.variance - usual.variance,
    )


def buhlmann_straub(
    values: Mapping[str, Sequence[float]],
    weights: Mapping[str, Sequence[float]],
    most: float = 1.0,
) -> Credibility:
    """Credibility from a history: figures of each client by period, and their weights.

    A weight is an exposure (user-months); periods of no weight are left out. `most` limits
    Z. Raises Refusal for less than two clients, or none with two periods.
    """
    told = figures(values, weights)
    means = {name: float(x @ m / m.sum()) for name, (x, m) in told.items()}
    mass = {name: float(m.sum()) for name, (_, m) in told.items()}
    free = sum(len(x) - 1 for x, _ in told.values())
    within = sum(float(m @ (x - means[name]) ** 2) for name, (x, m) in told.items()) / free
    total = sum(mass.values())
    mean = sum(mass[name] * means[name] for name in told) / total
    spread = sum(mass[name] * (means[name] - mean) ** 2 for name in told)
    divisor = total - sum(each**2 for each in mass.values()) / total
    between = (spread - (len(told) - 1) * within) / divisor
    return _credibility(means, mass, (within, between, mean), most)


def figures(
    values: Mapping[str, Sequence[float]], weights: Mapping[str, Sequence[float]]
) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Figures and weights as arrays, without periods of no weight.

    Raises Refusal for less than two clients, or none with two periods.
    """
    made = {}
    for name, told in values.items():
        x, m = np.array(told, dtype=float), np.array(weights[name], dtype=float)
        if x.shape != m.shape or x.ndim != 1:
            msg = f"{name}: figures of shape {x.shape}, weights of {m.shape}"
            raise ValueError(msg)
        if (m < 0).any() or not np.isfinite(x).all():
            says = f"{name} has an exposure below 0, or a figure that is not a number."
            raise Refusal(code="impossible_history", says=says)
        if m.any():
            made[name] = x[m > 0], m[m > 0]
    if len(made) < 2 or all(len(x) < 2 for x, _ in made.values()):  # noqa: PLR2004 - two
        says = (
            "Credibility compares clients with each other, and periods of a client: at "
            "least two clients are needed, and one of them with two periods."
        )
        raise Refusal(code="too_little_history", says=says)
    return made


def discounted(weight: float, age: float, half_life: float = HALF_LIFE) -> float:
    """What a weight counts for after so many months: half after a half-life."""
    return weight * float(0.5 ** (age / half_life))


def _credibility(
    means: Mapping[str, float],
    mass: Mapping[str, float],
    variances: tuple[float, float, float],
    most: float,
) -> Credibility:
    within, between, mean = variances
    if between <= 0:
        because = (
            "Clients differ from each other by no more than chance alone would make them: "
            f"the variance between them comes out at {between:.4g}. Each is taken at the "
            "book's mean (Z = 0) until there is more history."
        )
        z = dict.fromkeys(means, 0.0)
    else:
        z = {name: min(most, m / (m + within / between)) for name, m in mass.items()}
        mean = sum(z[name] * means[name] for name in z) / sum(z.values())
        because = (
            f"A client is believed by half after {within / between:.4g} units of exposure."
        )
    estimates = {name: z[name] * means[name] + (1 - z[name]) * mean for name in means}
    return Credibility(
        mean=mean,
        within=within,
        between=between,
        weights=z,
        estimates=estimates,
        because=because,
    )
