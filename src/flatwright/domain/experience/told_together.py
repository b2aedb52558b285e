"""Classes that a history cannot tell apart, learnt together: one factor on all of them.

A log that names no things has a server's tickets among those of users. Their sum says how
busy clients are, and nothing of one class: so the rate book's proportions stay.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flatwright.domain.experience.effort_fit import EffortFit
from flatwright.domain.experience.gamma_poisson import RateBelief
from flatwright.domain.experience.intervals import Interval, rate_interval
from flatwright.domain.experience.own_class import BOOKS_TICKETS, OwnClass, effort_told
from flatwright.domain.experience.past_tickets import PastTicket
from flatwright.domain.pricing.rate_book import DemandClass

_NAMELESS = 0.2  # of the incidents without a thing: then none is told by its thing


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class ToldTogether:
    """What a history says of several classes that it cannot tell apart."""

    classes: tuple[str, ...]
    tickets: int
    expected: float  # tickets of the same units and months, by the rate book
    interval: Interval  # of what came to what was expected, from the history alone
    factor: float  # on each of these rates
    minutes: float  # on each of these medians
    effort: EffortFit | None  # of all these tickets


def mixed_classes(
    tickets: Sequence[PastTicket], exposed: Mapping[str, DemandClass]
) -> tuple[str, ...]:
    """The classes that share the tickets on which the history names no thing.

    All that only the thing tells apart, and those of which the history names none.
    """
    of_things = [name for name, demand in exposed.items() if _is_told_by_thing(demand)]
    incidents = [each for each in tickets if each.demand in of_things]
    nameless = sum(not each.of_object for each in incidents)
    if nameless <= _NAMELESS * len(incidents):
        return ()
    came = {each.demand for each in tickets}
    mixed = [name for name in exposed if name in of_things or name not in came]
    return tuple(mixed) if len(mixed) > 1 else ()


def _is_told_by_thing(demand: DemandClass) -> bool:
    """Whether only the thing that it was done on tells a class's tickets from others."""
    return demand.work.get("kind", "incident") == "incident"


def told_together(
    tickets: Sequence[PastTicket],
    mixed: Mapping[str, DemandClass],
    exposure: Mapping[str, float],
    weight: float,
) -> ToldTogether:
    """One factor on the rates of all, by exact credibility, and one on their minutes.

    Source: a gamma belief of mean 1 that counts like four tickets (gamma_poisson.py).
    """
    came = [each for each in tickets if each.demand in mixed]
    expected = {name: float(of.tickets) * exposure[name] for name, of in mixed.items()}
    total = sum(expected.values())
    belief = RateBelief(mean=1.0, shape=BOOKS_TICKETS).after(len(came), total)
    effort, _ = effort_told(came)
    minutes = sum(mixed[name].minutes.mean * n for name, n in expected.items()) / total
    return ToldTogether(
        classes=tuple(mixed),
        tickets=len(came),
        expected=total,
        interval=rate_interval(len(came), total),
        factor=1 + weight * (belief.mean - 1),
        minutes=effort.mean / minutes if effort else 1.0,
        effort=effort,
    )


def moved_with(
    name: str, was: float, exposure: float, of: ToldTogether, came: int
) -> OwnClass:
    """One of the classes that a history tells together; `came` are named as its own."""
    minutes = f"minutes by {of.minutes:.2f}" if of.effort else "minutes stay"
    return OwnClass(
        name=name,
        tickets=came,
        unit_months=exposure,
        interval=None,
        was=was,
        rate=was * of.factor,
        effort=None,
        because=f"Moved with all that the history mixes: by {of.factor:.2f}; {minutes}.",
    )
