"""All clients together."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from flatwright.domain.experience.portfolio import (
    ClientYear,
    Hits,
    Portfolio,
    Wave,
    by_margin,
    clients_for,
    excess_left,
    on_step,
    pooled,
    variation,
    with_wave,
)
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.floors import Targets
from flatwright.domain.pricing.loss import Loss, listed
from flatwright.domain.pricing.served import Noise, served
from tests.domain.pricing.some import TWENTY_FIVE, case, rates_of, reference
from tests.domain.reference_values import reference_value

COIN = listed({0: 0.5, 10: 0.5}, 10)  # a year of no work, or of ten hours
GOALS = Targets(
    gross_margin=0.6,
    margin_floor=0.5,
    seldom=0.05,
    overhead=0.3,
    net=0.12,
    capital_charge=0.15,
)
LOSSES = st.lists(st.floats(0.01, 1), min_size=2, max_size=8).map(
    lambda weights: Loss(0.5, np.array(weights) / sum(weights))
)
POOLS = st.lists(st.tuples(LOSSES, st.integers(1, 4)), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def new_client() -> Loss:
    """A year's hours of the reference client whose noise nobody knows: kappa 4."""
    exposures = replace(TWENTY_FIVE, devices=75)
    rates = rates_of(reference_value("B11_known_rate"))
    of = case(reference(), rates, exposures)
    return served(of.lanes, Noise(1.0, 4.0)).hours


def year(
    name: str, hours: Loss = COIN, price: float = 2_000, copies: int = 1
) -> ClientYear:
    """A client whose standing costs are 500."""
    return ClientYear(name=name, hours=hours, price=price, fixed=500, copies=copies)


def test_c14_a_hundred_and_six_new_clients_vary_by_a_twentieth(new_client: Loss) -> None:
    assert variation(new_client) == pytest.approx(0.513, abs=0.0005)
    assert clients_for(new_client, 0.05) == 106
    assert variation(pooled([(new_client, 106)])) < 0.05
    assert variation(pooled([(new_client, 105)])) > 0.05


def test_b14_a_book_of_forty(new_client: Loss) -> None:
    """Without a wave its worst hundredth takes 5,050 hours; with one of 20 hours, 5,062.

    A wave that comes in one of fifty years and hits three clients of ten does that.
    """
    assert excess_left([(new_client, 40)], 0.99) == pytest.approx(0.128, abs=0.0005)
    calm = pooled([(new_client, 40)])
    assert calm.tvar(0.99) == pytest.approx(5050, abs=0.5)
    wave = Wave(chance=0.02, reach=0.3, hours=20)
    assert with_wave(calm, 40, wave).tvar(0.99) == pytest.approx(5062, abs=0.5)
    worse = replace(wave, hours=200)
    assert with_wave(calm, 40, worse).tvar(0.99) > 6_500


def test_two_coins_make_three_values() -> None:
    made = pooled([(COIN, 2)])
    assert made.step == 10
    assert made.chances == pytest.approx([0.25, 0.5, 0.25])
    mixed = pooled([(COIN, 1), (listed({0: 0.5, 20: 0.5}, 20), 1)])
    assert mixed.step == 20
    assert mixed.mean == pytest.approx(15)


def test_a_value_between_two_points_is_shared_by_both() -> None:
    made = on_step(listed({0: 0.5, 3: 0.5}), 2)
    assert made == pytest.approx([0.5, 0.25, 0.25])
    assert on_step(Loss(0.1, np.eye(4)[3]), 0.3)[:2] == pytest.approx([0, 1])


def test_hours_that_are_certain_stay_so() -> None:
    made = pooled([(listed({4: 1.0}), 3), (listed({1: 1.0}), 1)])
    assert made.mean == pytest.approx(13)
    assert made.variance == pytest.approx(0, abs=1e-9)
    flood = Wave(chance=1, reach=1, hours=2)
    assert with_wave(made, 4, flood).quantile(0.5) == 21
    nothing = pooled([(listed({0: 1.0}), 3)])
    assert (nothing.mean, variation(nothing)) == (0, 0)


