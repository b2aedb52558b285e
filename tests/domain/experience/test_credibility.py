"""How far a client's own figures count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.experience.credibility import buhlmann_straub, discounted, of_types
from flatwright.domain.kernel.problem import Refusal

QUIET, LOUD = [0.2, 0.22, 0.19], [0.5, 0.55, 0.52]
ALIKE = {"quiet": [75, 75, 75], "loud": [75, 75, 75]}


def test_a_loud_client_is_believed() -> None:
    made = buhlmann_straub({"quiet": QUIET, "loud": LOUD}, ALIKE)
    assert made.weights["loud"] > 0.95
    assert made.estimates["loud"] > 2 * made.estimates["quiet"]
    assert "believed by half after" in made.because


def test_nobody_is_believed_more_than_is_allowed() -> None:
    made = buhlmann_straub({"quiet": QUIET, "loud": LOUD}, ALIKE, most=0.95)
    assert set(made.weights.values()) == {0.95}


def test_periods_without_exposure_are_left_out() -> None:
    whole = buhlmann_straub({"a": QUIET, "b": LOUD}, {"a": [1, 1, 1], "b": [1, 1, 0]})
    cut = buhlmann_straub({"a": QUIET, "b": LOUD[:2]}, {"a": [1, 1, 1], "b": [1, 1]})
    assert whole == cut
    none = buhlmann_straub(
        {"a": QUIET, "b": LOUD, "c": [0.9]}, {"a": [1, 1, 1], "b": [1, 1, 1], "c": [0]}
    )
    assert "c" not in none.weights


def test_an_infinite_k_where_clients_do_not_differ() -> None:
    made = buhlmann_straub({"a": [1, 3], "b": [3, 1]}, {"a": [1, 1], "b": [1, 1]})
    assert made.k == float("inf")


def test_a_figure_of_a_year_ago_counts_half() -> None:
    assert discounted(75, 12) == 37.5
    assert discounted(75, 0) == 75
    assert discounted(75, 6, half_life=6) == 37.5


@given(st.lists(st.lists(st.floats(0, 5), min_size=2, max_size=6), min_size=2, max_size=6))
def test_estimates_lie_between_the_client_and_the_book(figures: list[list[float]]) -> None:
    values = {str(n): each for n, each in enumerate(figures)}
    made = buhlmann_straub(values, {n: [1.0] * len(each) for n, each in values.items()})
    for name, each in values.items():
        own = sum(each) / len(each)
        low, high = sorted((own, made.mean))
        assert low - 1e-9 <= made.estimates[name] <= high + 1e-9
        assert 0 <= made.weights[name] <= 1


@pytest.mark.parametrize(
    ("values", "weights", "code"),
    [
        ({"a": [1.0, 2.0]}, {"a": [1.0, 1.0]}, "too_little_history"),
        ({"a": [1.0], "b": [2.0]}, {"a": [1.0], "b": [1.0]}, "too_little_history"),
        (
            {"a": [1.0, 2.0], "b": [1.0]},
            {"a": [-1.0, 1.0], "b": [1.0]},
            "impossible_history",
        ),
        ({"a": [float("nan")], "b": [1.0]}, {"a": [1.0], "b": [1.0]}, "impossible_history"),
    ],
)
def test_too_little_to_compare_is_refused(
    values: dict[str, list[float]], weights: dict[str, list[float]], code: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        buhlmann_straub(values, weights)
    assert refusal.value.code == code


def test_figures_and_weights_come_in_pairs() -> None:
    with pytest.raises(ValueError, match="weights of"):
        buhlmann_straub({"a": [1, 2], "b": [1]}, {"a": [1], "b": [1]})


def test_one_type_has_nothing_between() -> None:
    types = of_types([(1.0, 5.0, 2.0)])
    assert types.between == 0
    assert types.estimate(9.0, 100) == 5
