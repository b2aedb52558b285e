"""What a price hangs on: one assumption moved at a time, and the price again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from flatwright.domain.pricing.priced import Case, Priced, priced
from flatwright.domain.pricing.rate_book import DemandClass, RateBook

Change = Callable[[RateBook, Decimal], RateBook]


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """An assumption, what it was moved to, and the least price of a month then."""

    what: str
    low: tuple[str, float]
    high: tuple[str, float]

    @property
    def width(self) -> float:
        """How far the price moves in all."""
        return abs(self.high[1] - self.low[1])


def tornado(base: Priced) -> tuple[Swing, ...]:
    """The price under each assumption moved down and up, the widest swing first."""
    made = (_swing(base.case, each) for each in _assumptions(base.case.book))
    return tuple(sorted(made, key=lambda swing: -swing.width))


@dataclass(frozen=True, slots=True)
class _Assumption:
    what: str
    low: tuple[str, RateBook]
    high: tuple[str, RateBook]


def _swing(case: Case, of: _Assumption) -> Swing:
    low, high = (_price(case, book) for _, book in (of.low, of.high))
    return Swing(what=of.what, low=(of.low[0], low), high=(of.high[0], high))


def _price(case: Case, book: RateBook) -> float:
    noise = case.noise
    if noise.shape is not None and book.kappa != case.book.kappa:
        noise = replace(noise, shape=book.kappa)
    return priced(replace(case, book=book, noise=noise)).a_month


def _assumptions(book: RateBook) -> Iterator[_Assumption]:
    quarter = Decimal("0.25")
    yield _by(book, "tickets of every class", _all_tickets, quarter)
    yield _by(book, "minutes of every ticket", _all_minutes, quarter)
    yield _by(book, "tools and licences", _tools, quarter)
    yield _by(book, "time for promises", _promises, quarter)
    yield _to(book, "how far clients differ (kappa)", _kappa, ("8", "2"))
    yield _to(book, "work outside business hours", _after_hours, ("4", "16"), "%")
    yield _to(book, "how far estimates miss (tau)", _tau, ("0", "0.8"))
    margin = book.goals.gross_margin
    least = max(margin - 5, book.goals.margin_floor)
    most = margin + min(Decimal(5), (100 - margin) / 2)
    yield _to(book, "the gross margin aimed at", _margin, (str(least), str(most)), "%")


def _by(book: RateBook, what: str, change: Change, share: Decimal) -> _Assumption:
    low, high = change(book, 1 - share), change(book, 1 + share)
    return _Assumption(what, (f"-{share:.0%}", low), (f"+{share:.0%}", high))


def _to(
    book: RateBook, what: str, change: Change, ends: tuple[str, str], unit: str = ""
) -> _Assumption:
    low, high = ((f"{end}{unit}", change(book, Decimal(end))) for end in ends)
    return _Assumption(what, low, high)


def _each(book: RateBook, change: Callable[[DemandClass], DemandClass]) -> RateBook:
    return replace(book, classes={name: change(of) for name, of in book.classes.items()})


def _all_tickets(book: RateBook, factor: Decimal) -> RateBook:
    return _each(book, lambda of: replace(of, tickets=of.tickets * factor))


def _all_minutes(book: RateBook, factor: Decimal) -> RateBook:
    return _each(
        book,
        lambda of: replace(of, effort=replace(of.effort, median=of.effort.median * factor)),
    )


def _tools(book: RateBook, factor: Decimal) -> RateBook:
    tools = {name: each * factor for name, each in book.costs.tools.items()}
    return replace(book, costs=replace(book.costs, tools=tools))


def _promises(book: RateBook, factor: Decimal) -> RateBook:
    promises = {name: int(each * factor) for name, each in book.costs.promises.items()}
    return replace(book, costs=replace(book.costs, promises=promises))


def _kappa(book: RateBook, kappa: Decimal) -> RateBook:
    return replace(book, between_clients=replace(book.between_clients, kappa=kappa))


def _after_hours(book: RateBook, share: Decimal) -> RateBook:
    return replace(book, after_hours=replace(book.after_hours, share=share))


def _tau(book: RateBook, tau: Decimal) -> RateBook:
    return replace(book, estimates=replace(book.estimates, tau=tau))


def _margin(book: RateBook, margin: Decimal) -> RateBook:
    return replace(book, goals=replace(book.goals, gross_margin=margin))
