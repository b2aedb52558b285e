"""What certainty of a bill is worth: little at a known noise, more at an unknown one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import special, stats

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.certainty import (
    KNOWN,
    Billed,
    Certainty,
    Together,
    certainty,
    certainty_of,
)

Array = NDArray[np.float64]
TOLERANCE = 25_000
STEP = 0.25  # minutes


def lognormal_up_to(cap: float) -> tuple[Array, Array]:
    """Median 20 minutes, sigma 1, capped: to the nearest quarter of a minute."""
    minutes = np.arange(0, cap + STEP / 2, STEP)
    below = special.ndtr(np.log((minutes + STEP / 2) / 20))
    below[-1] = 1
    return minutes, np.diff(below, prepend=0.0)


def users(tickets: float = 25 * 0.4 * 12, rate: float = 150, cap: float = 480) -> Billed:
    """The users of the reference client: 25 of them, 0.4 tickets each a month."""
    minutes, shares = lognormal_up_to(cap)
    return Billed(tickets=tickets, minutes=minutes, shares=shares, rate=rate)


def hours(tickets: float, *each: float, rate: float = 60) -> Billed:
    """Tickets of any of these hours alike."""
    shares = np.full(len(each), 1 / len(each))
    return Billed(tickets=tickets, minutes=60 * np.array(each), shares=shares, rate=rate)


def of(*classes: Billed, kappa: float = KNOWN) -> Together:
    return Together(classes=classes, kappa=kappa)


# ------------------------------------------------------------ the reference client


def test_premium_of_a_known_noise_is_small() -> None:
    found = certainty([of(users())], TOLERANCE)
    assert found.mean == pytest.approx(9_854, abs=1)
    assert found.premium == pytest.approx(42, abs=0.5)


def test_premium_of_an_unknown_noise_is_larger_and_still_small() -> None:
    found = certainty([of(users(), kappa=4)], TOLERANCE)
    assert found.mean == pytest.approx(9_854, abs=1)
    assert found.premium == pytest.approx(566, abs=0.5)


# ------------------------------------------------------------ held against other ways


def test_compound_poisson_as_by_its_whole_distribution() -> None:
    # Tickets of one hour at 60: the bill is 60 times a Poisson count.
    counts = np.arange(200, dtype=np.float64)
    listed = certainty_of(60 * counts, stats.poisson.pmf(counts, 20), 500)
    found = certainty([of(hours(20, 1))], 500)
    assert found.mean == pytest.approx(listed.mean)
    assert found.equivalent == pytest.approx(listed.equivalent)


def test_gamma_noise_as_by_the_negative_binomial() -> None:
    counts = np.arange(2_000, dtype=np.float64)
    chances = stats.nbinom.pmf(counts, 4, 4 / 24)
    listed = certainty_of(60 * counts, chances / chances.sum(), 1_000)
    found = certainty([of(hours(20, 1), kappa=4)], 1_000)
    assert found.equivalent == pytest.approx(listed.equivalent)


def test_classes_of_one_noise_are_as_one_class_of_their_mixture() -> None:
    apart = certainty([of(hours(10, 1), hours(10, 3), kappa=4)], 5_000)
    mixed = certainty([of(hours(20, 1, 3), kappa=4)], 5_000)
    assert apart.equivalent == pytest.approx(mixed.equivalent)


def test_independent_groups_add_up() -> None:
    one, other = of(hours(10, 1), kappa=4), of(hours(5, 2, 3), kappa=2)
    both = certainty([one, other], 5_000)
    alone = [certainty([each], 5_000) for each in (one, other)]
    assert both.equivalent == pytest.approx(sum(each.equivalent for each in alone))
    assert both.mean == sum(each.mean for each in alone)


def test_one_noise_for_all_is_worse_than_a_noise_for_each() -> None:
    shared = certainty([of(hours(10, 1), hours(10, 1), kappa=4)], 5_000)
    apart = certainty([of(hours(10, 1), kappa=4), of(hours(10, 1), kappa=4)], 5_000)
    assert shared.premium > apart.premium


def test_a_noise_of_large_kappa_is_a_known_one() -> None:
    nearly = certainty([of(users(), kappa=1e9)], TOLERANCE)
    known = certainty([of(users())], TOLERANCE)
    assert nearly.equivalent == pytest.approx(known.equivalent, abs=1e-3)


def test_a_small_premium_is_half_the_variance_over_the_tolerance() -> None:
    found = certainty_of(np.array([0.0, 100.0]), np.array([0.5, 0.5]), 1e6)
    assert found.premium == pytest.approx(2500 / 2 / 1e6, rel=1e-3)


def test_an_even_bet_to_win_the_tolerance_or_lose_half_of_it_is_just_taken() -> None:
    found = certainty_of(np.array([-1_000.0, 500.0]), np.array([0.5, 0.5]), 1_000)
    assert found.equivalent == pytest.approx(0, abs=10)


# ------------------------------------------------------------ laws


@given(
    tickets=st.floats(min_value=0, max_value=50),
    tolerance=st.floats(min_value=10_000, max_value=1e9),
    rate=st.floats(min_value=-150, max_value=150),
)
def test_no_bill_is_liked_better_for_being_uncertain(
    tickets: float, tolerance: float, rate: float
) -> None:
    found = certainty([of(hours(tickets, 0.5, 2, rate=rate), kappa=4)], tolerance)
    assert found.premium >= -1e-9 * (abs(found.mean) + 1)


@given(
    amounts=st.lists(
        st.floats(min_value=-1e4, max_value=1e4), min_size=1, max_size=6, unique=True
    ),
    moved=st.floats(min_value=-1e4, max_value=1e4),
)
def test_a_sure_amount_moves_the_equivalent_by_itself(
    amounts: list[float], moved: float
) -> None:
    bills = np.array(amounts)
    chances = np.full(len(amounts), 1 / len(amounts))
    here = certainty_of(bills, chances, 5_000).equivalent
    there = certainty_of(bills + moved, chances, 5_000).equivalent
    assert there == pytest.approx(here + moved, abs=1e-6)


@given(tolerance=st.floats(min_value=3_000, max_value=1e6))
def test_the_more_can_be_borne_the_less_certainty_is_worth(tolerance: float) -> None:
    bill = [of(hours(10, 1, 4), kappa=4)]
    less, more = certainty(bill, tolerance), certainty(bill, 1.1 * tolerance)
    assert more.premium < less.premium


def test_who_bears_anything_pays_no_premium() -> None:
    assert certainty([of(users(), kappa=4)], np.inf).premium == 0
    assert certainty_of(np.array([1.0, 3.0]), np.array([0.5, 0.5]), np.inf) == Certainty(
        mean=2, equivalent=2
    )


def test_no_tickets_are_no_bill() -> None:
    assert certainty([of(users(0), kappa=4)], 100) == Certainty(mean=0, equivalent=0)
    assert certainty([of(users(0))], 0.01) == Certainty(mean=0, equivalent=0)
    assert certainty([], 100) == Certainty(mean=0, equivalent=0)


def test_minutes_that_never_come_do_not_count() -> None:
    minutes, shares = np.array([60.0, 1e9]), np.array([1.0, 0.0])
    never = Billed(tickets=20, minutes=minutes, shares=shares, rate=60)
    found = certainty([of(never)], 500)
    assert found.equivalent == certainty([of(hours(20, 1))], 500).equivalent


# ------------------------------------------------------------ refusals


def test_a_bill_beyond_all_bounds_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        certainty([of(users(), kappa=4)], 2_000)
    assert refused.value.code == "unbounded_bill"
    assert refused.value.says == (
        "A yearly bill of 9,853.65 on average, with tickets of up to 8.0 hours, is beyond "
        "all bounds at a risk tolerance of 2,000.00: this client would prefer any flat "
        "fee, and no price is fair by that measure. Cap a ticket at the size of a "
        "project, learn the client's noise, or state the tolerance anew."
    )


def test_the_bound_itself_is_beyond() -> None:
    # L (M - 1) = 4 = kappa, with M = 2 at an aversion of ln 2 for each ticket.
    bill = [of(hours(4, 1, rate=1), kappa=4)]
    with pytest.raises(Refusal, match="beyond all bounds"):
        certainty(bill, 1 / np.log(2) * (1 - 1e-12))
    assert certainty(bill, 1 / np.log(2) * (1 + 1e-6)).equivalent > 4


def test_tickets_of_a_lifetime_are_beyond_even_at_a_known_noise() -> None:
    with pytest.raises(Refusal, match=r"up to 100,000\.0 hours, is beyond"):
        certainty([of(hours(1, 1, 100_000))], 100)


@pytest.mark.parametrize("tolerance", [0, -5, float("nan")])
def test_a_tolerance_of_nothing_is_refused(tolerance: float) -> None:
    with pytest.raises(Refusal) as refused:
        certainty([], tolerance)
    assert refused.value.code == "impossible_tolerance"
    with pytest.raises(Refusal, match="has to be an amount of money above 0"):
        certainty_of(np.array([1.0]), np.array([1.0]), tolerance)


@pytest.mark.parametrize(
    ("amounts", "chances"),
    [
        ([1.0], [0.5, 0.5]),
        ([[1.0]], [[1.0]]),
        ([np.inf], [1.0]),
        ([1.0, 2.0], [-0.5, 1.5]),
        ([1.0, 2.0], [0.5, 0.6]),
    ],
)
def test_chances_that_are_none_are_a_bug(
    amounts: list[float], chances: list[float]
) -> None:
    with pytest.raises(ValueError, match=r"shape|finite|add up"):
        certainty_of(np.array(amounts), np.array(chances), 100)


def test_impossible_counts_and_noises_are_a_bug() -> None:
    with pytest.raises(ValueError, match="-1 tickets a year"):
        users(-1)
    with pytest.raises(ValueError, match="a noise of shape 0"):
        of(kappa=0)
