from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.kernel.money import Money, micro_rate, minor_digits, money, rounded

CURRENCIES = ("USD", "EUR", "JPY", "KRW", "ISK", "KWD", "TND")
currencies = st.sampled_from(CURRENCIES)
amounts = st.decimals(-(10**12), 10**12, places=6)
minors = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("currency", "digits"), [("USD", 2), ("JPY", 0), ("XPF", 0), ("KWD", 3), ("XYZ", 2)]
)
def test_a_currency_has_its_own_decimals(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [
        *(("0.005", "USD", 1), ("-0.005", "USD", -1), ("0.00499", "USD", 0)),
        *(("0.5", "JPY", 1), ("-0.5", "JPY", -1), ("1.4999", "JPY", 1)),
        *(("0.0005", "KWD", 1), ("-0.0005", "KWD", -1), ("2.0014", "KWD", 2001)),
        *(("2.5", "JPY", 3), ("3.5", "JPY", 4), ("0", "USD", 0)),
    ],
)
def test_a_half_is_rounded_away_from_zero(amount: str, currency: str, minor: int) -> None:
    assert money(Decimal(amount), currency) == Money(minor, currency)


@given(amount=amounts, currency=currencies)
def test_money_is_rounded_as_decimals_are_half_up(amount: Decimal, currency: str) -> None:
    step = Decimal(1).scaleb(-minor_digits(currency))
    assert money(amount, currency).decimal == amount.quantize(step, ROUND_HALF_UP)


@given(amount=amounts, currency=currencies)
def test_what_is_owed_and_what_is_due_round_alike(amount: Decimal, currency: str) -> None:
    assert money(-amount, currency) == -money(amount, currency)


@given(numerator=minors, denominator=st.integers(1, 10**9))
def test_no_whole_number_is_nearer_than_the_rounded_one(
    numerator: int, denominator: int
) -> None:
    short = numerator - rounded(numerator, denominator) * denominator
    assert 2 * abs(short) <= denominator
    if 2 * abs(short) == denominator:
        assert abs(rounded(numerator, denominator)) * denominator > abs(numerator)


@given(minor=minors, currency=currencies)
def test_money_in_whole_minor_units_stays_what_it_is(minor: int, currency: str) -> None:
    exact = Money(minor, currency)
    assert money(exact.decimal, currency) == exact


@given(a=minors, b=minors, currency=currencies)
def test_what_is_added_can_be_taken_off_again(a: int, b: int, currency: str) -> None:
    first, second = Money(a, currency), Money(b, currency)
    assert first + second == second + first
    assert first + second - second == first
    assert first - second == first + -second
    assert (first < second) == (a < b)


def test_two_currencies_do_not_add_up() -> None:
    for join in (Money.__add__, Money.__sub__):
        with pytest.raises(ValueError, match="USD and EUR do not add up"):
            join(Money(1, "USD"), Money(1, "EUR"))


def test_no_money_is_false() -> None:
    assert not Money(0, "EUR")
    assert Money(-1, "EUR")


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        *((1450_00, "USD", "1,450.00 USD"), (-5, "USD", "-0.05 USD")),
        *((1450, "JPY", "1,450 JPY"), (1_234_567, "KWD", "1,234.567 KWD")),
    ],
)
def test_money_is_shown_with_all_its_decimals(minor: int, currency: str, text: str) -> None:
    assert str(Money(minor, currency)) == text


@pytest.mark.parametrize(
    ("rate", "currency", "micro"),
    [
        *(("140", "USD", 14_000_000_000), ("37.50", "USD", 3_750_000_000)),
        *(("9000", "JPY", 9_000_000_000), ("0.000000001", "KWD", 1), ("0", "USD", 0)),
    ],
)
def test_a_rate_is_held_in_millionths(rate: str, currency: str, micro: int) -> None:
    assert micro_rate(Decimal(rate), currency) == micro


@pytest.mark.parametrize(
    ("rate", "currency"),
    [("0.000000001", "USD"), ("0.0000001", "JPY"), ("0.0000000001", "KWD")],
)
def test_a_finer_rate_is_refused(rate: str, currency: str) -> None:
    with pytest.raises(ValueError, match="finer than a millionth"):
        micro_rate(Decimal(rate), currency)
