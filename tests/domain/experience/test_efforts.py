"""Efforts with open, stopped and rounded tickets, and how long things last."""

from typing import Any

import numpy as np
import pytest

from flatwright.domain.experience.effort_fit import (
    as_rounded,
    effort_fit,
    observed_minutes,
)
from flatwright.domain.experience.likelihood import most_likely, observed
from flatwright.domain.experience.survival import survival
from flatwright.domain.kernel.problem import Refusal


def drawn(count: int, median: float, sigma: float) -> list[float]:
    """Minutes of tickets, drawn by chance."""
    rng = np.random.default_rng(11)
    return [float(each) for each in np.exp(rng.normal(np.log(median), sigma, count))]


def test_exact_minutes_are_fitted_by_their_logarithms() -> None:
    minutes = drawn(500, 20, 1.0)
    fit = effort_fit(observed(exact=minutes))
    assert fit.median == pytest.approx(np.exp(np.log(minutes).mean()), rel=1e-6)
    assert fit.sigma == pytest.approx(np.log(minutes).std(), rel=1e-6)
    assert fit.median_error == pytest.approx(fit.median * fit.sigma / 500**0.5, rel=0.01)
    assert "A gamma fits less well" in fit.other
    assert not fit.thin


def test_tickets_stopped_at_four_hours_took_longer() -> None:
    minutes = drawn(2000, 60, 1.1)
    stopped = [each >= 240 for each in minutes]
    fit = effort_fit(observed_minutes([min(each, 240) for each in minutes], stopped))
    naive = float(np.mean(np.minimum(minutes, 240)))
    truth = 60 * np.exp(1.1**2 / 2)
    assert fit.censored == sum(stopped)
    assert fit.mean == pytest.approx(truth, rel=0.08)
    assert naive < 0.85 * truth


def test_quarters_of_an_hour_stand_for_less() -> None:
    minutes = drawn(2000, 25, 0.9)
    written = (np.ceil(np.array(minutes) / 15) * 15).tolist()
    fit = effort_fit(observed_minutes(written, [False] * 2000, rounding=15))
    assert fit.median == pytest.approx(25, rel=0.05)
    assert np.mean(written) > 1.15 * np.mean(minutes)
    assert as_rounded([15, 30]) == [(0, 15), (15, 30)]


def test_minutes_without_a_long_tail_are_better_a_gamma() -> None:
    rng = np.random.default_rng(4)
    fit = effort_fit(observed(exact=rng.gamma(6, 10, 800).tolist()))
    assert "A gamma fits better" in fit.other


def test_three_tickets_have_a_wide_interval() -> None:
    fit = effort_fit(observed(exact=[10, 30, 120]))
    low, high = fit.median_interval(0.8)
    assert fit.thin
    assert high > 3 * low
    assert low < fit.median < high


@pytest.mark.parametrize(
    ("minutes", "is_open"),
    [([30], [False]), ([30, 30], [False, False]), ([30, 60], [True, True]), ([], [])],
)
def test_a_spread_needs_two_times(minutes: list[float], is_open: list[bool]) -> None:
    with pytest.raises(Refusal, match="at least two different ones") as refusal:
        effort_fit(observed_minutes(minutes, is_open))
    assert refusal.value.code == "too_little_history"


@pytest.mark.parametrize(
    "told",
    [
        {"exact": [0.0]},
        {"exact": [-5.0]},
        {"longer": [float("nan")]},
        {"between": [(30.0, 15.0)]},
    ],
)
def test_impossible_minutes_are_refused(told: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refusal:
        observed(**told)
    assert refusal.value.code == "impossible_history"


def test_a_likelihood_without_a_top_has_no_error() -> None:
    """Two parameters of which only the product counts: nobody can tell them apart."""
    of = observed(exact=[1.0, 2.0])
    fit = most_likely(
        of,
        lambda x, p: np.exp(-x / (p[0] * p[1])) / (p[0] * p[1]),
        lambda x, p: np.exp(-x / (p[0] * p[1])),
        (1.0, 1.0),
    )
    assert fit.parameters.prod() == pytest.approx(1.5)
    assert fit.errors.max() > 100 or np.isinf(fit.errors).any()


def test_a_likelihood_that_is_flat_says_so() -> None:
    def even(x: Any, parameters: Any) -> Any:
        return x * 0 + parameters.size

    fit = most_likely(observed(exact=[1.0]), even, even, (2.0,))
    assert np.isinf(fit.errors).all()


def test_before_the_first_end_all_last() -> None:
    made = survival([3, 5], [True, False])
    assert (made.at(1), made.variance_at(1), made.by_hazard_at(1)) == (1, 0, 1)
    assert made.at(4) == 0.5


def test_when_all_have_ended_none_lasts() -> None:
    made = survival([3, 5], [True, True])
    assert (made.at(5), made.variance_at(5)) == (0, 0)
