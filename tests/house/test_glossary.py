"""The code speaks the glossary's words."""

import ast
import re

from tests.house.source import DOMAIN, ROOT, python_files, shown, tree

COLUMN = "In code"


def cells(row: str) -> list[str]:
    """The cells of a table's row, where a bar within a cell has a backslash."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def words_in_code(text: str) -> set[str]:
    """Each name in the `In code` column of any of the text's tables."""
    words: set[str] = set()
    column: int | None = None
    for line in text.splitlines():
        row = cells(line) if line.lstrip().startswith("|") else []
        if COLUMN in row:
            column = row.index(COLUMN)
        elif not row:
            column = None
        elif column is not None and column < len(row):
            words |= set(re.findall(r"`([^`]+)`", row[column]))
    return {name for word in words for name in re.findall(r"\w+", word)}


def test_every_public_class_of_the_domain_is_in_the_glossary() -> None:
    words = words_in_code((ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"))
    assert words, f"docs/glossary.md has no table with a column {COLUMN!r}"
    unknown = [
        f"{shown(path, node)}: {node.name}"
        for path in python_files(DOMAIN)
        for node in tree(path).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
        if node.name not in words
    ]
    assert unknown == []


def test_words_come_from_the_column_of_the_code_alone() -> None:
    text = (
        "| Word | In code | Not |\n|---|---|---|\n| plan | `Plan`, `plan_of()` | `Tier` |\n"
    )
    assert words_in_code(text) == {"Plan", "plan_of"}
