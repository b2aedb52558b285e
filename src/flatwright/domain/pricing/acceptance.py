"""How likely a client is to accept a price, what that makes of it, and who accepts.

AcceptanceCurve rises with the client's gain by a logistic curve. The price with the best
expected gain has a closed form in Lambert's W (Corless et al. 1996). Who accepts a flat fee
is noisier than who was asked (Akerlof 1970; Rothschild and Stiglitz 1976). Money in floats.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.corridor import Corridor

Array = NDArray[np.float64]
_ROUNDS = 10_000
_STEADY = 1e-10  # the relative change at which a price has settled


@dataclass(frozen=True, slots=True, kw_only=True)
class PastProposal:
    """A proposal of the past: the client's gain at its price, and whether it was won."""

    gain: float
    won: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptanceCurve:
    """Pr(accept) = 1 / (1 + exp(-(base + slope gain))); slope in 1 / money."""

    base: float
    slope: float

    def chance(self, gain: float) -> float:
        """The chance that a client accepts what leaves them this gain."""
        return float(special.expit(self.base + self.slope * gain))


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """Clients asked, whose noise is gamma of mean 1 and shape kappa and unknown to us.

    A plan is worth `worth + worth_of_noise * noise` to a client, who accepts a price up to
    it, and costs us `cost + cost_of_noise * noise`; `margin` is the share of the price
    that has to be left. Nothing is quoted that fewer than `fewest` of them would accept.
    """

    kappa: float
    worth: float
    worth_of_noise: float
    cost: float
    cost_of_noise: float
    margin: float = 0.0
    fewest: float = 0.01

    def __post_init__(self) -> None:
        above = min(self.kappa, self.worth_of_noise)
        sure = min(self.cost, self.cost_of_noise, self.margin)
        if not (above > 0 and sure >= 0 and self.margin < 1 and 0 < self.fewest <= 1):
            says = (
                f"Prospects of kappa {self.kappa:g}, whose noise is worth "
                f"{self.worth_of_noise:,.2f} to them and costs {self.cost_of_noise:,.2f} "
                f"at a margin of {self.margin:.0%}, cannot be. Kappa and the worth of "
                "noise are above 0, costs 0 or more, a margin is below 100%."
            )
            raise Refusal(code="impossible_prospects", says=says)


@dataclass(frozen=True, slots=True, kw_only=True)
class SteadyPrice:
    """A price that pays for those who accept it: their share, and their mean noise."""

    price: float
    share: float
    noise: float


def fitted(proposals: Sequence[PastProposal], ridge: float = 1.0) -> AcceptanceCurve:
    """The curve that won and lost proposals show, drawn towards even odds by a ridge.

    Maximum likelihood with a normal prior of variance 1 / ridge on the intercept at the
    mean gain and on the slope for one deviation of gain (le Cessie and van Houwelingen
    1992). So proposals that are all won, or all lost, or parted by one gain, leave a
    finite curve.
    """
    if not proposals:
        says = (
            "There is no proposal to learn acceptance from. Record at least one, won or "
            "lost, with the client's gain at its price."
        )
        raise Refusal(code="no_proposals", says=says)
    if not ridge > 0:
        msg = f"a ridge of {ridge}"
        raise ValueError(msg)
    gains = np.array([each.gain for each in proposals])
    won = np.array([each.won for each in proposals], dtype=float)
    centre = float(gains.mean())
    scale = float(gains.std()) or 1.0
    level, slope = _ridge_fit((gains - centre) / scale, won, ridge)
    return AcceptanceCurve(base=level - slope * centre / scale, slope=slope / scale)


def best_price(acceptance: AcceptanceCurve, corridor: Corridor) -> float:
    """The price with the highest expected gain of the provider, kept in the corridor.

    P* = K + (1 + W(exp(A - b1 K - 1))) / b1, with A = b0 + b1 P_max and K = P_min;
    W(exp(y)) is Wright's omega, which does not overflow.
    """
    if not acceptance.slope > 0:
        says = (
            "The proposals do not show that clients accept more readily what gains them "
            f"more (a slope of {acceptance.slope:g}), so no price is the best. Split the "
            "gain equally, and record more proposals."
        )
        raise Refusal(code="acceptance_does_not_rise", says=says)
    exponent = acceptance.base + acceptance.slope * corridor.surplus - 1
    gain = (1 + float(special.wrightomega(exponent))) / acceptance.slope
    return corridor.nearest(corridor.lowest + gain)


def noise_of_those_above(threshold: float, kappa: float) -> float:
    """E[noise | noise >= t] = S(t; kappa + 1) / S(t; kappa), gammas of rate kappa."""
    x = kappa * max(threshold, 0.0)
    some = special.gammaincc(kappa, x)
    if some == 0:  # beyond what floats hold, the rest is exponential
        return threshold + 1 / kappa
    return float(special.gammaincc(kappa + 1, x) / some)


def steady_price(prospects: Prospects) -> SteadyPrice:
    """The lowest price that pays for the clients who accept it.

    From the price that would pay for all, each round asks who accepts and prices for them:
    it only rises, to the lowest fixed point. Where it rises without end, or until nearly
    all have declined, quoting is refused.
    """
    price = _price_for(prospects, 1.0)
    for _ in range(_ROUNDS):
        found = _accepted(prospects, price)
        if found.share < prospects.fewest:
            break
        after = _price_for(prospects, found.noise)
        if after - price <= _STEADY * price:
            return found
        price = after
    says = (
        "No price pays for the clients who would accept it: it still rises at "
        f"{price:,.2f}, which {_accepted(prospects, price).share:.1%} of them would "
        "accept, the noisiest. Assess the client before quoting, price by what they have, "
        "or limit what is covered."
    )
    raise Refusal(code="no_steady_price", says=says)


def _ridge_fit(gains: Array, won: Array, ridge: float) -> tuple[float, float]:
    """Level and slope of the penalised likelihood, which is strictly convex."""
    columns = np.column_stack((np.ones_like(gains), gains))

    def loss(of: Array) -> float:
        odds = columns @ of
        misses = np.logaddexp(0, odds) - won * odds
        return float(misses.sum() + ridge / 2 * (of @ of))

    def slope(of: Array) -> Array:
        return np.asarray(columns.T @ (special.expit(columns @ of) - won) + ridge * of)

    def bend(of: Array) -> Array:
        chances = special.expit(columns @ of)
        weighed = columns * (chances * (1 - chances))[:, None]
        return np.asarray(columns.T @ weighed + ridge * np.eye(2))

    found = optimize.minimize(
        loss, np.zeros(2), jac=slope, hess=bend, method="trust-exact", tol=1e-9
    )
    return float(found.x[0]), float(found.x[1])


def _price_for(prospects: Prospects, noise: float) -> float:
    """What clients of a mean noise have to pay."""
    cost = prospects.cost + prospects.cost_of_noise * noise
    return cost / (1 - prospects.margin)


def _accepted(prospects: Prospects, price: float) -> SteadyPrice:
    """Who accepts a price."""
    least = (price - prospects.worth) / prospects.worth_of_noise
    share = special.gammaincc(prospects.kappa, prospects.kappa * max(least, 0.0))
    noise = noise_of_those_above(least, prospects.kappa)
    return SteadyPrice(price=price, share=float(share), noise=noise)
