"""A document as plain text of a fixed width."""

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from flatwright.domain.wording.document import (
    Block,
    Document,
    Listing,
    Meanings,
    Numbered,
    Part,
    Table,
    plain,
)

NARROWEST = 40
_GAP = "  "
_READABLE = 16  # no column gives way beyond this while another can


def as_text(document: Document, width: int = 78) -> str:
    """The document as text of which no line is wider than the width, of 40 or more."""
    if width < NARROWEST:
        msg = f"a document needs {NARROWEST} columns, and {width} were given"
        raise ValueError(msg)
    blocks = [_title(document.title, width)]
    if document.note:
        blocks.append(wrapped(document.note, width))
    for part in document.parts:
        blocks.extend(_part(part, width))
    lines = "\n\n".join("\n".join(block) for block in blocks).splitlines()
    return "\n".join(line.rstrip() for line in lines) + "\n"


def columns_of(text: str) -> int:
    """How many columns a text takes: wide characters two, combining ones none."""
    return sum(_columns(char) for char in text)


def wrapped(text: str, width: int) -> list[str]:
    """A text broken at blanks into lines, and within a word only where it has no room."""
    lines = [""]
    for word in plain(text).split(" "):
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}" if lines[-1] else piece
            if columns_of(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    return lines


def _columns(char: str) -> int:
    if combining(char) or char in "\u200c\u200d":
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _pieces(word: str, width: int) -> Iterator[str]:
    piece, taken = "", 0
    for char in word:
        if taken + _columns(char) > width:
            yield piece
            piece, taken = "", 0
        piece, taken = piece + char, taken + _columns(char)
    yield piece


def _title(title: str, width: int) -> list[str]:
    lines = wrapped(title, width)
    return [*lines, "=" * max(map(columns_of, lines))]


def _part(part: Part, width: int) -> Iterator[list[str]]:
    heading = wrapped(part.heading, width)
    line = "-" * max(map(columns_of, heading))
    first = [*heading, line] if part.level == 1 else heading
    blocks = [_block(block, width) for block in part.body]
    if not blocks:
        yield first
        return
    yield [*first, *blocks[0]]
    yield from blocks[1:]


def _block(block: Block, width: int) -> list[str]:
    match block:
        case str():
            return wrapped(block, width)
        case Numbered():
            return _numbered(block, width)
        case Listing():
            return [line for item in block.items for line in _hung("- ", item, width)]
        case Meanings():
            said = (f"{plain(term)}: {means}" for term, means in block.items)
            return [line for item in said for line in _hung("- ", item, width)]
        case _:
            return _table(block, width)


def _numbered(block: Numbered, width: int) -> list[str]:
    first, *others = block.says
    lead = f"{plain(block.number):<5} "
    lines = _hung(lead, first, width)
    for each in others:
        lines.extend(_hung(" " * len(lead), each, width))
    return lines


def _hung(lead: str, text: str, width: int) -> list[str]:
    """A text behind a mark; the lines after the first stand under the text."""
    first, *others = wrapped(text, width - len(lead))
    return [f"{lead}{first}", *(f"{' ' * len(lead)}{line}" for line in others)]


def _table(table: Table, width: int) -> list[str]:
    cells = [[plain(cell) for cell in row] for row in (table.columns, *table.rows)]
    widths = _widths(cells, width)
    head, *rows = [_row(row, widths, table.right) for row in cells]
    line = _GAP.join("-" * each for each in widths)
    return [*head, line, *(each for row in rows for each in row)]


def _widths(cells: Sequence[Sequence[str]], width: int) -> list[int]:
    """Columns as wide as their widest cell, or narrower until all of them fit.

    Each column in turn gives way first, and then the widest; the lowest table
    wins.
    """
    widest = [max(map(columns_of, column)) for column in zip(*cells, strict=True)]
    room = width - len(_GAP) * (len(widest) - 1)
    tried = [_narrowed(widest, room, first) for first in range(len(widest))]
    return min(tried, key=lambda widths: sum(_height(row, widths) for row in cells))


def _narrowed(widest: Sequence[int], room: int, first: int) -> list[int]:
    widths = list(widest)
    over = max(0, sum(widths) - room)
    widths[first] -= min(over, max(0, widths[first] - _READABLE))
    while sum(widths) > room:
        widths[widths.index(max(widths))] -= 1
    return widths


def _height(row: Sequence[str], widths: Sequence[int]) -> int:
    return max(len(wrapped(cell, each)) for cell, each in zip(row, widths, strict=True))


def _row(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> list[str]:
    columns = [wrapped(cell, each) for cell, each in zip(row, widths, strict=True)]
    height = max(map(len, columns))
    return [
        _GAP.join(
            _placed(column[line] if line < len(column) else "", each, index in right)
            for index, (column, each) in enumerate(zip(columns, widths, strict=True))
        )
        for line in range(height)
    ]


def _placed(text: str, width: int, to_the_right: bool) -> str:  # noqa: FBT001 - by column
    blank = " " * (width - columns_of(text))
    return f"{blank}{text}" if to_the_right else f"{text}{blank}"
