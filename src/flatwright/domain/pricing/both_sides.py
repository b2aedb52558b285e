"""A plan seen from both sides: what it is worth to the client, and what it costs us.

Against the same help by the hour. The provider has many clients and takes expected cost,
and a charge for the capital that bad years need; the client has one year, and takes sure
amounts (certainty.py). Source: two-part tariffs, Oi 1971; Png and Wang 2010.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from flatwright.domain.plan.clause import Outcome
from flatwright.domain.pricing.by_the_hour import (
    Called,
    called_for,
    groups,
    rates_of,
    still_billed,
    without_plan,
)
from flatwright.domain.pricing.certainty import certainty
from flatwright.domain.pricing.corridor import Bargain, ClientSide, ProviderSide
from flatwright.domain.pricing.floors import TAIL
from flatwright.domain.pricing.lanes import Lanes
from flatwright.domain.pricing.priced import Case, Priced
from flatwright.domain.pricing.served import Noise, Use
from flatwright.domain.pricing.standing import tier_of
from flatwright.domain.pricing.value import Help, Inclusion, inclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedHours:
    """Hours of one class in a year, their rate (or none), and their worth."""

    hours: float
    rate: float
    worth: float

    @property
    def called(self) -> float:
        """Those that are called for at the rate."""
        return self.hours * called_for(self.rate, self.worth)

    @property
    def value(self) -> float:
        """What those are worth before they are paid: (beta + r) exp(-r / beta) each."""
        return self.called * (self.worth + self.rate)


def bargain(of: Priced) -> Bargain:
    """Both sides of a priced plan, in money of a year."""
    return bargain_of(of.case, of.lanes, of.served.uses, _capital(of))


def bargain_of(
    case: Case, lanes: Lanes, uses: tuple[Use, ...], capital: float = 0.0
) -> Bargain:
    """Both sides from expected uses alone; `capital` is the yearly charge for bad years."""
    plan, noise = case.plan, case.noise
    hourly, rounding = float(plan.rates.hourly), plan.rates.rounding
    tolerance = float(case.book.client.risk_tolerance) * max(1, case.exposures.users)
    rates = rates_of(lanes)
    under = list(_hours(rates, uses))
    beside = list(_by_the_hour(lanes, noise, hourly))
    bills = groups(still_billed(lanes, rates), case.noise_under_plan, rounding)
    by_hour = tuple(without_plan(lanes, hourly))
    own = case.own_hour
    return Bargain(
        client=ClientSide(
            worth_under_plan=sum(each.value for each in under),
            bill_under_plan=certainty(bills, tolerance).equivalent,
            worth_by_the_hour=sum(each.value for each in beside),
            bill_by_the_hour=_sure_bill(by_hour, noise, rounding, tolerance),
            proactive=_care(case),
        ),
        provider=ProviderSide(
            fixed=case.fixed_a_year,
            cost_under_plan=sum(each.called * (own - each.rate) for each in under)
            + capital,
            cost_by_the_hour=sum(each.called * (own - each.rate) for each in beside),
        ),
    )


def with_standing(both: Bargain, case: Case) -> Bargain:
    """The same help under a plan whose care and standing costs alone differ."""
    return Bargain(
        client=replace(both.client, proactive=_care(case)),
        provider=replace(both.provider, fixed=case.fixed_a_year),
    )


def inclusions_of(of: Priced) -> dict[str, Inclusion]:
    """For each class of demand that the client has whether free help gains, and why."""
    hourly = float(of.case.plan.rates.hourly)
    theirs = {name for name, _ in of.lanes.tickets}
    return {
        name: inclusion(Help(beta=float(demand.worth), rate=hourly, cost=of.own_hour))
        for name, demand in of.case.book.classes.items()
        if demand.worth and name in theirs
    }


def _by_the_hour(lanes: Lanes, noise: Noise, hourly: float) -> Iterator[UsedHours]:
    """All hours of each class at one rate: no first training saves any of them."""
    classes = lanes.book.classes
    for (name, _), tickets in lanes.tickets.items():
        demand = classes[name]
        loud = 1.0 if demand.steady else noise.mean
        hours = 12 * tickets * loud * demand.minutes.mean / 60
        yield UsedHours(hours=hours, rate=hourly, worth=float(demand.worth))


def _hours(rates: Mapping[int, float], uses: tuple[Use, ...]) -> Iterator[UsedHours]:
    """Hours that the fee pays for, and those that are billed at their clauses' rates."""
    for use in uses:
        if use.outcome is Outcome.COVERED or use.clause in rates:
            rate = rates.get(use.clause, 0.0)
            yield UsedHours(hours=use.minutes / 60, rate=rate, worth=use.worth)


@lru_cache(maxsize=256)
def _sure_bill(
    called: tuple[Called, ...], noise: Noise, rounding: int, tolerance: float
) -> float:
    """The bill without a plan; thousands of designs are held against the same one."""
    return certainty(groups(called, noise, rounding), tolerance).equivalent


def _capital(of: Priced) -> float:
    """The charge for the capital that the worst twentieth of years needs."""
    worst = of.own_hour * (of.hours.tvar(TAIL) - of.hours.mean)
    return of.case.targets.capital_charge * worst


def _care(case: Case) -> float:
    """What care without asking, and a fast answer, are worth to the client in a year."""
    tier = tier_of(case.plan, case.book)
    a_month = float(case.book.client.care) + (float(tier.worth) if tier else 0.0)
    return a_month * case.exposures.users * 12
