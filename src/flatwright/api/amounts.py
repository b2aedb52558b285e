"""Amounts: numbers with every cent outside, whole minor units inside."""

from decimal import Decimal

from flatwright.domain.kernel.money import Money, money


def minor_of(amount: Decimal | None, currency: str) -> int | None:
    """An amount in minor units of a currency."""
    return None if amount is None else money(amount, currency).minor


def decimal_of(minor: int | None, currency: str) -> Decimal | None:
    """Minor units as an amount."""
    return None if minor is None else Money(minor, currency).decimal
