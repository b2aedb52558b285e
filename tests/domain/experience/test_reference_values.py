"""Fits and credibility against published values."""

from dataclasses import replace

import numpy as np
import pytest

from flatwright.domain.experience.credibility import (
    buhlmann_straub,
    of_types,
    of_unknown_noise,
)
from flatwright.domain.experience.frequency_fit import (
    Counted,
    frequency_fit,
    negative_binomial_rate,
)
from flatwright.domain.experience.gamma_poisson import RateBelief, count_quantile
from flatwright.domain.experience.hierarchy import by_cohort
from flatwright.domain.experience.intervals import rate_interval
from flatwright.domain.experience.likelihood import most_likely, observed
from flatwright.domain.experience.survival import survival
from flatwright.domain.pricing.frequency import Poisson
from flatwright.domain.pricing.served import Noise, Span, served
from tests.domain.pricing.some import TWENTY_FIVE, case, rates_of, reference
from tests.domain.reference_values import reference_value

HACHEMEISTER = {  # claims of five states by quarter, and their numbers (Hachemeister 1975)
    "1": (
        [1738, 1642, 1794, 2051, 2079, 2234, 2032, 2035, 2115, 2262, 2267, 2517],
        [7861, 9251, 8706, 8575, 7917, 8263, 9456, 8003, 7365, 7832, 7849, 9077],
    ),
    "2": (
        [1364, 1408, 1597, 1444, 1342, 1675, 1470, 1448, 1464, 1831, 1612, 1471],
        [1622, 1742, 1523, 1515, 1622, 1602, 1964, 1515, 1527, 1748, 1654, 1861],
    ),
    "3": (
        [1759, 1685, 1479, 1763, 1674, 2103, 1502, 1622, 1828, 2155, 2233, 2059],
        [1147, 1357, 1329, 1204, 998, 1077, 1277, 1218, 896, 1003, 1108, 1121],
    ),
    "4": (
        [1223, 1146, 1010, 1257, 1426, 1532, 1953, 1123, 1343, 1243, 1762, 1306],
        [407, 396, 348, 341, 315, 328, 352, 331, 287, 384, 321, 342],
    ),
    "5": (
        [1456, 1499, 1609, 1741, 1482, 1572, 1606, 1735, 1607, 1573, 1613, 1690],
        [2902, 3172, 3046, 3068, 2693, 2910, 3275, 2697, 2663, 3017, 3242, 3425],
    ),
}


def test_a19_known_types_of_risk() -> None:
    """Poisson counts of exponential losses: mean l t, variance 2 l t^2."""
    value = reference_value("A19")
    told = value.inputs["types"].values()
    types = of_types([(chance, n * t, 2 * n * t**2) for chance, n, t in told])
    assert types.mean == value["mu"]
    assert types.between == value["VHM"]
    assert types.within == value["EPV"]
    assert types.k == value["K"]
    n, own = value.inputs["n"], value.inputs["xbar"]
    assert types.credibility(n) == value["Z"]
    assert types.estimate(own, n) == value["est"]


def test_a21_unequal_periods_in_balance() -> None:
    value = reference_value("A21")
    claims, exposure = value.inputs["claims"], value.inputs["exposure"]
    rates = {
        name: [c / e for c, e in zip(claims[name], exposure[name], strict=True)]
        for name in claims
    }
    made = buhlmann_straub(rates, exposure)
    assert made.within == value["EPV"]
    assert made.between == value["VHM"]
    assert made.k == value["K"]
    assert (made.weights["A"], made.weights["B"]) == (value["Z_A"], value["Z_B"])
    assert made.mean == value["M_balanced"]
    assert (made.estimates["A"], made.estimates["B"]) == (value["bal_A"], value["bal_B"])


def test_a23_a_negative_variance_between_clients_believes_nobody() -> None:
    value = reference_value("A23")
    claims = value.inputs["claims"]
    made = buhlmann_straub(claims, {name: [1, 1, 1] for name in claims})
    assert made.between == value["VHM"]
    assert made.weights == {"A": 0, "B": 0}
    assert made.estimates == {"A": made.mean, "B": made.mean}
    assert "(Z = 0)" in made.because


def test_hachemeister() -> None:
    values = {name: ratios for name, (ratios, _) in HACHEMEISTER.items()}
    weights = {name: numbers for name, (_, numbers) in HACHEMEISTER.items()}
    made = buhlmann_straub(values, weights)
    assert made.mean == pytest.approx(1684, abs=0.5)
    assert made.between == pytest.approx(89_639, abs=0.5)
    assert made.within == pytest.approx(139_120_026, abs=0.5)


COHORTS = {"1": "north", "3": "north", "2": "south", "4": "south", "5": "south"}


