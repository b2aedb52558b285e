"""Streams of tickets to draw from: one for each class, listed or not."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.pricing.lanes import Lanes
from flatwright.domain.pricing.severity import NO_LIMIT, Lognormal

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Stream:
    """Tickets of one class: so many in a usual month, in situations by their shares."""

    demand: str
    tickets: float
    effort: Lognormal
    steady: bool
    worth: float
    tau: float
    first: int  # the class's first row of the situations
    shares: Floats  # cumulated, by situation without its branch
    limits: tuple[Floats, Floats]  # where estimates and where times are told apart

    def rows(self, share: Floats, estimate: Floats, actual: Floats) -> Any:
        """The row of each ticket's situation; arrays of shape (n,)."""
        situation = np.minimum(np.searchsorted(self.shares, share), len(self.shares) - 1)
        of_estimate = np.searchsorted(self.limits[0], estimate)
        of_time = np.searchsorted(self.limits[1], actual)
        across = len(self.limits[1]) + 1
        branch = of_estimate * across + of_time
        return self.first + situation * across * (len(self.limits[0]) + 1) + branch


def streams(lanes: Lanes) -> tuple[Stream, ...]:
    """The streams of a client under a plan, in the order of the rate book."""
    of = lanes.situations
    limits = (
        _limits({branch.estimate[1] for branch in of.branches}),
        _limits({branch.actual[1] for branch in of.branches}),
    )
    made = []
    for key, tickets in lanes.tickets.items():
        rows = np.flatnonzero(of.class_of == of.classes.index(key))
        demand = lanes.book.classes[key[0]]
        made.append(
            Stream(
                demand=key[0],
                tickets=tickets,
                effort=demand.minutes,
                steady=demand.steady,
                worth=float(demand.worth),
                tau=float(lanes.book.estimates.tau),
                first=int(rows[0]),
                shares=np.cumsum(of.share[rows[:: len(of.branches)]]),
                limits=limits,
            )
        )
    return tuple(made)


def _limits(ends: set[float]) -> Floats:
    return np.array(sorted(end for end in ends if end != NO_LIMIT))
