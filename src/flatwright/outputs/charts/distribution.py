"""A year's hours or bill as a picture: likely ranges, the middle, and named marks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flatwright.outputs.charts.canvas import (
    Axis,
    Mark,
    Plane,
    marked,
    nothing,
    path,
    picture,
)

_BINS = 90
_SHOWN = 0.997  # of the chance: the tail beyond says nothing to the eye


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Spread:
    """Values on an even grid with their chances, both of shape (n,), and what they are."""

    values: NDArray[np.float64]
    chances: NDArray[np.float64]
    label: str


def distribution(title: str, of: Spread, marks: Sequence[Mark]) -> str:
    """The shape of chance: four years of five in a deep tone, 19 of 20 in a light one."""
    share = np.cumsum(of.chances)
    top = float(of.values[min(int(np.searchsorted(share, _SHOWN)), len(share) - 1)])
    if top <= 0:
        return nothing(title, "It is certainly 0: there is no spread to show.")
    high = max([top, *(mark.value for mark in marks)])
    centres, heights = _binned(of, high)
    plane = Plane(Axis(0.0, high, of.label), Axis(0.0, float(heights.max()), ""))
    quantile = [_quantile(of, share, q) for q in (0.1, 0.9, 0.025, 0.975)]
    parts = [
        _area(plane, centres, heights, (0.0, high), "area"),
        _area(plane, centres, heights, (quantile[0], quantile[1]), "deep"),
        plane.axes(up=False),
        *marked(plane, marks),
    ]
    told = (
        f"{of.label}: between {quantile[0]:,.0f} and {quantile[1]:,.0f} in four of five, "
        f"between {quantile[2]:,.0f} and {quantile[3]:,.0f} in 19 of 20. "
        + " ".join(f"{mark.words}." for mark in marks)
    )
    return picture(title, told, parts)


def _binned(of: Spread, high: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Chances of even bins; each value's chance is spread over its own cell of the grid."""
    edges = np.linspace(0.0, high, _BINS + 1)
    step = float(of.values[1] - of.values[0])
    ends = np.concatenate([[0.0], of.values + step / 2])
    heights = np.diff(
        np.interp(edges, ends, np.concatenate([[0.0], np.cumsum(of.chances)]))
    )
    return (edges[:-1] + edges[1:]) / 2, heights


def _area(
    plane: Plane,
    centres: NDArray[np.float64],
    heights: NDArray[np.float64],
    within: tuple[float, float],
    style: str,
) -> str:
    kept = (centres >= within[0]) & (centres <= within[1])
    across, up = centres[kept], heights[kept]
    if not len(across):
        return ""
    line = [
        (plane.x(x), plane.y(y)) for x, y in zip(across.tolist(), up.tolist(), strict=True)
    ]
    ends = [(line[-1][0], plane.y(0.0)), (line[0][0], plane.y(0.0))]
    return path([*line, *ends], style, closed=True)


def _quantile(of: Spread, share: NDArray[np.float64], level: float) -> float:
    return float(of.values[min(int(np.searchsorted(share, level)), len(share) - 1)])
