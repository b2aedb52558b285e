"""Rows and limits as plain lists, given to the counting function alone."""

from dataclasses import dataclass

from flatwright.domain.coverage.walk import (
    MINUTES,
    NOTHING,
    Clauses,
    Counters,
    Rows,
    Taken,
    walk,
)

ANEW, YEAR, MONTH = 0, 1, 2  # periods: of a work item, and two that go on
ALL, PERSON = 0, 1  # scopes
TURNS, OWNERS = 5, 2  # of each counter: before the first turn, and turns 0 to 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Up:
    """What a clause is limited to."""

    to: int = -1
    unit: int = MINUTES
    period: int = YEAR
    scope: int = ALL
    carry: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Minutes for which the clauses of some bits hold."""

    minutes: int
    holds: int = 1
    base: int = 0
    item: int = 0
    day: int = 0  # each day is a turn of its own by MONTH; all are turn 1 by YEAR
    uses: int = 1
    person: int = 0


FREE = Up()


def counters_for(limits: tuple[Up, ...]) -> Counters:
    each = OWNERS * TURNS
    size = each * len(limits)
    return Counters(
        used=[0] * size,
        drawer=[NOTHING] * size,
        event=[NOTHING] * size,
        first=[clause * each for clause in range(len(limits))],
        turns=[TURNS if up.period else 1 for up in limits],
        since=[0, 0, 0],
    )


def rows_of(rows: tuple[Row, ...]) -> Rows:
    return Rows(
        minutes=[row.minutes for row in rows],
        holds=[row.holds for row in rows],
        base=[row.base for row in rows],
        item=[row.item for row in rows],
        day=[row.day for row in rows],
        uses=[row.uses for row in rows],
        slot=[[0] * len(rows), [row.person for row in rows]],
        turn=[[0] * 4, [1] * 4, [0, 1, 2, 3]],
    )


def clauses_of(limits: tuple[Up, ...]) -> Clauses:
    return Clauses(
        limit=[up.to for up in limits],
        unit=[up.unit for up in limits],
        period=[up.period for up in limits],
        scope=[up.scope for up in limits],
        code=list(range(len(limits))),
        carry=[up.carry for up in limits],
    )


def taken_by(
    limits: tuple[Up, ...], *rows: Row, counters: Counters | None = None
) -> list[tuple[int, int, int]]:
    """Row, clause and minutes of all that is taken."""
    size = len(rows) * (len(limits) + 1)
    taken = Taken([0] * size, [0] * size, [0] * size)
    made = walk(
        (0, len(rows), 0),
        rows_of(rows),
        clauses_of(limits),
        counters or counters_for(limits),
        taken,
    )
    return list(zip(*(column[:made] for column in taken), strict=True))


def minutes_by(
    up: Up, *rows: Row, counters: Counters | None = None
) -> list[tuple[int, int]]:
    """Row and minutes of what one clause takes."""
    taken = taken_by((up,), *rows, counters=counters)
    return [(row, minutes) for row, _, minutes in taken]
