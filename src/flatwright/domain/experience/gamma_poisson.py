"""Exact credibility of counts: a gamma prior of the rate, a Poisson count (Bayes).

Source: Klugman, Panjer, Willmot, Loss Models, 18.7. A future count is negative binomial.
"""

from dataclasses import dataclass

from scipy import stats

from flatwright.domain.experience.intervals import Interval, check_counts
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.frequency import NegativeBinomial


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBelief:
    """What is thought of a rate a unit-month: a gamma of a shape and a mean."""

    mean: float
    shape: float

    def __post_init__(self) -> None:
        for name, value in (("mean", self.mean), ("shape", self.shape)):
            if not value > 0:
                says = f"The {name} of what is thought of a rate is {value:g}, not above 0."
                raise Refusal(code="impossible_history", says=says)

    @property
    def unit_months(self) -> float:
        """b: the exposure that the belief is worth; K of credibility."""
        return self.shape / self.mean

    def credibility(self, exposure: float) -> float:
        """Z = e / (e + b): the weight of a client's own history."""
        return exposure / (exposure + self.unit_months)

    def after(self, tickets: float, exposure: float) -> "RateBelief":
        """The belief once so many tickets came in so many unit-months."""
        check_counts(tickets, exposure)
        shape = self.shape + tickets
        return RateBelief(mean=shape / (self.unit_months + exposure), shape=shape)

    def interval(self, level: float) -> Interval:
        """Where the rate lies."""
        tail = (1 - level) / 2
        of = stats.gamma(self.shape, scale=self.mean / self.shape)
        return Interval(low=float(of.ppf(tail)), high=float(of.ppf(1 - tail)), level=level)

    def count(self, exposure: float) -> NegativeBinomial:
        """How many tickets will come in so many unit-months: what a price stands on."""
        return NegativeBinomial(self.mean * exposure, self.shape)


def count_quantile(count: NegativeBinomial, share: float) -> int:
    """The smallest count that a share does not exceed."""
    return int(stats.nbinom(count.size, count.size / (count.size + count.mean)).ppf(share))


def count_interval(count: NegativeBinomial, level: float) -> Interval:
    """Where a future count lies, as whole tickets."""
    tail = (1 - level) / 2
    return Interval(
        low=count_quantile(count, tail), high=count_quantile(count, 1 - tail), level=level
    )
