"""Four floors under a price: the least that each way of looking at it allows.

Money is in the plan's currency and float: statistics. Shares are of 1, not percent.
"""

from dataclasses import dataclass
from enum import Enum

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.goals import Goals
from flatwright.domain.pricing.loss import Loss

TAIL = 0.95  # the level of the tail whose mean is the capital held


class Floor(Enum):
    """What a floor keeps."""

    MARGIN = "margin"  # the gross margin aimed at, on average
    RUIN = "ruin"  # a net loss is seldom
    AT_RISK = "margin_at_risk"  # the gross margin seldom falls below its floor
    CAPITAL = "capital"  # the bad years' capital earns its charge


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Goals as shares of 1."""

    gross_margin: float
    margin_floor: float
    seldom: float
    overhead: float
    net: float
    capital_charge: float

    def __post_init__(self) -> None:
        taken = {
            "gross margin": self.gross_margin,
            "floor of the margin": self.margin_floor,
            "overhead": self.overhead,
            "overhead and net together": self.overhead + self.net,
        }
        for name, share in taken.items():
            if not 0 <= share < 1:
                says = (
                    f"The {name} is {share:.0%} of the price, which no price can reach "
                    "while work costs anything. Aim at less than 100%."
                )
                raise Refusal(code="unreachable_margin", says=says)
        if not 0 < self.seldom < 1:
            says = f"A chance of {self.seldom:.0%} is not seldom. Write a share such as 5%."
            raise Refusal(code="unreachable_margin", says=says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """The four floors under a period's price; the highest binds."""

    of: dict[Floor, float]

    @property
    def binding(self) -> Floor:
        """The floor that is the highest."""
        return max(self.of, key=lambda each: self.of[each])

    @property
    def least(self) -> float:
        """The least price that keeps all four."""
        return self.of[self.binding]


def targets(goals: Goals) -> Targets:
    """The goals of a rate book."""
    return Targets(
        gross_margin=float(goals.gross_margin) / 100,
        margin_floor=float(goals.margin_floor) / 100,
        seldom=float(goals.seldom) / 100,
        overhead=float(goals.overhead) / 100,
        net=float(goals.net) / 100,
        capital_charge=float(goals.capital_charge) / 100,
    )


def floors(hours: Loss, fixed: float, own_hour: float, goals: Targets) -> Floors:
    """The least prices of a period.

    `hours` is the distribution of covered hours, `fixed` what serving costs besides, and
    `own_hour` the cost of an hour. With E the mean, V the quantile that is seldom exceeded
    and T the mean of the worst twentieth of all periods:

    margin (F + cE) / (1 - GM); ruin (F + cV) / (1 - overhead);
    margin at risk (F + cV) / (1 - GM floor);
    capital (F + cE + k(cT - cE)) / (1 - overhead - net).
    """
    mean = own_hour * hours.mean
    bad = own_hour * hours.quantile(1 - goals.seldom)
    worst = own_hour * hours.tvar(TAIL)
    capital = goals.capital_charge * (worst - mean)
    return Floors(
        of={
            Floor.MARGIN: (fixed + mean) / (1 - goals.gross_margin),
            Floor.RUIN: (fixed + bad) / (1 - goals.overhead),
            Floor.AT_RISK: (fixed + bad) / (1 - goals.margin_floor),
            Floor.CAPITAL: (fixed + mean + capital) / (1 - goals.overhead - goals.net),
        }
    )


def chance_below(
    margin: float, price: float, cost: tuple[float, float], hours: Loss
) -> float:
    """Pr(gross margin < margin) at a price; `cost` is fixed cost, and cost of an hour."""
    fixed, own_hour = cost
    most = (price * (1 - margin) - fixed) / own_hour
    return hours.survival(most) if most >= 0 else 1.0
