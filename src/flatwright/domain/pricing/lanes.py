"""Demand joined with a plan: lanes of tickets that go one way through its clauses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.facts import CARE
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.exposure import Exposures, ListedDevices
from flatwright.domain.pricing.minutes import ANY, Given, PaidTime
from flatwright.domain.pricing.rate_book import DemandClass, RateBook
from flatwright.domain.pricing.situations import (
    Branch,
    Situations,
    branches,
    situations,
)
from flatwright.domain.pricing.ways import Way, ways

COVERED = (Outcome.COVERED,)
_ALIKE = 1e-15
BILLED = (Outcome.AFTER_HOURS, Outcome.HOURLY, Outcome.PROJECT)


@dataclass(frozen=True, kw_only=True)
class Lane:
    """Tickets of one class that go one way; `tickets` are those of a usual month.

    The tickets are counted before `of` takes its share: those of its branch.
    """

    demand: str
    tickets: float
    of: Given
    way: Way
    steady: bool
    worth: float  # of an hour of this help to a client

    @cached_property
    def covered(self) -> PaidTime:
        """The minutes that the flat fee pays, with nothing left of any allowance."""
        return PaidTime(self.of, self.way.paid_by(COVERED))

    @cached_property
    def covered_while_left(self) -> PaidTime:
        """The same, while something is left of the allowance on the way."""
        return PaidTime(self.of, self.way.paid_by(COVERED, left=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lanes:
    """All lanes of a client under a plan."""

    plan: PlanVersion
    clauses: tuple[Clause, ...]  # those that take minutes
    of: tuple[Lane, ...]
    users: int
    tickets: dict[tuple[str, bool], float]  # of a usual month, by class and listing
    situations: Situations
    ways: tuple[Way, ...]
    way_of: NDArray[np.int64]  # by situation, its place in `ways`
    book: RateBook


def lanes(
    plan: PlanVersion, book: RateBook, exposures: Exposures, listed: ListedDevices
) -> Lanes:
    """How a client's demand would meet a plan's clauses.

    Raises Refusal where the client has units that no class of the rate book counts, or
    where plan and rate book have two currencies.
    """
    _check(plan, book, exposures)
    lowered = tuple(each for each in clauses(plan) if each.outcome is not None)
    whole = plan.projects.incident_over if plan.projects.incident_whole else None
    of = _situations(_Key(book), branches(lowered, whole))
    there, way_of = ways(of, lowered)
    tickets = {
        (name, is_listed): float(book.classes[name].tickets)
        * _units(book.classes[name], exposures, listed, is_listed=is_listed)
        for name, is_listed in of.classes
    }
    return Lanes(
        plan=plan,
        clauses=lowered,
        of=tuple(_made(of, (there, way_of), tickets, book)),
        users=exposures.users,
        tickets={key: count for key, count in tickets.items() if count},
        situations=of,
        ways=there,
        way_of=way_of,
        book=book,
    )


def _made(
    of: Situations,
    walked: tuple[tuple[Way, ...], NDArray[np.int64]],
    tickets: Mapping[tuple[str, bool], float],
    book: RateBook,
) -> Iterator[Lane]:
    """A lane for each class, way and branch; one where the branch makes no difference."""
    there, way_of = walked
    shape = len(of.classes), len(there), len(of.branches)
    place = np.ravel_multi_index((of.class_of, way_of, of.branch_of), shape)
    shares = np.bincount(place, of.share, int(np.prod(shape))).reshape(shape)
    for class_, way in np.argwhere(shares.any(axis=2)):
        name, is_listed = of.classes[class_]
        of_class = tickets[name, is_listed]
        if of_class:
            for branch, share in _joined(shares[class_, way], of.branches):
                yield _lane(name, of_class * share, (branch, there[way]), book)


def _lane(name: str, tickets: float, of: tuple[Branch, Way], book: RateBook) -> Lane:
    demand = book.classes[name]
    branch, way = of
    tau = 0.0 if branch.estimate == ANY else float(book.estimates.tau)
    return Lane(
        demand=name,
        tickets=tickets,
        of=Given(demand.minutes, branch.actual, branch.estimate, tau),
        way=way,
        steady=demand.steady,
        worth=float(demand.worth),
    )


def _joined(
    shares: NDArray[np.float64], branches: Sequence[Branch]
) -> list[tuple[Branch, float]]:
    """One lane where all branches go the same way: then the minutes do not matter."""
    told = shares.tolist()
    if max(told) - min(told) <= _ALIKE:
        return [(Branch(), told[0])]
    return [(of, share) for of, share in zip(branches, told, strict=True) if share]


def _units(
    demand: DemandClass, exposures: Exposures, listed: ListedDevices, *, is_listed: bool
) -> float:
    if demand.counts == "extra_device":
        return listed.further if is_listed else listed.unlisted
    return count_of(exposures, demand.counts)


def count_of(exposures: Exposures, unit: str) -> int:
    """How many units of a kind a client has."""
    printers = exposures.printers
    return {
        "user": exposures.users,
        "extra_device": max(0, exposures.all_devices - exposures.users),
        "shared_computer": exposures.shared_computers,
        "server": exposures.servers,
        "network": exposures.network,
        "site": exposures.sites,
        "printer_central": printers.get("central", 0),
        "printer_personal": printers.get("personal", 0),
        "printer_home": printers.get("home", 0),
    }[unit]


def _check(plan: PlanVersion, book: RateBook, exposures: Exposures) -> None:
    if plan.currency != book.currency:
        says = (
            f"{plan.name} is in {plan.currency} and the rate book {book.name} in "
            f"{book.currency}. Write one of them in the currency of the other."
        )
        raise Refusal(code="one_currency_of_rates", says=says)
    told = {each.counts for each in book.classes.values() if _is_incident(each)}
    units = (
        *("user", "extra_device", "shared_computer", "server", "network"),
        *("printer_central", "printer_personal", "printer_home"),
    )
    counts = {unit: count_of(exposures, unit) for unit in units}
    missing = {unit: count for unit, count in counts.items() if count and unit not in told}
    if missing:
        names = ", ".join(f"{unit} ({count})" for unit, count in missing.items())
        says = (
            f"{exposures.client} has units of whose incidents no class of the rate book "
            f"{book.name} tells how many come: {names}. Add a class with counts: "
            f"{next(iter(missing))}, or their work has no price."
        )
        raise Refusal(code="no_rate_for_units", says=says)


def _is_incident(demand: DemandClass) -> bool:
    """Whether a class is of what breaks; requests and moves do not stand for that."""
    work = demand.work
    return work.get("kind", "incident") == "incident" and work.get("action", "fix") in CARE


class _Key:
    """A rate book by itself: it is too large to be compared field by field each time."""

    def __init__(self, book: RateBook) -> None:
        self.book = book

    def __hash__(self) -> int:
        return id(self.book)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.book is other.book


@lru_cache(maxsize=64)
def _situations(key: _Key, of: tuple[Branch, ...]) -> Situations:
    return situations(key.book, of)
