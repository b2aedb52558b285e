"""A shipped plan text made an owner's own: currency, opening hours, holidays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flatwright.imports.plan_shelf import text_in

_HOLIDAYS = re.compile(r"^  holidays: [A-Z]{2}(-[A-Z0-9]{1,3})?\n", re.MULTILINE)
_WEEKDAYS = re.compile(r'^(  open: \{Mon-Fri: )"(\d\d:\d\d)-(\d\d:\d\d)"', re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """What an owner says of a shipped plan; None of holidays leaves them as they are."""

    currency: str = "USD"
    region: str | None = None  # nothing: no holidays
    hours: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # by plan

    def text(self, plan: str, text: str) -> str:
        """The text with all of it put in; the rest stays as it was."""
        made = text_in(text, self.currency)
        if self.region is not None:
            line = f"  holidays: {self.region}\n" if self.region else ""
            made = _HOLIDAYS.sub(line, made, count=1)
        if plan in self.hours:
            opens, closes = self.hours[plan]
            made = _WEEKDAYS.sub(rf'\g<1>"{opens}-{closes}"', made, count=1)
        return made


def weekday_hours(text: str) -> tuple[str, str]:
    """When a shipped plan opens and closes from Monday to Friday."""
    found = _WEEKDAYS.search(text)
    if found is None:
        msg = "the plan text has no line of opening hours from Monday to Friday"
        raise ValueError(msg)
    return found[2], found[3]
