"""Everything that is said of a plan's price for one client, gathered."""

from collections.abc import Callable
from dataclasses import dataclass

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.both_sides import bargain
from flatwright.domain.pricing.by_the_hour import bill, without_plan
from flatwright.domain.pricing.corridor import Corridor, NoCorridor, corridor
from flatwright.domain.pricing.exposure import Exposures, ListedDevices
from flatwright.domain.pricing.fee import Counts, Fee, monthly_fee
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.moved import moves
from flatwright.domain.pricing.practice import effective_hourly_rate
from flatwright.domain.pricing.priced import Case, Priced, priced
from flatwright.domain.pricing.tornado import Swing, tornado
from flatwright.domain.pricing.worth import Worth, worths

ListedUnder = Callable[[PlanVersion], ListedDevices]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBound:
    """Why the client's side bounds no price: any flat fee is better than the bills."""

    because: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Quote:
    """A price with its reasons, the plan's own fee held against it, and both sides."""

    priced: Priced
    fee: Fee
    corridor: Corridor | NoCorridor | NoBound  # money of a year
    by_the_hour: Loss  # the client's bill of a year for the same help
    worths: tuple[Worth, ...] = ()
    swings: tuple[Swing, ...] = ()

    @property
    def asked(self) -> float:
        """The plan's own fee for the period, 0 where it names none."""
        return float(self.fee.total.decimal) * len(self.priced.case.span.busy)

    @property
    def margin(self) -> float | None:
        """The expected gross margin at the plan's own fee."""
        return self.priced.margin_at(self.asked) if self.asked else None

    @property
    def chance_below_floor(self) -> float | None:
        """The chance that the margin at the plan's own fee falls below its floor."""
        if not self.asked:
            return None
        floor = self.priced.case.targets.margin_floor
        return self.priced.chance_below(floor, self.asked)

    @property
    def hourly_rate(self) -> float | None:
        """What an hour of covered work brings at the plan's fee, after standing costs."""
        hours = self.priced.hours.mean
        if not self.asked or not hours:
            return None
        return effective_hourly_rate(self.asked, self.priced.fixed, hours)


def counts_of(exposures: Exposures) -> Counts:
    """A client's exposures as the units that a plan may price."""
    return Counts(
        users=exposures.users,
        computers=exposures.computers + exposures.shared_computers,
        servers=exposures.servers,
        sites=exposures.sites,
        printers=sum(exposures.printers.values()),
    )


def quoted(case: Case, listed_under: ListedUnder, *, in_full: bool = True) -> Quote:
    """A plan's price for a client; `in_full` with what every setting is worth."""
    of = priced(case)
    hourly = float(case.plan.rates.hourly)
    called = without_plan(of.lanes, hourly)
    return Quote(
        priced=of,
        fee=monthly_fee(case.plan, counts_of(case.exposures)),
        corridor=_corridor(of),
        by_the_hour=bill(called, case.noise, case.plan.rates.rounding),
        worths=tuple(worths(of, moves(case.plan, case.book), listed_under))
        if in_full
        else (),
        swings=tornado(of) if in_full else (),
    )


def _corridor(of: Priced) -> Corridor | NoCorridor | NoBound:
    """What serves both sides; a client for whom any fee is better bounds no price."""
    try:
        return corridor(bargain(of))
    except Refusal as refusal:
        if refusal.code != "unbounded_bill":
            raise
        return NoBound(because=f"No corridor: {refusal.says}")
