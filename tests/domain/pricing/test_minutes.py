"""PaidTime minutes of one ticket: layers and conditions, in closed form and on a grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.domain.pricing.minutes import ANY, Given, PaidTime, Range, on_grid
from flatwright.domain.pricing.severity import NO_LIMIT, Gamma, Lognormal, limited

REQUEST = Lognormal(60, 1.1)
DRAWN = 400_000


def drawn(paid: PaidTime) -> tuple[float, float]:
    """Mean and mean square of paid minutes, by drawing tickets and estimates."""
    rng = np.random.default_rng(3)
    of = paid.of
    assert isinstance(of.effort, Lognormal)
    time = np.exp(rng.normal(of.effort.mu, of.effort.sigma, DRAWN))
    estimate = time * np.exp(rng.normal(-(of.tau**2) / 2, of.tau, DRAWN))
    inside = (time > of.actual[0]) & (time <= of.actual[1])
    inside &= (estimate > of.estimate[0]) & (estimate <= of.estimate[1])
    minutes = sum(np.clip(time, low, high) - low for low, high in paid.layers) * inside
    return float(minutes.mean()), float((minutes**2).mean())


FOUR_HOURS: Range = (0.0, 240.0)
CASES = {
    "four hours of each": PaidTime(Given(REQUEST), (FOUR_HOURS,)),
    "those estimated at four hours or less": PaidTime(
        Given(REQUEST, ANY, FOUR_HOURS, 0.4), ((0.0, 480.0),)
    ),
    "those estimated at more": PaidTime(
        Given(REQUEST, ANY, (240.0, NO_LIMIT), 0.4), ((0.0, 480.0),)
    ),
    "those estimated between": PaidTime(
        Given(REQUEST, ANY, (60.0, 240.0), 0.4), (FOUR_HOURS,)
    ),
    "those that took four hours or less": PaidTime(
        Given(REQUEST, FOUR_HOURS), (FOUR_HOURS,)
    ),
    "those that took more": PaidTime(Given(REQUEST, (240.0, NO_LIMIT)), ((0.0, 480.0),)),
    "a first look, and what is beyond an hour": PaidTime(
        Given(REQUEST), ((0.0, 15.0), (60.0, 300.0))
    ),
    "what is beyond an hour, to the end of two": PaidTime(Given(REQUEST), ((60.0, 120.0),)),
}


@pytest.mark.parametrize("name", CASES)
def test_closed_moments_are_those_of_drawn_tickets(name: str) -> None:
    first, second = CASES[name].moments()
    mean, square = drawn(CASES[name])
    assert first == pytest.approx(mean, rel=0.02)
    assert second == pytest.approx(square, rel=0.04)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("step", [0.5, 1.0, 5.0])
def test_a_grid_keeps_the_mean(name: str, step: float) -> None:
    chances = on_grid(CASES[name], step)
    points = np.arange(len(chances)) * step
    first, second = CASES[name].moments()
    assert chances.sum() == pytest.approx(1)
    assert chances.min() >= 0
    assert points @ chances == pytest.approx(first, rel=1e-9)
    assert points**2 @ chances == pytest.approx(second, abs=step**2 / 3)


def test_layers_that_end_nowhere_reach_as_far_as_tickets_do() -> None:
    paid = PaidTime(Given(REQUEST), ((0.0, NO_LIMIT),))
    chances = on_grid(paid, 1.0)
    assert np.arange(len(chances)) @ chances == pytest.approx(REQUEST.mean, rel=1e-6)


def test_a_layer_between_two_points_is_shared_out() -> None:
    paid = PaidTime(Given(REQUEST), ((0.0, 62.0),))
    chances = on_grid(paid, 5.0)
    mean = np.arange(len(chances)) * 5 @ chances
    assert mean == pytest.approx(limited(REQUEST, 62), rel=2e-3)


def test_nothing_paid_is_certainly_nothing() -> None:
    assert on_grid(PaidTime(Given(REQUEST), ()), 1.0).tolist() == [1.0]
    assert PaidTime(Given(REQUEST), ()).moments() == (0.0, 0.0)


def test_a_gamma_has_layers_too() -> None:
    paid = PaidTime(Given(Gamma(75, 4)), ((0.0, 60.0),))
    assert paid.moments()[0] == pytest.approx(limited(Gamma(75, 4), 60))


def test_an_estimate_needs_a_lognormal() -> None:
    with pytest.raises(TypeError, match="lognormal"):
        PaidTime(Given(Gamma(75, 4), ANY, FOUR_HOURS), (FOUR_HOURS,)).moments()


@settings(max_examples=40)
@given(st.floats(5, 120), st.floats(0.3, 1.5), st.sampled_from([30.0, 60.0, 240.0, 480.0]))
def test_layers_add_up_to_the_ticket(median: float, sigma: float, limit: float) -> None:
    of = Given(Lognormal(median, sigma))
    below = PaidTime(of, ((0.0, limit),)).moments()[0]
    above = PaidTime(of, ((limit, NO_LIMIT),)).moments()[0]
    assert below + above == pytest.approx(of.effort.mean)