def test_a_wave_beyond_all_measure_takes_a_wider_grid() -> None:
    wave = Wave(chance=0.01, reach=1, hours=1e6)
    made = with_wave(pooled([(listed({0: 0.5, 1: 0.5}), 40)]), 40, wave)
    assert made.step > 500
    assert made.mean == pytest.approx(20 + 0.01 * 40e6)


def test_a_large_pool_takes_a_wider_grid(new_client: Loss) -> None:
    made = pooled([(new_client, 400)])
    assert made.step > new_client.step
    assert made.mean == pytest.approx(400 * new_client.mean)
    assert made.deviation == pytest.approx(20 * new_client.deviation, rel=1e-4)


def test_a_wave_by_enumeration() -> None:
    """Three clients: the wave comes one year in ten and hits each with one half."""
    wave = Wave(chance=0.1, reach=0.5, hours=10)
    made = with_wave(pooled([(COIN, 1)]), 3, wave)
    hit = 0.1 * stats.binom(3, 0.5).pmf(range(4)) + [0.9, 0, 0, 0]
    assert made.chances == pytest.approx(np.convolve(hit, [0.5, 0.5]))
    assert Hits(wave, 3).chances(4) == pytest.approx([*hit, 0])


def test_a_hit_between_two_points_keeps_its_mean() -> None:
    made = with_wave(pooled([(COIN, 4)]), 4, Wave(chance=0.2, reach=0.5, hours=15))
    assert made.mean == pytest.approx(20 + 4 * 0.2 * 0.5 * 15)


def test_a_client_is_listed_with_its_margin_and_its_chances() -> None:
    """2,000 less 500 less 100 an hour: 1,500 in a quiet year, 500 in a loud one."""
    dear = year("dear", price=10_000)
    small = year("small", price=1_200, copies=2)
    book = Portfolio(years=(dear, year("usual"), small), own_hour=100)
    made = by_margin(book, GOALS)
    assert [each.name for each in made] == ["small", "usual", "dear"]
    assert [each.margin for each in made] == pytest.approx([200, 1_000, 9_000])
    assert [each.share for each in made] == pytest.approx([1 / 6, 0.5, 0.9])
    assert [each.loss for each in made] == pytest.approx([0.5, 0.5, 0])
    assert [each.thin for each in made] == pytest.approx([0.5, 0.5, 0])
    assert made[0].copies == 2


def test_the_whole_book_is_safer_than_its_clients() -> None:
    book = Portfolio(years=(year("a", copies=30), year("b", copies=10)), own_hour=100)
    assert (book.clients, book.revenue, book.fixed) == (40, 80_000, 20_000)
    assert book.margin == pytest.approx(0.5)
    assert book.chance_below(0.3) == pytest.approx(stats.binom(40, 0.5).sf(36))
    assert book.chance_below(0.25) == pytest.approx(0, abs=1e-12)
    assert book.excess_left(0.99) == pytest.approx((27 - 20) * 10 / (40 * 5))


def test_a_wave_takes_from_the_margin_of_the_book() -> None:
    calm = Portfolio(years=(year("a", copies=40),), own_hour=100)
    hit = replace(calm, wave=Wave(chance=0.5, reach=1, hours=10))
    assert hit.margin == pytest.approx(calm.margin - 0.5 * 40 * 10 * 100 / 80_000)
    assert hit.chance_below(0.2) == pytest.approx(0.5, abs=0.001)
    assert calm.chance_below(0.2) == pytest.approx(0, abs=1e-9)
    assert hit.excess_left(0.99) == calm.excess_left(0.99)


