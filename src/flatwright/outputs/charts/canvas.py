"""A picture as SVG text: a plane with axes, marks with words, and a description for all.

Colours follow the reader's scheme; nothing is told by colour alone; there is no script, no
font and no link, so a picture may be mailed, printed and put into a page.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import floor, log10

WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 76, 56
_STYLE = """\
svg { font: 13px system-ui, sans-serif; background: #fff }
text { fill: #1f2933 } .quiet { fill: #52606d } .title { font-size: 16px; font-weight: 600 }
.line { stroke: #1f2933; fill: none; stroke-width: 2 } .axis { stroke: #7b8794; fill: none }
.area { fill: #2f6fb3; fill-opacity: .28 } .deep { fill: #2f6fb3; fill-opacity: .6 }
.mark { fill: #1d5c9e } .best { fill: #b44d12 } .edge { stroke: #b44d12; stroke-width: 2 }
.dashed { stroke-dasharray: 5 4 }
@media (prefers-color-scheme: dark) {
svg { background: #12181f } text { fill: #e4e7eb } .quiet { fill: #a7b1bd }
.line { stroke: #e4e7eb } .axis { stroke: #8b96a3 } .mark { fill: #7db4ec }
.area, .deep { fill: #7db4ec } .best { fill: #f0a06c } .edge { stroke: #f0a06c }
}"""
Scale = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Axis:
    """From a least to a greatest value, in words of a unit."""

    low: float
    high: float
    label: str

    def ticks(self, most: int = 6) -> list[float]:
        """Round values within, at most so many and one."""
        span = self.high - self.low
        if span <= 0:
            return [self.low]
        rough = span / most
        size = 10.0 ** floor(log10(rough))
        step = next(size * k for k in (1, 2, 5, 10) if size * k >= rough * (1 - 1e-9))
        first = -(-self.low // step)
        count = int(self.high / step * (1 + 1e-12) - first) + 1
        return [(first + n) * step for n in range(max(0, count))]


@dataclass(frozen=True, slots=True)
class Plane:
    """Where values of two axes stand in the picture."""

    across: Axis
    up: Axis

    def x(self, value: float) -> float:
        """Pixels from the left."""
        return LEFT + _share(self.across, value) * (WIDTH - LEFT - RIGHT)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return HEIGHT - BOTTOM - _share(self.up, value) * (HEIGHT - TOP - BOTTOM)

    def axes(self, *, up: bool = True) -> str:
        """Lines, ticks and labels; without `up` the height has no scale."""
        base = HEIGHT - BOTTOM
        parts = [f'<path class="axis" d="M{LEFT} {base}H{WIDTH - RIGHT}"/>']
        for tick in self.across.ticks():
            x = self.x(tick)
            parts.append(f'<path class="axis" d="M{x:.1f} {base}v5"/>')
            parts.append(text((x, base + 19), number(tick), "quiet", "middle"))
        middle = (LEFT + WIDTH - RIGHT) / 2
        parts.append(text((middle, HEIGHT - 12), self.across.label, "quiet", "middle"))
        for tick in self.up.ticks(5) if up else ():
            y = self.y(tick)
            parts.append(f'<path class="axis" d="M{LEFT - 5} {y:.1f}h5"/>')
            parts.append(text((LEFT - 9, y + 4), number(tick), "quiet", "end"))
        if up:
            parts.append(text((LEFT - 50, TOP - 10), self.up.label, "quiet"))
        return "\n".join(parts)


def text(
    at: tuple[float, float], words: str, style: str = "", anchor: str = "start"
) -> str:
    """Words at a point: from it, around it, or up to it."""
    said = f' class="{style}"' if style else ""
    side = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{at[0]:.1f}" y="{at[1]:.1f}"{said}{side}>{escape(words)}</text>'


def path(points: Iterable[tuple[float, float]], style: str, *, closed: bool = False) -> str:
    """A line through points, or the area that it bounds."""
    told = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    kind = "polygon" if closed else "polyline"
    return f'<{kind} class="{style}" points="{told}"/>'


@dataclass(frozen=True, slots=True)
class Mark:
    """A value with words."""

    value: float
    words: str


def marked(plane: Plane, marks: Sequence[Mark]) -> list[str]:
    """Dashed lines across the plane with their words above it, which no line crosses.

    Words stand to the right of their line, or to its left where the next line or the edge
    is near; the row of words farthest up is that of the line whose words reach over others.
    """
    order = sorted(marks, key=lambda mark: mark.value)
    ends = [*(plane.x(mark.value) for mark in order), WIDTH - 4.0][1:]
    sides = [
        plane.x(mark.value) + 10 + _wide(mark.words) > end
        and plane.x(mark.value) - 10 - _wide(mark.words) > 0
        for mark, end in zip(order, ends, strict=True)
    ]
    rows = range(len(order))
    if sides and sides[-1]:
        rows = rows[::-1]
    return [
        _upright(plane, mark, row, to_left=to_left)
        for mark, row, to_left in zip(order, rows, sides, strict=True)
    ]


def _upright(plane: Plane, mark: Mark, row: int, *, to_left: bool) -> str:
    x, y = plane.x(mark.value), TOP - 26 + 16 * row
    anchor, shift = ("end", -6) if to_left else ("start", 6)
    line = f'<path class="line dashed" d="M{x:.1f} {y - 10:.1f}V{HEIGHT - BOTTOM}"/>'
    return f"{line}\n{text((x + shift, y), mark.words, '', anchor)}"


def _wide(words: str) -> float:
    """About how many pixels words take."""
    return 7.0 * len(words)


def picture(title: str, told: str, parts: Sequence[str]) -> str:
    """The whole SVG: its title is shown, `told` says for the ear what there is to see."""
    body = "\n".join((text((16, 24), title, "title"), *parts))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'role="img" aria-labelledby="title told">\n'
        f'<title id="title">{escape(title)}</title>\n'
        f'<desc id="told">{escape(told)}</desc>\n'
        f"<style>\n{_STYLE}\n</style>\n{body}\n</svg>\n"
    )


def nothing(title: str, why: str) -> str:
    """A picture of what there is nothing to show of, in words."""
    return picture(title, why, [text((WIDTH / 2, HEIGHT / 2), why, "quiet", "middle")])


def number(value: float) -> str:
    """A tick in words: 1,500 or 2.5."""
    return f"{value:,.0f}" if abs(value - round(value)) < 1e-9 else f"{value:,.4g}"  # noqa: PLR2004 - as near as ticks are


def _share(axis: Axis, value: float) -> float:
    span = axis.high - axis.low
    return 0.5 if span <= 0 else min(1.0, max(0.0, (value - axis.low) / span))
