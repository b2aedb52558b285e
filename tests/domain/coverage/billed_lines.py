"""Minutes as plain lists, given to grouping and billing alone."""

from dataclasses import dataclass

from flatwright.domain.coverage.lines import (
    ABSORBED,
    AFTER_HOURS,
    COVERED,
    DECLINED,
    HOURLY,
    PROJECT,
    Billing,
    Lines,
    Minutes,
    bill,
    grouped,
)
from flatwright.domain.kernel.money import MICRO

RATE = 6000 * MICRO  # 60.00 an hour: one a minute
BILLED = [AFTER_HOURS, HOURLY, PROJECT]
UNBILLED = [COVERED, ABSORBED, DECLINED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """Minutes of one thing."""

    item: int = 0
    minutes: int = 10
    band: int = 0
    outcome: int = HOURLY
    clause: int = 0
    code: int = 0
    day: int = 5
    rate: int = RATE
    called_out: int = 0


def lines_of(*some: Some) -> tuple[int, Lines]:
    minutes = Minutes(*([getattr(each, f) for each in some] for f in Minutes._fields))
    lines = Lines(*([-7] * (len(some) + 1) for _ in Lines._fields))
    return grouped(minutes, lines), lines


def worked(*some: Some) -> list[int]:
    """The worked minutes of each line."""
    made, lines = lines_of(*some)
    assert lines.worked[made:] == [-7] * (len(some) + 1 - made)
    return list(lines.worked[:made])


def billed(
    *some: Some, rounding: int = 1, minimum: int = 0, fixed: int = -1, least: int = 0
) -> list[tuple[int, int]]:
    """Billed minutes and amount of each line."""
    made, lines = lines_of(*some)
    bill(made, lines, Billing([rounding] * 2, [minimum] * 2, [fixed] * 2, [least] * 2))
    assert lines.billed[made:] == [-7] * (len(some) + 1 - made)
    return list(zip(lines.billed[:made], lines.amount[:made], strict=True))


def night(minutes: int = 10, *, day: int = 5, code: int = 0, out: int = 1) -> Some:
    return Some(
        minutes=minutes, outcome=AFTER_HOURS, band=1, day=day, code=code, called_out=out
    )
