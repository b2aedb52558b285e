"""Minutes grouped to lines, and lines billed: rounded up, at least a call-out, in exact money.

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
    """One line for each band, outcome and clause, and, where billed, each local date and rate."""

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


def grouped(first: int, last: int, minutes: Minutes, lines: Lines, count: int) -> int:
    """Group minutes `[first, last)` of one work item to lines; gives the number so far."""
    start = count
    for index in range(first, last):
        billed = FIRST_BILLED <= minutes.outcome[index] <= LAST_BILLED
        day = minutes.day[index] if billed else -1
        rate = minutes.rate[index] if billed else -1
        line = start
        while line < count and not (
            lines.code[line] == minutes.code[index]
            and lines.outcome[line] == minutes.outcome[index]
            and lines.band[line] == minutes.band[index]
            and lines.day[line] == day
            and lines.rate[line] == rate
        ):
            line += 1
        if line == count:
            open_line(line, index, (day, rate), minutes, lines)
            count += 1
        lines.worked[line] += minutes.minutes[index]
        lines.called_out[line] |= minutes.called_out[index]
    return count


def open_line(
    line: int, index: int, billed_at: tuple[int, int], minutes: Minutes, lines: Lines
) -> None:
    """Begin a line with what its minutes have in common."""
    lines.item[line] = minutes.item[index]
    lines.worked[line] = 0
    lines.band[line] = minutes.band[index]
    lines.outcome[line] = minutes.outcome[index]
    lines.clause[line] = minutes.clause[index]
    lines.code[line] = minutes.code[index]
    lines.day[line], lines.rate[line] = billed_at
    lines.called_out[line] = 0
    lines.billed[line] = 0
    lines.amount[line] = 0


def bill(first: int, last: int, lines: Lines, billing: Billing) -> None:
    """Round the lines `[first, last)` of one work item up, and price them."""
    for line in range(first, last):
        if FIRST_BILLED <= lines.outcome[line] <= LAST_BILLED:
            step = billing.rounding[lines.clause[line]]
            lines.billed[line] = (lines.worked[line] + step - 1) // step * step
    for line in range(first, last):
        if lines.outcome[line] == AFTER_HOURS:
            call_out(line, first, last, lines, billing)
    for line in range(first, last):
        if FIRST_BILLED <= lines.outcome[line] <= LAST_BILLED:
            fixed = billing.fixed[lines.clause[line]]
            if lines.outcome[line] == AFTER_HOURS and fixed >= 0:
                lines.amount[line] = fixed if is_first_of_date(line, first, lines) else 0
            else:
                lines.amount[line] = amount(lines.billed[line], lines.rate[line])


def call_out(line: int, first: int, last: int, lines: Lines, billing: Billing) -> None:
    """The after-hours lines of one date come to a call-out's minimum, if anybody was called out."""
    if not is_first_of_date(line, first, lines):
        return
    total = 0
    called_out = 0
    for other in range(line, last):
        if lines.outcome[other] == AFTER_HOURS and lines.day[other] == lines.day[line]:
            total += lines.billed[other]
            called_out |= lines.called_out[other]
    if called_out:
        lines.billed[line] += max(0, billing.minimum[lines.clause[line]] - total)


def is_first_of_date(line: int, first: int, lines: Lines) -> bool:
    """Whether a line is the first after-hours line of its date."""
    for other in range(first, line):
        if lines.outcome[other] == AFTER_HOURS and lines.day[other] == lines.day[line]:
            return False
    return True


def rate_kind(band: int, chosen_by_provider: bool, day_kind: int) -> int:  # noqa: FBT001 - compiled
    """Which of a clause's rates holds: by day, or at night on a weekday, weekend, holiday."""
    if band == 0 or chosen_by_provider:
        return 0
    return 1 + day_kind


def amount(minutes: int, rate: int) -> int:
    """Minor units for minutes at a rate in millionths an hour, rounded once."""
    return rounded(minutes * rate, 60 * MICRO)
