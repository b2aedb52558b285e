"""One document, as text and as Markdown; whatever its words hold, they stay words."""

from itertools import pairwise
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flatwright.domain.records.agreement import Agreement
from flatwright.domain.wording.agreement import agreement
from flatwright.domain.wording.document import (
    Document,
    Listing,
    Meanings,
    Numbered,
    Part,
    Table,
    plain,
)
from flatwright.domain.wording.in_and_out import in_and_out
from flatwright.domain.wording.markdown import as_markdown
from flatwright.domain.wording.text import as_text, columns_of
from tests.domain.wording.plans import SHIPPED, exclusions_of

READER: Final = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE: Final = (
    *("# no heading", "- no item", "+ no item", "1. no item", "2) no item", "> no quote"),
    *("| a | b |", "**bold** _it_ `code`", "[a](javascript:x)", "![a](b)", "<b>x</b>"),
    *("&lt;b&gt;", "a\\", "===", "---", "***", "~~gone~~", "$x$", "http://a.example"),
    *("www.a.example", "a\n\n# b", "a\r\n| - |", "x" * 200, "日本" * 60, "\u202eabc\u0007"),
    *("    four blanks", "```", "<!-- -->", "a  \nb", "tail #", ":--", "é\u0301"),
)
words = st.sampled_from(HOSTILE) | st.text(
    st.characters(codec="utf-8"), min_size=1, max_size=250
)


def document_of(text: str) -> Document:
    """A document in which a text stands wherever one may stand."""
    return Document(
        title=text,
        note=text,
        parts=(
            Part(heading=text, body=(text, Numbered(number="1.1", says=(text, text)))),
            Part(heading="Empty", body=()),
            Part(
                heading=text,
                level=2,
                body=(
                    Listing(items=(text, text)),
                    Meanings(items=((text, text), ("b", text))),
                    Table(columns=(text, "n"), rows=((text, "1"), (text, text))),
                ),
            ),
        ),
    )


def shape(text: str) -> list[tuple[str, str]]:
    """The Markdown elements of a text, without what they say."""
    found = []
    for token in READER.parse(text):
        inner = [child.type for child in token.children or () if child.type != "text"]
        found.append((f"{token.type} {token.tag}", " ".join(inner)))
    return found


def words_in(text: str) -> set[str]:
    """What a reader of the Markdown sees, element by element."""
    inline = [token for token in READER.parse(text) if token.type == "inline"]
    return {"".join(child.content for child in token.children or ()) for token in inline}


@given(words.filter(plain))
def test_any_text_stays_text_in_markdown(text: str) -> None:
    written = as_markdown(document_of(text))
    assert shape(written) == shape(as_markdown(document_of("plain words")))
    assert plain(text) in words_in(written)


@given(words, st.integers(40, 120))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    lines = as_text(document_of(text), width).splitlines()
    assert max(map(columns_of, lines)) <= width


@given(words)
def test_no_text_breaks_out_of_its_line(text: str) -> None:
    assert plain(text).splitlines() in ([], [plain(text)])
    assert all(char.isprintable() or char in "\u200c\u200d" for char in plain(text))


@pytest.mark.parametrize("width", [40, 60, 78, 100])
def test_documents_keep_the_width(width: int, signed: Agreement) -> None:
    plan = SHIPPED[0]
    for document in (agreement(plan, signed), in_and_out(plan), exclusions_of(plan.name)):
        assert max(map(columns_of, as_text(document, width).splitlines())) <= width


def test_less_than_forty_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="a document needs 40 columns, and 39 were given"):
        as_text(document_of("a"), 39)


def test_markdown_headings_descend_one_by_one(signed: Agreement) -> None:
    plan = SHIPPED[0]
    for document in (agreement(plan, signed), in_and_out(plan), exclusions_of(plan.name)):
        found = READER.parse(as_markdown(document))
        levels = [int(token.tag[1]) for token in found if token.type == "heading_open"]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(b <= a + 1 for a, b in pairwise(levels))


def test_markdown_tables_have_the_cells_of_the_document(signed: Agreement) -> None:
    document = agreement(SHIPPED[0], signed)
    tables = [b for part in document.parts for b in part.body if isinstance(b, Table)]
    cells = sum(len(table.columns) * (len(table.rows) + 1) for table in tables)
    tokens = [token.type for token in READER.parse(as_markdown(document))]
    assert tokens.count("table_open") == len(tables)
    assert tokens.count("th_open") + tokens.count("td_open") == cells


def test_both_renderings_say_the_same_words(signed: Agreement) -> None:
    document = agreement(SHIPPED[0], signed)
    text = set(as_text(document, 400).split())
    read = {word for said in words_in(as_markdown(document)) for word in said.split()}
    marks = {word for word in text if set(word) <= {"-", "="}}
    assert {word.rstrip(":") for word in text - marks} == {
        w.rstrip(":") for w in read - {""}
    }


def test_wide_characters_take_two_columns_and_marks_none() -> None:
    assert columns_of("日本") == 4
    assert columns_of("e\u0301") == 1


def test_lowest_of_the_tables_that_fit_is_written() -> None:
    rows = tuple(
        (f"a thing that is told in {n} words", "at a price " * 6) for n in range(9)
    )
    part = Part(heading="h", body=(Table(columns=("What", "How"), rows=rows),))
    text = as_text(Document(title="t", note="", parts=(part,)), 78)
    assert text.startswith("t\n=\n\nh\n-\nWhat")
    assert len(text.splitlines()) == 7 + 2 * len(rows)


def test_document_without_a_note_has_none_in_markdown() -> None:
    assert as_markdown(Document(title="t", note="", parts=())) == "# t\n"
