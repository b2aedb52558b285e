"""Aggregate losses, limits, risk measures and prices against published values."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from scipy import fft, special, stats

from flatwright.domain.pricing.compound import Addend, aggregate, compounded, panjer
from flatwright.domain.pricing.floors import Floor, Targets, floors
from flatwright.domain.pricing.frequency import (
    Frequency,
    ListedCounts,
    NegativeBinomial,
    Poisson,
    at_most,
)
from flatwright.domain.pricing.loss import Loss, listed
from flatwright.domain.pricing.minutes import Given, PaidTime, on_grid
from flatwright.domain.pricing.served import Noise, served
from flatwright.domain.pricing.severity import (
    NO_LIMIT,
    Gamma,
    Lognormal,
    excess,
    limited,
    normal_tvar,
)
from tests.domain.pricing.some import TWENTY_FIVE, case, rates_of, reference
from tests.domain.reference_values import reference_value


def eval_fraction(text: str | float) -> float:
    """0.5, or "1/2"."""
    above, _, below = str(text).partition("/")
    return float(above) / float(below or 1)


def sum_of(frequency: Frequency, values: dict[str, Any], step: float = 1.0) -> Loss:
    """A compound sum of a table of values."""
    of = listed({float(x): eval_fraction(p) for x, p in values.items()}, step)
    second = of.variance + of.mean**2
    return compounded([Addend(frequency, of.chances, of.mean, second)], step)


def test_a01_variance_of_a_compound_poisson() -> None:
    value = reference_value("A01")
    made = sum_of(Poisson(value.inputs["lam"]), value.inputs["sev"])
    assert made.variance == value["var"]


def test_a02_mean_variance_and_budget_of_a_sum() -> None:
    value = reference_value("A02")
    counts = {int(n): chance for n, chance in value.inputs["N"].items()}
    frequency = ListedCounts(tuple(counts.get(n, 0.0) for n in range(max(counts) + 1)))
    made = sum_of(frequency, value.inputs["X"], 100.0)
    assert made.mean == value["mean"]
    assert made.variance == value["var"]
    assert made.mean + made.deviation == value["budget"]


def test_a05_a_normal_understates_the_tail() -> None:
    value = reference_value("A05")
    step = 0.5
    points = np.arange(0, 95.5, step)
    cut = np.clip((points[:, None] + [-step / 2, step / 2] - 5) / 90, 0, 1)
    effort = np.diff(cut, axis=1)[:, 0]
    first, second = effort @ points, effort @ points**2
    frequency = Poisson(value.inputs["lam"])
    part = Addend(frequency, effort, float(first), float(second))
    made = compounded([part], step)
    assert made.survival(2000) == value["exact"]
    normal = special.ndtr((part.mean - 2000) / part.variance**0.5)
    assert normal == value["normal"]


def test_a06_overtime_beyond_fifteen_hours() -> None:
    value = reference_value("A06")
    geometric = NegativeBinomial(value.inputs["mean"], 1)
    made = sum_of(geometric, value.inputs["sev"], 5.0)
    assert made.stop_loss(value.inputs["d"]) == value["stop_loss"]


def test_a10_the_chance_of_one_sum() -> None:
    value = reference_value("A10")
    made = sum_of(Poisson(value.inputs["lam"]), value.inputs["sev"], 100.0)
    assert made.chances[6] == value["p600"]


def test_a14_poisson_and_negative_binomial() -> None:
    value = reference_value("A14")
    counts = value.inputs["nb"]
    for name, frequency in (
        ("poisson", Poisson(value.inputs["poisson"])),
        ("nb", NegativeBinomial(counts["mean"], counts["r"])),
    ):
        effort = listed({float(x): p for x, p in value.inputs["sev"].items()}).chances
        assert sum_of(frequency, value.inputs["sev"]).cumulated[3] == value[name]
        assert panjer(frequency, effort, 4).sum() == value[name]


def test_a17_aliasing_and_its_cure() -> None:
    value = reference_value("A17")
    size, mean = value.inputs["n"], value.inputs["lam"]
    effort = np.diff(stats.levy.cdf(np.arange(-1, size) + 0.5))
    tilted = aggregate(Poisson(mean), effort, size, tilt=25 / size)
    by_recursion = panjer(Poisson(mean), effort, size)
    unpadded = fft.irfft(Poisson(mean).generating(fft.rfft(effort)), size)
    for x in value.inputs["x"]:
        # a stable law of index 1/2: N of them together are one, N^2 times as wide
        n = np.arange(1, 200)
        weights = Poisson(mean).chances(199)[1:]
        widths = (n**2).astype(float)
        cut = stats.levy.cdf((x + 0.5) / widths) - stats.levy.cdf((x - 0.5) / widths)
        assert weights @ cut == value[f"true_x{x}"]
        assert by_recursion[x] == value[f"panjer_x{x}"]
        assert tilted[x] == value[f"panjer_x{x}"]
        if x < 1000:
            assert unpadded[x] == value[f"alg1_x{x}"]
    assert (tilted[1], tilted[10]) == (value["tilt25_x1"], value["tilt25_x10"])


def test_a34_quantiles_of_a_discrete_loss() -> None:
    value = reference_value("A34")
    made = listed(dict(zip(value.inputs["x"], value.inputs["p"], strict=True)))
    found = [made.quantile(q) for q in (0.6, 0.9, 0.95, 0.950001)]
    assert found == [value[name] for name in ("v60", "v90", "v95", "v95p")]


def test_a35_tail_means_in_closed_form() -> None:
    value = reference_value("A35")
    share = value.inputs["q"]
    mu, sigma = value.inputs["lognormal"]
    assert Gamma(value.inputs["exp_theta"], 1).tvar(share) == value["exp"]
    assert normal_tvar(10, 3, share) == value["normal"]
    assert Lognormal(float(np.exp(mu)), sigma).tvar(share) == value["lognormal"]


def test_b01_a_ticket_capped_at_four_hours() -> None:
    value = reference_value("B01_240")
    of, limit = value.inputs, value.inputs["u"]
    effort = Lognormal(of["median"], of["sigma"])
    assert effort.mean == value["mean"]
    assert limited(effort, limit) == value["lev"]
    assert limited(effort, limit, 2) == value["lev2"]
    assert effort.below(limit) == value["below"]
    assert excess(effort, limit) == value["excess"]
    assert effort.survival(limit) == value["p_exceed"]


def test_b03_a_threshold_on_the_estimate() -> None:
    value = reference_value("B03")
    of, limit = value.inputs, value.inputs["u"]
    effort = Lognormal(of["median"], of["sigma"])
    assert effort.estimated_below(limit, of["tau"]) == value["covered_mean"]
    share = effort.estimated_below(limit, of["tau"], NO_LIMIT, 0)
    assert share == value["p_service"]
    assert effort.estimated_below(limit, 0) == value["covered_mean_no_error"]
    assert 1 - effort.survival(limit) == value["p_no_error"]
    assert limited(effort, limit) == value["cap_mean"]


def test_b04_one_move_a_person_and_year() -> None:
    value = reference_value("B04")
    rate, persons = value.inputs["lam"], value.inputs["persons"]
    covered = at_most(Poisson(rate), value.inputs["k"]).mean
    assert covered == value["covered1"]
    assert rate - covered == value["billed1"]
    assert at_most(Poisson(rate), 2).mean == value["covered2"]
    assert persons * covered == value["covered_per_client"]
    assert persons * (rate - covered) == value["billed_per_client"]
    assert 1 - Poisson(rate).chances(1).sum() == value["p_any_billed_person"]


def test_b08_covered_minutes_of_moves() -> None:
    value = reference_value("B08")
    of = value.inputs
    move = PaidTime(Given(Gamma(of["mean"], of["shape"])), ((0.0, NO_LIMIT),))
    counts = at_most(Poisson(of["lam"]), 1)
    part = Addend(counts, on_grid(move, 0.5), *move.moments(), of["n"])
    made = compounded([part], 0.5)
    assert (part.mean, part.variance**0.5) == (value["mean"], value["sd"])
    assert made.mean == pytest.approx(part.mean, rel=1e-6)


def test_b11_a_year_of_a_client_from_the_plans_own_clauses() -> None:
    """With estimates that are never wrong the threshold of requests is a cliff."""
    value = reference_value("B11_known_rate")
    exposures = replace(TWENTY_FIVE, devices=75)
    made = served(case(reference(), rates_of(value), exposures).lanes, Noise())
    hours = made.hours
    assert hours.mean == value["mean_h"]
    assert hours.deviation == value["sd_h"]
    for share in (50, 75, 90, 95, 99):
        assert hours.quantile(share / 100) == value[f"q{share}"]
    for share in (90, 95, 99):
        assert hours.tvar(share / 100) == value[f"tvar{share}"]
    assert hours.mean / 25 / 12 == value["rhem"]
    kept = (1 - 0.08) * (1 - 0.015)
    assert made.tickets * kept == value["freq"]


def test_b13_four_floors_under_a_price() -> None:
    value, of_hours = reference_value("B13_known_rate"), reference_value("B11_known_rate")
    of = value.inputs
    exposures = replace(TWENTY_FIVE, devices=75)
    hours = served(case(reference(), rates_of(of_hours), exposures).lanes, Noise()).hours
    goals = Targets(
        gross_margin=of["gm_target"],
        margin_floor=of["gm_floor"],
        seldom=of["eps"],
        overhead=of["overhead"],
        net=of["net_target"],
        capital_charge=of["capital_charge"],
    )
    made = floors(hours, of["F"], of["c"], goals)
    assert made.of[Floor.MARGIN] == value["P_gm"]
    assert made.of[Floor.RUIN] == value["P_ruin"]
    assert made.of[Floor.CAPITAL] == value["P_raroc"]
    assert made.of[Floor.AT_RISK] == value["P_margin_at_risk"]
    assert made.least == value["P_min"]
    assert made.least / 12 / 25 == value["per_user_month"]


def test_a_new_client_of_the_reference_kind() -> None:
    """The same client with a noise that nobody knows yet."""
    rates = rates_of(reference_value("B11_known_rate"))
    exposures = replace(TWENTY_FIVE, devices=75)
    hours = served(case(reference(), rates, exposures).lanes, Noise(1.0, 4.0)).hours
    assert hours.deviation == pytest.approx(52.71, abs=0.01)
    found = [hours.quantile(q) for q in (0.5, 0.95, 0.99)]
    assert found == pytest.approx([94.0, 201.6, 262.0], abs=0.05)
    assert hours.tvar(0.95) == pytest.approx(239.0, abs=0.05)
