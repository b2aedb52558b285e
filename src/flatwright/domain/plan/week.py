"""Business hours of a week, and holidays, as a plan text writes them."""

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from flatwright.domain.plan.kinds import MISSING, ListOf, OneOf, Word, shape_of
from flatwright.domain.plan.node import Node, Pairs, Reading, Text

DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_DAY = "|".join(DAY_NAMES)
_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Week:
    """Opening times `[open, close)` in local minutes, Monday first."""

    days: tuple[tuple[tuple[int, int], ...], ...]


def _clock(text: str) -> int:
    found = re.fullmatch(r"([01][0-9]|2[0-4]):([0-5][0-9])", text, re.ASCII)
    minutes = int(found[1]) * 60 + int(found[2]) if found else _MIDNIGHT + 1
    if minutes > _MIDNIGHT:
        raise ValueError(text)
    return minutes


def _interval(text: str) -> tuple[int, int]:
    start, dash, end = text.partition("-")
    opens, closes = _clock(start.strip()), _clock(end.strip())
    if not dash or opens >= closes:
        raise ValueError(text)
    return opens, closes


def _interval_text(value: tuple[int, int]) -> str:
    return "-".join(f"{at // 60:02}:{at % 60:02}" for at in value)


def _day_range(text: str) -> tuple[int, ...]:
    found = re.fullmatch(rf"({_DAY})(?:-({_DAY}))?", text)
    if not found:
        raise ValueError(text)
    first = DAY_NAMES.index(found[1])
    last = DAY_NAMES.index(found[2] or found[1])
    if last < first:
        raise ValueError(text)
    return tuple(range(first, last + 1))


INTERVAL = Word(
    "an opening time such as 08:00-17:00",
    _interval,
    "[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}",
    _interval_text,
)
_DAYS_KEY = Word(
    "a day or days such as Sat or Mon-Fri", _day_range, f"({_DAY})(-({_DAY}))?"
)
_TIMES = OneOf(
    (ListOf(INTERVAL), INTERVAL), lambda value: int(not isinstance(value[0], tuple))
)


@dataclass(frozen=True, slots=True)
class _Open:
    """Business hours by day of the week."""

    expects: str = 'opening times by day, such as {Mon-Fri: "08:00-17:00"}'

    def read(self, node: Node, reading: Reading) -> Any:
        """A Week, or MISSING with problems noted."""
        if not isinstance(node, Pairs):
            says = f"here stands {shape_of(node)}; expected {self.expects}"
            reading.refuse("wrong-shape", node, says, f"Write {self.expects}.")
            return MISSING
        days: list[tuple[tuple[int, int], ...]] = [()] * 7
        for key, value in node.entries:
            which = _DAYS_KEY.read(key, reading)
            times = _TIMES.read(value, reading)
            if which is MISSING or times is MISSING:
                return MISSING
            spans = times if isinstance(times[0], tuple) else (times,)
            if not self._placed(days, which, spans, (key, reading)):
                return MISSING
        return Week(tuple(days))

    def _placed(
        self,
        days: list[tuple[tuple[int, int], ...]],
        which: tuple[int, ...],
        spans: tuple[tuple[int, int], ...],
        where: tuple[Text, Reading],
    ) -> bool:
        for day in which:
            merged = sorted((*days[day], *spans))
            if any(b[0] < a[1] for a, b in pairwise(merged)):
                key, reading = where
                says = f"opening times of {DAY_NAMES[day]} overlap"
                reading.refuse("contradiction", key, says, "Write each time of a day once.")
                return False
            days[day] = tuple(merged)
        return True

    def schema(self) -> dict[str, Any]:
        """Opening times by day."""
        one = INTERVAL.schema()
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^({_DAYS_KEY.pattern})$"},
            "additionalProperties": {"anyOf": [one, {"type": "array", "items": one}]},
        }

    def plain(self, value: Week) -> Any:
        """Opening times by day, each day alone."""
        return {
            name: [_interval_text(span) for span in spans]
            for name, spans in zip(DAY_NAMES, value.days, strict=True)
            if spans
        }


OPEN = _Open()


def _date(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise ValueError(text)
    return date.fromisoformat(text)


DATE = Word("a day such as 2026-12-25", _date, "[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _region(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", text, re.ASCII):
        raise ValueError(text)
    return text


REGION = Word(
    "a region such as US or DE-BY",
    _region,
    "[A-Z]{2}(-[A-Z0-9]{1,3})?",
)
HOLIDAYS = OneOf((ListOf(DATE), REGION), lambda value: int(isinstance(value, str)))