@given(POOLS)
def test_pooling_never_raises_the_variation(losses: list[tuple[Loss, int]]) -> None:
    made = pooled(losses)
    assert variation(made) <= max(variation(loss) for loss, _ in losses) * (1 + 1e-6)
    assert made.mean == pytest.approx(sum(n * loss.mean for loss, n in losses))


@given(LOSSES, st.integers(2, 9))
def test_of_alike_clients_it_falls_with_the_root_of_their_number(
    loss: Loss, copies: int
) -> None:
    assert variation(pooled([(loss, copies)])) == pytest.approx(
        variation(loss) / copies**0.5
    )


@given(POOLS, POOLS)
def test_two_halves_pooled_are_the_whole(
    one: list[tuple[Loss, int]], other: list[tuple[Loss, int]]
) -> None:
    halves = pooled([(pooled(one), 1), (pooled(other), 1)])
    whole = pooled([*one, *other])
    size = max(len(halves.chances), len(whole.chances))
    parts = [
        np.pad(each.chances, (0, size - len(each.chances))) for each in (halves, whole)
    ]
    assert parts[0] == pytest.approx(parts[1], abs=1e-12)


@given(POOLS, st.floats(0, 1), st.floats(0, 40))
def test_a_wave_that_never_comes_changes_nothing(
    losses: list[tuple[Loss, int]], reach: float, hours: float
) -> None:
    calm = pooled(losses)
    for wave in (
        Wave(chance=0, reach=reach, hours=hours),
        Wave(chance=reach, reach=0, hours=hours),
        Wave(chance=reach, reach=reach, hours=0),
    ):
        made = with_wave(calm, 5, wave)
        assert len(made.chances) == len(calm.chances)
        assert made.chances == pytest.approx(calm.chances, abs=1e-12)


@given(POOLS, st.floats(0.001, 1), st.floats(0.001, 1), st.integers(1, 40))
def test_a_wave_adds_its_mean_and_its_variance(
    losses: list[tuple[Loss, int]], chance: float, reach: float, clients: int
) -> None:
    calm, wave = pooled(losses), Wave(chance=chance, reach=reach, hours=7.5)
    made = with_wave(calm, clients, wave)
    n, p, v = clients, reach, 7.5
    told = chance * (n * p * (1 - p) * v**2 + (n * p * v) ** 2) - (n * chance * p * v) ** 2
    assert wave.variance(clients) == pytest.approx(told, abs=1e-6)
    assert made.mean == pytest.approx(calm.mean + wave.mean(clients))
    assert made.variance == pytest.approx(calm.variance + told)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"price": 0.0}, "a pays 0.00 a year and costs 500.00 before anybody calls"),
        ({"fixed": -1.0}, "costs -1.00"),
        ({"copies": 0}, "a stands for 0 clients"),
    ],
)
def test_impossible_clients_are_refused(told: dict[str, Any], says: str) -> None:
    with pytest.raises(Refusal, match=says) as refusal:
        replace(year("a"), **told)
    assert refusal.value.code == "impossible_portfolio"


@pytest.mark.parametrize(
    "told", [{"chance": -0.1}, {"reach": 1.1}, {"hours": -1.0}, {"hours": float("inf")}]
)
def test_impossible_waves_are_refused(told: dict[str, float]) -> None:
    with pytest.raises(Refusal) as refusal:
        replace(Wave(chance=0.02, reach=0.3, hours=20), **told)
    assert refusal.value.code == "impossible_wave"


def test_impossible_books_and_aims_are_refused() -> None:
    with pytest.raises(Refusal, match="A book of no clients"):
        Portfolio(years=(), own_hour=50)
    with pytest.raises(Refusal, match="An hour costs us 0"):
        Portfolio(years=(year("a"),), own_hour=0)
    with pytest.raises(Refusal, match=r"down to 0\. Aim above 0"):
        clients_for(COIN, 0)
    with pytest.raises(Refusal, match="At a level of 10% no client's hours lie above"):
        excess_left([(COIN, 40)], 0.1)
