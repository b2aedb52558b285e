"""All clients together: what pooling gives, what one wave takes, and what the book earns.

Hours are a year's; money is a year's, in the plan's currency and float: statistics.
Clients are independent but for the wave. Source: Klugman, Panjer, Willmot, Loss Models,
9.6.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.compound import Addend, compounded
from flatwright.domain.pricing.floors import Targets, chance_below
from flatwright.domain.pricing.frequency import ListedCounts
from flatwright.domain.pricing.loss import Loss

Array = NDArray[np.float64]
_ONE = ListedCounts((0.0, 1.0))
_POINTS = 1 << 16  # a grid is no finer than so many points to its far end
_FAR = 10  # deviations above the mean to that end
_CERTAIN = 1e-12  # of the squared mean: a variance below it is float noise


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class ClientYear:
    """A client's next year: the hours that may be drawn, the price, the standing costs.

    `copies` clients may be alike, each with a year of its own.
    """

    name: str
    hours: Loss
    price: float
    fixed: float
    copies: int = 1

    def __post_init__(self) -> None:
        if not (0 < self.price < math.inf and 0 <= self.fixed < math.inf):
            says = (
                f"{self.name} pays {self.price:,.2f} a year and costs {self.fixed:,.2f} "
                "before anybody calls. Give a price above 0, and a cost of 0 or more."
            )
            raise Refusal(code="impossible_portfolio", says=says)
        if self.copies < 1:
            says = f"{self.name} stands for {self.copies} clients. Count 1 or more."
            raise Refusal(code="impossible_portfolio", says=says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One event that may come in a year and hit many clients at once.

    It comes with `chance`, hits each client with `reach`, and takes `hours` of each that it
    hits.
    """

    chance: float
    reach: float
    hours: float

    def __post_init__(self) -> None:
        for name, share in (("chance", self.chance), ("reach", self.reach)):
            if not 0 <= share <= 1:
                says = f"The {name} of a wave is {share:g}. Write a share from 0 to 1."
                raise Refusal(code="impossible_wave", says=says)
        if not 0 <= self.hours < math.inf:
            says = f"A wave takes {self.hours:g} hours of a client. Write 0 or more."
            raise Refusal(code="impossible_wave", says=says)

    def mean(self, clients: int) -> float:
        """Expected hours of so many clients: n p_w p_h v."""
        return self.hours * Hits(self, clients).mean

    def variance(self, clients: int) -> float:
        """p_w (n p_h (1 - p_h) v^2 + (n p_h v)^2) - (n p_w p_h v)^2."""
        return self.hours**2 * Hits(self, clients).variance


