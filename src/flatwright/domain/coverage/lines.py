"""Minutes grouped to lines, and lines billed: rounded up, in exact money.

Plain loops over lists or arrays: as they are for one work item, compiled for millions.
"""

from typing import Any, NamedTuple

from flatwright.domain.kernel.money import MICRO, rounded

OUTCOMES = ("covered", "after_hours", "hourly", "project", "absorbed", "declined")
COVERED, AFTER_HOURS, HOURLY, PROJECT, ABSORBED, DECLINED = range(6)
FIRST_BILLED, LAST_BILLED = AFTER_HOURS, PROJECT


class Minutes(NamedTuple):
    """Minutes of one work item after the other, each with what its line depends on."""

    item: Any
    minutes: Any
    band: Any  # 0 business hours, 1 after hours
    outcome: Any
    clause: Any
    code: Any  # a number for each clause code
    day: Any
    rate: Any  # millionths of a minor unit an hour
    called_out: Any  # 0 where the entry only ran on past closing


class Lines(NamedTuple):
    """A line for each band, outcome and clause; where billed, for each date and rate."""

    item: Any
    worked: Any
    band: Any
    outcome: Any
    clause: Any
    code: Any
    day: Any
    rate: Any
    called_out: Any
    billed: Any  # minutes
    amount: Any  # minor units


class Billing(NamedTuple):
    """How time becomes money, one item a clause: minutes, minutes, minor units."""

    rounding: Any
    minimum: Any  # of a call-out
    fixed: Any  # the price of a call-out, or -1
    least: Any  # of a line


def grouped(minutes: Minutes, lines: Lines) -> int:
    """Group minutes to lines, work item by work item; gives the number of lines."""
    count = first = 0
    item = -1
    for index in range(len(minutes.item)):
        if minutes.item[index] != item:
            item = minutes.item[index]
            first = count
        billed = FIRST_BILLED <= minutes.outcome[index] <= LAST_BILLED
        day = minutes.day[index] if billed else -1
        rate = minutes.rate[index] if billed else -1
        line = first
        while line < count and not (
            lines.code[line] == minutes.code[index]
            and lines.outcome[line] == minutes.outcome[index]
            and lines.band[line] == minutes.band[index]
            and lines.day[line] == day
            and lines.rate[line] == rate
        ):
            line += 1
        if line == count:
            count += 1
            lines.item[line], lines.band[line] = item, minutes.band[index]
            lines.outcome[line], lines.code[line] = (
                minutes.outcome[index],
                minutes.code[index],
            )
            lines.day[line], lines.rate[line] = day, rate
            lines.clause[line] = minutes.clause[index]
            lines.worked[line] = lines.called_out[line] = 0
        lines.worked[line] += minutes.minutes[index]
        lines.called_out[line] |= minutes.called_out[index]
    return count


def bill(count: int, lines: Lines, billing: Billing) -> None:
    """Round the first `count` lines up, and price them."""
    for line in range(count):
        lines.billed[line] = lines.amount[line] = 0
        if FIRST_BILLED <= lines.outcome[line] <= LAST_BILLED:
            step = billing.rounding[lines.clause[line]]
            rounded_up = (lines.worked[line] + step - 1) // step * step
            lines.billed[line] = max(rounded_up, billing.least[lines.clause[line]])
    for line in range(count):
        if lines.outcome[line] == AFTER_HOURS:
            call_out(line, count, lines, billing)
    for line in range(count):
        if FIRST_BILLED <= lines.outcome[line] <= LAST_BILLED:
            fixed = billing.fixed[lines.clause[line]]
            if lines.outcome[line] == AFTER_HOURS and fixed >= 0:
                lines.amount[line] = fixed if is_first_of_date(line, lines) else 0
            else:
                lines.amount[line] = amount(lines.billed[line], lines.rate[line])


def call_out(line: int, count: int, lines: Lines, billing: Billing) -> None:
    """A date's after-hours lines come to a call-out's minimum, if there was one."""
    if not is_first_of_date(line, lines):
        return
    total = called_out = 0
    other = line
    while other < count and lines.item[other] == lines.item[line]:
        if lines.outcome[other] == AFTER_HOURS and lines.day[other] == lines.day[line]:
            total += lines.billed[other]
            called_out |= lines.called_out[other]
        other += 1
    if called_out:
        lines.billed[line] += max(0, billing.minimum[lines.clause[line]] - total)


def is_first_of_date(line: int, lines: Lines) -> bool:
    """Whether a line is its work item's first after-hours line of its date."""
    other = line - 1
    while other >= 0 and lines.item[other] == lines.item[line]:
        if lines.outcome[other] == AFTER_HOURS and lines.day[other] == lines.day[line]:
            return False
        other -= 1
    return True


def rate_kind(band: int, chosen_by_provider: bool, day_kind: int) -> int:  # noqa: FBT001 - compiled
    """Which of a clause's rates holds: by day; at night on a weekday, weekend, holiday."""
    if band == 0 or chosen_by_provider:
        return 0
    return 1 + day_kind


def amount(minutes: int, rate: int) -> int:
    """Minor units for minutes at a rate in millionths an hour, rounded once."""
    return rounded(minutes * rate, 60 * MICRO)
