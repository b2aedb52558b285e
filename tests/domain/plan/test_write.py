"""A plan written as a text reads as itself; an edit changes one setting alone."""

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flatwright.domain.plan.edit import edited
from flatwright.domain.plan.node import Node
from flatwright.domain.plan.places import plain
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.write import flow, lines, scalar, written
from flatwright.imports.plan_shelf import plan_files
from tests.domain.plan.texts import PLAN
from tests.strategies import plans

TEXTS = [path.read_text(encoding="utf-8") for path in plan_files()]
SLOW = settings(max_examples=12, suppress_health_check=list(HealthCheck))


def node(text: str) -> Node:
    found, problems = read_node("x", text)
    assert found is not None, problems
    return found


def tree(text: str) -> Any:
    return plain(node(text))


@SLOW
@given(plans())
def test_written_plan_reads_as_itself(plan: PlanVersion) -> None:
    text = written(plan)
    read, problems = read_plan("x", text)
    assert problems == []
    assert read == plan


@pytest.mark.parametrize("text", TEXTS, ids=[path.stem for path in plan_files()])
def test_shipped_plan_is_written_and_read_as_itself(text: str) -> None:
    plan, _ = read_plan("x", text)
    assert plan is not None
    assert read_plan("x", written(plan))[0] == plan
    assert max(map(len, written(plan).splitlines())) <= 400


def test_house_style_is_short_lines_and_flow_where_it_fits() -> None:
    plan, _ = read_plan("x", PLAN)
    assert plan is not None
    assert 'hours:\n  open:\n    Mon: ["08:00-17:00"]\n' in written(plan)
    assert "projects: {rate: 165}\n" in written(plan)


def test_a_list_too_long_for_a_line_has_a_line_for_each_word() -> None:
    words = ["north " * 9 + "end", "south " * 9 + "end"]
    assert lines("sites", words) == ["sites:\n", *(f"  - {word}\n" for word in words)]


@pytest.mark.parametrize(
    "when",
    [
        {"estimate_min": "over 4h"},
        {"not": {"onsite": "yes"}},
        {"all": [{"day": "weekend"}, {"day": ["weekday", "holiday"]}]},
        {"any": [{"onsite": "yes"}, {"all": [{"day": "weekend"}, {"day": "holiday"}]}]},
    ],
)
def test_a_condition_is_written_and_read_as_itself(when: Any) -> None:
    own = {"code": "own", "outcome": "hourly", "says": "Billed.", "when": when}
    plan, problems = read_plan("x", edited(PLAN, {("clauses",): [own]}))
    assert plan is not None, problems
    assert read_plan("x", written(plan))[0] == plan
    assert tree(written(plan))["clauses"][0]["when"] == when


WORDS = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Cn"]))


@given(WORDS)
def test_any_word_is_written_so_that_it_reads_as_itself(word: str) -> None:
    assert tree(f"a: {scalar(word)}\nb: [{scalar(word)}]\n") == {"a": word, "b": [word]}
    assert tree(f"{{{scalar(word)}: {scalar(word)}}}") == {word: word}


def comments(text: str) -> list[str]:
    """The comments of a text that has no # in its values."""
    return sorted(each.rstrip() for each in re.findall(r"(?<!\S)#[^\r\n]*", text))


PATHS = [
    ("users", "minimum"),
    ("users", "devices"),
    ("users", "home_working", "home_end"),
    ("hours", "closing_grace"),
    ("hours", "after_hours", "rate"),
    ("basics", "report"),
    ("projects", "by_nature"),
    ("projects", "after_hours", "multiple"),
    ("sla", "p1", "respond"),
    ("moves", "planned_day"),
    ("moves",),
    ("facts", "colour"),
    ("disputes", "unresolved"),
    ("title",),
    ("applications",),
]
VALUES = st.one_of(
    WORDS.filter(lambda word: "#" not in word),
    st.lists(st.sampled_from(["a", "b c", "08:00"]), max_size=3),
    st.dictionaries(
        st.sampled_from(["k", "l"]), st.sampled_from(["1", "x: y"]), max_size=2
    ),
)


