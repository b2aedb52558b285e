"""Pictures of prices: the same each time, correct SVG, and told for the ear."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import numpy as np
import pytest

from flatwright.outputs.charts.bars import Bar, bars
from flatwright.outputs.charts.canvas import Axis, Mark, Plane, marked
from flatwright.outputs.charts.control import Sums, control
from flatwright.outputs.charts.distribution import Spread, distribution
from flatwright.outputs.charts.front import Point, front

Golden = Callable[[str, str], None]
SVG = "{http://www.w3.org/2000/svg}"


def spread(mean: float = 40.0) -> Spread:
    """Hours of a year about a mean."""
    values = np.arange(200.0)
    weights = values**3 * np.exp(-values * 4 / mean) if mean else (values == 0) * 1.0
    return Spread(values=values, chances=weights / weights.sum(), label="hours in a year")


HOURS = distribution(
    "Hours <of> a year", spread(), [Mark(45, "expected: 45 h"), Mark(60, "budget: 60 h")]
)
FRONT = front(
    "Designs",
    [
        Point(ours=10, theirs=3, on_front=True),
        Point(ours=8, theirs=5, on_front=True),
        Point(ours=7, theirs=4, on_front=False),
    ],
    "USD",
)
BARS = bars(
    "Floors",
    [
        Bar(name="margin", start=0, end=3500, words="3,500 USD"),
        Bar(name="ruin", start=0, end=-200, words="-200 USD", is_marked=True),
    ],
    "Margin is the highest.",
)
CONTROL = control(
    "Hours", Sums(above=(0.0, 2.0, 5.0), below=(0.5, 0.0, 0.0), alarm=3), "Above since 2."
)
EMPTY = {
    "no periods": control("Hours", Sums(above=(), below=()), ""),
    "no designs": front("Designs", [], "USD"),
    "no bars": bars("Floors", [], ""),
    "no spread": distribution("Hours", spread(0), []),
}
PICTURES = {"hours": HOURS, "front": FRONT, "bars": BARS, "control": CONTROL} | EMPTY


@pytest.mark.parametrize("name", ["hours", "front", "bars", "control"])
def test_a_picture_is_the_same_each_time(name: str, golden: Golden) -> None:
    golden(f"chart-{name}.svg", PICTURES[name])


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_svg_with_a_title_and_a_description(name: str) -> None:
    root = ET.fromstring(PICTURES[name])  # noqa: S314 - our own text
    assert root.tag == f"{SVG}svg"
    assert root.attrib["role"] == "img"
    assert root.findtext(f"{SVG}title")
    assert root.find(f"{SVG}desc") is not None
    tags = [each.tag.removeprefix(SVG) for each in root.iter()]
    assert "script" not in tags
    assert not any("style" in each.attrib or "href" in each.attrib for each in root.iter())


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_to_show_is_said(name: str) -> None:
    assert "<text" in EMPTY[name]
    assert "polygon" not in EMPTY[name]


def test_marks_and_ranges_are_told() -> None:
    assert "expected: 45 h." in HOURS
    assert "in four of five" in HOURS
    assert "&lt;of&gt;" in HOURS


def test_designs_without_a_front_are_told() -> None:
    told = front("Designs", [Point(ours=1, theirs=1, on_front=False)], "USD")
    assert "none of them on the front" in told


@pytest.mark.parametrize(
    ("axis", "ticks"),
    [
        (Axis(0, 320, ""), [0, 100, 200, 300]),
        (Axis(0, 42_000, ""), [0, 10_000, 20_000, 30_000, 40_000]),
        (Axis(-3, 3, ""), [-3, -2, -1, 0, 1, 2, 3]),
        (Axis(0.1, 0.55, ""), [0.1, 0.2, 0.3, 0.4, 0.5]),
        (Axis(5, 5, ""), [5]),
    ],
)
def test_ticks_are_round(axis: Axis, ticks: list[float]) -> None:
    assert axis.ticks() == pytest.approx(ticks)


def test_a_range_far_from_its_marks_shows_no_deep_tone() -> None:
    """A chance in one bin alone is drawn, and nothing breaks."""
    values = np.array([0.0, 1000.0])
    one = Spread(values=values, chances=np.array([0.0, 1.0]), label="hours")
    assert "<svg" in distribution("One", one, [Mark(1000.0, "all")])


def test_words_stand_where_no_line_crosses_them() -> None:
    plane = Plane(Axis(0, 100, ""), Axis(0, 1, ""))
    near_edge = marked(plane, [Mark(20, "few"), Mark(99, "the farthest of all marks")])
    assert 'text-anchor="end"' in near_edge[1]
    assert 'text-anchor="end"' not in near_edge[0]
    wide = marked(plane, [Mark(50, "a long name of a mark"), Mark(55, "next")])
    assert 'text-anchor="end"' in wide[0]
    assert 'text-anchor="end"' not in wide[1]
    assert marked(plane, []) == []


def test_a_plane_of_one_value_stands_in_the_middle() -> None:
    plane = Plane(Axis(5, 5, ""), Axis(0, 1, ""))
    assert plane.x(5) == (64 + 640 - 24) / 2
