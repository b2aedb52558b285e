"""Named amounts as bars: floors under a price, what settings are worth, a tornado."""

from collections.abc import Sequence
from dataclasses import dataclass

from flatwright.outputs.charts.canvas import (
    BOTTOM,
    HEIGHT,
    RIGHT,
    TOP,
    WIDTH,
    Axis,
    nothing,
    picture,
    text,
)

_NAMES = 284  # pixels for the names on the left
_AMOUNTS = 100  # and for the amounts on the right
_MOST = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """From a value to another, with a name and the words of its end; one may be marked."""

    name: str
    start: float
    end: float
    words: str
    is_marked: bool = False


def bars(title: str, of: Sequence[Bar], told: str) -> str:
    """At most fourteen bars; a marked one has a name in front of it and an edge."""
    shown = of[:_MOST]
    if not shown:
        return nothing(title, "There is nothing to compare.")
    values = [value for each in shown for value in (each.start, each.end, 0.0)]
    across = Axis(min(values), max(values), "")
    high = (HEIGHT - TOP - BOTTOM + 60) / len(shown)
    parts = [
        part
        for row, each in enumerate(shown)
        for part in _bar(each, across, (TOP - 30 + row * high, high))
    ]
    return picture(title, told, parts)


def _bar(each: Bar, across: Axis, at: tuple[float, float]) -> list[str]:
    top, high = at
    left, right = sorted((_x(across, each.start), _x(across, each.end)))
    middle = top + high / 2 + 4
    name = f"▸ {each.name}" if each.is_marked else each.name
    style = "best" if each.is_marked else "mark"
    thick = min(22.0, high * 0.7)
    rect = (
        f'<rect class="{style}" x="{left:.1f}" y="{top + (high - thick) / 2:.1f}" '
        f'width="{max(1.0, right - left):.1f}" height="{thick:.1f}"/>'
    )
    return [
        text((_NAMES - 8, middle), name, "", "end"),
        rect,
        text((WIDTH - RIGHT, middle), each.words, "quiet", "end"),
    ]


def _x(across: Axis, value: float) -> float:
    room = WIDTH - _NAMES - _AMOUNTS - RIGHT
    span = across.high - across.low or 1.0
    return _NAMES + (value - across.low) / span * room
