"""The way of a ticket's minutes through a plan's clauses, before anybody knows how many.

The first clause that holds and has room takes a minute, as in a decision: so much goes to
the first, the next to the second. What a way needs besides its own minutes - a person's
moves, a client's hours - is named in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.kernel.condition import truth
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.limit import Limit, Scope, Unit
from flatwright.domain.pricing.minutes import Range
from flatwright.domain.pricing.severity import NO_LIMIT
from flatwright.domain.pricing.situations import Situations

_OF_THE_TICKET = (Scope.WORK_ITEM, Scope.INSTALLATION)
Counted = tuple[str, Limit]  # the code of a clause, and its allowance


@dataclass(frozen=True, slots=True)
class Leg:
    """A clause on the way: it takes minutes up to its own limit on one ticket."""

    clause: int
    outcome: Outcome
    up_to: float = NO_LIMIT  # minutes of one ticket
    counted: Counted | None = None  # an allowance of more than the ticket


@dataclass(frozen=True)
class Way:
    """The clauses that take a ticket's minutes, in order."""

    steps: tuple[Leg, ...]

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """Allowances on the way that other tickets draw from too."""
        return tuple(step.counted for step in self.steps if step.counted)

    def layers(self, *, left: bool = False) -> Iterator[tuple[Leg, Range]]:
        """Which step takes which layer of a ticket's time, with allowances left or not."""
        done = 0.0
        for step in self.steps:
            room = step.up_to
            if step.counted:
                room = NO_LIMIT if left else 0.0
            if room and done < NO_LIMIT:
                yield step, (done, done + room)
            done += room

    def paid_by(
        self, outcomes: Sequence[Outcome], *, left: bool = False
    ) -> tuple[Range, ...]:
        """The layers with one of the outcomes, joined where they touch."""
        made: list[Range] = []
        for step, (low, high) in self.layers(left=left):
            if step.outcome not in outcomes:
                continue
            if made and made[-1][1] == low:
                made[-1] = made[-1][0], high
            else:
                made.append((low, high))
        return tuple(made)


def ways(
    situations: Situations, clauses: Sequence[Clause]
) -> tuple[tuple[Way, ...], NDArray[np.int64]]:
    """The ways that there are, and the number of each situation's; shape (rows,)."""
    size = len(situations.share)
    masks = np.zeros(size, dtype=np.int64)  # a plan has fewer clauses than there are bits
    is_open = np.ones(size, dtype=np.bool_)
    for place, clause in enumerate(clauses):
        holds = is_open & truth(clause.when, situations).yes
        masks |= holds.astype(np.int64) << place
        if _takes_all(clause):
            is_open &= ~holds
    patterns, of_row = np.unique(masks, return_inverse=True)
    return tuple(_way(int(mask), clauses) for mask in patterns), of_row


def _way(mask: int, clauses: Sequence[Clause]) -> Way:
    drawn: dict[Counted, float] = {}
    steps = (
        _leg(place, clause, drawn)
        for place, clause in enumerate(clauses)
        if mask >> place & 1
    )
    return Way(tuple(step for step in steps if step.up_to))


def _takes_all(clause: Clause) -> bool:
    """No limit, or one time, visit or ticket of the ticket's own."""
    limit = clause.up_to
    if limit is None:
        return True
    return limit.per in _OF_THE_TICKET and limit.unit is not Unit.MINUTES


def _leg(place: int, clause: Clause, drawn: dict[Counted, float]) -> Leg:
    outcome, limit = clause.outcome or Outcome.COVERED, clause.up_to
    if limit is None or _takes_all(clause):
        return Leg(place, outcome)
    if limit.per not in _OF_THE_TICKET:
        return Leg(place, outcome, counted=(clause.code, limit))
    key = clause.code, limit
    room = limit.amount - drawn.get(key, 0.0)  # clauses of one code share it
    drawn[key] = float(limit.amount)
    return Leg(place, outcome, room)
