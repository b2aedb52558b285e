"""How amounts, minutes and times read on a page."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from flatwright.domain.kernel.money import Money

_HOUR, _DAY = 60, 24 * 60
_SPACE = "\N{NO-BREAK SPACE}"
_FEW_DAYS = 7


def money(amount: Money | int | None, currency: str = "USD") -> str:
    """An amount with its currency; minor units where a bare number is given."""
    if amount is None:
        return ""
    exact = amount if isinstance(amount, Money) else Money(int(amount), currency)
    return str(exact).replace(" ", _SPACE)


def minutes(count: int | None) -> str:
    """Minutes as people say them: 1 h 15 min."""
    if count is None:
        return ""
    hours, rest = divmod(abs(int(count)), _HOUR)
    parts = [f"{hours:,}{_SPACE}h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest}{_SPACE}min")
    sign = "\N{MINUS SIGN}" if count < 0 else ""
    return sign + _SPACE.join(parts)


def counted(count: int, noun: str) -> str:
    """A number of things, by their word for many: 1 ticket, 2 tickets."""
    one = noun.removesuffix("s") if abs(count) == 1 else noun
    return f"{count:,} {one}".strip()


def who(actor: str) -> str:
    """Somebody's name, without the address that the record keeps with it."""
    return actor.partition(" <")[0]


def when(at: datetime | None, zone: str = "") -> SafeString | str:
    """A moment as far as it is away; the exact time is its title."""
    if at is None:
        return ""
    here = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    local, now = at.astimezone(here), timezone.now().astimezone(here)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        at.isoformat(timespec="minutes"),
        exactly(local),
        relative(local, now),
    )


def exactly(local: datetime) -> str:
    """Day and time with the zone's name, for a title."""
    return f"{local:%A} {local.day} {local:%B %Y, %H:%M %Z}"


def relative(local: datetime, now: datetime) -> str:
    """How far a moment is from now; beyond a week, its day."""
    ahead = local > now
    away = int((local - now if ahead else now - local) / timedelta(minutes=1))
    if away < 1:
        return "now"
    if away < _HOUR:
        return _pointed(f"{away}{_SPACE}min", ahead=ahead)
    if away < _DAY and local.date() == now.date():
        return _pointed(f"{away // _HOUR}{_SPACE}h", ahead=ahead)
    return _by_day(local, now)


def _by_day(local: datetime, now: datetime) -> str:
    days = (local.date() - now.date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    if days in near:
        return f"{near[days]} {local:%H:%M}"
    if abs(days) < _FEW_DAYS:
        return f"{local:%a} {local:%H:%M}"
    day = f"{local.day}{_SPACE}{local:%b}"
    return day if local.year == now.year else f"{day}{_SPACE}{local.year}"


def _pointed(span: str, *, ahead: bool) -> str:
    return f"in {span}" if ahead else f"{span} ago"
