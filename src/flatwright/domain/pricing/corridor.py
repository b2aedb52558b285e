"""From the least that the provider can take to the most that the client should pay.

Each side's gain is measured against work by the hour, in sure amounts of a year's money.
A price only moves gain from one side to the other: their sum, the surplus, does not hold
it, so the design with the most surplus is the best for both, and an equal split of it is
fair (Nash 1950, for gains that money transfers). Floats, in the currency's main unit.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from scipy import optimize

NO_FLOOR = -float("inf")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSide:
    """What a year of help is worth to the client, and the bills, as sure amounts.

    Worth is before any bill; `bill_under_plan` is what is still billed by the hour under
    the plan; `proactive` is the worth of all that the plan does unasked.
    """

    worth_under_plan: float
    bill_under_plan: float
    worth_by_the_hour: float
    bill_by_the_hour: float
    proactive: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSide:
    """What a year of help costs the provider, as sure amounts, less what is billed.

    `fixed` is the yearly cost of serving the client under the plan, whatever the tickets;
    the cost by the hour is below 0 where hourly work earns.
    """

    fixed: float
    cost_under_plan: float
    cost_by_the_hour: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bargain:
    """A design of a plan, seen from both sides."""

    client: ClientSide
    provider: ProviderSide


@dataclass(frozen=True, slots=True, kw_only=True)
class MarginFloor:
    """A gross margin that the price has to leave, as a share of it, over expected cost.

    `effort_cost` is the expected yearly cost of covered effort.
    """

    share: float
    effort_cost: float

    def __post_init__(self) -> None:
        if not 0 <= self.share < 1 or not self.effort_cost >= 0:
            msg = f"a margin of {self.share} over {self.effort_cost}"
            raise ValueError(msg)

    def price(self, fixed: float) -> float:
        """(F + c E[H]) / (1 - GM)."""
        return (fixed + self.effort_cost) / (1 - self.share)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """The prices that serve both sides; `floor` is what a margin asks for within them."""

    lowest: float
    highest: float
    floor: float = NO_FLOOR

    def __post_init__(self) -> None:
        if not max(self.lowest, self.floor) <= self.highest:
            msg = f"no price from {self.lowest} or {self.floor} to {self.highest}"
            raise ValueError(msg)

    @property
    def surplus(self) -> float:
        """What both sides gain together, at any price."""
        return self.highest - self.lowest

    @property
    def split(self) -> float:
        """The price that leaves each side half of the surplus, or the floor above it."""
        return self.nearest(self.lowest + self.surplus / 2)

    def client_gain(self, price: float) -> float:
        """What a price leaves to the client."""
        return self.highest - price

    def provider_gain(self, price: float) -> float:
        """What a price leaves to the provider."""
        return price - self.lowest

    def nearest(self, price: float) -> float:
        """The price, or the end of the corridor that is nearest to it."""
        return min(max(price, self.lowest, self.floor), self.highest)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCorridor:
    """Why no price serves both, and what would just open a corridor, each by itself.

    `noise_down` is the share of covered effort to prevent, `margin` the highest margin
    that the highest price leaves; None where it would not open one.
    """

    gap: float
    fixed_down: float | None
    noise_down: float | None
    value_up: float
    margin: float | None
    because: str


def client_gain(bargain: Bargain, price: float) -> float:
    """G_C(P) = [worth, bill, price, proactive of the plan] - [worth, bill by the hour]."""
    side = bargain.client
    plan = side.worth_under_plan - side.bill_under_plan - price + side.proactive
    return plan - (side.worth_by_the_hour - side.bill_by_the_hour)


def provider_gain(bargain: Bargain, price: float) -> float:
    """G_P(P) = P - F - cost under the plan + cost by the hour."""
    side = bargain.provider
    return price - side.fixed - side.cost_under_plan + side.cost_by_the_hour


def surplus(bargain: Bargain) -> float:
    """S = G_C + G_P, which holds no price."""
    return client_gain(bargain, 0) + provider_gain(bargain, 0)


def corridor(
    bargain: Bargain,
    floor: MarginFloor | None = None,
    cost_at: Callable[[float], float] | None = None,
) -> Corridor | NoCorridor:
    """The corridor [-G_P(0), G_C(0)], or what keeps it shut.

    `cost_at` is the sure cost of covered effort when a share of it is prevented, falling
    from `cost_under_plan` at 0; in proportion, when left out. What is prevented costs us
    nothing, and leaves the client as well off as help that came at once.
    """
    ends = _Ends(
        lowest=-provider_gain(bargain, 0),
        highest=client_gain(bargain, 0),
        fixed=bargain.provider.fixed,
        cost=bargain.provider.cost_under_plan,
        margin=floor,
    )
    if ends.short() <= 0:
        return Corridor(lowest=ends.lowest, highest=ends.highest, floor=ends.margin_price())
    return _opened(ends, cost_at or (lambda prevented: ends.cost * (1 - prevented)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ends:
    """The ends of a corridor, and what moves the lower one."""

    lowest: float
    highest: float
    fixed: float
    cost: float
    margin: MarginFloor | None

    def margin_price(self, prevented: float = 0.0) -> float:
        """The price that the margin asks for, with a share of the effort prevented."""
        if self.margin is None:
            return NO_FLOOR
        effort = self.margin.effort_cost * (1 - prevented)
        return replace(self.margin, effort_cost=effort).price(self.fixed)

    def short(self, saved: float = 0.0, prevented: float = 0.0) -> float:
        """How far the price needed is above the highest; 0 or less is a corridor."""
        needed = max(self.lowest - saved, self.margin_price(prevented))
        return needed - self.highest


def _opened(ends: _Ends, cost_at: Callable[[float], float]) -> NoCorridor:
    fixed, noise, margin = _fixed_down(ends), _noise_down(ends, cost_at), _margin(ends)
    ways = [
        None if fixed is None else f"cut the fixed cost by {fixed:,.2f}",
        None if noise is None else f"prevent {noise:.1%} of the covered effort",
        f"show the client {ends.short():,.2f} more value",
        None if margin is None else f"ask for a margin of {margin:.1%}",
    ]
    needed = max(ends.lowest, ends.margin_price())
    why = ""
    if ends.margin and needed > ends.lowest:
        why = f" for a margin of {ends.margin.share:.0%}"
    return NoCorridor(
        gap=ends.short(),
        fixed_down=fixed,
        noise_down=noise,
        value_up=ends.short(),
        margin=margin,
        because=(
            f"No corridor: the provider needs {needed:,.2f} a year{why}, and the plan is "
            f"worth {ends.highest:,.2f} to the client. Any of these just opens one: "
            f"{'; '.join(way for way in ways if way)}."
        ),
    )


def _fixed_down(ends: _Ends) -> float | None:
    """A unit of fixed cost lowers the margin's price by 1 / (1 - GM)."""
    down = ends.lowest - ends.highest
    if ends.margin:
        above = ends.margin_price() - ends.highest
        down = max(down, above * (1 - ends.margin.share))
    return down if down <= ends.fixed else None


def _noise_down(ends: _Ends, cost_at: Callable[[float], float]) -> float | None:
    def short(prevented: float) -> float:
        return ends.short(ends.cost - cost_at(prevented), prevented)

    if short(1.0) > 0:
        return None
    return float(optimize.brentq(short, 0.0, 1.0))


def _margin(ends: _Ends) -> float | None:
    """1 - (F + c E[H]) / P_max, where the margin alone shuts the corridor."""
    if ends.margin is None or ends.lowest > ends.highest or ends.highest <= 0:
        return None
    left = 1 - (ends.fixed + ends.margin.effort_cost) / ends.highest
    return left if left >= 0 else None
