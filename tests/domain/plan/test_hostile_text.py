"""Texts that mean harm, or were saved badly: each gets its problems, and soon."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.node import MOST_PROBLEMS, Items, Pairs, Text
from flatwright.domain.plan.read import LARGEST, LARGEST_PLAN, read_node
from flatwright.domain.plan.text import read_plan
from tests.domain.plan.texts import PLAN, with_setting

SOON = 3  # seconds of processor time on a busy machine; about one was measured


def problems_of(source: bytes | str) -> list[Problem]:
    """The problems of a text that must have some, found soon."""
    begun = time.process_time()
    plan, problems = read_plan("plan.yaml", source)
    shown = [problem.show(_as_text(source)) for problem in problems]
    assert time.process_time() - begun < SOON
    assert plan is None
    assert shown
    return problems


def _as_text(source: bytes | str) -> str:
    return source if isinstance(source, str) else source.decode("utf-8", "replace")


def codes(source: bytes | str) -> set[str]:
    return {problem.code for problem in problems_of(source)}


def place(source: bytes | str) -> tuple[int, int, int]:
    spot = problems_of(source)[0].spot
    return spot.line, spot.column, spot.width


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
    line = "- {id: a, facts: {kind: request, action: change, estimate_min: 240}}\n"
    text = "cases:\n" + line * (300_000 // len(line))
    node, problems = read_node("x.cases.yaml", text)
    assert problems == []
    assert isinstance(node, Pairs)
    assert len(text) < LARGEST


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_other_encodings_are_named(encoding: str, mark: str) -> None:
    (found,) = problems_of((mark + PLAN).encode(encoding))
    assert found.code == "wrong-encoding"
    assert found.says.startswith(f"the text is written in {encoding[:6].upper()}")


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf_32_without_a_mark_is_named(encoding: str) -> None:
    assert "UTF-32" in problems_of(PLAN.encode(encoding))[0].says


def test_latin_1_is_refused_at_its_first_letter() -> None:
    text = "plan: x\r\ntitle: Grün für Büros\n".encode("latin-1")
    assert codes(text) == {"wrong-encoding"}
    assert place(text) == (2, 10, 1)
    assert problems_of(text)[0].says == "the byte 0xFC is not UTF-8"


@pytest.mark.parametrize(
    "text", ["a: \ud800", b"a: \xed\xa0\x80", b"a: \xc0\x80", b"a: \xf5\x80\x80\x80"]
)
def test_what_utf_8_forbids_is_refused(text: bytes | str) -> None:
    assert codes(text) == {"wrong-encoding"}


@pytest.mark.parametrize(
    "char",
    [
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x80",
        "\x85",
        "\u2028",
        "\u2029",
        "\u202e",
        "\ufeff",
        "\u2066",
        "\uffff",
        "\x0b",
        "\x0c",
        "\x1e",
    ],
)
def test_unseen_characters_are_refused_where_they_stand(char: str) -> None:
    text = f"plan: x\ntitle: a{char}b\nversion: 1\n"
    (found,) = problems_of(text)
    assert found.code == "not-yaml"
    assert (found.spot.line, found.spot.column) == (2, 9)
    assert f"U+{ord(char):04X}" in found.says
    assert "title: a" in found.show(text).splitlines()[1]


@pytest.mark.parametrize("escape", [r"\0", r"\x1b", r"\u202e", r"\ud800", r"\N", r"\L"])
def test_unseen_characters_do_not_come_in_behind_a_backslash(escape: str) -> None:
    assert codes(f'title: "a{escape}b"') == {"not-yaml"}


def test_byte_order_mark_is_passed_over_and_moves_no_column() -> None:
    text = "\ufeffplan: x\nplan: y\n"
    marked = text.replace("plan: x\n", "")
    assert place(marked.encode()) == place("plan: y\n")
    (found, *_) = problems_of(marked)
    assert found.show(marked).splitlines()[1] == "   1 | plan: y"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_move_no_line_and_no_column(end: str) -> None:
    text = PLAN.replace("minimum: 1", "minimum: x").replace("\n", end)
    (found,) = problems_of(text)
    line = PLAN.splitlines().index("  minimum: 1") + 1
    assert (found.spot.line, found.spot.column, found.spot.width) == (line, 12, 1)
    assert found.show(text).splitlines()[1] == f"{line:>4} |   minimum: x"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_change_no_plan(end: str) -> None:
    assert read_plan("x", PLAN.replace("\n", end))[0] == read_plan("x", PLAN)[0] is not None


def test_tab_as_indentation_is_told_apart() -> None:
    (found,) = problems_of("users:\n\tminimum: 1\n")
    assert found.code == "not-yaml"
    assert (found.spot.line, found.spot.column) == (2, 1)
    assert "tab" in found.says


@pytest.mark.parametrize("line", ["%YAML 1.1", "%YAML 1.3", "%TAG ! tag:x,2000:", "%FOO x"])
def test_directives_that_change_the_reading_are_refused(line: str) -> None:
    found = problems_of(f"# first\n{line}\n---\n{PLAN}")
    assert (found[0].code, found[0].spot.line) == ("not-yaml", 2)


def test_yaml_12_may_be_named() -> None:
    assert read_plan("x", f"%YAML 1.2\n---\n{PLAN}")[1] == []


def test_incompatible_yaml_is_refused() -> None:
    assert codes(f"%YAML 3.0\n---\n{PLAN}") == {"not-yaml"}


def test_second_document_is_refused() -> None:
    assert codes(f"{PLAN}---\n{PLAN}") == {"many-documents"}


@pytest.mark.parametrize("text", ["", "\ufeff", "# only\n# words\n", "\n\n", "---\n", "''"])
def test_text_of_nothing_is_said_to_be_empty(text: str) -> None:
    assert codes(text) == {"empty-text"}


@pytest.mark.parametrize("text", ["hello", "- a\n- b", "1", "'plan: x'"])
def test_text_that_is_no_table_is_refused(text: str) -> None:
    assert codes(text) == {"wrong-shape"}


@pytest.mark.parametrize("text", ["[a]: b", "{a: b}: c", "? - a\n: b", "{[a]: 1, [b]: 2}"])
def test_key_is_a_word(text: str) -> None:
    assert codes(text) == {"not-yaml"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: b: c", 'a second ":"'),
        ("a: [1, 2", "bracket is not closed"),
        ("a: {b: c", "bracket is not closed"),
        ('a: "b', "quote is not closed"),
        ("a: 'b\nc: d", "quote is not closed"),
        ("a: @b", "cannot begin a value"),
        ("a: b\n  c: d", 'a second ":"'),
        ("  a: b\nc: d", "outside of what the text began with"),
        ("a: - b", 'a list begins with "-"'),
        ("a: b\nc", "neither a key"),
        ("a: [,]", "value is missing"),
        ("a:\n  b: c\n d: e", "indented in another way"),
        ("{a: b}}", "outside of what"),
        ('a: "b\n---\nc"', "inside quotes"),
        ('a: "\\z"', "the text is not YAML: found unknown escape"),
    ],
)
def test_what_the_parser_stumbles_over_is_said_in_words(text: str, says: str) -> None:
    (found,) = problems_of(text)
    assert found.code == "not-yaml"
    assert says in found.says


def test_open_bracket_is_shown_where_it_was_opened() -> None:
    assert place("a: 1\nb: [1,\n  2\n")[:2] == (2, 4)


def test_marks_stand_under_wide_characters_and_after_accents() -> None:
    text = 'users: {"😀": 1, e\u0301x: 2}'
    found = [each for each in problems_of(text) if each.code == "unknown-setting"]
    assert [(each.spot.column, each.spot.width) for each in found] == [(9, 3), (17, 3)]
    marks = [each.show(text).splitlines()[2] for each in found]
    assert marks == ["     | " + " " * 8 + "^" * 4, "     | " + " " * 17 + "^" * 2]


def test_excerpt_of_a_long_line_holds_the_place() -> None:
    text = "users: {" + " " * 5000 + "minimun: 1" + " " * 5000 + "}"
    found = next(p for p in problems_of(text) if p.code == "unknown-setting")
    _, excerpt, marks, _ = found.show(text).splitlines()
    assert len(excerpt) < 140
    assert excerpt[marks.index("^") : marks.rindex("^") + 1] == "minimun"


def test_long_value_is_not_repeated_in_full() -> None:
    (found,) = problems_of(PLAN.replace("version: 1", f"version: {'9' * 3000}"))
    assert len(found.says) < 150


def spots(node: object) -> list[Text]:
    if isinstance(node, Text):
        return [node]
    if isinstance(node, Items):
        return [text for value in node for text in spots(value)]
    assert isinstance(node, Pairs)
    return [t for key, value in node.entries for t in (*spots(key), *spots(value))]


WORDS = st.text(st.sampled_from("abz09_.é李😀e\u0301ß"), min_size=1, max_size=8).filter(
    lambda word: word[0] not in "0.\u0301"
)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, unique_by=lambda pair: pair[0]))
def test_places_point_at_what_is_written(pairs: list[tuple[str, str]]) -> None:
    text = "".join(f"{key}:  [ {value}, {{{key}:   {value}}}]\n" for key, value in pairs)
    node, problems = read_node("x", text)
    assert problems == []
    lines = text.splitlines()
    for each in spots(node):
        start = each.spot.column - 1
        line = lines[each.spot.line - 1]
        assert line[start : start + each.spot.width] == each.value


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
        problem.show(_as_text(source)).encode("utf-8", "surrogatepass")
    assert time.process_time() - begun < SOON
