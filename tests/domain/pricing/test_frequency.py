"""Counts of tickets: chances, moments, and what a yearly count covers."""

import numpy as np
import pytest
from scipy import stats

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.frequency import (
    Frequency,
    ListedCounts,
    NegativeBinomial,
    Poisson,
    at_most,
    still_allowed,
)

OF_EACH_KIND = [Poisson(3.5), NegativeBinomial(3.5, 0.8), ListedCounts((0.2, 0.5, 0.3))]


@pytest.mark.parametrize("frequency", OF_EACH_KIND)
def test_chances_have_the_mean_and_the_variance(frequency: Frequency) -> None:
    n, chances = np.arange(201), frequency.chances(200)
    assert chances.sum() == pytest.approx(1)
    assert n @ chances == pytest.approx(frequency.mean)
    assert (n - frequency.mean) ** 2 @ chances == pytest.approx(frequency.variance)


@pytest.mark.parametrize("frequency", OF_EACH_KIND)
def test_the_generating_function_is_the_sum_of_chances(frequency: Frequency) -> None:
    z = 0.6 * np.exp(0.7j)
    wanted = frequency.chances(200) @ z ** np.arange(201)
    assert frequency.generating(z) == pytest.approx(wanted)


def test_chances_are_those_of_a_statistics_library() -> None:
    n = np.arange(30)
    assert Poisson(4).chances(29) == pytest.approx(stats.poisson(4).pmf(n))
    theirs = stats.nbinom(2.5, 2.5 / 6.5).pmf(n)
    assert NegativeBinomial(4, 2.5).chances(29) == pytest.approx(theirs)


def test_no_tickets_are_certain_where_none_come() -> None:
    assert Poisson(0).chances(2).tolist() == [1, 0, 0]
    assert NegativeBinomial(0, 4).chances(2).tolist() == [1, 0, 0]


def test_one_move_a_person_covers_all_but_the_second() -> None:
    covered = at_most(Poisson(0.41), 1)
    assert covered.mean == pytest.approx(1 - np.exp(-0.41))


def test_one_move_of_a_noisy_person() -> None:
    noisy = at_most(NegativeBinomial(0.41, 2), 1)
    assert noisy.mean == pytest.approx(1 - (1 + 0.41 / 2) ** -2)


def test_an_allowance_of_none_covers_none() -> None:
    assert at_most(Poisson(3), 0).of == (1.0,)


def test_quarters_of_a_year_cover_as_much_as_the_year() -> None:
    a_quarter, allowed = 0.41 / 4, 1
    covered = [
        still_allowed(Poisson(n * a_quarter), Poisson(a_quarter), allowed).mean
        for n in range(4)
    ]
    assert sum(covered) == pytest.approx(at_most(Poisson(0.41), allowed).mean)
    assert covered == sorted(covered, reverse=True)


@pytest.mark.parametrize("mean", [-0.1, float("nan"), float("inf")])
def test_a_count_that_no_history_shows_is_refused(mean: float) -> None:
    for make in (Poisson, lambda m: NegativeBinomial(m, 2)):
        with pytest.raises(Refusal, match="mean of a count") as refusal:
            make(mean)
        assert refusal.value.code == "impossible_frequency"


def test_a_size_of_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="size of a negative binomial is 0"):
        NegativeBinomial(3, 0)
