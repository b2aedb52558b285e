from datetime import UTC, datetime, timedelta

import pytest

from flatwright.domain.kernel.money import Money
from flatwright.ui.words import exactly, minutes, money, relative

NOW = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)  # a Wednesday


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (0, "0 min"),
        (1, "1 min"),
        (60, "1 h"),
        (75, "1 h 15 min"),
        (-15, "\N{MINUS SIGN}15 min"),
        (60_000, "1,000 h"),
        (None, ""),
    ],
)
def test_minutes_as_people_say_them(count: int | None, says: str) -> None:
    assert plain(minutes(count)) == says


@pytest.mark.parametrize(
    ("amount", "currency", "says"),
    [
        (123_450, "USD", "1,234.50 USD"),
        (1_500, "JPY", "1,500 JPY"),
        (Money(-5, "EUR"), "USD", "-0.05 EUR"),
        (None, "USD", ""),
    ],
)
def test_amount_has_the_digits_of_its_currency(
    amount: Money | int | None, currency: str, says: str
) -> None:
    assert plain(money(amount, currency)) == says


@pytest.mark.parametrize(
    ("away", "says"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(minutes=-12), "12 min ago"),
        (timedelta(minutes=12), "in 12 min"),
        (timedelta(hours=-3), "3 h ago"),
        (timedelta(hours=3), "in 3 h"),
        (timedelta(hours=-20), "yesterday 19:30"),
        (timedelta(hours=20), "tomorrow 11:30"),
        (timedelta(days=-3), "Sun 15:30"),
        (timedelta(days=-20), "12 Feb"),
        (timedelta(days=-400), "28 Jan 2025"),
    ],
)
def test_moment_is_told_by_how_far_it_is(away: timedelta, says: str) -> None:
    assert plain(relative(NOW + away, NOW)) == says


def test_title_says_the_exact_time_and_its_zone() -> None:
    assert exactly(NOW) == "Wednesday 4 March 2026, 15:30 UTC"
