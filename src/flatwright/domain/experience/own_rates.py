"""A rate book whose classes are replaced, one by one, by what a history says.

A class's rate moves from the rate book's towards the history's by exact credibility: the
book's figure counts like four tickets. An effort is replaced once enough have ended.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flatwright.domain.experience.credibility import Credibility, buhlmann_straub
from flatwright.domain.experience.effort_fit import (
    ROUNDED,
    EffortFit,
    effort_fit,
    observed_minutes,
)
from flatwright.domain.experience.frequency_fit import (
    Counted,
    FrequencyFit,
    frequency_fit,
    negative_binomial_rate,
)
from flatwright.domain.experience.gamma_poisson import RateBelief
from flatwright.domain.experience.intervals import FEW, Interval, rate_interval
from flatwright.domain.experience.past_tickets import PastTicket, Seen
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.sections import MONTHS
from flatwright.domain.pricing.exposure import Exposures
from flatwright.domain.pricing.lanes import count_of
from flatwright.domain.pricing.rate_book import DemandClass, EffortOf, RateBook

_BOOKS_TICKETS = 4.0  # what the book's own figure counts for: it may be off by a half
_MANY_CLIENTS = 10  # so many tell how far clients differ
_NARROWEST = 25.0  # a deviation of a fifth: a new client may always be another
_SHARE_ROUNDED = 0.8  # of the tickets in whole quarters: then all are taken as rounded
_TWO_YEARS = 24  # months that tell busy months from chance


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class OwnClass:
    """What a history says of one class, and what becomes of its rate and effort."""

    name: str
    tickets: int
    unit_months: float
    interval: Interval  # of the rate, from the history alone
    was: float
    rate: float  # tickets for each unit and month, after the history
    effort: EffortFit | None
    because: str


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class OwnRates:
    """What a history says, and the rate book that follows."""

    classes: tuple[OwnClass, ...]
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
    objects = any(each.of_object for each in tickets)
    classes = tuple(
        _class(name, [t for t in tickets if t.demand == name], (clients, seen, demand))
        if objects or not _is_told_by_object(demand)
        else _with_users(name, float(demand.tickets))
        for name, demand in book.classes.items()
    )
    counts = _counts(tickets, clients, seen)
    all_tickets = frequency_fit([c for each in counts.values() for c in each], trend=True)
    kappa = _kappa(counts)
    months = all_tickets.months if len(seen.months) >= _TWO_YEARS else None
    return OwnRates(
        classes=classes,
        book=_replaced(book, classes, kappa, months),
        all_tickets=all_tickets,
        by_client=_by_client(counts),
        kappa=kappa,
        notes=tuple(_notes(kappa, months, len(clients))),
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


def _class(
    name: str,
    tickets: Sequence[PastTicket],
    of: tuple[Mapping[str, Exposures], Seen, DemandClass],
) -> OwnClass:
    clients, seen, demand = of
    units = sum(count_of(each, demand.counts) for each in clients.values())
    exposure = units * seen.total
    was = float(demand.tickets)
    if not exposure or not was:
        return OwnClass(
            name=name,
            tickets=len(tickets),
            unit_months=exposure,
            interval=Interval(low=0.0, high=float("inf"), level=0.95),
            was=was,
            rate=was,
            effort=None,
            because="Nobody has such a unit, so nothing is learnt of it.",
        )
    belief = RateBelief(mean=was, shape=_BOOKS_TICKETS)
    effort, minutes = _effort(tickets)
    z = belief.credibility(exposure)
    return OwnClass(
        name=name,
        tickets=len(tickets),
        unit_months=exposure,
        interval=rate_interval(len(tickets), exposure),
        was=was,
        rate=belief.after(len(tickets), exposure).mean,
        effort=effort,
        because=f"The history counts for {z:.0%}; {minutes}.",
    )


def _is_told_by_object(demand: DemandClass) -> bool:
    """Whether only the thing that it was done on tells a class's tickets from a user's."""
    return demand.work.get("kind", "incident") == "incident" and demand.counts != "user"


def _with_users(name: str, was: float) -> OwnClass:
    """A class whose tickets a history without objects counts with the users'."""
    return OwnClass(
        name=name,
        tickets=0,
        unit_months=0.0,
        interval=Interval(low=0.0, high=float("inf"), level=0.95),
        was=was,
        rate=0.0,
        effort=None,
        because="The history names no things: these tickets are among the users'.",
    )


def _effort(tickets: Sequence[PastTicket]) -> tuple[EffortFit | None, str]:
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


def _kappa(counts: Mapping[str, Sequence[Counted]]) -> float | None:
    """How far clients differ, from their totals."""
    totals = [
        Counted(
            tickets=sum(each.tickets for each in of), exposure=sum(c.exposure for c in of)
        )
        for of in counts.values()
    ]
    if len([each for each in totals if each.exposure]) < _MANY_CLIENTS:
        return None
    _, size, _ = negative_binomial_rate(totals)
    return min(size, _NARROWEST)


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
    classes: Sequence[OwnClass],
    kappa: float | None,
    months: tuple[float, ...] | None,
) -> RateBook:
    made = {each.name: _demand(book.classes[each.name], each) for each in classes}
    own = replace(book, rates="own", version=book.version + 1, classes=made)
    if kappa is not None:
        spread = replace(book.between_clients, kappa=_decimal(kappa), source="own history")
        own = replace(own, between_clients=spread)
    if months is not None:
        factors = {name: _decimal(each) for name, each in zip(MONTHS, months, strict=True)}
        told = replace(book.months, factors=factors, source="own history, shrunk to 1")
        own = replace(own, months=told)
    return own


def _demand(demand: DemandClass, own: OwnClass) -> DemandClass:
    if own.rate == 0:
        return replace(demand, tickets=Decimal(0), source=own.because)
    if not own.unit_months or not own.was:
        return demand
    effort = demand.effort
    if own.effort:
        effort = EffortOf(
            median=_decimal(own.effort.median), sigma=_decimal(own.effort.sigma)
        )
    source = (
        f"own history: {own.tickets} tickets in {own.unit_months:.0f} unit-months, 95 % "
        f"{own.interval.low:.3g} to {own.interval.high:.3g}; before it {own.was:g}"
    )
    return replace(demand, tickets=_decimal(own.rate), effort=effort, source=source)


def _notes(
    kappa: float | None, months: tuple[float, ...] | None, clients: int
) -> list[str]:
    notes = []
    if kappa is None:
        notes.append(
            f"How far clients differ stays the rate book's: {clients} clients are fewer "
            f"than {_MANY_CLIENTS}."
        )
    if months is None:
        notes.append(
            f"Busy months stay the rate book's: they show after {_TWO_YEARS} months."
        )
    notes.append("Shares (after hours, causes, visits) and costs stay the rate book's.")
    return notes


def _decimal(value: float) -> Decimal:
    """A figure with the four decimals that a text may have, above 0."""
    return max(Decimal("0.0001"), round(Decimal(value), 4))
