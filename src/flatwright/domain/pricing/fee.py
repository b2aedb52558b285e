"""The monthly fee of a plan for given counts, exact, as lines that say why."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from flatwright.domain.kernel.money import Money, money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import ClauseRef
from flatwright.domain.plan.price import UNITS, Step
from flatwright.domain.plan.version import PlanVersion

FEE, RATES = "D", "B"  # the agreement's schedules, which have no numbered clauses
_WRITTEN = 4  # decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of each unit a client has; None is not known."""

    users: int | None = None
    computers: int | None = None
    servers: int | None = None
    sites: int | None = None
    printers: int | None = None

    def __post_init__(self) -> None:
        for unit in UNITS:
            count = getattr(self, f"{unit}s")
            if count is not None and count < 0:
                says = f"There are {count} {unit}s; count none as 0, and others from 1 on."
                raise Refusal(code="negative_count", says=says)

    def of(self, unit: str) -> int:
        """The count of a unit; Refusal where it is not known."""
        count: int | None = getattr(self, f"{unit}s")
        if count is None:
            says = (
                f"The price is by {unit}, and the number of {unit}s is not told. Tell it."
            )
            raise Refusal(code="missing_count", says=says)
        return count


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceLine:
    """One part of a price: `quantity` times `each`, rounded once to the minor unit."""

    what: str
    quantity: int | Decimal
    each: Decimal
    amount: Money
    because: str
    cites: tuple[ClauseRef, ...]

    def __post_init__(self) -> None:
        if not self.cites:
            msg = "a price line cites no setting"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """Price lines and their sum."""

    lines: tuple[PriceLine, ...]
    currency: str
    because: str

    @property
    def total(self) -> Money:
        """The sum of the rounded lines, so that it adds up on paper."""
        return sum((line.amount for line in self.lines), Money(0, self.currency))


def monthly_fee(plan: PlanVersion, counts: Counts) -> Fee:
    """A month of a plan: its parts, lifted to the minimum. No price, no lines.

    Raises Refusal where a count is missing, or where steps do not say what a unit costs.
    """
    parts = fee_parts(plan, counts)
    lines = (*parts, *_lift(plan, parts))
    return Fee(lines=lines, currency=plan.currency, because=_because(plan, lines))


def fee_parts(plan: PlanVersion, counts: Counts) -> tuple[PriceLine, ...]:
    """The base, the units beyond it and the fixed lines, before the minimum."""
    return (*_base(plan), *_units(plan, counts), *_fixed(plan))


def cited(plan: PlanVersion, setting: str, schedule: str = FEE) -> ClauseRef:
    """A setting of a plan, with the schedule of the agreement that prints it."""
    return ClauseRef(plan.plan, plan.version, setting, schedule)


def plain(value: Decimal) -> Decimal:
    """The same number without the noughts that say nothing."""
    return Decimal(f"{value.normalize():f}")


def single(plan: PlanVersion, what: str, each: Decimal, said: tuple[str, str]) -> PriceLine:
    """A line of one amount; `said` is the reason, and the setting that gives it."""
    because, setting = said
    return PriceLine(
        what=what,
        quantity=1,
        each=each,
        amount=money(each, plan.currency),
        because=because,
        cites=(cited(plan, setting),),
    )


def _base(plan: PlanVersion) -> Iterator[PriceLine]:
    price = plan.price
    if price.base is not None:
        held = [words.plural(count, unit) for unit, count in price.base_includes.items()]
        more = f"; it pays for {words.listing(held)}" if held else ""
        because = f"The base is billed whatever the counts{more}."
        yield single(plan, "Base", price.base, (because, "price.base"))


def _units(plan: PlanVersion, counts: Counts) -> Iterator[PriceLine]:
    for unit in UNITS:
        priced = getattr(plan.price, f"per_{unit}")
        if priced is not None:
            yield from _unit(plan, unit, _ends(unit, priced), counts.of(unit))


