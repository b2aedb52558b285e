"""What editors and archives need of a plan text: its schema and its hash."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from flatwright.domain.plan.places import plain
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.text import plan_schema, text_hash
from flatwright.imports.plan_shelf import plan_files
from tests.domain.plan.texts import PLAN
from tests.house.source import ROOT

SCHEMA = plan_schema()
PUBLISHED = ROOT / "docs" / "plan.schema.json"


def errors(text: str) -> list[str]:
    node, problems = read_node("x", text)
    assert node is not None, problems
    return [each.message for each in Draft202012Validator(SCHEMA).iter_errors(plain(node))]


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", plan_files(), ids=lambda path: path.stem)
def test_shipped_plan_fits_the_schema(path: Any) -> None:
    assert errors(path.read_text(encoding="utf-8")) == []


def test_smallest_plan_fits_the_schema() -> None:
    assert errors(PLAN) == []


@pytest.mark.parametrize(
    "line",
    [
        "moves: {per_person: 1}",
        "move: {per_person_per_year: 1}",
        "advice: include",
        "training: {leave_behind: yes}",
        "term: {notice: 60days}",
        "term: {months: 1e1}",
        "pass_through: {markup: 5}",
        "price: {base_includes: {users: 1}}",
        "basics: {monitoring: servers}",
        "sla: {p5: {respond: 1h}}",
        "clauses: [{code: a, outcome: free, says: b}]",
    ],
)
def test_slip_does_not_fit_the_schema(line: str) -> None:
    assert errors(f"{PLAN}{line}\n") != []


def test_missing_setting_does_not_fit_the_schema() -> None:
    assert errors(PLAN.replace("title: Small\n", "")) == ["'title' is a required property"]


def test_numbers_and_booleans_of_an_editor_fit_the_schema() -> None:
    plan = {
        "plan": "p",
        "title": "P",
        "version": 1,
        "currency": "USD",
        "hours": {"open": {"Mon": "08:00-17:00"}},
        "rates": {"hourly": 150, "own_cost": 60.5},
        "training": {"leave_behind": True},
        "term": {"renews": False},
    }
    Draft202012Validator(SCHEMA).validate(plan)


def test_published_schema_is_up_to_date(request: pytest.FixtureRequest) -> None:
    text = json.dumps(SCHEMA, indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--golden-update"):
        PUBLISHED.write_text(text, encoding="utf-8")
    assert PUBLISHED.read_text(encoding="utf-8") == text


TEXTS = st.text(st.sampled_from("ab \n\r\t#é\u2028\ud800"))


@given(TEXTS)
def test_line_ends_change_no_hash(text: str) -> None:
    unix = text.replace("\r", "")
    assert text_hash(unix) == text_hash(unix.replace("\n", "\r\n"))
    assert text_hash(unix) == text_hash(unix.replace("\n", "\r"))


@given(TEXTS, TEXTS)
def test_anything_else_changes_the_hash(one: str, other: str) -> None:
    same = one.replace("\r\n", "\n").replace("\r", "\n") == other.replace(
        "\r\n", "\n"
    ).replace("\r", "\n")
    assert (text_hash(one) == text_hash(other)) == same


@given(TEXTS, st.integers(0, 40), st.sampled_from("x. \t"))
def test_one_more_character_changes_the_hash(text: str, at: int, char: str) -> None:
    assert text_hash(text[:at] + char + text[at:]) != text_hash(text)
