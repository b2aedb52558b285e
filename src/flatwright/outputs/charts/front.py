"""Designs by what they leave to both sides, with the front of those that none beats."""

from collections.abc import Sequence
from dataclasses import dataclass

from flatwright.outputs.charts.canvas import (
    Axis,
    Plane,
    nothing,
    path,
    picture,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A design: what we gain, what they gain, and whether it is on the front."""

    ours: float
    theirs: float
    on_front: bool
    words: str = ""


def front(title: str, points: Sequence[Point], unit: str) -> str:
    """Squares on the front, joined; circles behind it."""
    if not points:
        return nothing(title, "No design has a price that serves both sides.")
    plane = Plane(
        _around([each.ours for each in points], f"we gain, {unit}"),
        _around([each.theirs for each in points], f"they gain, {unit}"),
    )
    ahead = sorted((p for p in points if p.on_front), key=lambda each: each.ours)
    line = [(plane.x(each.ours), plane.y(each.theirs)) for each in ahead]
    parts = [plane.axes(), path(line, "line")]
    parts += [_shown(plane, each) for each in points]
    told = (
        f"{len(points)} designs; on the front {len(ahead)}, from "
        f"{ahead[0].ours:,.0f} for us and {ahead[0].theirs:,.0f} for them to "
        f"{ahead[-1].ours:,.0f} and {ahead[-1].theirs:,.0f}."
        if ahead
        else f"{len(points)} designs, none of them on the front."
    )
    return picture(title, told, [part for part in parts if part])


def _around(values: Sequence[float], label: str) -> Axis:
    low, high = min(values), max(values)
    room = (high - low or abs(high) or 1.0) * 0.08
    return Axis(low - room, high + room, label)


def _shown(plane: Plane, point: Point) -> str:
    x, y = plane.x(point.ours), plane.y(point.theirs)
    if point.on_front:
        return (
            f'<rect class="best" x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10"/>'
        )
    return f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
