"""Amounts and shares on a page: statistics become money here, rounded once."""

from decimal import Decimal

from flatwright.domain.kernel.money import Money, money


def exact(value: float, currency: str) -> Money:
    """A computed amount as money."""
    return money(Decimal(str(round(value, 6))), currency)


def cash(value: float, currency: str, *, signed: bool = False) -> str:
    """A computed amount in words: 3,839.86 USD, or +12.50 USD."""
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{exact(value, currency)}"


def share(value: float | None) -> str:
    """A share in percent; a dash where there is none."""
    return "-" if value is None else f"{100 * value:.1f} %"