def _unit(
    plan: PlanVersion, unit: str, steps: tuple[Step, ...], counted: int
) -> Iterator[PriceLine]:
    """A line for each step that is reached; the base pays for the first units."""
    least = plan.users.minimum if unit == "user" else 0
    held = plan.price.base_includes.get(unit, 0) if plan.price.base is not None else 0
    billed = max(counted, least)
    _refuse_beyond(unit, steps, billed)
    said, cites = [words.plural(counted, unit)], [cited(plan, f"price.per_{unit}")]
    if billed > counted:
        said.append(f"at least {least:,} billed")
        cites.append(cited(plan, "users.minimum"))
    if held:
        said.append(f"{min(held, billed):,} paid by the base")
        cites.append(cited(plan, "price.base_includes"))
    begun = 0
    for step in steps:
        end = billed if step.up_to is None else min(step.up_to, billed)
        quantity = end - max(begun, held)
        if quantity > 0:
            at = f"{quantity:,} at {words.amount(_short(step.each), plan.currency)}"
            yield PriceLine(
                what=_step(unit, begun, step),
                quantity=quantity,
                each=step.each,
                amount=money(quantity * step.each, plan.currency),
                because=f"{', '.join(said)}: {at}.",
                cites=tuple(cites),
            )
        begun = end


def _ends(unit: str, priced: Any) -> tuple[Step, ...]:
    """The steps of a unit's price; one amount is one step. Each ends after the last."""
    steps: tuple[Step, ...] = priced if isinstance(priced, tuple) else (Step(each=priced),)
    for before, after in pairwise(steps):
        if before.up_to is None or (after.up_to or before.up_to + 1) <= before.up_to:
            says = (
                f"The steps of price.per_{unit} do not rise. Write them from the smallest "
                "up_to to the largest, and the last one without up_to."
            )
            raise Refusal(code="unclear_steps", says=says)
    return steps


def _refuse_beyond(unit: str, steps: tuple[Step, ...], billed: int) -> None:
    end = steps[-1].up_to if steps else 0
    if end is not None and billed > end:
        says = (
            f"The steps of price.per_{unit} end at {end:,}, and {billed:,} are billed. "
            "Write a last step without up_to."
        )
        raise Refusal(code="unclear_steps", says=says)


def _step(unit: str, begun: int, step: Step) -> str:
    name = f"{unit.capitalize()}s"
    if step.up_to is not None:
        return f"{name} {begun + 1:,} to {step.up_to:,}"
    return f"{name} from {begun + 1:,} on" if begun else name


def _short(each: Decimal) -> Decimal:
    """An amount as it is told, to the decimals that a plan text may write."""
    return plain(round(each, _WRITTEN))


def _fixed(plan: PlanVersion) -> Iterator[PriceLine]:
    for name, amount in plan.price.lines.items():
        said = ("A fixed amount a month.", f"price.lines.{name}")
        yield single(plan, name.replace("_", " ").capitalize(), amount, said)


def _lift(plan: PlanVersion, parts: tuple[PriceLine, ...]) -> Iterator[PriceLine]:
    """What is missing to the least billed."""
    if plan.price.minimum_amount is None:
        return
    least = money(plan.price.minimum_amount, plan.currency)
    have = sum((line.amount for line in parts), Money(0, plan.currency))
    if have < least:
        because = (
            f"The parts come to {words.amount(have.decimal, plan.currency)}; the least "
            f"billed for a month is {words.amount(least.decimal, plan.currency)}."
        )
        missing = (least - have).decimal
        said = (because, "price.minimum_amount")
        yield single(plan, "Up to the least billed", missing, said)


def _because(plan: PlanVersion, lines: tuple[PriceLine, ...]) -> str:
    if lines:
        return f"{words.plural(len(lines), 'line')} of the plan's price for these counts."
    if _names_a_price(plan):
        return "The plan's price comes to nothing for these counts."
    if plan.basics.helpdesk == "hourly":
        return "The plan has no flat fee: help is billed by the hour."
    return "The plan names no price: the fee is agreed by itself, in a quote."


def _names_a_price(plan: PlanVersion) -> bool:
    price = plan.price
    units = (getattr(price, f"per_{unit}") for unit in UNITS)
    return any(each is not None for each in (*units, price.minimum_amount))
