"""Sums of random numbers of efforts: by transform, by recursion, by drawing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flatwright.domain.pricing.compound import (
    Addend,
    GridError,
    aggregate,
    compounded,
    panjer,
)
from flatwright.domain.pricing.frequency import ListedCounts, NegativeBinomial, Poisson
from flatwright.domain.pricing.loss import listed
from flatwright.domain.pricing.minutes import Given, PaidTime, on_grid
from flatwright.domain.pricing.severity import Lognormal

FOUR_HOURS = PaidTime(Given(Lognormal(20, 1.0)), ((0.0, 240.0),))


def part(frequency: Poisson | NegativeBinomial, step: float, copies: int = 1) -> Addend:
    """Tickets of a user, four hours of each paid for."""
    return Addend(frequency, on_grid(FOUR_HOURS, step), *FOUR_HOURS.moments(), copies)


@pytest.mark.parametrize("frequency", [Poisson(8), NegativeBinomial(8, 2.5)])
def test_transform_and_recursion_agree(frequency: Poisson | NegativeBinomial) -> None:
    effort = np.array([0.1, 0.4, 0.3, 0.0, 0.2])
    one, other = aggregate(frequency, effort, 200), panjer(frequency, effort, 200)
    assert one == pytest.approx(other, abs=1e-14)


def test_a_drawn_year_has_the_computed_quantiles() -> None:
    rng = np.random.default_rng(7)
    counts = rng.poisson(rng.gamma(4, 1 / 4, 100_000) * 160)
    efforts = np.minimum(np.exp(rng.normal(np.log(20), 1, counts.sum())), 240)
    years = np.add.reduceat(efforts, np.r_[0, np.cumsum(counts)[:-1]])
    made = compounded([part(NegativeBinomial(160, 4), 1.0)], 1.0)
    for share in (0.5, 0.9, 0.99):
        error = 4 * np.sqrt(share * (1 - share) / 100_000)
        low, high = np.quantile(years, [share - error, share + error])
        assert low <= made.quantile(share) <= high


def test_independent_parts_add_their_moments() -> None:
    parts = [part(NegativeBinomial(30, 4), 0.5), part(Poisson(10), 0.5, copies=3)]
    made = compounded(parts, 0.5)
    assert made.mean == pytest.approx(sum(each.mean for each in parts))
    assert made.variance == pytest.approx(sum(each.variance for each in parts), rel=1e-4)
    assert made.chances.sum() == pytest.approx(1, abs=1e-9)


def test_copies_are_so_many_parts() -> None:
    three = compounded([part(Poisson(2), 1.0, copies=3)], 1.0)
    each = compounded([part(Poisson(2), 1.0)] * 3, 1.0)
    size = min(len(three.chances), len(each.chances))
    assert three.chances[:size] == pytest.approx(each.chances[:size], abs=1e-15)


def test_nothing_that_comes_is_a_loss_of_nothing() -> None:
    made = compounded([part(Poisson(0), 1.0)], 1.0)
    assert (made.mean, made.quantile(0.99)) == (0, 0)


@pytest.mark.parametrize("mean", [1e-70, 1e-13, 1e-8, 1e-5])
def test_tickets_that_hardly_ever_come_are_no_trouble(mean: float) -> None:
    made = compounded([part(NegativeBinomial(mean, 4), 1.0)], 1.0)
    assert made.quantile(0.99) == 0
    assert made.mean == pytest.approx(part(Poisson(mean), 1.0).mean, abs=1e-9)


def test_a_sum_without_chance_is_sure() -> None:
    five = listed({5: 1.0})
    made = compounded([Addend(ListedCounts((0.0, 0.0, 1.0)), five.chances, 5, 25)], 1.0)
    assert (made.mean, made.quantile(0.01), made.quantile(0.99)) == (10, 10, 10)


def test_a_grid_too_coarse_is_noticed() -> None:
    with pytest.raises(GridError, match="variance is off"):
        compounded([part(Poisson(100), 60.0)], 60.0)


def test_a_grid_too_long_is_noticed() -> None:
    with pytest.raises(GridError, match="needs more than"):
        compounded([part(Poisson(1e6), 1.0)], 1.0)


def test_the_grid_grows_until_the_tail_is_inside() -> None:
    """Few tickets of a heavy kind reach farther than a gamma of their moments."""
    heavy = PaidTime(Given(Lognormal(10, 1.6)), ((0.0, 5000.0),))
    few = Addend(NegativeBinomial(0.02, 0.05), on_grid(heavy, 0.5), *heavy.moments())
    made = compounded([few], 0.5)
    assert made.mean == pytest.approx(few.mean, rel=1e-6)


def test_a_heavy_tail_wraps_around_unless_it_is_tilted() -> None:
    effort = np.diff(stats.levy.cdf(np.arange(-1, 1024) + 0.5))
    by_recursion = panjer(Poisson(20), effort, 1024)
    tilted = aggregate(Poisson(20), effort, 1024, tilt=20 / 1024)
    plain = aggregate(Poisson(20), effort, 1024)
    assert tilted[1] == pytest.approx(by_recursion[1], rel=1e-6)
    assert plain[1] > 10 * by_recursion[1]


@given(st.floats(0.5, 200), st.floats(0.3, 50), st.sampled_from([0.25, 0.5, 1.0]))
def test_moments_are_the_closed_ones(mean: float, size: float, step: float) -> None:
    of = part(NegativeBinomial(mean, size), step)
    made = compounded([of], step)
    assert made.mean == pytest.approx(of.mean, rel=1e-7)
    assert made.quantile(0.5) <= made.quantile(0.95) <= made.tvar(0.95)


def test_counts_that_are_listed_compound_too() -> None:
    of = Addend(ListedCounts((0.0, 0.8, 0.2)), np.array([0.5, 0.5]), 0.5, 0.5)
    made = compounded([of], 1.0)
    assert made.chances.tolist() == pytest.approx([0.45, 0.5, 0.05])


def test_a_loss_may_be_listed() -> None:
    made = listed({1: 0.75, 3: 0.2, 4: 0.05})
    assert [made.quantile(q) for q in (0.6, 0.9, 0.95, 0.950001)] == [1, 3, 3, 4]
    assert made.survival(3) == pytest.approx(0.05)
    assert made.survival(-1) == pytest.approx(1)
    assert made.limited(3) + made.stop_loss(3) == pytest.approx(made.mean)
    assert made.interval(0.5) == (1, 1)
    assert made.scaled(2).mean == pytest.approx(2 * made.mean)
    assert made.deviation**2 == pytest.approx(made.variance)


def test_a_part_that_reaches_less_far_is_added_all_the_same() -> None:
    large, small = part(NegativeBinomial(160, 4), 1.0), part(Poisson(2), 1.0, copies=3)
    made = compounded([small, large], 1.0).chances
    alone = [compounded([each], 1.0).chances for each in (small, large)]
    added = np.convolve(alone[0], alone[1])
    assert made == pytest.approx(added[: len(made)], abs=1e-12)


def test_a_part_that_never_comes_is_no_trouble_beside_another() -> None:
    often, never = part(Poisson(8), 1.0), part(Poisson(0), 1.0)
    alone, beside = compounded([often], 1.0), compounded([often, never], 1.0)
    assert beside.chances.tolist() == alone.chances.tolist()
