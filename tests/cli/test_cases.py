from collections.abc import Callable
from pathlib import Path

import pytest

from flatwright.imports.plan_shelf import plan_files
from tests.cli.conftest import Run

AGREEMENT = Path("willow.agreement.yaml")
SHIPPED = sorted(plan_files()[0].parent.glob("*.cases.yaml"))


def test_page_of_cases_that_are_as_expected(
    run: Run, golden: Callable[[str, str], None]
) -> None:
    found = run("cases", AGREEMENT, "willow.cases.yaml")
    assert (found.code, found.err) == (0, "")
    golden("cli-cases.txt", found.out)


def test_page_of_a_case_that_is_not(run: Run, golden: Callable[[str, str], None]) -> None:
    found = run("cases", AGREEMENT, "failing.cases.yaml")
    assert found.code == 1
    golden("cli-cases-failing.txt", found.out)


def test_each_case_answers_with_what_was_expected_of_it(run: Run) -> None:
    found = run("cases", AGREEMENT, "willow.cases.yaml", "--json")
    assert found.code == 0
    assert found.answer == [
        {
            "id": "morning",
            "ok": True,
            "got": {
                "status": "decided",
                "lines": [[40, "business", "covered", 0, 0, "helpdesk"]],
            },
        },
        {
            "id": "fourth",
            "ok": True,
            "got": {
                "lines": [
                    [15, "business", "covered", 0, 0, "triage"],
                    [35, "business", "hourly", 45, 112.5, "devices"],
                ],
            },
        },
        {
            "id": "corrected",
            "ok": True,
            "got": {"delta_client": -330, "document": "credit_note"},
        },
    ]


def test_key_that_no_decision_has_is_got_as_null(run: Run) -> None:
    found = run("cases", AGREEMENT, "failing.cases.yaml", "--json")
    assert found.code == 1
    assert [each["ok"] for each in found.answer] == [True, False, True]
    assert found.answer[1]["got"] == {
        "lines": [[40, "business", "covered", 0, 0, "helpdesk"]],
        "version": 1,
        "colour": None,
    }


def test_case_that_expects_nothing_is_named(run: Run) -> None:
    found = run("cases", AGREEMENT, "failing.cases.yaml", "--json")
    assert found.err == "Case nothing expects nothing, so it cannot fail.\n"


@pytest.mark.parametrize("text", ["", "cases: []", "[]", "defaults: {kind: request}"])
def test_file_without_a_case_is_refused(text: str, run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.cases.yaml"
    path.write_text(text)
    found = run("cases", AGREEMENT, path)
    assert (found.code, found.out) == (1, "")
    assert str(path) in found.err


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_plan_decides_its_own_cases(path: Path, run: Run) -> None:
    signed = path.with_name(path.name.replace(".cases.", ".agreement."))
    found = run("cases", signed, path, "--json")
    assert found.code == 0
    assert found.answer
    assert all(each["ok"] for each in found.answer)


def test_starter_plans_ship_cases() -> None:
    names = {path.name.removesuffix(".cases.yaml") for path in SHIPPED}
    assert {"complete", "essential", "premium"} <= names


def test_plans_of_a_folder_go_before_shipped_ones(run: Run, tmp_path: Path) -> None:
    for path in plan_files():
        if path.name.startswith("reference"):
            text = path.read_text().replace("triage: 15m", "triage: 20m")
            (tmp_path / path.name).write_text(text)
    found = run(
        "decide", AGREEMENT, "facts/fourth-device.yaml", "--json", "--plans", tmp_path
    )
    assert found.answer["lines"][0] == [20, "business", "covered", 0, 0, "triage"]
