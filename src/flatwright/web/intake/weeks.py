"""The hours of a week as they are shown: the fuller an hour, the darker."""

from collections.abc import Sequence
from dataclasses import dataclass

from flatwright.imports.report import DAYS

_SHADES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """How much begins in an hour; shade 0 is none, 5 as much as in the fullest one."""

    at: int
    count: int
    shade: int


def shaded(week: Sequence[Sequence[int]]) -> list[tuple[str, list[Hour], int]]:
    """Each day with its hours and its sum; empty where no row has a clock time."""
    most = max((max(row) for row in week), default=0)
    if not most:
        return []
    return [
        (
            name,
            [
                Hour(at=at, count=count, shade=-(-count * _SHADES // most))
                for at, count in enumerate(row)
            ],
            sum(row),
        )
        for name, row in zip(DAYS, week, strict=True)
    ]
