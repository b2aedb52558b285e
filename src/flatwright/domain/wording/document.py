"""A document as a structure: parts with headings, paragraphs, clauses, lists and tables.

It is written once and rendered to text or Markdown; its words are never markup.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A clause under its printed number; each of its paragraphs is one string."""

    number: str
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Short items, one under the other."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meanings:
    """Terms, each with what is said of it."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under column titles; `right` are the columns set to the right."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


Block = str | Numbered | Listing | Meanings | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading with what stands under it; level 2 stands inside the part before."""

    heading: str
    body: tuple[Block, ...]
    level: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A titled document; the note stands under the title."""

    title: str
    note: str
    parts: tuple[Part, ...]


_JOINERS = "\u200c\u200d"  # they shape letters in some scripts, and are not printable


def plain(text: str) -> str:
    """A text on one line, without control characters or marks that turn its order."""
    shown = (c for c in text if c.isprintable() or c.isspace() or c in _JOINERS)
    return " ".join("".join(shown).split())
