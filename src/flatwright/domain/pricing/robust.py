"""Whether the best design is still the best when an assumption is wrong."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flatwright.domain.pricing.priced import Case
from flatwright.domain.pricing.rate_book import RateBook
from flatwright.domain.pricing.search import Design, ListedUnder, Refined, ranked

Change = Callable[[RateBook], RateBook]


@dataclass(frozen=True, slots=True)
class Otherwise:
    """An assumption changed, the design that is the best then, and by how much."""

    what: str
    design: Design
    ahead: float  # of the design that is the best as assumed, in money of a year


def otherwise(
    case: Case, best: Sequence[Refined], listed_under: ListedUnder
) -> Iterator[Otherwise]:
    """The best of the same designs under each changed assumption, in closed form."""
    designs = [each.design for each in best]
    usual = ranked(case, designs, listed_under)[0].design
    for what, change in _CHANGES.items():
        changed = replace(case, book=change(case.book))
        if case.noise.shape is not None:
            noise = replace(case.noise, shape=changed.book.kappa)
            changed = replace(changed, noise=noise)
        found = ranked(changed, designs, listed_under)
        held = next(each for each in found if each.design == usual)
        yield Otherwise(what, found[0].design, found[0].surplus - held.surplus)


def _worth(factor: str) -> Change:
    def change(book: RateBook) -> RateBook:
        classes = {
            name: replace(each, worth=each.worth * Decimal(factor))
            for name, each in book.classes.items()
        }
        return replace(book, classes=classes)

    return change


def _kappa(shape: str) -> Change:
    return lambda book: replace(
        book, between_clients=replace(book.between_clients, kappa=Decimal(shape))
    )


def _tools(factor: str) -> Change:
    def change(book: RateBook) -> RateBook:
        tools = {name: each * Decimal(factor) for name, each in book.costs.tools.items()}
        return replace(book, costs=replace(book.costs, tools=tools))

    return change


_CHANGES: dict[str, Change] = {
    "help is worth a quarter less": _worth("0.75"),
    "help is worth a quarter more": _worth("1.25"),
    "clients differ more (kappa 2)": _kappa("2"),
    "clients differ less (kappa 8)": _kappa("8"),
    "tools cost a quarter less": _tools("0.75"),
    "tools cost a quarter more": _tools("1.25"),
}
