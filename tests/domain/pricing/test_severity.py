"""Effort of one ticket: closed forms beside quadrature."""

import numpy as np
import pytest
from scipy import integrate, stats

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.severity import (
    NO_LIMIT,
    Effort,
    Gamma,
    Lognormal,
    excess,
    leveraged,
    limited,
    normal_tvar,
    spill_over,
)

TICKET = Lognormal(20, 1.0)
MOVE = Gamma(75, 4)


def by_quadrature(effort: Effort, limit: float, order: int) -> float:
    """E[min(X, u)^k] as the integral of k x^(k-1) Pr(X > x)."""
    value, _ = integrate.quad(
        lambda x: order * x ** (order - 1) * float(effort.survival(x)), 0, limit, limit=400
    )
    return float(value)


@pytest.mark.parametrize("effort", [TICKET, MOVE, Lognormal(60, 1.1), Gamma(100, 1)])
@pytest.mark.parametrize("order", [1, 2])
def test_a_cap_leaves_the_integral_of_the_survival(effort: Effort, order: int) -> None:
    assert limited(effort, 240, order) == pytest.approx(by_quadrature(effort, 240, order))


@pytest.mark.parametrize("effort", [TICKET, MOVE])
def test_what_is_below_and_above_a_limit_is_all(effort: Effort) -> None:
    for order in (0, 1, 2):
        both = effort.below(90, order) + effort.above(90, order)
        assert both == pytest.approx(effort.moment(order))


@pytest.mark.parametrize("effort", [TICKET, MOVE])
def test_a_cap_and_its_excess_are_the_mean(effort: Effort) -> None:
    assert limited(effort, 240) + excess(effort, 240) == pytest.approx(effort.mean)
    assert limited(effort, NO_LIMIT) == effort.mean


def test_a_cliff_leaves_less_than_a_cap() -> None:
    assert TICKET.below(240) + 240 * TICKET.survival(240) == pytest.approx(
        limited(TICKET, 240)
    )


def test_an_exponential_is_a_gamma_of_shape_one() -> None:
    assert Gamma(100, 1).survival(100) == pytest.approx(np.exp(-1))


def test_a_quantile_is_exceeded_by_the_rest() -> None:
    assert TICKET.survival(TICKET.quantile(0.9)) == pytest.approx(0.1)


@pytest.mark.parametrize("share", [0.5, 0.95])
def test_a_tail_mean_is_the_mean_of_the_quantiles_beyond(share: float) -> None:
    for effort, quantile in (
        (TICKET, stats.lognorm(1.0, scale=20).ppf),
        (MOVE, stats.gamma(4, scale=75 / 4).ppf),
    ):
        mean, _ = integrate.quad(quantile, share, 1, limit=400)
        assert effort.tvar(share) == pytest.approx(mean / (1 - share), rel=1e-5)


def test_a_normal_tail_mean_is_the_mean_of_the_quantiles_beyond() -> None:
    mean, _ = integrate.quad(stats.norm(10, 3).ppf, 0.95, 1)
    assert normal_tvar(10, 3, 0.95) == pytest.approx(mean / 0.05)


def by_double_quadrature(
    effort: Lognormal, at: tuple[float, float, float], k: int
) -> float:
    """E[X^k; X exp(e) <= u, X <= b], integrated over both normals."""
    estimate, tau, limit = at
    x = stats.norm(effort.mu, effort.sigma)
    e = stats.norm(-(tau**2) / 2, tau)

    def of(log: float) -> float:
        return float(np.exp(k * log) * x.pdf(log) * e.cdf(np.log(estimate) - log))

    top = min(np.log(limit), effort.mu + 12 * effort.sigma)
    value, _ = integrate.quad(of, effort.mu - 12 * effort.sigma, top, limit=400)
    return float(value)


@pytest.mark.parametrize("limit", [30.0, 60.0, 240.0, 500.0, NO_LIMIT])
@pytest.mark.parametrize("order", [0, 1, 2])
def test_a_cliff_on_an_estimate_is_a_double_integral(limit: float, order: int) -> None:
    effort = Lognormal(60, 1.1)
    found = effort.estimated_below(240, 0.4, limit, order)
    wanted = by_double_quadrature(effort, (240, 0.4, limit), order)
    assert found == pytest.approx(wanted, rel=1e-6)


def test_an_estimate_that_is_never_wrong_is_the_time() -> None:
    effort = Lognormal(60, 1.1)
    assert effort.estimated_below(240, 0.0) == effort.below(240)
    assert effort.estimated_below(240, 0.0, 60) == effort.below(60)


def test_an_estimate_without_a_limit_holds_for_all() -> None:
    effort = Lognormal(60, 1.1)
    assert effort.estimated_below(NO_LIMIT, 0.4, 60) == pytest.approx(effort.below(60))


def test_inflation_lifts_a_cap_less_than_all_and_a_cliff_least() -> None:
    request = Lognormal(60, 1.1)
    cap = leveraged(request, 240, 0.08, cliff=False)
    cliff = leveraged(request, 240, 0.08, cliff=True)
    assert cap == pytest.approx(0.056, abs=5e-4)
    assert cliff == pytest.approx(0.027, abs=5e-4)


def test_work_runs_past_closing_by_some_minutes_of_a_ticket() -> None:
    wanted, _ = integrate.quad(lambda s: TICKET.mean - limited(TICKET, s), 0, 540)
    assert spill_over(TICKET, 540) == pytest.approx(wanted / 540)
    assert spill_over(TICKET, 540) == pytest.approx(2.69, abs=0.006)


@pytest.mark.parametrize("median", [0, -20, float("nan"), NO_LIMIT])
def test_minutes_that_nobody_works_are_refused(median: float) -> None:
    with pytest.raises(Refusal, match="median of an effort") as refusal:
        Lognormal(median, 1)
    assert refusal.value.code == "impossible_effort"


def test_a_spread_of_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="sigma of an effort is 0"):
        Lognormal(20, 0)
    with pytest.raises(Refusal, match="shape"):
        Gamma(20, -1)
