"""The colours of the pages can be told apart, in both schemes (WCAG 2.2 AA)."""

import re

import pytest

from tests.house.source import SOURCE

TOKENS = SOURCE / "ui" / "static" / "ui" / "css" / "tokens.css"
SCHEMES = ("light", "dark")
TEXT, SIGN = 4.5, 3.0
OUTCOMES = ("covered", "after-hours", "hourly", "project", "absorbed", "declined")
GROUNDS = ("surface", "ground", "raised")


def colours(scheme: str) -> dict[str, str]:
    text = TOKENS.read_text(encoding="utf-8")
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\);", text)
    return {name: (light if scheme == "light" else dark) for name, light, dark in pairs}


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def pairs() -> list[tuple[str, str, float]]:
    """What stands on what, and how far apart it must be."""
    inks = [
        (ink, on, TEXT)
        for ink in ("ink", "ink-soft", "ink-faint", "accent")
        for on in (*GROUNDS, "sunken", "hover")
    ]
    tones = [(t, f"{t}-soft", TEXT) for t in (*OUTCOMES, "ask", "quiet", "accent")]
    alone = [(t, on, TEXT) for t in (*OUTCOMES, "ask") for on in GROUNDS]
    on_tones = [("ink", f"{t}-soft", TEXT) for t in OUTCOMES]
    solid = [("on-accent", each, TEXT) for each in ("accent-solid", "accent-solid-hover")]
    signs = [(each, on, SIGN) for each in ("edge", "focus") for on in GROUNDS]
    series = [(f"series-{number}", "surface", SIGN) for number in range(7)]
    return [*inks, *tones, *alone, *on_tones, *solid, *signs, *series]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_read_stands_out_from_its_ground(scheme: str) -> None:
    known = colours(scheme)
    wrong = [
        f"{one} on {other}: {contrast(known[one], known[other]):.2f}, not {least}"
        for one, other, least in pairs()
        if contrast(known[one], known[other]) < least
    ]
    assert wrong == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_white_can_be_read_on_what_is_dangerous(scheme: str) -> None:
    known = colours(scheme)
    for each in ("danger-solid", "danger-solid-hover"):
        assert contrast("#ffffff", known[each]) >= TEXT


def test_black_on_white_is_the_most_there_is() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
