"""The project's pages: their blocks of text, and what is made of code and kept in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.house.source import ROOT

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
_BLOCK = re.compile(
    r"(?:^<!-- (?P<meant>[^\n]*) -->\n+)?^```(?P<language>\w*)\n(?P<text>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
_TABLE = re.compile(
    r"(?<=^<!-- table: )(?P<name>[^\n]+?) -->\n(?P<body>.*?)(?=^<!-- /table -->$)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, where the text stands, what it is meant for.

    `meant` is the comment above it: `file: NAME`, `below: NAME: A LINE`,
    `status: 1`, `plan` …
    """

    language: str
    text: str
    start: int
    end: int
    meant: str


def blocks(page: str) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    for found in _BLOCK.finditer(page):
        start, end = found.span("text")
        yield Block(found["language"], found["text"], start, end, found["meant"] or "")


def tables(page: str) -> dict[str, str]:
    """The tables of a page that are made of code, by name."""
    return {found["name"]: found["body"] for found in _TABLE.finditer(page)}


def with_tables(page: str, made: dict[str, str]) -> str:
    """The page with its tables made anew."""
    return _TABLE.sub(
        lambda found: (
            f"{found['name']} -->\n{made[found['name']]}"
            if found["name"] in made
            else found[0]
        ),
        page,
    )


def named(path: Path) -> str:
    """A page's name in a test's."""
    return path.relative_to(ROOT).as_posix()
