from pathlib import Path
from typing import Any

import pytest

from flatwright.imports.answers import is_same
from flatwright.imports.cases_text import Case, read_cases, run_case
from tests.domain.coverage.any_work import northwind
from tests.oracle.reference_decision import decide as by_the_text

FILE = Path(__file__).with_name("fine_points.cases.yaml")
AGREEMENT, TERMS = northwind()


def fine_points() -> list[Case]:
    found, problems = read_cases(FILE.name, FILE.read_text("utf-8"), TERMS)
    assert not problems
    return found


FINE_POINTS = fine_points()


@pytest.mark.parametrize("case", FINE_POINTS, ids=lambda case: case.id)
def test_the_product_says_it(case: Case) -> None:
    result = run_case(case, TERMS)
    assert not result.differs, (case.title, result.got)


@pytest.mark.parametrize("case", FINE_POINTS, ids=lambda case: case.id)
def test_the_second_reading_says_it(case: Case) -> None:
    answer = by_the_text(case.work, AGREEMENT)
    got: dict[str, Any] = {"lines": [], "error": None} | answer
    for key, expected in case.expect.items():
        assert is_same(expected, got[key]), (case.title, key, got[key])


def test_each_fine_point_has_its_own_name() -> None:
    assert len({case.id for case in FINE_POINTS}) == len(FINE_POINTS) > 80
