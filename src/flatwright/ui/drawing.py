"""Icons and small pictures: our own files, put into the page as they stand."""

import re
from functools import cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_ICONS = Path(__file__).parent / "icons"
_PICTURES = Path(__file__).parent / "pictures"
_INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
_GROUND = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'


def icon(name: str, says: str = "") -> SafeString:
    """An icon; it is read out only where it has words of its own."""
    if not says:
        return _plain(name)
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" role="img"><title>{}</title>{}</svg>',
        says,
        _inside(_ICONS / f"{name}.svg"),
    )


def picture(name: str) -> SafeString:
    """A picture for a page that has nothing else to show."""
    return format_html(
        '<svg class="picture" viewBox="0 0 160 112" aria-hidden="true">{}</svg>',
        _inside(_PICTURES / f"{name}.svg"),
    )


@cache
def _plain(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>',
        _inside(_ICONS / f"{name}.svg"),
    )


@cache
def _inside(path: Path) -> SafeString:
    """What stands between the tags of one of our own files."""
    found = _INSIDE.search(path.read_text(encoding="utf-8"))
    if not found:
        msg = f"{path} is no drawing"
        raise ValueError(msg)
    text = re.sub(r"\s*\n\s*", "", found[1].replace(_GROUND, ""))
    return mark_safe(text)  # noqa: S308 - a file of this package, never what somebody wrote
