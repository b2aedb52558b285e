"""Encodings, line ends and odd characters: what is shown stands where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.plan.node import Items, Pairs, Text
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.text import read_plan
from tests.domain.plan.texts import PLAN, codes, place, problems_of


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
