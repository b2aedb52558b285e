"""Each error code has a text that provokes it, the words shown, and a place in docs."""

import ast

import pytest

from flatwright.domain.coverage.valid import ALWAYS_KNOWN
from flatwright.domain.plan.text import read_plan
from tests.error_meanings import DECISIONS, PROBLEMS, REFUSALS, ROWS
from tests.errors_page import (
    ERRORS,
    MADE,
    PAGE,
    page,
    problem_codes,
    provoking,
    raised,
    shown,
)
from tests.house.source import SOURCE, tree

FOLDERS = sorted(path.name for path in ERRORS.iterdir() if path.is_dir())


def kept(path: object, text: str, *, update: bool) -> str:
    """The text of a file, written anew under --golden-update."""
    assert hasattr(path, "write_text")
    assert hasattr(path, "read_text")
    if update:
        path.write_text(text, encoding="utf-8")
    return str(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", FOLDERS)
def test_problem_is_shown_in_these_words(code: str, request: pytest.FixtureRequest) -> None:
    update = bool(request.config.getoption("--golden-update"))
    assert shown(code) == kept(ERRORS / code / "shown.txt", shown(code), update=update)


@pytest.mark.parametrize("code", FOLDERS)
def test_file_provokes_its_code_and_no_plan(code: str) -> None:
    plan, problems = read_plan("plan.yaml", provoking(code))
    assert plan is None
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize("code", FOLDERS)
def test_words_are_calm(code: str) -> None:
    _, problems = read_plan("plan.yaml", provoking(code))
    for problem in problems:
        said = f"{problem.says} {problem.remedy}"
        assert "!" not in said.replace("!!", "")
        assert not any(word in said.lower() for word in ("sorry", "oops", "invalid"))
        assert problem.remedy.endswith((".", "]"))
        assert not problem.says.endswith(".")


def test_every_problem_code_of_the_source_has_a_folder() -> None:
    assert problem_codes() == set(FOLDERS)


def test_every_problem_code_has_a_meaning() -> None:
    assert set(PROBLEMS) == set(FOLDERS)


def test_made_texts_stand_for_folders() -> None:
    assert set(MADE) <= set(FOLDERS)


def test_every_refusal_is_in_the_table() -> None:
    assert raised("Refusal") == set(REFUSALS)


def test_every_set_aside_row_is_in_the_table() -> None:
    assert raised("RowRejected") == set(ROWS)


def test_every_impossible_fact_is_in_the_table() -> None:
    known = {f"unknown_{fact}" for fact in ALWAYS_KNOWN}
    source = tree(SOURCE / "domain" / "coverage" / "valid.py")
    for node in ast.walk(source):
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
            first = node.value.elts[0]
            if isinstance(first, ast.Constant):
                known.add(str(first.value))
    assert known == set(DECISIONS)


def test_page_of_errors_is_up_to_date(request: pytest.FixtureRequest) -> None:
    update = bool(request.config.getoption("--golden-update"))
    assert page() == kept(PAGE, page(), update=update)
