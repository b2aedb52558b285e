"""Parts that pages are made of: headings, paragraphs, tables without walls."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from flatwright.cli.console import printable

GOOD, BAD, WARM, DIM, BOLD = "green", "bold red", "yellow", "dim", "bold"
INDENT = 2
Cell = str | Text


def heading(text: str) -> Text:
    """A heading with an empty line before it."""
    return Text(f"\n{printable(text)}", style=BOLD)


def ruled(text: str) -> Rule:
    """A heading on a line across the page."""
    return Rule(Text(printable(text), style=BOLD), align="left", style=DIM)


def said(text: str, style: str = "") -> Text:
    """A text that cannot steer a terminal, nor mean markup."""
    return Text(printable(text), style=style)


def unwrapped(text: str) -> Group:
    """A text whose lines stay as they are, as an excerpt's must."""
    return Group(Text(printable(text), no_wrap=True, overflow="ignore"))


def under(part: Any) -> Padding:
    """A part, set in under its heading."""
    return Padding(part, (0, 0, 0, INDENT))


def bullets(texts: Iterable[Cell]) -> Padding:
    """A list, one text a point; later lines of a point hang under its first."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=1)
    grid.add_column()
    for text in texts:
        grid.add_row(Text("-", style=DIM), _cell(text))
    return under(grid)


def columns(rows: Iterable[Sequence[Cell]], *, right: Sequence[int] = ()) -> Padding:
    """Rows in columns without a head; the last column takes the room and wraps."""
    table = list(rows)
    width = len(table[0]) if table else 0
    grid = Table.grid(padding=(0, 2, 0, 0))
    for place in range(width):
        last = place == width - 1
        grid.add_column(justify=_side(place, right), no_wrap=not last)
    for row in table:
        grid.add_row(*map(_cell, row))
    return under(grid)


def table(
    head: Sequence[str], rows: Iterable[Sequence[Cell]], *, right: Sequence[int] = ()
) -> Padding:
    """Rows in columns under a head; the columns in `right` hold numbers."""
    made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style=DIM)
    for place, name in enumerate(head):
        made.add_column(name, justify=_side(place, right), overflow="fold")
    for row in rows:
        made.add_row(*map(_cell, row))
    return under(made)


def stacked(*parts: Any) -> Group:
    """Parts one under the other."""
    return Group(*parts)


def _side(place: int, right: Sequence[int]) -> Literal["left", "right"]:
    return "right" if place in right else "left"


def _cell(cell: Cell) -> Text:
    return cell if isinstance(cell, Text) else said(cell)
