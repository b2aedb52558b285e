"""A document as Markdown; whatever its words hold, they stay words."""

import re
from collections.abc import Iterator

from flatwright.domain.wording.document import (
    Block,
    Document,
    Listing,
    Meanings,
    Numbered,
    Table,
    plain,
)

_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~$&#]")
_AT_THE_START = re.compile(r"^(?:([+=:-])|(\d+)([.)]))")
_ADDRESS = re.compile(r"(?i)(www)\.|(:)(?=//)")


def as_markdown(document: Document) -> str:
    """The document as Markdown, with tables as GitHub and others write them."""
    blocks = [f"# {escaped(document.title)}"]
    if document.note:
        blocks.append(f"*{escaped(document.note)}*")
    for part in document.parts:
        blocks.append(f"{'#' * (part.level + 1)} {escaped(part.heading)}")
        blocks.extend(block for each in part.body for block in _block(each))
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """A text of one line in which nothing is markup or an address."""
    said = _ANYWHERE.sub(r"\\\g<0>", plain(text))
    return _ADDRESS.sub(lambda hit: f"{hit[1]}\\." if hit[1] else "\\:", said)


def _begun(text: str) -> str:
    """An escaped text that begins a line, where a number or a dash would begin a list."""
    return _AT_THE_START.sub(_start_escaped, escaped(text))


def _start_escaped(hit: re.Match[str]) -> str:
    return f"\\{hit[1]}" if hit[1] else f"{hit[2]}\\{hit[3]}"


def _block(block: Block) -> Iterator[str]:
    match block:
        case str():
            yield _begun(block)
        case Numbered():
            yield from _numbered(block)
        case Listing():
            yield "\n".join(f"- {_begun(item)}" for item in block.items)
        case Meanings():
            yield "\n".join(
                f"- **{escaped(term)}**: {escaped(means)}" for term, means in block.items
            )
        case _:
            yield _table(block)


def _numbered(block: Numbered) -> Iterator[str]:
    first, *others = block.says
    yield f"**{escaped(block.number)}** {escaped(first)}"
    yield from map(_begun, others)


def _table(table: Table) -> str:
    marks = ["---:" if n in table.right else "---" for n in range(len(table.columns))]
    rows = ([escaped(cell) for cell in row] for row in (table.columns, *table.rows))
    head, *others = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join((head, f"| {' | '.join(marks)} |", *others))
