"""What a history says of one class of demand: its rate, and its minutes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flatwright.domain.experience.effort_fit import (
    ROUNDED,
    EffortFit,
    effort_fit,
    observed_minutes,
)
from flatwright.domain.experience.gamma_poisson import RateBelief
from flatwright.domain.experience.intervals import FEW, Interval, rate_interval
from flatwright.domain.experience.past_tickets import PastTicket

BOOKS_TICKETS = 4.0  # what the book's own figure counts for: it may be off by a half
_SHARE_ROUNDED = 0.8  # of the tickets in whole quarters: then all are taken as rounded


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class OwnClass:
    """What a history says of one class, and what becomes of its rate and effort."""

    name: str
    tickets: int
    unit_months: float
    interval: Interval | None  # of the rate, from the history alone; None if it tells none
    was: float
    rate: float  # tickets for each unit and month, after the history
    effort: EffortFit | None
    because: str


def own_class(
    name: str, tickets: Sequence[PastTicket], exposure: float, was: float, weight: float
) -> OwnClass:
    """A class that the history tells; of few tickets in all it counts for a `weight`."""
    belief = RateBelief(mean=was, shape=BOOKS_TICKETS)
    effort, minutes = effort_told(tickets)
    after = belief.after(len(tickets), exposure).mean
    counts = weight * belief.credibility(exposure)
    return OwnClass(
        name=name,
        tickets=len(tickets),
        unit_months=exposure,
        interval=rate_interval(len(tickets), exposure),
        was=was,
        rate=was + weight * (after - was),
        effort=effort,
        because=f"The history counts for {counts:.0%}; {minutes}.",
    )


def weight_of(tickets: int) -> float:
    """How far a history is believed at all: below 30 tickets, for its share of them.

    So few may be all that came or all that was written down, and nobody can tell.
    """
    return min(1.0, tickets / FEW)


def effort_told(tickets: Sequence[PastTicket]) -> tuple[EffortFit | None, str]:
    """The effort of a class, where enough tickets have ended to tell it; and why."""
    done = [each.minutes for each in tickets if not each.is_open]
    if len(done) < FEW:
        return None, f"minutes stay: fewer than {FEW} have ended"
    if len(set(done)) < 2:  # noqa: PLR2004 - a spread needs two
        return None, "minutes stay: all tickets took the same time"
    whole = sum(minutes % ROUNDED == 0 for minutes in done) / len(done)
    rounding = ROUNDED if whole >= _SHARE_ROUNDED else 0.0
    is_open = [each.is_open for each in tickets]
    made = effort_fit(observed_minutes([t.minutes for t in tickets], is_open, rounding))
    if made.median_error > made.median:
        return None, "minutes stay: they are written too coarsely to tell them"
    return made, "minutes too"
