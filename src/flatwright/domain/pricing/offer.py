"""A plan's own price, scaled to a monthly sum, and three offers side by side."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from flatwright.domain.kernel.money import Money, minor_digits
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import Counts, Fee, fee_parts, monthly_fee
from flatwright.domain.pricing.price_terms import changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A plan to offer under a name, and what a month of it should bring."""

    name: str
    plan: PlanVersion
    monthly: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A plan at the price that reaches its aim, and a month of it."""

    name: str
    plan: PlanVersion
    fee: Fee


def repriced(
    plan: PlanVersion, counts: Counts, monthly: Money, unit: Decimal | None = None
) -> PlanVersion:
    """The plan with each amount of its price scaled alike, so that a month reaches a sum.

    Each amount is rounded up to `unit` (the minor unit, when left out; 1 or 5 for whole
    prices), so the fee is above the sum by less than a unit for each unit billed. The
    shape stays: units, steps, base and what it includes, fixed lines, minimum. Raises
    Refusal for a price of nothing, or a sum of nothing.
    """
    least = Decimal(1).scaleb(-minor_digits(plan.currency))
    to = least if unit is None else unit
    if to <= 0 or to % least:
        msg = f"prices are rounded to whole {least} {plan.currency}, not to {to}"
        raise ValueError(msg)
    if monthly.currency != plan.currency:
        msg = f"the plan is in {plan.currency}, the sum in {monthly.currency}"
        raise ValueError(msg)
    if monthly.minor <= 0:
        says = f"A month should bring {monthly}. Write an amount above 0."
        raise Refusal(code="impossible_aim", says=says)
    factor = Fraction(monthly.decimal) / _exact(plan, counts)

    def up(amount: Decimal) -> Decimal:
        return to * ceil(Fraction(amount) * factor / Fraction(to))

    return replace(plan, price=changed(plan.price, up))


def good_better_best(
    aims: tuple[Aim, Aim, Aim], counts: Counts, unit: Decimal | None = None
) -> tuple[Offer, ...]:
    """Three offers for one client, each plan at the price that reaches its own aim."""
    offers = []
    for aim in aims:
        plan = repriced(aim.plan, counts, aim.monthly, unit)
        offers.append(Offer(name=aim.name, plan=plan, fee=monthly_fee(plan, counts)))
    return tuple(offers)


def _exact(plan: PlanVersion, counts: Counts) -> Fraction:
    """A month before any rounding."""
    parts = sum(Fraction(line.quantity * line.each) for line in fee_parts(plan, counts))
    exact = max(Fraction(parts), Fraction(plan.price.minimum_amount or 0))
    if not exact:
        says = (
            f"The price of {plan.name} comes to nothing for these counts, so it cannot be "
            "scaled. Write a price into the plan first; 1 for each user will do."
        )
        raise Refusal(code="nothing_to_scale", says=says)
    return exact
