"""A monthly fee as a client's page shows it: the sum, and why each part is in it."""

from decimal import Decimal

from flatwright.domain.kernel.money import minor_digits
from flatwright.domain.pricing.fee import Fee, PriceLine, plain

_TIMES = "\N{MULTIPLICATION SIGN}"


def sum_in_words(fee: Fee) -> str:
    """The parts and their sum: 15 x 145.00 + 250.00 = 2,425.00 USD."""
    parts = " + ".join(_part(line, fee.currency) for line in fee.lines)
    total = _digits(fee.total.decimal, fee.currency)
    return f"{parts} = {total} {fee.currency}"


def _part(line: PriceLine, currency: str) -> str:
    each = _digits(line.each, currency)
    return each if line.quantity == 1 else f"{line.quantity:,} {_TIMES} {each}"


def _digits(value: Decimal, currency: str) -> str:
    """As many decimals as the currency has, and more where a price is written finer."""
    exponent = plain(value).as_tuple().exponent
    written = -exponent if isinstance(exponent, int) else 0
    return f"{value:,.{max(minor_digits(currency), written)}f}"
