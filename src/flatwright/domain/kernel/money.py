"""Exact money: whole minor units of one currency, and the one function that rounds."""

from dataclasses import dataclass
from decimal import Decimal

# ISO 4217 currencies whose minor unit is not a hundredth.
_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"), 0),
    **dict.fromkeys(("RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
MICRO = 1_000_000  # rates are held in millionths of a minor unit an hour


def minor_digits(currency: str) -> int:
    """How many decimals a currency is counted in."""
    return _DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount: whole minor units (cents) of an ISO currency."""

    minor: int
    currency: str = "USD"

    def __add__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same_currency(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __bool__(self) -> bool:
        return self.minor != 0

    @property
    def decimal(self) -> Decimal:
        """The amount in the currency's main unit, with all its decimals."""
        return Decimal(self.minor).scaleb(-minor_digits(self.currency))

    def __str__(self) -> str:
        return f"{self.decimal:,f} {self.currency}"

    def _same_currency(self, other: "Money") -> None:
        if self.currency != other.currency:
            msg = f"{self.currency} and {other.currency} do not add up"
            raise ValueError(msg)


def money(amount: Decimal, currency: str) -> Money:
    """An amount in the main unit, rounded half away from zero to the minor unit."""
    scaled = amount.scaleb(minor_digits(currency))
    return Money(rounded(*scaled.as_integer_ratio()), currency)


def rounded(numerator: int, denominator: int) -> int:
    """The nearest whole number to a quotient, a half away from zero; money rounds here."""
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


def micro_rate(rate: Decimal, currency: str) -> int:
    """An hourly rate in millionths of a minor unit; what is finer is refused."""
    scaled = rate.scaleb(minor_digits(currency)) * MICRO
    if scaled != scaled.to_integral_value():
        msg = f"a rate of {rate} {currency} is finer than a millionth of a minor unit"
        raise ValueError(msg)
    return int(scaled)
