"""Clients, their cohorts and the book."""

import numpy as np
import pytest

from flatwright.domain.experience.hierarchy import by_cohort
from flatwright.domain.kernel.problem import Refusal

COHORTS = {"a": "law", "b": "law", "c": "shops", "d": "shops"}
EVEN = {name: [10.0] * 4 for name in COHORTS}


def test_variances_that_were_drawn_are_found() -> None:
    rng = np.random.default_rng(8)
    cohort_of = {str(n): str(n // 20) for n in range(2000)}
    level = np.repeat(rng.normal(50, 3, 100), 20) + rng.normal(0, 2, 2000)
    values = {name: rng.normal(level[int(name)], 4, 6).tolist() for name in cohort_of}
    made = by_cohort(values, {name: [1.0] * 6 for name in values}, cohort_of)
    assert made.within == pytest.approx(16, rel=0.05)
    assert made.between_clients == pytest.approx(4, rel=0.1)
    assert made.between_cohorts == pytest.approx(9, rel=0.4)
    assert made.mean == pytest.approx(50, abs=1.2)


def test_clients_who_differ_by_chance_alone_are_their_cohort() -> None:
    quiet, loud = [1.0, 3.0, 2.0, 2.0], [7.0, 9.0, 8.0, 8.0]
    values = {"a": quiet, "b": quiet[::-1], "c": loud, "d": loud[::-1]}
    made = by_cohort(values, EVEN, COHORTS)
    assert made.between_clients == 0
    assert set(made.weights.values()) == {0}
    assert made.estimates["a"] == made.estimates["b"] == made.cohorts["law"]
    assert made.cohorts["law"] == pytest.approx(2, abs=0.1)


def test_cohorts_that_differ_by_chance_alone_are_the_book() -> None:
    quiet, loud = [1.0, 1.2, 0.9, 1.1], [8.0, 8.2, 7.9, 8.1]
    values = {"a": quiet, "b": loud, "c": quiet, "d": loud}
    made = by_cohort(values, EVEN, COHORTS)
    assert made.between_cohorts == 0
    assert made.cohorts["law"] == made.cohorts["shops"] == made.mean
    assert made.weights["a"] > 0.99


@pytest.mark.parametrize(
    "cohorts", [dict.fromkeys("abcd", "all"), {name: name for name in "abcd"}]
)
def test_one_cohort_and_cohorts_of_one_are_refused(cohorts: dict[str, str]) -> None:
    with pytest.raises(Refusal, match="at least two cohorts"):
        by_cohort({name: [1.0, 2.0, 3.0, 4.0] for name in "abcd"}, EVEN, cohorts)
