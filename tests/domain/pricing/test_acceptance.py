"""Who accepts a price, what that makes of it, and when there is none to quote."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import integrate, optimize, stats

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.acceptance import (
    AcceptanceCurve,
    PastProposal,
    Prospects,
    best_price,
    fitted,
    noise_of_those_above,
    steady_price,
)
from flatwright.domain.pricing.corridor import Corridor

HISTORY = [
    PastProposal(gain=gain, won=won)
    for gain, won in (
        (-2_000, False),
        (-500, False),
        (0, True),
        (800, False),
        (1_500, True),
        (2_500, False),
        (3_000, True),
        (4_200, True),
        (6_000, True),
    )
]


def curve(base: float = -1.0, slope: float = 0.001) -> AcceptanceCurve:
    return AcceptanceCurve(base=base, slope=slope)


# ------------------------------------------------------------ the curve


def test_the_chance_is_logistic_in_the_gain() -> None:
    assert curve().chance(1_000) == pytest.approx(0.5)
    assert curve().chance(0) == pytest.approx(1 / (1 + np.e))
    assert curve().chance(-1e9) == 0
    assert curve().chance(1e9) == 1


def test_nearly_without_a_ridge_the_fit_is_maximum_likelihood() -> None:
    # statsmodels 0.14.6, Logit of gains in thousands
    found = fitted(HISTORY, ridge=1e-9)
    assert found.base == pytest.approx(-0.8549358, rel=1e-6)
    assert found.slope * 1_000 == pytest.approx(0.73103602, rel=1e-6)


def test_a_ridge_draws_the_curve_towards_even_odds() -> None:
    loose, firm = fitted(HISTORY, ridge=0.1), fitted(HISTORY, ridge=10)
    assert 0 < firm.slope < loose.slope
    assert 0.5 < firm.chance(6_000) < loose.chance(6_000)
    assert fitted(HISTORY) == fitted(HISTORY, ridge=1)


def test_the_currency_unit_does_not_matter() -> None:
    cents = [replace(each, gain=each.gain * 100) for each in HISTORY]
    assert fitted(cents).chance(150_000) == pytest.approx(fitted(HISTORY).chance(1_500))


def test_proposals_parted_by_one_gain_leave_a_finite_curve() -> None:
    parted = [PastProposal(gain=gain, won=gain > 0) for gain in (-3, -2, -1, 1, 2, 3)]
    found = fitted(parted)
    assert 0 < found.slope < 5
    assert 0.5 < found.chance(3) < 0.99


@pytest.mark.parametrize("won", [True, False])
def test_proposals_all_won_or_all_lost_leave_a_finite_curve(*, won: bool) -> None:
    found = fitted([replace(each, won=won) for each in HISTORY])
    assert abs(found.base) < 5
    assert (found.chance(2_000) > 0.5) == won
    assert 0.01 < found.chance(2_000) < 0.99


def test_one_proposal_says_little() -> None:
    found = fitted([PastProposal(gain=500, won=True)])
    assert found.slope == 0
    assert 0.5 < found.chance(500) < 0.7


def test_without_a_proposal_there_is_nothing_to_learn() -> None:
    with pytest.raises(Refusal) as refused:
        fitted([])
    assert refused.value.code == "no_proposals"
    assert refused.value.says == (
        "There is no proposal to learn acceptance from. Record at least one, won or lost, "
        "with the client's gain at its price."
    )


def test_a_fit_without_a_ridge_is_a_bug() -> None:
    with pytest.raises(ValueError, match="a ridge of 0"):
        fitted(HISTORY, ridge=0)


# ------------------------------------------------------------ the best price

WIDE = Corridor(lowest=22_050, highest=33_510)


@given(
    base=st.floats(min_value=-5, max_value=5),
    slope=st.floats(min_value=1e-5, max_value=1e-1),
)
def test_the_best_price_is_the_highest_expected_gain_of_the_corridor(
    base: float, slope: float
) -> None:
    acceptance = curve(base, slope)

    def expected(price: float) -> float:
        return WIDE.provider_gain(price) * acceptance.chance(WIDE.client_gain(price))

    found = best_price(acceptance, WIDE)
    assert WIDE.lowest <= found <= WIDE.highest
    grid = np.linspace(WIDE.lowest, WIDE.highest, 200)
    assert expected(found) >= max(map(expected, grid)) * (1 - 1e-9)


def test_the_best_price_as_by_a_search() -> None:
    found = optimize.minimize_scalar(
        lambda price: -WIDE.provider_gain(price) * curve().chance(WIDE.client_gain(price)),
        bounds=(WIDE.lowest, WIDE.highest),
        method="bounded",
        options={"xatol": 1e-6},
    )
    assert best_price(curve(), WIDE) == pytest.approx(found.x, abs=0.01)


def test_who_accepts_anything_is_asked_the_highest_price() -> None:
    assert best_price(curve(base=10, slope=0.0001), WIDE) == WIDE.highest


def test_a_margin_floor_lifts_the_best_price() -> None:
    floored = replace(WIDE, floor=33_000)
    assert best_price(curve(), WIDE) < 33_000 == best_price(curve(), floored)


def test_a_huge_argument_does_not_overflow() -> None:
    huge = Corridor(lowest=0, highest=1e9)
    assert 0.99e9 < best_price(curve(slope=1), huge) < 1e9


@pytest.mark.parametrize("slope", [0, -0.001, float("nan")])
def test_acceptance_that_does_not_rise_has_no_best_price(slope: float) -> None:
    with pytest.raises(Refusal) as refused:
        best_price(curve(slope=slope), WIDE)
    assert refused.value.code == "acceptance_does_not_rise"
    assert "Split the gain equally, and record more proposals." in refused.value.says


# ------------------------------------------------------------ who accepts


def test_those_above_the_average_are_noisier_by_half() -> None:
    assert noise_of_those_above(1, 4) == pytest.approx(1.45, abs=0.005)


@pytest.mark.parametrize("threshold", [0.2, 1, 3])
def test_the_noise_of_those_above_as_by_quadrature(threshold: float) -> None:
    noise = stats.gamma(4, scale=1 / 4)
    sums, _ = integrate.quad(lambda x: x * noise.pdf(x), threshold, np.inf)
    assert noise_of_those_above(threshold, 4) == pytest.approx(sums / noise.sf(threshold))


@pytest.mark.parametrize("threshold", [-3, 0])
def test_where_all_accept_the_noise_is_average(threshold: float) -> None:
    assert noise_of_those_above(threshold, 4) == 1


def test_beyond_what_numbers_hold_the_rest_is_an_exponential() -> None:
    below, beyond = noise_of_those_above(180, 4), noise_of_those_above(200, 4)
    assert below - 180 == pytest.approx(0.25, rel=0.01)
    assert beyond == 200.25


# ------------------------------------------------------------ a steady price


def prospects(worth: float = 10_000, cost_of_noise: float = 5_000) -> Prospects:
    """The plan is worth 8,000 more for each unit of noise, and costs 8,000 at none."""
    return Prospects(
        kappa=4,
        worth=worth,
        worth_of_noise=8_000,
        cost=8_000,
        cost_of_noise=cost_of_noise,
    )


def test_a_price_below_the_worth_to_the_quietest_is_accepted_by_all() -> None:
    found = steady_price(prospects(worth=14_000))
    assert (found.price, found.share, found.noise) == (13_000, 1, 1)


def test_a_steady_price_pays_for_those_who_accept_it() -> None:
    found = steady_price(prospects())
    least = (found.price - 10_000) / 8_000
    assert found.noise == pytest.approx(noise_of_those_above(least, 4))
    assert found.price == pytest.approx(8_000 + 5_000 * found.noise)
    assert found.share == pytest.approx(stats.gamma.sf(least, 4, scale=1 / 4))
    assert 13_000 < found.price < 14_000
    assert 0.5 < found.share < 1


def test_no_lower_price_pays_for_those_who_accept_it() -> None:
    found = steady_price(prospects())
    for price in np.linspace(5_000, found.price - 1, 50):
        noise = noise_of_those_above((price - 10_000) / 8_000, 4)
        assert 8_000 + 5_000 * noise > price


def test_a_margin_is_left_by_those_who_accept() -> None:
    found = steady_price(replace(prospects(worth=30_000), margin=0.5))
    assert found.price == 26_000


def test_where_only_ever_noisier_clients_accept_quoting_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        steady_price(prospects(worth=0, cost_of_noise=9_000))
    assert refused.value.code == "no_steady_price"
    assert refused.value.says.startswith("No price pays for the clients who would accept")
    assert refused.value.says.endswith(
        "Assess the client before quoting, price by what they have, or limit what is "
        "covered."
    )


def test_a_price_that_creeps_on_without_end_is_not_quoted() -> None:
    # An exponential noise: those above t are noisier than t by 1, at any t.
    creeping = Prospects(
        kappa=1, worth=1_000, worth_of_noise=1_000, cost=0.01, cost_of_noise=1_000
    )
    with pytest.raises(Refusal, match=r"still rises at 1,100\.0., which 90\.5% of them"):
        steady_price(creeping)
    assert steady_price(replace(creeping, cost=0)).price == 1_000


def test_a_price_that_nearly_all_decline_is_not_quoted() -> None:
    tried = prospects(worth=2_000)
    few = steady_price(replace(tried, fewest=1e-9)).share
    assert steady_price(replace(tried, fewest=few * 0.99)).share == few
    with pytest.raises(Refusal, match="No price pays"):
        steady_price(replace(tried, fewest=few * 1.01))


@pytest.mark.parametrize(
    "impossible",
    [
        {"kappa": 0.0},
        {"worth_of_noise": 0.0},
        {"cost": -1.0},
        {"cost_of_noise": -1.0},
        {"margin": 1.0},
        {"margin": -0.1},
        {"fewest": 0.0},
        {"fewest": 1.1},
    ],
)
def test_prospects_that_cannot_be_are_refused(impossible: dict[str, float]) -> None:
    with pytest.raises(Refusal) as refused:
        replace(prospects(), **impossible)
    assert refused.value.code == "impossible_prospects"
