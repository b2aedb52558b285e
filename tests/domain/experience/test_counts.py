"""Rates from few tickets, beliefs about a client, and fits of counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.experience.frequency_fit import (
    Counted,
    frequency_fit,
    negative_binomial_rate,
)
from flatwright.domain.experience.gamma_poisson import RateBelief, count_interval
from flatwright.domain.experience.intervals import rate_interval
from flatwright.domain.kernel.problem import Refusal


def made(
    rate: float, months: int, *, clients: int = 1, kappa: float | None = None, seed: int = 5
) -> list[Counted]:
    """Tickets of clients of 25 users, drawn by chance; each month has its own noise."""
    rng = np.random.default_rng(seed)
    noise = (
        rng.gamma(kappa, 1 / kappa, clients * months)
        if kappa
        else np.ones(clients * months)
    )
    return [
        Counted(tickets=float(rng.poisson(rate * 25 * loud)), exposure=25, month=n % months)
        for n, loud in enumerate(noise)
    ]


@given(st.integers(0, 200), st.floats(0.1, 5000))
def test_the_interval_holds_the_rate_and_narrows_with_the_level(
    count: int, exposure: float
) -> None:
    wide, narrow = (rate_interval(count, exposure, level) for level in (0.95, 0.5))
    assert count / exposure in wide
    assert wide.low <= narrow.low <= narrow.high <= wide.high


def test_three_tickets_say_little() -> None:
    found = rate_interval(3, 25)
    assert found.low < 0.03
    assert found.high > 0.35
    fit = frequency_fit([Counted(tickets=3, exposure=25)])
    assert fit.thin
    assert fit.interval == found


def test_a_belief_moves_from_the_book_to_the_client() -> None:
    book = RateBelief(mean=0.4, shape=4)
    assert book.unit_months == pytest.approx(10)
    months = [book.after(25 * 0.8 * n, 25 * n).mean for n in (1, 3, 12)]
    assert 0.4 < months[0] < months[1] < months[2] < 0.8
    assert book.credibility(10) == 0.5
    wide, narrow = book.interval(0.8), book.after(60, 75).interval(0.8)
    assert narrow.high - narrow.low < wide.high - wide.low


def test_a_future_count_has_an_interval_of_whole_tickets() -> None:
    found = count_interval(RateBelief(mean=0.4, shape=4).count(25), 0.8)
    assert (found.low, found.high) == (3, 18)


def test_even_counts_need_no_spread() -> None:
    fit = frequency_fit(made(0.4, 24))
    assert fit.kappa is None
    assert "A Poisson is enough" in fit.because
    assert fit.rate == pytest.approx(0.4, abs=3 * fit.rate_error)
    assert fit.pearson < 2


def test_noisy_counts_are_found_out() -> None:
    fit = frequency_fit(made(0.4, 24, clients=20, kappa=4))
    assert fit.kappa == pytest.approx(4, rel=0.35)
    assert fit.pearson > 2
    assert "negative binomial" in fit.because
    assert fit.rate == pytest.approx(0.4, abs=4 * fit.rate_error)


def test_a_spread_that_is_not_there_is_very_large() -> None:
    _, size, _ = negative_binomial_rate(made(0.4, 24))
    assert size > 50


def test_a_rise_over_the_years_is_found() -> None:
    rng = np.random.default_rng(2)
    counts = [
        Counted(tickets=float(rng.poisson(100 * 1.2 ** (n / 12))), exposure=250, month=n)
        for n in range(36)
    ]
    fit = frequency_fit(counts, trend=True)
    assert fit.trend == pytest.approx(0.2, abs=3 * fit.trend_error)
    assert frequency_fit(counts).trend == 0


@pytest.mark.parametrize("tickets", [(0, 0, 1), (50, 0, 0, 0), (0, 0, 0, 3), (2, 1, 3)])
def test_a_trend_that_may_be_anything_is_not_told(tickets: tuple[float, ...]) -> None:
    counts = [Counted(tickets=t, exposure=25, month=n) for n, t in enumerate(tickets)]
    fit, plain = frequency_fit(counts, trend=True), frequency_fit(counts)
    assert (fit.trend, fit.trend_error) == (0, 0)
    assert fit.rate == plain.rate
    assert "No trend can be told yet" in fit.because


def test_a_trend_needs_more_than_one_month() -> None:
    assert frequency_fit([Counted(tickets=9, exposure=25)], trend=True).trend == 0


def test_busy_months_are_shrunk_towards_one() -> None:
    counts = [
        Counted(tickets=200.0 if n % 12 == 0 else 100.0, exposure=250, month=n)
        for n in range(24)
    ]
    months = frequency_fit(counts).months
    assert sum(months) == pytest.approx(12)
    assert 1.5 < months[0] < 2 * months[1]
    few = frequency_fit([Counted(tickets=2, exposure=5, month=3)]).months
    assert few[3] == pytest.approx(1, abs=0.01)


def test_the_fit_is_that_of_a_statistics_library() -> None:
    """The same counts by statsmodels 0.14 GLM: Poisson with offset, trend by year."""
    counts = [
        Counted(tickets=t, exposure=e, month=m)
        for m, (t, e) in enumerate(
            [(12, 25), (9, 25), (15, 27), (7, 20), (22, 30), (18, 30)]
        )
    ]
    fit = frequency_fit(counts, trend=True)
    assert fit.kappa is None
    oracle = pytest.importorskip("statsmodels.genmod.generalized_linear_model")
    families = pytest.importorskip("statsmodels.genmod.families")
    time = (np.arange(6) - 2.5) / 12
    theirs = oracle.GLM(
        np.array([c.tickets for c in counts]),
        np.column_stack([np.ones(6), time]),
        family=families.Poisson(),
        offset=np.log([c.exposure for c in counts]),
    ).fit()
    assert fit.rate == pytest.approx(np.exp(theirs.params[0]), rel=1e-7)
    assert fit.trend == pytest.approx(np.expm1(theirs.params[1]), rel=1e-6)
    assert fit.trend_error == pytest.approx(theirs.bse[1], rel=1e-5)
    assert fit.log_likelihood == pytest.approx(theirs.llf)


@pytest.mark.parametrize(
    ("counts", "code"),
    [
        ([Counted(tickets=-1, exposure=25)], "impossible_history"),
        ([Counted(tickets=3, exposure=-25)], "impossible_history"),
        ([Counted(tickets=3, exposure=0)], "impossible_history"),
        ([], "impossible_history"),
        ([Counted(tickets=0, exposure=25)], "too_little_history"),
    ],
)
def test_what_no_history_shows_is_refused(counts: list[Counted], code: str) -> None:
    with pytest.raises(Refusal) as refusal:
        frequency_fit(counts)
    assert refusal.value.code == code


@pytest.mark.parametrize(("tickets", "exposure"), [(-1, 25), (3, 0), (3, -1)])
def test_impossible_counts_are_refused(tickets: float, exposure: float) -> None:
    with pytest.raises(Refusal):
        rate_interval(tickets, exposure)


@pytest.mark.parametrize(("mean", "shape"), [(0, 4), (0.4, 0)])
def test_a_belief_in_nothing_is_refused(mean: float, shape: float) -> None:
    with pytest.raises(Refusal, match="not above 0"):
        RateBelief(mean=mean, shape=shape)