@dataclass(frozen=True, slots=True)
class Hits:
    """How many of n clients a wave hits: none, or once it comes a binomial count."""

    wave: Wave
    clients: int

    @property
    def mean(self) -> float:
        """The expected count: n p_w p_h."""
        return self.clients * self.wave.chance * self.wave.reach

    @property
    def variance(self) -> float:
        """p_w (n p_h (1 - p_h) + (n p_h)^2) - (n p_w p_h)^2."""
        hit = self.clients * self.wave.reach
        once = hit * (1 - self.wave.reach) + hit**2
        return self.wave.chance * once - self.mean**2

    def generating(self, z: Any) -> Any:
        """1 - p_w + p_w (1 - p_h + p_h z)^n."""
        each = 1 - self.wave.reach + self.wave.reach * z
        return 1 - self.wave.chance + self.wave.chance * each**self.clients

    def chances(self, count: int) -> Array:
        """Pr(N = 0), Pr(N = 1), ... up to `count`; shape (count + 1,)."""
        hit = stats.binom(self.clients, self.wave.reach).pmf(np.arange(count + 1))
        made = self.wave.chance * hit
        made[0] += 1 - self.wave.chance
        return np.asarray(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientMargin:
    """What one client's year is expected to leave, and how sure that is.

    `margin` is money before overhead; `share` is that of the price; `loss` the chance that
    it does not pay the overhead, `thin` that the share is below the floor aimed at.
    """

    name: str
    copies: int
    margin: float
    share: float
    loss: float
    thin: float


@dataclass(frozen=True, eq=False, kw_only=True)
class Portfolio:
    """All clients of a provider, what an hour costs, and the wave that may come."""

    years: tuple[ClientYear, ...]
    own_hour: float
    wave: Wave | None = None

    def __post_init__(self) -> None:
        if not self.years:
            says = "A book of no clients has no margin. Add the clients that have a price."
            raise Refusal(code="impossible_portfolio", says=says)
        if not 0 < self.own_hour < math.inf:
            says = f"An hour costs us {self.own_hour:g}. Write an amount above 0."
            raise Refusal(code="impossible_portfolio", says=says)

    @property
    def clients(self) -> int:
        """How many they are."""
        return sum(year.copies for year in self.years)

    @property
    def revenue(self) -> float:
        """What all of them pay."""
        return sum(year.copies * year.price for year in self.years)

    @property
    def fixed(self) -> float:
        """What serving all of them costs before anybody calls."""
        return sum(year.copies * year.fixed for year in self.years)

    @cached_property
    def hours(self) -> Loss:
        """The distribution of all their hours, with the wave."""
        calm = pooled([(year.hours, year.copies) for year in self.years])
        return with_wave(calm, self.clients, self.wave) if self.wave else calm

    @property
    def margin(self) -> float:
        """The gross margin to expect, as a share of the revenue."""
        return 1 - (self.fixed + self.own_hour * self.hours.mean) / self.revenue

    def chance_below(self, margin: float) -> float:
        """The chance that the whole book's gross margin falls below a share of revenue.

        At a margin of 0 it does not pay its own costs; at the overhead, it is ruin.
        """
        cost = (self.fixed, self.own_hour)
        return chance_below(margin, self.revenue, cost, self.hours)

    def excess_left(self, level: float) -> float:
        """What pooling leaves of the clients' own excesses at a level, without a wave."""
        return excess_left([(year.hours, year.copies) for year in self.years], level)


def by_margin(book: Portfolio, goals: Targets) -> tuple[ClientMargin, ...]:
    """The clients, those that leave least first: the wave counts for the book alone."""
    made = []
    for year in book.years:
        margin = year.price - year.fixed - book.own_hour * year.hours.mean
        cost = (year.fixed, book.own_hour)
        made.append(
            ClientMargin(
                name=year.name,
                copies=year.copies,
                margin=margin,
                share=margin / year.price,
                loss=chance_below(goals.overhead, year.price, cost, year.hours),
                thin=chance_below(goals.margin_floor, year.price, cost, year.hours),
            )
        )
    return tuple(sorted(made, key=lambda each: (each.margin, each.name)))


def pooled(losses: Sequence[tuple[Loss, int]]) -> Loss:
    """The sum of independent losses, each in so many independent copies.

    Characteristic functions multiply. The grid is the widest of theirs, or wider where the
    sum would need more than 65,536 points; a value between two points is shared by both,
    so that means are kept.
    """
    mean = sum(copies * loss.mean for loss, copies in losses)
    variance = sum(copies * loss.variance for loss, copies in losses)
    far = mean + _FAR * math.sqrt(variance)
    step = max(*(loss.step for loss, _ in losses), far / _POINTS)
    return _summed([_year(loss, copies, step) for loss, copies in losses], step)


def with_wave(calm: Loss, clients: int, wave: Wave) -> Loss:
    """A pool's hours with those of a wave: p = calm * [(1 - p_w) + p_w Binomial(n, p_h)].

    Once the wave has come, each client is hit on its own. The grid is the pool's, or wider
    where a wave that hits all would need more than 65,536 points.
    """
    if not wave.mean(clients):
        return calm
    step = max(calm.step, clients * wave.hours / _POINTS)
    hit = on_step(Loss(wave.hours, np.array([0.0, 1.0])), step)
    second = float((np.arange(len(hit)) * step) ** 2 @ hit)
    hits = Addend(Hits(wave, clients), hit, wave.hours, second)
    return _summed([_year(calm, 1, step), hits], step)


def variation(loss: Loss) -> float:
    """The coefficient of variation: deviation / mean; of no hours at all it is 0."""
    return loss.deviation / loss.mean if loss.mean else 0.0


def clients_for(loss: Loss, most: float) -> int:
    """How many independent clients like this one vary together by no more than that."""
    if not most > 0:
        says = f"No number of clients brings the variation down to {most:g}. Aim above 0."
        raise Refusal(code="impossible_portfolio", says=says)
    return max(1, math.ceil((variation(loss) / most) ** 2 * (1 - 1e-12)))


def excess(loss: Loss, level: float) -> float:
    """How far the value at risk lies above the mean."""
    return loss.quantile(level) - loss.mean


def excess_left(losses: Sequence[tuple[Loss, int]], level: float) -> float:
    """The excess of the pool, as a share of the sum of what each holds alone."""
    alone = sum(copies * excess(loss, level) for loss, copies in losses)
    if not alone > 0:
        says = (
            f"At a level of {level:.0%} no client's hours lie above their mean, so a pool "
            "has nothing to share. Take a level such as 99%."
        )
        raise Refusal(code="impossible_portfolio", says=says)
    return excess(pooled(losses), level) / alone


def on_step(loss: Loss, step: float) -> Array:
    """Chances on another grid: a value between two points is shared so that means stay."""
    places = loss.points / step
    low = np.floor(places + 1e-9)
    upper = np.clip(places - low, 0.0, 1.0)
    chances = np.zeros(int(low[-1]) + 2)
    at = low.astype(np.int64)
    np.add.at(chances, at, loss.chances * (1 - upper))
    np.add.at(chances, at + 1, loss.chances * upper)
    return chances


def _year(loss: Loss, copies: int, step: float) -> Addend:
    """A loss that comes once, in copies; what its own grid has lost is made up for."""
    chances = loss.chances if loss.step == step else on_step(loss, step)
    on = Loss(step, chances / chances.sum())
    return Addend(_ONE, on.chances, on.mean, on.variance + on.mean**2, copies)


def _summed(parts: Sequence[Addend], step: float) -> Loss:
    mean = sum(part.mean for part in parts)
    if mean and sum(part.variance for part in parts) <= _CERTAIN * mean**2:
        return Loss(step, on_step(Loss(mean, np.array([0.0, 1.0])), step))
    return compounded(parts, step)
