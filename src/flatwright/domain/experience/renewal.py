"""What a client should pay in the next year, from what the last ones showed.

Hours are reactive hours for each user and month; money is a year's, in the plan's
currency and float: statistics. Shares and trends are of 1, not percent.
"""

import math
from dataclasses import dataclass

from flatwright.domain.kernel.problem import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursSeen:
    """Reactive hours for each user and month: the client's, the book's, and Z.

    Where single tickets were cut before averaging, `large` gives back what the book's
    tickets take beyond the cut.
    """

    own: float
    book: float
    credibility: float
    large: float = 0.0

    def __post_init__(self) -> None:
        if not 0 <= self.credibility <= 1:
            says = (
                f"The client's own hours count for {self.credibility:.4g} of the whole. "
                "Take a share from 0 (the book alone) to 1 (the client alone)."
            )
            raise Refusal(code="impossible_credibility", says=says)
        for name in ("own", "book", "large"):
            _at_least(0, f"count of hours ({name})", getattr(self, name))

    @property
    def weighted(self) -> float:
        """Z own + (1 - Z) book, with the book's large tickets added back."""
        z = self.credibility
        return z * self.own + (1 - z) * self.book + self.large


@dataclass(frozen=True, slots=True, kw_only=True)
class Trends:
    """Yearly changes: tickets for each user, hours for each ticket, and costs."""

    tickets: float = 0.0
    effort: float = 0.0
    wages: float = 0.0

    def __post_init__(self) -> None:
        for name in ("tickets", "effort", "wages"):
            _at_least(-1, f"trend of {name}", getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Collar:
    """How far a renewal may move a price: 0.05 down and 0.12 up, say."""

    fall: float
    rise: float

    def __post_init__(self) -> None:
        _at_least(0, "most that a price may rise", self.rise)
        _at_least(0, "most that a price may fall", self.fall)
        if self.fall > 1:
            says = f"A price cannot fall by {self.fall:.0%}. Write 100% or less."
            raise Refusal(code="impossible_renewal", says=says)

    def within(self, price: float, current: float) -> float:
        """The price, or the end of the collar around the current one that it passes."""
        low, high = current * (1 - self.fall), current * (1 + self.rise)
        return min(max(price, low), high)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingYear:
    """The year that ends: exposure, costs, price, and the margin to aim at next.

    `fixed` is what a year costs besides the hours, `own_hour` the cost of an hour, both in
    this year's wages; `carried` is what the last renewal left out of the price.
    """

    user_months: float
    fixed: float
    own_hour: float
    gross_margin: float
    current: float
    carried: float = 0.0

    def __post_init__(self) -> None:
        _at_least(0, "exposure in user-months", self.user_months)
        _at_least(0, "cost besides hours", self.fixed)
        _at_least(0, "cost of an hour", self.own_hour)
        _finite("amount carried from the last renewal", self.carried)
        if not (math.isfinite(self.current) and self.current > 0):
            says = (
                f"The current price is {self.current:,.2f}. A renewal starts from a price "
                "above 0: quote a new plan instead."
            )
            raise Refusal(code="impossible_renewal", says=says)
        if not 0 <= self.gross_margin < 1:
            says = (
                f"The gross margin is {self.gross_margin:.0%} of the price, which no price "
                "can reach while work costs anything. Aim at less than 100%."
            )
            raise Refusal(code="unreachable_margin", says=says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """A year's price to offer, what it should be, and what is left for later."""

    ending: EndingYear
    reactive_hours_per_user: float
    cost: float
    technical: float  # cost / (1 - margin): the price if nothing held it
    offered: float

    @property
    def change(self) -> float:
        """The offer's change of the current price."""
        return self.offered / self.ending.current - 1

    @property
    def uncollared_change(self) -> float:
        """The change that the technical price would need."""
        return self.technical / self.ending.current - 1

    @property
    def deferred(self) -> float:
        """What the collar keeps out of this price; below 0, what it keeps in."""
        return self.technical - self.offered

    @property
    def newly_deferred(self) -> float:
        """The part of it that the last renewal had not deferred already."""
        return self.deferred - self.ending.carried

    @property
    def margin(self) -> float:
        """The gross margin to expect at the offer, as a share of it."""
        return 1 - self.cost / self.offered if self.offered else -math.inf

    @property
    def because(self) -> str:
        """Why the offer is what it is, for the owner."""
        first = (
            f"We expect {self.reactive_hours_per_user:.2f} reactive hours a user and "
            f"month, so the year costs {self.cost:,.0f} and a gross margin of "
            f"{self.ending.gross_margin:.0%} needs {self.technical:,.0f} "
            f"({self.uncollared_change:+.0%})."
        )
        return f"{first} {self._held()}"

    def _held(self) -> str:
        if math.isclose(self.technical, self.offered, rel_tol=1e-9):
            return f"The offer is that price: {self.offered:,.0f}."
        side = "not yet charged" if self.deferred > 0 else "not yet given back"
        carried = self.ending.carried
        before = f" ({carried:,.0f} of it since the last renewal)" if carried else ""
        return (
            f"A renewal may move the price by {self.change:+.0%} at most, so the offer is "
            f"{self.offered:,.0f}, and {abs(self.deferred):,.0f} a year is {side}{before}: "
            "it stays on the list for the next renewal."
        )


def renewal(
    hours: HoursSeen, trends: Trends, ending: EndingYear, collar: Collar
) -> Renewal:
    """The next year's price from experience.

    Hours = [Z own + (1 - Z) book](1 + tickets)(1 + effort); cost = fixed (1 + wages) +
    hours x user-months x own hour (1 + wages); technical price = cost / (1 - margin); the
    offer is that price, held within the collar around the current one.
    """
    each = hours.weighted * (1 + trends.tickets) * (1 + trends.effort)
    of_hours = each * ending.user_months * ending.own_hour
    cost = (ending.fixed + of_hours) * (1 + trends.wages)
    technical = cost / (1 - ending.gross_margin)
    return Renewal(
        ending=ending,
        reactive_hours_per_user=each,
        cost=cost,
        technical=technical,
        offered=collar.within(technical, ending.current),
    )


def _at_least(least: float, name: str, value: float) -> None:
    _finite(name, value)
    if value < least:
        says = f"The {name} is {value:g}, which cannot be. Write {least:g} or more."
        raise Refusal(code="impossible_renewal", says=says)


def _finite(name: str, value: float) -> None:
    if not math.isfinite(value):
        says = f"The {name} is {value}, which is no number. Write a number."
        raise Refusal(code="impossible_renewal", says=says)
