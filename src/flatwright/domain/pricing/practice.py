"""What practitioners compute: costs of an hour and a seat, rates, budgets, prices.

Amounts are of one currency and float: statistics. Shares are of 1, not percent.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flatwright.domain.kernel.problem import Refusal

LABOUR_SHARE = 0.25  # labour a quarter, tools a tenth: a gross margin of 65 %


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryArea:
    """A kind of work: what it costs a month, and the seats that this serves."""

    name: str
    monthly_cost: float
    seats: float


def cost_of_productive_hour(
    wage: float, burden: float, available: float, utilisation: float
) -> float:
    """What an hour of work for clients costs: W (1 + b) / (A u).

    Wage a year, its burden as a share, paid hours available a year, and the share of them
    that is worked for clients. The usual sum of the trade; 60,000 at 25 % over 1,800 hours
    at 75 % is 55.56. Raises Refusal where no hour is productive.
    """
    return (
        wage
        * (1 + burden)
        / (_some(available, "hours available") * _some(utilisation, "utilisation"))
    )


def effective_hourly_rate(revenue: float, resold: float, hours: float) -> float:
    """Revenue of an agreement, without tools and resold goods, for each hour worked.

    The usual figure of the trade (ChannelE2E). Raises Refusal where no hour was worked.
    """
    return (revenue - resold) / _some(hours, "hours worked")


def hours_budget(revenue: float, resold: float, target_rate: float) -> float:
    """The hours that keep the effective hourly rate at a target.

    (1,000 - 100) / 150 is 6 hours (Peterson).
    """
    return (revenue - resold) / _some(target_rate, "target rate")


def labour_share_budget(
    revenue: float, standard_rate: float, share: float = LABOUR_SHARE
) -> float:
    """The hours that keep labour at a share of the revenue, counted at the standard rate.

    3,000 / 135 x 25 % is 5.56 hours (Kaseya, MSPs and metrics, 2018).
    """
    return revenue / _some(standard_rate, "standard rate") * share


def efficiency_ratio(invoiced: float, hours: float, standard_rate: float) -> float:
    """What was invoiced against the same hours at the standard rate.

    The aim is 0.8 to 1.5; above, the client pays too much (MSPCFO).
    """
    return invoiced / (_some(hours, "hours worked") * _some(standard_rate, "standard rate"))


def multiple_of_service_wages(revenue: float, wages: float) -> float:
    """Service revenue over taxable service wages; the aim is 2.5 (Service Leadership)."""
    return revenue / _some(wages, "service wages")


def price_from_margin(cost: float, margin: float) -> float:
    """The price that leaves a gross margin: cost / (1 - margin).

    A margin of 50 % doubles the cost. Raises Refusal for a margin that no price leaves.
    """
    if not 0 <= margin < 1:
        says = (
            f"The gross margin is {margin:.0%} of the price, which no price can leave "
            "while work costs anything. Aim at 0% to less than 100%."
        )
        raise Refusal(code="unreachable_margin", says=says)
    return cost / (1 - margin)


def cost_per_seat(areas: Sequence[DeliveryArea]) -> float:
    """What a seat costs a month: each delivery area's cost over the seats it serves.

    A seat is a user, not a device (TruMethods). Raises Refusal for an area of no seats.
    """
    return sum(
        area.monthly_cost / _some(area.seats, f"seats of {area.name}") for area in areas
    )


def all_in_seat_price(areas: Sequence[DeliveryArea], margin: float) -> float:
    """The monthly price of a seat that pays for all areas and leaves a gross margin."""
    return price_from_margin(cost_per_seat(areas), margin)


def reactive_hours_per_user(hours: float, users: float, months: float = 1) -> float:
    """Unplanned hours for each user and month: under 0.25 at the best (TruMethods)."""
    return hours / (_some(users, "users") * _some(months, "months"))


def reactive_hours_per_device(hours: float, devices: float, months: float = 1) -> float:
    """Unplanned hours for each device and month: never to compare with hours per user."""
    return hours / (_some(devices, "devices") * _some(months, "months"))


def _some(amount: float, what: str) -> float:
    """A denominator, which is above nothing."""
    if not amount > 0:
        says = f"{amount:g} stands for the {what}. Write a figure above 0."
        raise Refusal(code="no_capacity", says=says)
    return amount
