from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import HERE, Run

FACTS = sorted((HERE / "facts").glob("*.yaml"))
AGREEMENT = Path("willow.agreement.yaml")


@pytest.mark.parametrize("path", FACTS, ids=lambda path: path.stem)
def test_page_of_each_kind_of_decision(
    path: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    shown = run("decide", AGREEMENT, path)
    assert shown.err == ""
    golden(f"cli-decide-{path.stem}.txt", shown.out)


def test_answer_holds_what_other_programs_read(run: Run) -> None:
    found = run("decide", AGREEMENT, "facts/fourth-device.yaml", "--json")
    assert found.code == 0
    answer = found.answer
    assert answer["status"] == "decided"
    assert answer["lines"] == [
        [15, "business", "covered", 0, 0, "triage"],
        [35, "business", "hourly", 45, 112.5, "devices"],
    ]
    assert answer["version"] == 1
    named = {"questions", "approvals", "materials", "moves", "roster_add", "cost_tracked"}
    assert named <= answer.keys()
    assert [step["clause"] for step in answer["walk"] if step["took"]] == [
        "triage",
        "devices",
    ]


def test_amounts_are_numbers_and_never_texts(run: Run) -> None:
    out = run("decide", AGREEMENT, "facts/fourth-device.yaml", "--json").out
    assert '[35, "business", "hourly", 45, 112.5, "devices"]' in out


def test_joiner_is_named_with_the_day(run: Run) -> None:
    answer = run("decide", AGREEMENT, "facts/joiner-moves.yaml", "--json").answer
    assert answer["roster_add"] == {"quinn": "2026-04-06"}
    assert answer["moves"] == {"quinn": 1}


ENTRIES = "entries: [[2026-02-03 10:00, 2026-02-03 10:10]]"


@pytest.mark.parametrize(
    "text",
    [
        f"{{object: pia-pc2, person: pia, {ENTRIES}}}",
        f"facts: {{object: pia-pc2, person: pia, {ENTRIES}}}",
        f"defaults: {{person: pia, object: srv1}}\nfacts: {{object: pia-pc2, {ENTRIES}}}",
        f"{{id: one, title: t, facts: {{object: pia-pc2, person: pia, {ENTRIES}}}}}",
    ],
    ids=["alone", "under facts", "over defaults", "as a case"],
)
def test_facts_may_stand_in_each_form(text: str, run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(text)
    answer = run("decide", AGREEMENT, facts, "--json").answer
    assert answer["walk"][-1]["clause"] == "triage"
    assert "the object is not listed" in answer["walk"][-1]["why"]


def test_what_cannot_stand_beside_facts_is_a_problem(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text(
        "facts: {object: srv1}\nfact: {entries: [[2026-02-03 10:00, 2026-02-03 10:10]]}"
    )
    found = run("decide", AGREEMENT, facts, "--json")
    assert (found.code, found.out) == (1, "")
    assert f"{facts}:2:1:" in found.err
    assert "[unknown-setting]" in found.err


def test_all_problems_of_the_facts_are_shown_at_once(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.yaml"
    facts.write_text('entries: [["2026-02-03 25:00", "soon"]]\nplaned: true')
    found = run("decide", AGREEMENT, facts)
    assert found.code == 1
    assert len(found.err.strip().split("\n\n")) == 3


def test_work_that_cannot_be_decided_ends_with_1(run: Run) -> None:
    found = run("decide", AGREEMENT, "facts/two-at-once.yaml", "--json")
    assert found.code == 1
    assert found.answer["error"] == "overlapping_entries"
