"""A rate book whose classes are replaced, one by one, by what a history says.

A class's rate moves from the rate book's towards the history's by exact credibility: the
book's figure counts like four tickets. An effort is replaced once enough have ended. What
the history cannot tell apart moves together; what it does not tell at all stays.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flatwright.domain.experience.credibility import Credibility, buhlmann_straub
from flatwright.domain.experience.frequency_fit import (
    Counted,
    FrequencyFit,
    frequency_fit,
    negative_binomial_rate,
)
from flatwright.domain.experience.intervals import Interval
from flatwright.domain.experience.own_class import OwnClass, own_class, weight_of
from flatwright.domain.experience.past_tickets import PastTicket, Seen
from flatwright.domain.experience.told_together import (
    ToldTogether,
    mixed_classes,
    moved_with,
    told_together,
)
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.sections import MONTHS
from flatwright.domain.plan.words import listing
from flatwright.domain.pricing.exposure import Exposures
from flatwright.domain.pricing.lanes import count_of
from flatwright.domain.pricing.rate_book import DemandClass, EffortOf, RateBook

_MANY_CLIENTS = 10  # so many tell how far clients differ
_TELLING = 10  # tickets of a client on average: fewer are chance alone
_NARROWEST = 25.0  # a deviation of a fifth: a new client may always be another
_TWO_YEARS = 24  # months that tell busy months from chance


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class OwnRates:
    """What a history says, and the rate book that follows."""

    classes: tuple[OwnClass, ...]
    together: ToldTogether | None  # what the history cannot tell apart
    book: RateBook
    all_tickets: FrequencyFit  # of all classes, for each user and month
    by_client: Credibility | None  # tickets for each user and month
    kappa: float | None  # between clients; None where there are too few
    notes: tuple[str, ...]


def own_rates(
    tickets: Sequence[PastTicket],
    clients: Mapping[str, Exposures],
    seen: Seen,
    book: RateBook,
) -> OwnRates:
    """Fit each class, and put what was found into the rate book.

    Raises Refusal where a ticket is of a client without exposures, or nothing is left.
    """
    _check(tickets, clients)
    exposure = _exposure(book, clients, seen)
    mixed = _mixed(tickets, book, exposure)
    classes = tuple(_classes(tickets, book, exposure, mixed))
    counts = _counts(tickets, clients, seen)
    all_tickets = frequency_fit([c for each in counts.values() for c in each], trend=True)
    kappa, why = _kappa(counts)
    months = all_tickets.months if len(seen.months) >= _TWO_YEARS else None
    return OwnRates(
        classes=classes,
        together=mixed,
        book=_replaced(book, _demands(book, classes, mixed), kappa, months),
        all_tickets=all_tickets,
        by_client=_by_client(counts),
        kappa=kappa,
        notes=tuple(_notes(why, months, classes)),
    )


def _check(tickets: Sequence[PastTicket], clients: Mapping[str, Exposures]) -> None:
    unknown = sorted({each.client for each in tickets} - set(clients))
    if unknown:
        names = ", ".join(unknown[:5]) + (" and others" if len(unknown) > 5 else "")  # noqa: PLR2004 - enough to find them
        says = (
            f"There are tickets of clients whose units are not told: {names}. A rate needs "
            "its denominator: add their users, devices and printers."
        )
        raise Refusal(code="client_without_units", says=says)
    if not tickets:
        says = "No ticket of the history belongs to a class of the rate book."
        raise Refusal(code="too_little_history", says=says)


def _mixed(
    tickets: Sequence[PastTicket], book: RateBook, exposure: Mapping[str, float]
) -> ToldTogether | None:
    exposed = {n: of for n, of in book.classes.items() if exposure[n] and of.tickets}
    names = mixed_classes(tickets, exposed)
    if not names:
        return None
    mixed = {name: exposed[name] for name in names}
    return told_together(tickets, mixed, exposure, weight_of(len(tickets)))


def _exposure(
    book: RateBook, clients: Mapping[str, Exposures], seen: Seen
) -> dict[str, float]:
    """The unit-months of each class."""
    return {
        name: seen.total * sum(count_of(each, demand.counts) for each in clients.values())
        for name, demand in book.classes.items()
    }


def _classes(
    tickets: Sequence[PastTicket],
    book: RateBook,
    exposure: Mapping[str, float],
    mixed: ToldTogether | None,
) -> Iterator[OwnClass]:
    weight = weight_of(len(tickets))
    for name, demand in book.classes.items():
        own = [each for each in tickets if each.demand == name]
        was = float(demand.tickets)
        if mixed and name in mixed.classes:
            yield moved_with(name, was, exposure[name], mixed, len(own))
        elif own and exposure[name] and was:
            yield own_class(name, own, exposure[name], was, weight)
        else:
            yield _untold(name, was, exposure[name], len(own))


def _untold(name: str, was: float, exposure: float, came: int) -> OwnClass:
    """A class of which the history says nothing."""
    because = "The history names none of its tickets, so nothing is learnt of it."
    if not exposure or not was:
        because = "Nobody has such a unit, so nothing is learnt of it."
    return OwnClass(
        name=name,
        tickets=came,
        unit_months=exposure,
        interval=None,
        was=was,
        rate=was,
        effort=None,
        because=because,
    )


def _counts(
    tickets: Sequence[PastTicket], clients: Mapping[str, Exposures], seen: Seen
) -> dict[str, list[Counted]]:
    """Tickets of each client by month, of their user-months."""
    came: dict[tuple[str, int], int] = {}
    for each in tickets:
        key = each.client, each.month
        came[key] = came.get(key, 0) + 1
    return {
        name: [
            Counted(
                tickets=came.get((name, month), 0),
                exposure=exposures.users * share,
                month=month,
            )
            for month, share in seen.months.items()
        ]
        for name, exposures in clients.items()
    }


def _kappa(counts: Mapping[str, Sequence[Counted]]) -> tuple[float | None, str]:
    """How far clients differ, from their totals; or None, and why."""
    totals = [
        Counted(
            tickets=sum(each.tickets for each in of), exposure=sum(c.exposure for c in of)
        )
        for of in counts.values()
    ]
    totals = [each for each in totals if each.exposure]
    if len(totals) < _MANY_CLIENTS:
        return None, f"{len(counts)} clients are fewer than {_MANY_CLIENTS}"
    if sum(each.tickets for each in totals) < _TELLING * len(totals):
        return None, f"clients have fewer than {_TELLING} tickets each"
    _, size, _ = negative_binomial_rate(totals)
    return min(size, _NARROWEST), ""


def _by_client(counts: Mapping[str, Sequence[Counted]]) -> Credibility | None:
    told = {name: [each for each in of if each.exposure > 0] for name, of in counts.items()}
    told = {name: of for name, of in told.items() if of}
    if len(told) < 2 or all(len(of) < 2 for of in told.values()):  # noqa: PLR2004 - two
        return None
    return buhlmann_straub(
        {name: [c.tickets / c.exposure for c in of] for name, of in told.items()},
        {name: [c.exposure for c in of] for name, of in told.items()},
        most=0.95,
    )


def _replaced(
    book: RateBook,
    classes: dict[str, DemandClass],
    kappa: float | None,
    months: tuple[float, ...] | None,
) -> RateBook:
    learnt = [name for name, each in classes.items() if each != book.classes[name]]
    known = (*book.learnt, *learnt)
    own = replace(
        book,
        rates="own",
        version=book.version + 1,
        classes=classes,
        learnt=tuple(name for name in classes if name in known),
    )
    if kappa is not None:
        spread = replace(book.between_clients, kappa=_decimal(kappa), source="own history")
        own = replace(own, between_clients=spread)
    if months is not None:
        factors = {name: _decimal(each) for name, each in zip(MONTHS, months, strict=True)}
        told = replace(book.months, factors=factors, source="own history, shrunk to 1")
        own = replace(own, months=told)
    return own


def _demands(
    book: RateBook, classes: Sequence[OwnClass], mixed: ToldTogether | None
) -> dict[str, DemandClass]:
    """The classes of the rate book, those that the history tells with what it says."""
    made = {}
    for each in classes:
        demand = book.classes[each.name]
        if each.interval:
            demand = _told(demand, each, each.interval)
        elif mixed and each.name in mixed.classes:
            demand = _moved(demand, each, mixed)
        made[each.name] = demand
    return made


def _told(demand: DemandClass, own: OwnClass, interval: Interval) -> DemandClass:
    effort = demand.effort
    if own.effort:
        effort = EffortOf(
            median=_decimal(own.effort.median), sigma=_decimal(own.effort.sigma)
        )
    source = (
        f"own history: {own.tickets} tickets in {own.unit_months:.0f} unit-months, 95 % "
        f"{interval.low:.3g} to {interval.high:.3g}; before it {own.was:g}"
    )
    return replace(demand, tickets=_decimal(own.rate), effort=effort, source=source)


def _moved(demand: DemandClass, own: OwnClass, mixed: ToldTogether) -> DemandClass:
    median = float(demand.effort.median) * mixed.minutes
    source = (
        f"own history of {len(mixed.classes)} classes together: {mixed.tickets} tickets "
        f"where {mixed.expected:.0f} were expected; before it {own.was:g}"
    )
    effort = replace(demand.effort, median=_decimal(median))
    return replace(demand, tickets=_decimal(own.rate), effort=effort, source=source)


def _notes(
    kappa: str, months: tuple[float, ...] | None, classes: Sequence[OwnClass]
) -> list[str]:
    notes = []
    untold = [
        each.name.replace("_", " ")
        for each in classes
        if not each.interval and each.rate == each.was and each.unit_months
    ]
    if untold:
        notes.append(
            f"The history names no tickets of these, so their rates stay the rate book's: "
            f"{listing(untold)}."
        )
    if kappa:
        notes.append(f"How far clients differ stays the rate book's: {kappa}.")
    if months is None:
        notes.append(
            f"Busy months stay the rate book's: they show after {_TWO_YEARS} months."
        )
    notes.append("Shares (after hours, causes, visits) and costs stay the rate book's.")
    return notes


def _decimal(value: float) -> Decimal:
    """A figure with the four decimals that a text may have, above 0."""
    return max(Decimal("0.0001"), round(Decimal(value), 4))
