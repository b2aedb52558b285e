"""A control chart: sums of deviations against the limit at which they mean something."""

from collections.abc import Sequence
from dataclasses import dataclass

from flatwright.outputs.charts.canvas import Axis, Plane, nothing, path, picture, text

LIMIT = 4.0  # deviations


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Both sums of each period, and the period of the alarm, counted from 1."""

    above: tuple[float, ...]
    below: tuple[float, ...]
    alarm: int | None = None


def control(title: str, of: Sums, told: str) -> str:
    """The upper sum as a line, the lower as a dashed one, the alarm as a square."""
    count = len(of.above)
    if not count:
        return nothing(title, "There is no period to show.")
    top = max(LIMIT * 1.25, *of.above, *of.below)
    plane = Plane(Axis(1.0, float(max(2, count)), "month"), Axis(0.0, top, "sum"))
    parts = [
        plane.axes(),
        path(((plane.x(n), plane.y(LIMIT)) for n in (1.0, float(max(2, count)))), "edge"),
        text((plane.x(1) + 6, plane.y(LIMIT) - 7), "beyond this line it is no chance"),
        _line(plane, of.below, "line dashed"),
        _line(plane, of.above, "line"),
    ]
    if of.alarm is not None:
        at = max(of.above[of.alarm - 1], of.below[of.alarm - 1])
        x, y = plane.x(of.alarm), plane.y(at)
        parts.append(
            f'<rect class="best" x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12"/>'
        )
    return picture(title, told, parts)


def _line(plane: Plane, sums: Sequence[float], style: str) -> str:
    points = ((plane.x(n), plane.y(each)) for n, each in enumerate(sums, start=1))
    return path(points, style)