def leaves(found: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    if not isinstance(found, dict) or not found:
        return {path: found}
    return {
        p: v for key, each in found.items() for p, v in leaves(each, (*path, key)).items()
    }


@SLOW
@given(st.sampled_from(TEXTS), st.sampled_from(PATHS), st.one_of(st.none(), VALUES))
def test_edit_changes_exactly_its_setting_and_keeps_comments(
    text: str, path: tuple[str, ...], value: Any
) -> None:
    after = edited(text, {path: value})
    assert comments(after) == comments(text)
    old, new = leaves(tree(text)), leaves(tree(after))
    for other in old.keys() | new.keys():
        if other[: len(path)] != path and path[: len(other)] != other:
            assert old.get(other) == new.get(other)
    if value is not None:
        found = tree(after)
        for key in path:
            found = found[key]
        assert found == value


@pytest.mark.parametrize("text", TEXTS)
def test_edit_of_nothing_is_the_same_text(text: str) -> None:
    assert edited(text, {}) == text
    assert edited(text, {("no", "such"): None}) == text


@pytest.mark.parametrize("text", TEXTS)
def test_lines_that_an_edit_does_not_concern_keep_every_byte(text: str) -> None:
    after = edited(text, {("rates", "hourly"): "151"})
    changed = [
        (a, b) for a, b in zip(text.splitlines(), after.splitlines(), strict=True) if a != b
    ]
    assert len(changed) == 1
    assert "hourly: 151" in changed[0][1]


@pytest.mark.parametrize(
    ("text", "path", "value", "after"),
    [
        ("a: 1 # one\nb: 2\n", ("a",), "3", "a: 3 # one\nb: 2\n"),
        ("a: '1'\n", ("a",), "2", "a: '2'\n"),
        ('a: "x"\n', ("a",), "y z", 'a: "y z"\n'),
        ('a: "x"\n', ("a",), 'y: "z"', 'a: "y: \\"z\\""\n'),
        ("a:\nb: 2\n", ("a",), "1", "a: 1\nb: 2\n"),
        ("a:\nb: 2\n", ("a",), None, "b: 2\n"),
        ("a: # k\nb: 2\n", ("a",), "1", "a: 1 # k\nb: 2\n"),
        ("{a, b: 2}", ("a",), "1", "{a: 1, b: 2}"),
        ("- \n- b", ("0",), "a", "- a \n- b"),
        ("a: {}\n", ("a", "b"), "1", "a: {b: 1}\n"),
        ("a: {b: 1,}\n", ("a", "c"), "2", "a: {b: 1, c: 2,}\n"),
        ("a: {b: 1, c: 2} # k", ("a", "b"), None, "a: {c: 2} # k"),
        ("a: {b: 1, c: 2}", ("a", "c"), None, "a: {b: 1}"),
        ("a: {b: 1} # k\n", ("a", "b"), None, "a: {} # k\n"),
        ("a:\n  b: 1 # k\n\nc: 2", ("a", "b"), None, "a:\n  {} # k\n\nc: 2"),
        ("a:\n  b: 1 # k\n  c: 2\n", ("a", "b"), None, "a:\n  # k\n  c: 2\n"),
        ("a:\n  b: 1\n  c: 2", ("a", "c"), None, "a:\n  b: 1\n"),
        ("a:\n  b: 1", ("a", "c"), "2", "a:\n  b: 1\n  c: 2"),
        ("a:\r\n  b: 1\r\nd: 3\r\n", ("a", "c"), "2", "a:\r\n  b: 1\r\n  c: 2\r\nd: 3\r\n"),
        ("a: 1\n...\n", ("b",), "2", "a: 1\nb: 2\n...\n"),
        ("a:\n- b: 1\n  c: 2\n", ("a", "0", "b"), None, "a:\n- c: 2\n"),
        ("a:\n- b: 1\n  c: 2\n", ("a", "0", "c"), "3", "a:\n- b: 1\n  c: 3\n"),
        ("a: |\n  # no\n  x\n# k\nb: 2\n", ("a",), "y", "a: y\n# k\nb: 2\n"),
        ("a:\n  b: 1 # k\n  # l\n  c: 2\n", ("a",), "x", "a: x\n# k\n# l\n"),
        ("a: {b: 1, # k\n  c: 2}\nd: 3", ("a",), "x", "a: x\n# k\nd: 3"),
        ("a: {b: 1, # k\n  c: 2}", ("a",), "x", "a: x\n# k\n"),
        ("title: x\nversion: 1\n", ("plan",), "p", "title: x\nplan: p\nversion: 1\n"),
        ("\ufeffa: 1\n", ("a",), "2", "\ufeffa: 2\n"),
        ("a: 1\n", ("b", "c", "d"), "2", "a: 1\nb:\n  c: {d: 2}\n"),
        ("a:\n- b: 1\n", ("a", "0"), ["x"], "a:\n- [x]\n"),
    ],
)
def test_edit_is_as_small_as_can_be(
    text: str, path: tuple[str, ...], value: Any, after: str
) -> None:
    assert edited(text, {path: value}) == after


def test_edit_of_a_text_that_does_not_read_is_refused() -> None:
    with pytest.raises(ValueError, match="not closed"):
        edited("a: [1", {("a",): "2"})


def test_edit_that_would_mean_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match=r"a\.7 cannot be changed"):
        edited("a: [1]", {("a", "7"): "2"})


@given(st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3)))
def test_any_list_is_written_on_one_line_that_reads_as_itself(value: Any) -> None:
    assert "\n" not in flow(value)
    if "[[[[[[[[" not in flow(value):
        assert tree(f"a: {flow(value)}")["a"] == value
