"""The fee in words: prices by unit, steps, the least billed, and how it changes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from flatwright.domain.plan import words
from flatwright.domain.plan.price import UNITS, Escalator, Step
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.wording.document import Block, Part, Table
from flatwright.domain.wording.phrases import number


def fee(plan: PlanVersion) -> Part:
    """The schedule of the fee: what a month costs, how it is billed, how it changes."""
    rows = tuple(fee_rows(plan))
    prices: tuple[Block, ...] = (
        (Table(columns=("Each month", "Price"), rows=rows, right=frozenset({1})),)
        if rows
        else ("The fee is agreed by itself, in a quote that both sides sign.",)
    )
    return Part(
        heading="Schedule D. The fee",
        body=(*prices, *_billing(plan), *_rise(plan), *_onboarding(plan)),
    )


def fee_rows(plan: PlanVersion) -> Iterator[tuple[str, str]]:
    """Each line of the monthly fee with its price."""
    price, currency = plan.price, plan.currency
    if price.base is not None:
        yield _base(plan), words.amount(price.base, currency)
    for unit in UNITS:
        written = getattr(price, f"per_{unit}")
        for what, each in _steps(unit, written):
            yield what, words.amount(each, currency)
    for name, amount in price.lines.items():
        yield name.replace("_", " ").capitalize(), words.amount(amount, currency)
    if price.minimum_amount is not None:
        yield "The least billed for a month", words.amount(price.minimum_amount, currency)


def _base(plan: PlanVersion) -> str:
    included = [words.plural(n, unit) for unit, n in plan.price.base_includes.items()]
    return f"The base, with {words.listing(included)}" if included else "The base"


def _steps(unit: str, written: Any) -> Iterator[tuple[str, Decimal]]:
    if isinstance(written, Decimal):
        yield f"Each {unit}", written
    if isinstance(written, tuple):
        first = 1
        for step in written:
            yield _step(unit, first, step), step.each
            first = (step.up_to or 0) + 1


def _step(unit: str, first: int, step: Step) -> str:
    if step.up_to is None:
        return f"Each {unit} beyond {first - 1:,}" if first > 1 else f"Each {unit}"
    if first == 1:
        return f"Each of the first {step.up_to:,} {unit}s"
    return f"Each of the {unit}s {first:,} to {step.up_to:,}"


def _billing(plan: PlanVersion) -> Iterator[str]:
    if plan.users.minimum:
        yield f"At least {words.plural(plan.users.minimum, 'user')} are billed."
    when = (
        "at the beginning of the month, for the month to come"
        if plan.price.billed == "in_advance"
        else "after the month has ended"
    )
    yield (
        f"The fee is billed {when}, by the counts on its first day. Somebody who joins "
        "inside a month is billed for the days that are left, the first one included. If "
        "we learn of it late, the next invoice puts it right. Taxes come on top."
    )
    if plan.price.requote_at is not None:
        yield (
            f"If your size changes by more than {number(plan.price.requote_at)}%, either "
            "of us may ask for a new quote."
        )


def _rise(plan: PlanVersion) -> Iterator[str]:
    rise = plan.price.escalator
    if rise is None:
        yield "The fee stays as it is for the term. At renewal we may propose another one."
        return
    if rise.fixed is not None:
        yield f"Each agreement year {_rising(rise)} rises by {number(rise.fixed)}%."
    if rise.at_most is not None:
        yield (
            f"Once in an agreement year we may raise {_rising(rise)} by at most "
            f"{number(rise.at_most)}%, and tell you {plan.term.notice} ahead."
        )


def _rising(rise: Escalator) -> str:
    if not rise.applies_to:
        return "the fee"
    named = {"base": "the base", "lines": "the further lines"}
    parts = [named.get(part, f"the price of each {part}") for part in rise.applies_to]
    return words.listing(parts)


def _onboarding(plan: PlanVersion) -> Iterator[str]:
    start = plan.price.onboarding
    if start is None:
        return
    if start.fee is not None:
        price = words.amount(start.fee, plan.currency)
        yield f"Bringing you into the plan costs {price}, once."
    if start.of_monthly is not None:
        share = number(start.of_monthly)
        yield f"Bringing you into the plan costs {share}% of a month's fee, once."
    if start.hours is not None:
        yield f"It includes {words.plural(start.hours, 'hour')} of work."
