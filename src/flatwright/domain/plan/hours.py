"""Business hours, and what happens outside them: that section of a plan text."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flatwright.domain.plan.kinds import (
    AMOUNT,
    DURATION,
    MULTIPLE,
    ListOf,
    OneOf,
    TableOf,
    choice,
)
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.sections import DEVICE_KINDS
from flatwright.domain.plan.week import HOLIDAYS, OPEN, Week

_OBJECT_KINDS = (*DEVICE_KINDS, "printer", "server", "network", "application")


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterHours:
    """Work outside business hours because the client wants it then."""

    rate: Decimal | None = setting(AMOUNT, "the after-hours rate an hour", None)
    multiple: Decimal | None = setting(
        MULTIPLE, "the after-hours rate, times the hourly rate", None
    )
    surcharge: Decimal | None = setting(
        AMOUNT, "an hour's surcharge on the hourly rate", None
    )
    fixed: Decimal | None = setting(AMOUNT, "a fixed price for each call-out", None)
    weekend: Decimal | None = setting(MULTIPLE, "at weekends, times the hourly rate", None)
    holiday: Decimal | None = setting(MULTIPLE, "on holidays, times the hourly rate", None)
    included: Any = setting(
        OneOf(
            (ListOf(choice(*_OBJECT_KINDS)), choice("none", "all")),
            lambda value: 0 if isinstance(value, tuple) else 1,
        ),
        "what is covered at any hour",
        "none",
    )
    minimum: int = setting(DURATION, "the least billed for a call-out", 0)
    standing_authority: dict[str, int] = setting(
        TableOf(choice("p1", "p2", "p3", "p4"), DURATION),
        "after-hours work by priority that needs no yes first",
        {},
    )


def _one_rate(hours: AfterHours) -> tuple[str, str] | None:
    given = [
        name
        for name in ("rate", "multiple", "surcharge")
        if getattr(hours, name) is not None
    ]
    if len(given) <= 1:
        return None
    return f"after hours has {' and '.join(given)}", "Keep one of them."


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Business hours, and what happens outside them."""

    open: Week = setting(OPEN, "business hours, in the client's time zone")
    holidays: Any = setting(HOLIDAYS, "holidays: dates, or a region such as US", ())
    closing_grace: int = setting(DURATION, "covered past closing, when already at work", 0)
    after_hours: AfterHours = setting(
        Section(AfterHours, "after_hours", _one_rate),
        "work outside business hours",
        AfterHours(),
    )
