"""Badges: an icon, a word and a colour; the colour alone never says anything."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from flatwright.ui import drawing


@dataclass(frozen=True, slots=True)
class Mark:
    """What a badge shows."""

    says: str
    icon: str
    tone: str


OUTCOMES = {
    "covered": Mark("Covered", "circle-check", "covered"),
    "after_hours": Mark("After hours", "moon", "after-hours"),
    "hourly": Mark("Hourly", "clock", "hourly"),
    "project": Mark("Project", "ruler-2", "project"),
    "absorbed": Mark("Absorbed", "heart-handshake", "absorbed"),
    "declined": Mark("Declined", "ban", "declined"),
    "needs_after_hours": Mark("After hours, needs a yes", "moon", "after-hours"),
    "needs_hourly": Mark("Hourly, needs a yes", "clock", "hourly"),
    "needs_project": Mark("Project, needs a quote", "ruler-2", "project"),
    "ask": Mark("Ask", "help-circle", "ask"),
    "invalid": Mark("Not decided", "alert-triangle", "declined"),
    "none": Mark("No agreement", "circle-dashed", "quiet"),
}
STATUSES = {
    "new": Mark("New", "circle-dashed", "accent"),
    "open": Mark("Open", "circle-dot", "accent"),
    "waiting_client": Mark("Waiting for the client", "hourglass", "ask"),
    "waiting_vendor": Mark("Waiting for a vendor", "building-store", "ask"),
    "waiting_approval": Mark("Waiting for a yes", "user-check", "ask"),
    "planned": Mark("Planned", "calendar-event", "project"),
    "resolved": Mark("Resolved", "circle-check", "covered"),
    "closed": Mark("Closed", "check", "quiet"),
    "merged": Mark("Merged", "git-merge", "quiet"),
    "waiting": Mark("Waiting", "hourglass", "quiet"),
    "running": Mark("Running", "player-play", "accent"),
    "done": Mark("Done", "circle-check", "covered"),
    "failed": Mark("Failed", "alert-triangle", "declined"),
    "cancelled": Mark("Cancelled", "ban", "quiet"),
    "yes": Mark("Yes", "check", "covered"),
    "no": Mark("No", "x", "declined"),
}
_PRIORITIES = {"p1": "Critical", "p2": "High", "p3": "Normal", "p4": "Low"}
_BARS = ((2, 10, 4), (6.5, 6, 8), (11, 2, 12))


def badge(says: str, tone: str = "quiet", icon: str = "") -> SafeString:
    """A word on a soft ground, with an icon if it has one."""
    drawn = drawing.icon(icon) if icon else ""
    return format_html('<span class="badge tone-{}">{}{}</span>', tone, drawn, says)


@lru_cache(256)
def outcome(word: str) -> SafeString:
    """Who pays, as a badge."""
    return _mark(OUTCOMES.get(word), word)


@lru_cache(256)
def status(word: str) -> SafeString:
    """How far something is: quieter than who pays, which is what a list is read for."""
    mark = STATUSES.get(word) or Mark(_spoken(word), "circle-dot", "quiet")
    return format_html(
        '<span class="status tone-{}">{}{}</span>',
        *(mark.tone, drawing.icon(mark.icon), mark.says),
    )


@lru_cache(256)
def priority(word: str) -> SafeString:
    """Rising bars and the word: p1 is full."""
    level = {"p1": 3, "p2": 3, "p3": 2, "p4": 1}.get(word, 0)
    bars = [
        format_html(
            '<rect x="{}" y="{}" width="3" height="{}" rx="1" class="{}"/>',
            *(x, y, height),
            "on" if place < level else "off",
        )
        for place, (x, y, height) in enumerate(_BARS)
    ]
    return format_html(
        '<span class="priority {}"><svg viewBox="0 0 16 16" aria-hidden="true">{}{}{}</svg>'
        '<span class="priority-code">{}</span>'
        '<span class="priority-word">{}</span></span>',
        word,
        *bars,
        word.upper(),
        _PRIORITIES.get(word, ""),
    )


def _mark(mark: Mark | None, word: str) -> SafeString:
    if mark is None:
        return badge(_spoken(word))
    return badge(mark.says, mark.tone, mark.icon)


def _spoken(word: str) -> str:
    return word.replace("_", " ").capitalize()