def test_hachemeister_in_two_cohorts() -> None:
    """As R's actuar 3.3 prints it: cm(~ cohort + cohort:state, method = "iterative")."""
    values = {name: ratios for name, (ratios, _) in HACHEMEISTER.items()}
    weights = {name: numbers for name, (_, numbers) in HACHEMEISTER.items()}
    made = by_cohort(values, weights, COHORTS)
    assert made.mean == pytest.approx(1746, abs=0.5)
    assert made.between_cohorts == pytest.approx(88_981, abs=0.5)
    assert made.between_clients == pytest.approx(10_952, abs=0.5)
    assert made.within == pytest.approx(139_120_026, abs=0.5)
    assert made.cohorts == pytest.approx({"north": 1949, "south": 1543}, abs=0.5)
    believed = {"north": 0.9196, "south": 0.9284}
    assert made.cohort_weights == pytest.approx(believed, abs=5e-5)
    estimates = {"1": 2048, "2": 1524, "3": 1875, "4": 1497, "5": 1585}
    assert made.estimates == pytest.approx(estimates, abs=0.5)
    own = {"1": 0.8874, "2": 0.6103, "3": 0.5195, "4": 0.2463, "5": 0.7398}
    assert made.weights == pytest.approx(own, abs=5e-5)


def test_hours_of_the_reference_client_are_half_believed_after_two_thirds_of_a_month() -> (
    None
):
    """16.3 user-months: tickets alone, whose minutes do not vary, would need 7.3."""
    rates = rates_of(reference_value("B11_known_rate"))
    of = case(reference(), rates, replace(TWENTY_FIVE, devices=75)).lanes
    a_month = Span(busy=(1.0,))
    usual, noisy = (served(of, n, a_month).hours for n in (Noise(), Noise(1.0, 4.0)))
    types = of_unknown_noise(usual, noisy)
    assert types.mean == pytest.approx(102.66 / 12, abs=1e-3)
    assert 25 * types.k == pytest.approx(16.3, abs=0.05)
    assert types.credibility(types.k) == 0.5


def test_a30_one_censored_value() -> None:
    value = reference_value("A30")
    of = observed(exact=value.inputs["obs"], longer=value.inputs["censored"])
    found = most_likely(
        of,
        lambda x, p: 4 * x * p[0] ** 4 / (p[0] ** 2 + x**2) ** 3,
        lambda x, p: p[0] ** 4 / (p[0] ** 2 + x**2) ** 2,
        (3.0,),
    )
    assert found.parameters[0] == value["theta"]


def test_a33_the_product_limit() -> None:
    value = reference_value("A33")
    marks = value.inputs["data"].split(",")
    made = survival([float(m.rstrip("+")) for m in marks], ["+" not in m for m in marks])
    assert made.at(11) == value["KM"]
    assert made.by_hazard_at(11) == value["NA"]
    assert made.variance_at(11) == value["greenwood_var"]


def test_c01_overdispersed_counts() -> None:
    value = reference_value("C01")
    pairs = zip(value.inputs["tickets"], value.inputs["users"], strict=True)
    counts = [Counted(tickets=y, exposure=e) for y, e in pairs]
    rate, size, log_likelihood = negative_binomial_rate(counts)
    assert (rate, size) == (value["lam"], value["k"])
    assert log_likelihood == value["loglik"]
    fit = frequency_fit(counts)
    assert fit.poisson_rate == value["poisson_lam"]
    assert fit.pearson == value["pearson_over_df"]


def test_c05_seven_tickets_and_none() -> None:
    value = reference_value("C05")
    found = rate_interval(value.inputs["k"], value.inputs["exposure"])
    assert (found.low, found.high) == (value["lo"], value["hi"])
    none = rate_interval(0, value.inputs["exposure"])
    assert (none.low, none.high) == (0, value["hi_zero"])


def test_c06_a_client_of_one_quarter() -> None:
    value = reference_value("C06")
    of = value.inputs
    prior = RateBelief(mean=of["prior_mean"], shape=of["prior_shape"])
    assert prior.credibility(of["user_months"]) == value["Z"]
    after = prior.after(of["tickets"], of["user_months"])
    assert after.mean == value["post_mean"]
    count = after.count(of["next_user_months"])
    assert count.mean == value["pred_mean"]
    assert count.variance**0.5 == value["pred_sd"]
    assert count_quantile(count, 0.95) == value["pred_q95"]
    assert count.chances(200).sum() == value["p_le_200"]
    plain = np.cumsum(Poisson(count.mean).chances(300))
    assert int(np.searchsorted(plain, 0.95)) == value["plugin_q95"]
