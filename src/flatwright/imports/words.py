"""Kinds of values in our own text files, beside those of a plan text."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.plan.kinds import AMOUNT, Word, whole

_TIME = r"([0-9]{4}-[0-9]{2}-[0-9]{2})[ T]([0-9]{2}):([0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """A minute as written: on the client's wall clock, or with an offset from UTC."""

    day: date
    minute: int
    offset: int | None  # minutes east of UTC; None on the wall clock

    def utc(self, zone: ZoneInfo) -> int:
        """The UTC minute since 1970."""
        if self.offset is None:
            return utc_minute(zone, self.day, self.minute)
        midnight = datetime.combine(self.day, datetime.min.time(), tzinfo=UTC)
        return (midnight - _EPOCH) // timedelta(minutes=1) + self.minute - self.offset


def _moment(text: str) -> Moment:
    found = re.fullmatch(_TIME, text, re.ASCII)
    if not found:
        raise ValueError(text)
    hour, minute = int(found[2]), int(found[3])
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
        raise ValueError(text)
    return Moment(date.fromisoformat(found[1]), hour * 60 + minute, _offset(found[4]))


def _offset(text: str | None) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    return -minutes if text[0] == "-" else minutes


def _any(text: str) -> str:
    if not text or len(text) > 500:  # noqa: PLR2004 - a name, not a novel
        raise ValueError(text)
    return text


def _signed(text: str) -> Decimal:
    amount: Decimal = AMOUNT.parse(text.removeprefix("-"))
    return -amount if text.startswith("-") else amount


def _amount_or_any(text: str) -> Decimal | None:
    return None if text in ("null", "~", "") else AMOUNT.parse(text)


def _count_or_unknown(text: str) -> int | None:
    minutes: int | None = None if text == "unknown" else whole(0, 1_000_000).parse(text)
    return minutes


def _day_or_unknown(text: str) -> date | str:
    return text if text == "unknown" else date.fromisoformat(text)


def _truth_or_word(text: str) -> bool | str:
    return {"true": True, "false": False}.get(text, text)


ANY = Word("a name", _any, ".+")
TEXT = Word("a text", str, ".*")
MOMENT = Word("a time such as 2026-02-03 10:00, or 2026-02-03 16:00Z", _moment, _TIME)
SIGNED = Word("an amount such as 112.50", _signed, "-?[0-9]+")
LIMIT_AMOUNT = Word("an amount, or null for any", _amount_or_any, ".*")
MINUTES = Word("a number of minutes, or unknown", _count_or_unknown, "[0-9]+|unknown")
DAY_OR_UNKNOWN = Word("a day such as 2026-04-06, or unknown", _day_or_unknown, ".+")
TRUTH_OR_WORD = Word("true or false", _truth_or_word, ".+")
COUNT = whole(0, 1_000_000)
