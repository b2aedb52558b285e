"""Help is given free where that gains; the break-even is where it gains nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.value import (
    Help,
    break_even,
    gain_of_free_help,
    inclusion,
    inclusions,
)

RATE, COST = 150, 60_000 * 1.25 / (1800 * 0.75)
MONEY = st.floats(min_value=0.01, max_value=1e4)


def help_worth(beta: float, saved: float = 0, risk: float = 0) -> Help:
    return Help(beta=beta, rate=RATE, cost=COST, saved=saved, risk=risk)


# ------------------------------------------------------------ an hour of help


def test_calls_are_the_share_worth_their_price() -> None:
    assert help_worth(150).calls(150) == pytest.approx(np.exp(-1))


def test_free_help_is_always_called_for_and_worth_its_mean() -> None:
    free = help_worth(150)
    assert (free.calls(0), free.worth(0), free.benefit(0)) == (1, 150, 150)
    assert free.provider_gain(0) == -COST


def test_at_cost_the_provider_gains_nothing() -> None:
    assert help_worth(150).provider_gain(COST) == 0


@given(beta=MONEY, price=MONEY)
def test_worth_is_benefit_and_what_is_paid(beta: float, price: float) -> None:
    mine = help_worth(beta)
    paid = price * mine.calls(price)
    assert mine.worth(price) == pytest.approx(mine.benefit(price) + paid)


def test_benefit_is_the_expected_worth_beyond_the_price() -> None:
    found, _ = integrate.quad(lambda v: (v - 150) * np.exp(-v / 100) / 100, 150, np.inf)
    assert help_worth(100).benefit(150) == pytest.approx(found)


# ------------------------------------------------------------ the gain of free help


@pytest.mark.parametrize(
    ("beta", "gain"),
    [
        (60, -8.233127565246596),
        (100, 1.058024415583084),
        (150, 4.518358824758536),
        (220, 5.430924216883653),
        (300, 5.2017953355723705),
    ],
)
def test_gain_of_free_help_as_by_quadrature(beta: float, gain: float) -> None:
    assert gain_of_free_help(help_worth(beta)) == pytest.approx(gain, rel=1e-9)


@given(beta=MONEY, rate=MONEY, cost=MONEY)
def test_the_gain_is_what_both_have_free_less_what_both_have_at_the_rate(
    beta: float, rate: float, cost: float
) -> None:
    of = Help(beta=beta, rate=rate, cost=cost)
    both_free = of.benefit(0) + of.provider_gain(0)
    both_at_rate = of.benefit(rate) + of.provider_gain(rate)
    size = beta + rate + cost
    assert gain_of_free_help(of) == pytest.approx(
        both_free - both_at_rate, abs=1e-12 * size
    )


def test_the_gain_keeps_its_digits_where_an_hour_is_worth_millions() -> None:
    rich = Help(beta=1e9, rate=150, cost=0)
    assert gain_of_free_help(rich) == pytest.approx(150**2 / 2e9, rel=1e-6)


# ------------------------------------------------------------ break-even


def test_break_even_at_the_reference_rate_and_cost() -> None:
    assert break_even(RATE, COST) == pytest.approx(92.4, abs=0.05)


@given(rate=MONEY, part=st.floats(min_value=0.01, max_value=0.49))
def test_at_the_break_even_free_help_gains_nothing_and_above_it_something(
    rate: float, part: float
) -> None:
    even = break_even(rate, part * rate)

    def gain(beta: float) -> float:
        return gain_of_free_help(Help(beta=beta, rate=rate, cost=part * rate))

    assert gain(even) == pytest.approx(0, abs=1e-9 * rate)
    assert gain(even * 0.99) < 0 < gain(even * 1.01)


def test_what_costs_nothing_is_always_free() -> None:
    assert break_even(150, 0) == 0


def test_what_costs_half_the_rate_never_breaks_even() -> None:
    assert break_even(150, 75) == np.inf
    assert gain_of_free_help(Help(beta=1e6, rate=150, cost=75)) < 0


def test_a_hair_below_half_the_rate_breaks_even_far_away() -> None:
    assert break_even(150, 74.99) == pytest.approx(187_500, rel=1e-3)
    assert np.isfinite(break_even(1, np.nextafter(0.5, 0)))


def test_the_break_even_is_as_exact_where_a_series_takes_over() -> None:
    cost = 150 * (0.5 - 0.0099 / 12)
    even = break_even(150, cost)
    below = Help(beta=even * (1 - 1e-6), rate=150, cost=cost)
    above = Help(beta=even * (1 + 1e-6), rate=150, cost=cost)
    assert gain_of_free_help(below) < 0 < gain_of_free_help(above)


# ------------------------------------------------------------ what to cover


def test_help_that_people_truly_need_is_covered() -> None:
    found = inclusion(help_worth(150))
    assert found.free
    assert found.gain == pytest.approx(4.518358824758536)
    assert found.because == (
        "An hour is worth 150.00 on average, above the 92.45 where free help breaks even. "
        "Free use gains 4.52 an hour: cover it by the flat fee."
    )


def test_help_of_little_worth_is_billed() -> None:
    found = inclusion(help_worth(60))
    assert not found.free
    assert found.because == (
        "An hour is worth 60.00 on average, not above the 92.45 where free help breaks "
        "even. Free use loses 8.23 an hour: bill it by the hour."
    )


def test_saved_bills_and_certainty_can_turn_the_answer() -> None:
    found = inclusion(help_worth(60, saved=6, risk=3))
    assert found.free
    assert found.gain == pytest.approx(9 - 8.233127565246596)
    assert "saved bills and certainty add 9.00: cover it" in found.because


def test_certainty_that_costs_more_than_use_gains_turns_it_too() -> None:
    found = inclusion(help_worth(150, risk=-5))
    assert not found.free
    assert "saved bills and certainty take 5.00: bill it" in found.because


def test_a_gain_of_nothing_is_not_enough() -> None:
    alone = gain_of_free_help(help_worth(60))
    assert not inclusion(help_worth(60, saved=-alone)).free


def test_where_an_hour_costs_half_the_rate_the_sentence_says_so() -> None:
    mine = Help(beta=500, rate=100, cost=55)
    found = inclusion(mine)
    assert found.gain == gain_of_free_help(mine) < 0
    assert found.because.startswith(
        "An hour is worth 500.00 on average, but it costs us 55.00, half the hourly rate "
        "of 100.00 or more: free help never gains by use alone."
    )


def test_help_that_is_free_anyway_gains_only_the_saved_bills() -> None:
    found = inclusion(Help(beta=100, rate=0, cost=50, saved=2))
    assert (found.free, found.gain) == (True, 2)
    assert "is free by the hour as well" in found.because


def test_each_class_has_its_answer_in_the_order_given() -> None:
    found = inclusions({"users": help_worth(220), "personal printers": help_worth(60)})
    assert [(name, each.free) for name, each in found.items()] == [
        ("users", True),
        ("personal printers", False),
    ]


# ------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    "impossible",
    [
        {"beta": 0.0},
        {"beta": -1.0},
        {"rate": -1.0},
        {"cost": float("nan")},
        {"cost": float("inf")},
        {"saved": float("nan")},
        {"risk": float("inf")},
    ],
)
def test_an_hour_without_a_possible_worth_is_refused(impossible: dict[str, float]) -> None:
    with pytest.raises(Refusal) as refused:
        Help(**({"beta": 100.0, "rate": 150.0, "cost": 50.0} | impossible))
    assert refused.value.code == "impossible_value"


def test_the_refusal_says_what_was_found_and_expected() -> None:
    with pytest.raises(Refusal) as refused:
        help_worth(0)
    assert refused.value.says == (
        "The mean worth of an hour of help is 0, and has to be above 0. "
        "Write amounts of money for one hour."
    )


def test_a_rate_of_nothing_has_no_break_even() -> None:
    with pytest.raises(Refusal, match="rate of an hour of help is 0"):
        break_even(0, 50)
