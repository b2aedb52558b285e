"""`flatwright check`. Findings are made up here; tests/domain/checks has the real ones."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from flatwright.domain.checks.finding import Finding, FindingKind
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import ClauseRef
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from tests.cli.conftest import HERE, Run

OPEN = Finding(
    name="generosity:threshold",
    kind=FindingKind.GENEROSITY,
    says="Listing a printer costs the client more.",
    change="Set projects.rate: 150.",
    work="60 minutes in business hours",
    bills=(Money(11250), Money(16500)),
    also=("listing a site", "listing a phone", "listing a program", "listing a person"),
    cites=(ClauseRef("willow_care", 1, "triage", "10.2"),),
)
ACCEPTED = Finding(
    name="one_more_minute:projects",
    kind=FindingKind.ONE_MORE_MINUTE,
    says="One more minute makes the bill jump.",
    change="Set projects.incident_over.",
    accepted="our clients know it",
)
Findings = Callable[..., None]


@pytest.fixture(autouse=True)
def found(monkeypatch: pytest.MonkeyPatch) -> Findings:
    """What the checks are to find; nothing, where the test does not say."""

    def set_to(*findings: Finding) -> None:
        def answer(plan: PlanVersion) -> tuple[Finding, ...]:
            assert plan.plan
            return findings

        monkeypatch.setattr("flatwright.cli.pages.checked.findings", answer)

    set_to()
    return set_to


def test_page_of_a_plan_with_its_cases(
    run: Run, golden: Callable[[str, str], None]
) -> None:
    shown = run("check", "plans/willow.yaml")
    assert (shown.code, shown.err) == (0, "")
    golden("cli-check.txt", shown.out)


def test_page_of_a_plan_that_does_not_read(
    run: Run, golden: Callable[[str, str], None]
) -> None:
    shown = run("check", "broken.yaml")
    assert shown.code == 1
    golden("cli-check-broken.txt", shown.out)


def test_page_of_findings(
    run: Run, found: Findings, golden: Callable[[str, str], None]
) -> None:
    found(OPEN, ACCEPTED)
    shown = run("check", "plans/willow.yaml")
    assert shown.code == 0
    golden("cli-check-findings.txt", shown.out)


def test_findings_are_problems_when_strict(run: Run, found: Findings) -> None:
    found(OPEN)
    assert run("check", "plans", "--strict").code == 1
    found(ACCEPTED)
    assert run("check", "plans", "--strict").code == 0


def test_answer_for_other_programs(run: Run, found: Findings) -> None:
    found(OPEN, ACCEPTED)
    answer = run("check", "plans", "--json").answer
    (plan,), (cases,) = answer["plans"], answer["cases"]
    assert answer["ok"] is True
    assert (plan["plan"], plan["version"], plan["problems"]) == ("willow_care", 1, [])
    assert plan["findings"][0]["bills"] == {"before": 112.5, "after": 165}
    assert plan["findings"][0]["also"] == list(OPEN.also)
    assert cases["ok"] is True
    assert [(each["id"], each["ok"]) for each in cases["results"]] == [("morning", True)]


def test_problems_as_json_have_their_places(run: Run) -> None:
    shown = run("check", "broken.yaml", "--json")
    assert shown.code == 1
    (plan,) = shown.answer["plans"]
    assert (shown.answer["ok"], plan["plan"]) == (False, None)
    places = [(each["line"], each["column"], each["code"]) for each in plan["problems"]]
    assert (6, 3, "unknown-setting") in places
    assert len(places) > 2
    assert all(each["remedy"] for each in plan["problems"])


def test_case_that_is_not_as_expected_is_shown(run: Run, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    change(folder / "willow.cases.yaml", "covered", "hourly")
    shown = run("check", folder)
    assert shown.code == 1
    assert "lines expected" in shown.out
    assert "lines got" in shown.out


def test_cases_without_an_agreement_are_a_problem(run: Run, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "willow.agreement.yaml").unlink()
    shown = run("check", folder, "--json")
    assert shown.code == 1
    assert "willow.agreement.yaml" in shown.answer["cases"][0]["refused"]


def test_agreement_that_does_not_read_is_a_problem(run: Run, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    change(folder / "willow.agreement.yaml", "America/Chicago", "Chicago")
    shown = run("check", folder, "--json")
    assert shown.code == 1
    assert shown.answer["cases"][0]["problems"][0]["line"] == 2


def test_cases_of_a_plan_that_does_not_read_cannot_run(run: Run, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    change(folder / "willow.yaml", "per_user: 140", "per_user: lots")
    shown = run("check", folder, "--json")
    assert shown.code == 1
    assert "willow_care@1" in shown.answer["cases"][0]["refused"]


def test_folder_without_a_plan_is_refused(run: Run, tmp_path: Path) -> None:
    shown = run("check", tmp_path)
    assert (shown.code, shown.out) == (1, "")
    assert "[no_plans]" in shown.err


def test_cases_file_is_not_taken_for_a_plan(run: Run) -> None:
    shown = run("check", "plans/willow.cases.yaml")
    assert shown.code == 1
    assert "[not_a_plan]" in shown.err


def test_starter_prints_a_plan_to_begin_from(run: Run, tmp_path: Path) -> None:
    text = run("check", "--starter", "complete").out
    plan, problems = read_plan("my-plan.yaml", text)
    assert problems == []
    assert plan is not None
    assert plan.plan == "complete"
    mine = tmp_path / "my-plan.yaml"
    mine.write_text(text)
    assert run("check", mine).code == 0


def test_unknown_starter_names_those_there_are(run: Run) -> None:
    shown = run("check", "--starter", "compleat")
    assert (shown.code, shown.out) == (1, "")
    assert "complete, essential, premium" in shown.err


def test_schema_accepts_the_shipped_plans_and_refuses_a_broken_one(run: Run) -> None:
    schema = json.loads(run("check", "--schema").out)
    checker = jsonschema.Draft202012Validator(schema)
    texts = YAML(typ="base", pure=True)
    assert list(checker.iter_errors(texts.load((HERE / "broken.yaml").read_text())))


def copied(folder: Path) -> Path:
    for path in (HERE / "plans").iterdir():
        (folder / path.name).write_text(path.read_text())
    return folder


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after))
