"""How numbers, amounts, durations and days are written in a plan text."""

import re
from dataclasses import dataclass
from decimal import Decimal

WHOLE = r"0|[1-9][0-9]{0,8}"
DECIMAL = r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,4})?"
DURATION = r"(?:([0-9]{1,4})h)?(?:([0-9]{1,5})m)?"
DAYS = r"([0-9]{1,4}) (business )?days?"


def matched(pattern: str, text: str) -> re.Match[str]:
    """The parts of a text that is written as it should be; ValueError for others."""
    found = re.fullmatch(pattern, text, re.ASCII)
    if not found:
        raise ValueError(text)
    return found


def amount(text: str) -> Decimal:
    """An amount: 140, 37.50."""
    return Decimal(matched(DECIMAL, text)[0])


def duration(text: str) -> int:
    """The minutes of a duration: 15m, 4h, 1h30m."""
    hours, minutes = matched(DURATION, text).groups()
    if hours is None and minutes is None:
        raise ValueError(text)
    return int(hours or 0) * 60 + int(minutes or 0)


def duration_text(minutes: int) -> str:
    """Minutes as a plan text writes them: 15m, 1h, 1h30m."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}h{rest}m" if hours and rest else f"{hours}h" if hours else f"{rest}m"


@dataclass(frozen=True, slots=True)
class Days:
    """A number of days, or of business days."""

    count: int
    business: bool = False

    def __str__(self) -> str:
        unit = "day" if self.count == 1 else "days"
        return f"{self.count} {'business ' if self.business else ''}{unit}"


def days(text: str) -> Days:
    """A number of days: 30 days, 5 business days."""
    count, business = matched(DAYS, text).groups()
    return Days(int(count), business is not None)


def span(text: str) -> int | Days:
    """A duration in minutes, or days."""
    return days(text) if "day" in text else duration(text)


def span_text(value: int | Days) -> str:
    """A duration or days as a plan text writes them."""
    return str(value) if isinstance(value, Days) else duration_text(value)


def percent(text: str) -> Decimal:
    """A percentage: 5%."""
    return amount(text.removesuffix("%")) if text.endswith("%") else _raise(text)


def _raise(text: str) -> Decimal:
    raise ValueError(text)


def multiple(text: str) -> Decimal:
    """A multiple of at least 1: 1.5, 2x."""
    value = amount(text.removesuffix("x"))
    return value if value >= 1 else _raise(text)


def line(text: str) -> str:
    """A line of text, without the blanks around it."""
    if not text.strip() or len(text) > 2000:  # noqa: PLR2004 - a page of prose is no line
        raise ValueError(text)
    return text.strip()
