"""A plan priced for a client: what a period costs, the floors, and how sure that is."""

from dataclasses import dataclass, field, replace

from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.exposure import Exposures, ListedDevices
from flatwright.domain.pricing.floors import Floors, Targets, chance_below, floors, targets
from flatwright.domain.pricing.lanes import Lanes, lanes
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.rate_book import RateBook
from flatwright.domain.pricing.served import YEAR, Noise, Served, Span, is_exact, served
from flatwright.domain.pricing.simulate import Trial, simulated
from flatwright.domain.pricing.standing import (
    StandingCost,
    own_hour,
    standing_costs,
    yearly,
)

_LIKELY = 0.8  # the range within which four years of five lie


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is priced: a plan for a client, on a rate book, as loud as the client may be."""

    plan: PlanVersion
    book: RateBook
    exposures: Exposures
    listed: ListedDevices
    noise: Noise
    span: Span = YEAR
    trial: Trial = field(default_factory=Trial)

    @property
    def lanes(self) -> Lanes:
        """The client's demand under the plan."""
        return lanes(self.plan, self.book, self.exposures, self.listed)

    @property
    def targets(self) -> Targets:
        """What the price must achieve."""
        return targets(self.book.goals)

    @property
    def noise_under_plan(self) -> Noise:
        """The client's noise, less the tickets that first training saves."""
        hours = min(1.0, self.plan.training.per_installation / 60)
        saved = float(self.book.client.training_saves) / 100 * hours
        return replace(self.noise, mean=self.noise.mean * (1 - saved))

    @property
    def own_hour(self) -> float:
        """What an hour costs us."""
        return own_hour(self.plan, self.book)

    @property
    def standing(self) -> tuple[StandingCost, ...]:
        """What a year costs before anybody calls."""
        return standing_costs(self.plan, self.book, self.exposures)

    @property
    def fixed_a_year(self) -> float:
        """The sum of that, money a year."""
        return yearly(self.standing)


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Priced:
    """What serving a client costs in a period, and the least price for it.

    Money is in the plan's currency, for the period, unless a name says a month.
    """

    case: Case
    lanes: Lanes
    served: Served
    floors: Floors

    @property
    def share_of_year(self) -> float:
        """The period as a share of a year."""
        return len(self.case.span.busy) / 12

    @property
    def own_hour(self) -> float:
        """What an hour costs us."""
        return self.case.own_hour

    @property
    def fixed(self) -> float:
        """Standing costs of the period."""
        return self.case.fixed_a_year * self.share_of_year

    @property
    def hours(self) -> Loss:
        """The distribution of covered hours."""
        return self.served.hours

    @property
    def a_month(self) -> float:
        """The least price of a month."""
        return self.floors.least / len(self.case.span.busy)

    @property
    def per_user(self) -> float:
        """The least price of a month, for each user; of no user it is the whole."""
        return self.a_month / max(1, self.case.exposures.users)

    @property
    def likely(self) -> tuple[float, float]:
        """The prices of a month that the margin aimed at needs in four years of five."""
        margin = 1 - self.case.targets.gross_margin
        low, high = self.hours.interval(_LIKELY)
        needed = [(self.fixed + self.own_hour * each) / margin for each in (low, high)]
        months = len(self.case.span.busy)
        return needed[0] / months, needed[1] / months

    @property
    def reactive_hours_per_user(self) -> float:
        """Expected covered hours for each user and month."""
        users = max(1, self.case.exposures.users)
        return self.hours.mean / users / len(self.case.span.busy)

    def margin_at(self, price: float) -> float:
        """The expected gross margin at a period's price, as a share of it."""
        return 1 - (self.fixed + self.own_hour * self.hours.mean) / price

    def chance_below(self, margin: float, price: float) -> float:
        """The chance that the gross margin of a period falls below a share of its price."""
        return chance_below(margin, price, (self.fixed, self.own_hour), self.hours)


def priced(case: Case) -> Priced:
    """Price a plan for a client: exactly where that can be done, else by simulation."""
    of = case.lanes
    if is_exact(of):
        made = served(of, case.noise_under_plan, case.span)
    else:
        made = simulated(of, case.noise_under_plan, case.trial, case.span)
    fixed = case.fixed_a_year * len(case.span.busy) / 12
    return Priced(
        case=case,
        lanes=of,
        served=made,
        floors=floors(made.hours, fixed, case.own_hour, case.targets),
    )


def with_plan(case: Case, plan: PlanVersion, listed: ListedDevices | None = None) -> Case:
    """The same case under another plan, which may count devices otherwise."""
    return replace(case, plan=plan, listed=listed or case.listed)
