"""What the plan costs: the flat fee, its terms, and the agreement's."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flatwright.domain.plan.kinds import (
    AMOUNT,
    DAYS,
    LINE,
    NAME,
    PERCENT,
    YES_NO,
    ListOf,
    OneOf,
    TableOf,
    choice,
    whole,
)
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.written import Days

UNITS = ("user", "computer", "server", "site", "printer")
_COUNT = whole(1, 100_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A price for the units up to a count; the last step has no end."""

    each: Decimal = setting(AMOUNT, "the price of each unit in this step")
    up_to: int | None = setting(_COUNT, "the last unit in this step", None)


UNIT_PRICE = OneOf(
    (ListOf(Section(Step, "a step")), AMOUNT),
    lambda value: int(not isinstance(value, tuple)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalator:
    """The yearly rise."""

    at_most: Decimal | None = setting(PERCENT, "a rise of at most this, by notice", None)
    fixed: Decimal | None = setting(PERCENT, "a rise of exactly this, by itself", None)
    applies_to: tuple[str, ...] = setting(
        ListOf(choice(*UNITS, "base", "lines")),
        "the parts that rise; all, when left out",
        (),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Onboarding:
    """The one-time work to bring a client under the plan."""

    fee: Decimal | None = setting(AMOUNT, "a fixed fee", None)
    of_monthly: Decimal | None = setting(PERCENT, "a share of the monthly fee", None)
    hours: int | None = setting(whole(0, 1000), "hours of work that are included", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """The flat fee a month."""

    per_user: Any = setting(UNIT_PRICE, "for each user", None)
    per_computer: Any = setting(UNIT_PRICE, "for each computer", None)
    per_server: Any = setting(UNIT_PRICE, "for each server", None)
    per_site: Any = setting(UNIT_PRICE, "for each site", None)
    per_printer: Any = setting(UNIT_PRICE, "for each printer", None)
    base: Decimal | None = setting(AMOUNT, "whatever the counts", None)
    base_includes: dict[str, int] = setting(
        TableOf(choice(*UNITS), _COUNT), "units that the base pays for", {}
    )
    lines: dict[str, Decimal] = setting(TableOf(NAME, AMOUNT), "further fixed lines", {})
    minimum_amount: Decimal | None = setting(AMOUNT, "the least billed a month", None)
    billed: str = setting(
        choice("in_advance", "in_arrears"), "when it is billed", "in_advance"
    )
    escalator: Escalator | None = setting(
        Section(Escalator, "escalator"), "the yearly rise", None
    )
    requote_at: Decimal | None = setting(
        PERCENT, "a change in size that leads to a new quote", None
    )
    onboarding: Onboarding | None = setting(
        Section(Onboarding, "onboarding"), "bringing the client in", None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long the agreement lasts, and how it ends."""

    months: int = setting(whole(1, 120), "the first term", 12)
    notice: Days = setting(DAYS, "notice before it ends", Days(60))
    renews: Any = setting(
        OneOf(
            (YES_NO, choice("evergreen", "month_to_month")),
            lambda v: int(isinstance(v, str)),
        ),
        "whether it renews by itself",
        True,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding of the checks that the owner accepts, with the reason."""

    finding: str = setting(LINE, "the finding's name")
    reason: str = setting(LINE, "why it may stay")
