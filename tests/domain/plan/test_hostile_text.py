"""Texts that mean harm, or were saved badly: each gets its problems, and soon."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flatwright.domain.plan.node import MOST_PROBLEMS, Pairs, Text
from flatwright.domain.plan.read import LARGEST, LARGEST_PLAN, read_node
from flatwright.domain.plan.text import read_plan
from tests.domain.plan.texts import (
    SOON,
    as_text,
    codes,
    problems_of,
    with_setting,
)

LAUGHS = "a0: &a0 [lol, lol]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)


def test_billion_laughs_are_refused_where_each_anchor_and_alias_stands() -> None:
    found = problems_of(LAUGHS)
    assert {"alias-or-tag"} == {problem.code for problem in found}
    assert len(found) == 12 + 11 * 9


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a]",
        "&a {b: *a}",
        "*a",
        "*a : b",
        "a: &x 1\nb: *x",
        "users: &u {minimum: 1}\nhours:\n  <<: *u",
        "users:\n  <<: {minimum: 20}",
        "a: !!python/object/apply:os.system [ls]",
        "a: !!python/name:os.system",
        "!!binary aGk=",
        "a: !!float 1",
        "a: ! 1",
        "!<tag:x> a: b",
        "? !!str a\n: b",
    ],
)
def test_anchor_alias_merge_and_tag_are_refused(text: str) -> None:
    assert codes(text) == {"alias-or-tag"}


def test_merge_key_does_not_pass_where_any_key_may_stand() -> None:
    _, problems = read_node("client.yaml", "people:\n  <<: {ana: x}\n")
    assert [problem.code for problem in problems] == ["alias-or-tag"]


def test_key_twice_is_refused_at_any_depth_with_both_lines() -> None:
    found = problems_of("a: 1\nb: {c: 1, c: 2}\na: 2\n'a': 3\n")
    assert {problem.code for problem in found} == {"duplicate-key"}
    assert [problem.spot.line for problem in found] == [2, 3, 4]
    assert found[-1].says == '"a" stands here again; line 1 has it too'


NO_NUMBERS = (
    *("no", "on", "yes", "true", "~", "null", "012", "0o14", "1:30", "0x1F", "1e3"),
    *(
        "1_000",
        "1,000",
        ".inf",
        "-.inf",
        ".nan",
        "NaN",
        "\u0663",
        "\uff11\uff12",
        "\u00b2",
        "+5",
        "-5",
    ),
    *("1.", ".5", "5 ", "1.23456", "9" * 400, "''", '"5\\n"', "140 USD", "[]", "{}"),
)


@pytest.mark.parametrize("written", [each for each in NO_NUMBERS if each.strip() == each])
def test_what_is_no_plain_number_is_refused_as_a_number(written: str) -> None:
    assert codes(with_setting("rates", "hourly", written)) <= {"wrong-value", "wrong-shape"}
    assert codes(with_setting("users", "minimum", written)) <= {
        "wrong-value",
        "wrong-shape",
    }


@pytest.mark.parametrize(
    "written", ["no", "on", "yes", "off", "True", "TRUE", "y", "1", "''", "tru\u0435"]
)
def test_boolean_is_true_or_false_alone(written: str) -> None:
    assert codes(with_setting("training", "leave_behind", written)) == {"unknown-word"}


@pytest.mark.parametrize(
    "written", ["90", "1:30", "1.5h", "h", "-4h", "4 h", "4H", "\u0664h"]
)
def test_duration_needs_its_units(written: str) -> None:
    assert codes(with_setting("first_aid", "triage", written)) == {"wrong-value"}


def test_words_that_yaml_11_turns_into_booleans_stay_words() -> None:
    node, problems = read_node("x", "no: NO\non: off\n012: 1:30\n1e3: 0x1F\n")
    assert problems == []
    assert isinstance(node, Pairs)
    kept = [(key.value, value) for key, value in node.entries]
    assert [key for key, _ in kept] == ["no", "on", "012", "1e3"]
    assert [v.value for _, v in kept if isinstance(v, Text)] == [
        *("NO", "off", "1:30", "0x1F"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100000,
        "{a: " * 20000,
        "- " * 40000,
        "? " * 40000,
        "[" * 13 + "]" * 13,
        "".join(f"{' ' * n}a:\n" for n in range(400)),
    ],
    ids=lambda text: f"{text[:6]!r}x{len(text)}",
)
def test_deep_nesting_is_refused(text: str) -> None:
    assert codes(text[:LARGEST_PLAN]) == {"too-deep"}


@pytest.mark.parametrize(
    "text",
    [
        b"a: b\n" * 10000000,
        b'a: "' + b"x" * 50000000 + b'"',
        b"\xff" * 50000000,
        "".join(f"key_{n}: value\n" for n in range(60000)),
    ],
    ids=["50 MB", "one string of 50 MB", "50 MB that are no text", "900 kB of keys"],
)
def test_large_text_is_refused_at_once(text: bytes | str) -> None:
    assert codes(text) == {"text-too-large"}


@pytest.mark.parametrize("unit", ["[],", "a,", "{},", "'',", "a: b,"])
def test_many_small_values_are_refused_soon(unit: str) -> None:
    text = "[" + unit * (LARGEST_PLAN // len(unit) - 1) + "]"
    assert codes(text) == {"text-too-large"}


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{n:05}: v\n" for n in range(5000)),
        "a: b\n" * 9900,
        "plan: [" + "a, " * 9000 + "]",
        "basics: {monitoring: [" + "serverz, " * 6900 + "]}",
        "? " + "k" * 60_000 + "\n: v",
        "x" * 62_000,
        "a: " + "b " * 31_000,
        "#" * 62_000,
        "# c\n" * 15_000,
        "\n" * 62_000,
        "a: |\n" + " x\n" * 16_000,
        "a: '" + "''" * 31_000 + "'",
        'a: "' + "\\x41" * 15_000 + '"',
        "- a: b\n" * 3000,
        "%A\n" * 16_000,
        "---\n" * 15_000,
        "!a " * 16_000,
        "&a " * 16_000,
        "{" + "a" * 62_000,
        "[" + "a\n" * 31_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_unfriendly_text_of_a_plans_size_is_answered_soon(text: str) -> None:
    problems_of(text)


def test_no_more_problems_are_kept_than_anybody_reads() -> None:
    found = problems_of("".join(f"k{n:05}: v\n" for n in range(4000)))
    assert len(found) == MOST_PROBLEMS + 1
    assert "too-many-problems" in {problem.code for problem in found}


def test_cases_of_300_kb_are_read() -> None:
    line = "- {id: four-hours, title: a request of four hours, facts: {kind: request}}\n"
    text = "cases:\n" + line * (300_000 // len(line))
    node, problems = read_node("x.cases.yaml", text)
    assert problems == []
    assert isinstance(node, Pairs)
    assert len(text) < LARGEST


YAML_PIECES = st.lists(
    st.sampled_from(
        [
            *"abc:-?,[]{}#&*!|>'\"%@` \n\t\r",
            "\n  ",
            "- ",
            ": ",
            "? ",
            "<<: ",
            "---\n",
            "...\n",
            "plan: ",
            "users:\n",
            "|\n  x\n",
            "*a",
            "&a ",
            "!!str ",
            "\\",
            "\x00",
            "\x85",
            "😀",
            "%YAML 1.1\n",
            "'",
            '"',
            "\u2028",
            "\ufeff",
            "12",
            "08:00",
        ],
    ),
    max_size=60,
).map("".join)


@given(st.one_of(YAML_PIECES, st.text(), st.binary()))
@example(b"")
@example("\ufeff---\n...\n%\n")
@example("- |9\n x")
@example("a: >+99\n")
@example('"\\U00110000"')
@example('"\\Uffffffff"')
@example("%YAML 1.9999999999999999999999\n---\na")
@example("a: b\n...\n%YAML 1.9\n---\na: b\n")
@example("%TAG !%ff! x\n---\n!%ff!%zz a")
@example("!<%C3%28> a")
def test_any_text_has_a_value_or_problems_and_is_answered_soon(source: bytes | str) -> None:
    begun = time.process_time()
    node, problems = read_node("x.yaml", source)
    assert (node is None) == bool(problems)
    plan, found = read_plan("x.yaml", source)
    assert (plan is None) == bool(found)
    for problem in (*problems, *found):
        assert problem.says
        assert problem.remedy
        assert problem.spot.line >= 1
        problem.show(as_text(source)).encode("utf-8", "surrogatepass")
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize("escape", ["\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_that_is_no_character_is_not_yaml(escape: str) -> None:
    (found,) = problems_of(f'plan: "{escape}"\n')
    assert (found.code, found.spot.line) == ("not-yaml", 1)
    assert found.says.startswith("the text is not YAML: ")
