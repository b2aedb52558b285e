from pathlib import Path

import pytest

from flatwright.imports.answers import is_same
from flatwright.imports.cases_text import Case, read_cases, run_case
from tests.domain.coverage.any_work import northwind
from tests.oracle.reference_again import Change, decide_again
from tests.oracle.reference_decision import decide

HERE = Path(__file__).parent
AGREEMENT, TERMS = northwind()


def cases(name: str) -> list[Case]:
    file = HERE / name
    found, problems = read_cases(file.name, file.read_text("utf-8"), TERMS)
    assert not problems
    return found


EXAMPLES = cases("coverage.cases.yaml")
AGAIN = cases("again.cases.yaml")


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.id)
def test_the_reference_says_what_the_examples_say(case: Case) -> None:
    answer = decide(case.work, AGREEMENT)
    for key, expected in case.expect.items():
        assert is_same(expected, answer.get(key)), (case.title, key, answer.get(key))


@pytest.mark.parametrize("case", AGAIN, ids=lambda case: case.id)
def test_the_reference_decides_again_as_the_examples_say(case: Case) -> None:
    assert case.changed is not None
    answer = decide_again(case.work, Change(case.changed, case.amendment), AGREEMENT)
    for key, expected in case.expect.items():
        assert is_same(expected, answer.get(key)), (case.title, key, answer.get(key))


@pytest.mark.parametrize("case", [*EXAMPLES, *AGAIN], ids=lambda case: case.id)
def test_the_product_says_what_the_examples_say(case: Case) -> None:
    result = run_case(case, TERMS)
    assert not result.differs, (case.title, result.got)


def test_there_are_49_examples() -> None:
    assert len(EXAMPLES) + len(AGAIN) == 49
