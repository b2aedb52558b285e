"""How much is used, how far something is, who somebody is: drawn without styles."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString

from flatwright.ui.words import counted, minutes

_NEAR = 75  # percent
_TONES = 6


def meter(says: str, used: int, total: int, unit: str = "") -> SafeString:
    """Used and left of an allowance, in words and as a bar."""
    share = min(100, used * 100 // total) if total else 100
    left = total - used
    tone = "full" if left <= 0 else "near" if share >= _NEAR else "calm"
    rest = "used up" if left == 0 else f"{_alone(-left, unit)} over" if left < 0 else ""
    return format_html(
        '<div class="meter {}"><div class="meter-words"><span>{}</span>'
        "<span><b>{}</b> of {}, {}</span></div>{}</div>",
        tone,
        says,
        _alone(used, unit),
        _told(total, unit),
        rest or f"{_alone(left, unit)} left",
        bar(share),
    )


def progress(says: str, done: int, total: int) -> SafeString:
    """How far something is; without a total it only shows that it goes on."""
    if not total:
        return format_html(
            '<div class="progress"><div class="meter-words"><span>{}</span></div>'
            '<progress aria-label="{}"></progress></div>',
            *(says, says),
        )
    return format_html(
        '<div class="progress"><div class="meter-words"><span>{}</span><span>{} %</span>'
        '</div><progress aria-label="{}" value="{}" max="{}"></progress></div>',
        *(says, done * 100 // total, says, done, total),
    )


def bar(share: int) -> SafeString:
    """A bar that is full to some percent."""
    return format_html(
        '<svg class="bar" aria-hidden="true"><rect class="bar-ground" width="100%"'
        ' height="100%"/><rect class="bar-fill" width="{}%" height="100%"/></svg>',
        share,
    )


@lru_cache(1024)
def avatar(name: str, size: str = "") -> SafeString:
    """Two letters of a name on a colour of its own; the name itself stands beside it."""
    words = name.split() or ["?"]
    letters = words[0][:1] + (words[-1][:1] if len(words) > 1 else "")
    tone = sum(map(ord, name)) % _TONES
    return format_html(
        '<span class="avatar tone-{} {}" aria-hidden="true">{}</span>',
        *(tone, size, letters.upper()),
    )


def _told(count: int, unit: str) -> str:
    if unit == "minutes":
        return minutes(count)
    return counted(count, unit)


def _alone(count: int, unit: str) -> str:
    """Beside the total, which names what is counted, the number is enough."""
    return minutes(count) if unit == "minutes" else f"{count:,}"
