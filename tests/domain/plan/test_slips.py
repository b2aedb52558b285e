"""Slips in a plan text: each is found where it stands, and said in words."""

import pytest

from flatwright.domain.kernel.problem import Problem, Spot
from flatwright.domain.plan.text import read_plan
from tests.domain.plan.texts import PLAN

CLAUSE = "clauses:\n- code: mine\n  outcome: hourly\n  says: Mine.\n"


def found(text: str) -> list[tuple[str, str]]:
    plan, problems = read_plan("plan.yaml", text)
    assert plan is None
    return [(each.code, _marked(each, text)) for each in problems]


def _marked(problem: Problem, text: str) -> str:
    spot = problem.spot
    line = text.splitlines()[spot.line - 1]
    return line[spot.column - 1 : spot.column - 1 + spot.width]


@pytest.mark.parametrize(
    ("when", "code", "marked"),
    [
        ("onsite", "wrong-shape", "onsite"),
        ("[onsite]", "wrong-shape", "["),
        ("{On Site: yes}", "unknown-fact", "On Site"),
        ("{onsites: yes}", "unknown-fact", "onsites"),
        ("{not: {onsites: yes}}", "unknown-fact", "onsites"),
        ("{any: [{day: weekend}, {onsites: yes}]}", "unknown-fact", "onsites"),
        ("{onsite: maybe}", "unknown-value", "maybe"),
        ("{day: [weekend, sunday]}", "unknown-value", "sunday"),
        ("{all: [{day: weekend}, {not: {day: sunday}}]}", "unknown-value", "sunday"),
        ("{any: {onsite: yes}}", "wrong-shape", "{"),
        ("{any: []}", "wrong-shape", "["),
        ("{any: [{onsite: {}}, {}]}", "wrong-shape", "{"),
        ("{not: {onsite: {}}}", "wrong-shape", "{"),
        ("{estimate_min: 4h}", "wrong-value", "4h"),
        ("{estimate_min: over h}", "wrong-value", "over h"),
        ("{estimate_min: over 0m}", "wrong-value", "over 0m"),
        ("{estimate_min: [over 4h]}", "wrong-value", "["),
        ("{day: []}", "wrong-shape", "["),
        ("{day: [[weekend]]}", "wrong-shape", "["),
    ],
)
def test_condition_that_does_not_read(when: str, code: str, marked: str) -> None:
    assert found(f"{PLAN}{CLAUSE}  when: {when}\n") == [(code, marked)]


@pytest.mark.parametrize(
    ("open_", "code", "marked"),
    [
        ("08:00-17:00", "wrong-shape", "08:00-17:00"),
        ('{Mon: "8-17"}', "wrong-value", '"8-17"'),
        ('{Mon: "17:00-08:00"}', "wrong-value", '"17:00-08:00"'),
        ('{Mon: "08:00-24:01"}', "wrong-value", '"08:00-24:01"'),
        ('{Mon: "08:00"}', "wrong-value", '"08:00"'),
        ('{Fri-Mon: "08:00-17:00"}', "wrong-value", "Fri-Mon"),
        ('{Monday: "08:00-17:00"}', "wrong-value", "Monday"),
        ('{Mon-Wed: "08:00-17:00", Tue: "16:00-18:00"}', "contradiction", "Tue"),
        ('{Mon: ["08:00-12:00", "11:00-13:00"]}', "contradiction", "Mon"),
    ],
)
def test_business_hours_that_do_not_read(open_: str, code: str, marked: str) -> None:
    text = PLAN.replace('{Mon-Fri: "08:00-17:00"}', open_)
    assert found(text) == [(code, marked)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("own_cost: 60", "own_cost: 60\n  rounding: 0m", "wrong-value"),
        ("currency: USD", "currency: usd", "wrong-value"),
        ("plan: small", "plan: Small Plan", "wrong-value"),
        ("title: Small", f"title: {'x' * 2001}", "wrong-value"),
        ("version: 1", "version: 0", "wrong-value"),
        ("version: 1", "version: {}", "wrong-shape"),
        ("{rate: 225}", "{multiple: 0.5}", "wrong-value"),
        ("minimum: 1", "devices: {laptop: 1}", "unknown-word"),
        ("minimum: 1", "devices: []", "wrong-value"),
        ("minimum: 1", "leaver_notice: 30", "wrong-value"),
        ("{rate: 165}", "{rate: 165, by_nature: [new_softwar]}", "unknown-word"),
        ("projects:", "sla: {p1: {respond: soon}}\nprojects:", "wrong-value"),
        ("projects:", "price: {base: ''}\nprojects:", "wrong-value"),
        ("projects:", "pass_through: {markup: 5}\nprojects:", "wrong-value"),
        ("projects:", "price: {lines: [1]}\nprojects:", "wrong-shape"),
        ("projects:", "hours_: {}\nprojects:", "unknown-setting"),
        (
            "{rate: 165}",
            "{rate: 165, incident_over: 4h}\nbasics: {helpdesk: {time: 2h}}",
            "contradiction",
        ),
        (
            "projects:",
            "clauses: [{code: a, outcome: hourly, says: b, up_to: {time: 1h}}]\nprojects:",
            "contradiction",
        ),
    ],
)
def test_setting_that_does_not_read(old: str, new: str, code: str) -> None:
    assert [each for each, _ in found(PLAN.replace(old, new))] == [code]


def test_nearest_word_is_named() -> None:
    _, problems = read_plan("x", PLAN.replace("title:", "titel:"))
    assert any('Did you mean "title"?' in each.remedy for each in problems)


def test_problem_beyond_the_text_is_shown_without_an_excerpt() -> None:
    spot = Spot("x", 9, 1)
    problem = Problem(code="not-yaml", spot=spot, says="it ends", remedy="Go on.")
    assert problem.show("a\nb") == "x:9:1: it ends [not-yaml]\n       Go on."
