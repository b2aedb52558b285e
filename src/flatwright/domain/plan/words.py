"""Numbers as people say them; every number in an agreement comes through here."""

from collections.abc import Sequence
from decimal import Decimal

from flatwright.domain.plan.limit import Limit, Period, Scope, Unit
from flatwright.domain.plan.written import Days

_TIMES = {1: "once", 2: "twice"}
_PER = {
    Scope.WORK_ITEM: "for each piece of work",
    Scope.INSTALLATION: "for each installation",
    Scope.PERSON: "for each user",
    Scope.SITE: "for each site",
    Scope.CLIENT: "",
}
_EACH = {
    Period.WORK_ITEM: "",
    Period.ALL: "",
    Period.YEAR: "each agreement year",
    Period.QUARTER: "each quarter of the agreement year",
    Period.MONTH: "each month of the agreement",
}


def duration(minutes: int) -> str:
    """Minutes in words: 15 minutes, 1 hour, 4 hours, 1 hour 30 minutes."""
    hours, rest = divmod(minutes, 60)
    said = [plural(hours, "hour")] if hours else []
    return " ".join([*said, plural(rest, "minute")] if rest or not hours else said)


def plural(count: int, noun: str) -> str:
    """A count with its noun."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def times(count: int) -> str:
    """Once, twice, 3 times."""
    return _TIMES.get(count, f"{count} times")


def amount(value: Decimal, currency: str) -> str:
    """An amount with its currency, with cents where it has some."""
    shown = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    if shown is value and -value.as_tuple().exponent < 2:  # type: ignore[operator] # finite  # noqa: PLR2004 - cents
        shown = value.quantize(Decimal("0.01"))
    return f"{shown:,f} {currency}"


def span(value: int | Days) -> str:
    """A duration in minutes, or days, in words."""
    return str(value) if isinstance(value, Days) else duration(value)


def listing(words: Sequence[str], last: str = "and") -> str:
    """Words joined as people join them."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def allowance(limit: Limit) -> str:
    """An allowance in words: "up to 2 visits each month of the agreement"."""
    if limit.unit is Unit.MINUTES:
        much = duration(limit.amount)
    elif limit.unit is Unit.TIMES:
        much = times(limit.amount)
    else:
        much = plural(limit.amount, limit.unit.value.removesuffix("s"))
    each = _EACH.get(limit.each, f"every {limit.each.value}")
    said = " ".join(part for part in (f"up to {much}", _PER[limit.per], each) if part)
    return f"{said}, and what is left is carried on" if limit.rollover else said
