"""A book of clients as a page, as tables for a program, and as a picture."""

from collections.abc import Iterator
from typing import Any

from flatwright.cli.booked import Yearbook
from flatwright.cli.pages import layout
from flatwright.cli.pages.cash import cash, exact, share
from flatwright.domain.experience.portfolio import Portfolio, by_margin, variation
from flatwright.domain.plan.words import plural
from flatwright.outputs.charts.canvas import Mark
from flatwright.outputs.charts.distribution import Spread, distribution

_FAR = 0.99


def page(of: Yearbook) -> Iterator[Any]:
    """All together first, then who leaves how much, the least first."""
    book = of.calm
    yield layout.heading(f"The year of {plural(book.clients, 'client')}")
    yield layout.said(headline(of))
    yield layout.heading("All together")
    yield layout.columns(list(_together(of)))
    if of.waved:
        yield layout.heading("If one wave hits many at once")
        yield layout.columns(list(_wave(of, of.waved)))
    yield layout.heading("Who leaves how much in a year, the least first")
    yield _clients(of)


def headline(of: Yearbook) -> str:
    """The range of the whole book's margin, and what it is most likely."""
    book = of.calm
    low, high = (
        1 - (book.fixed + book.own_hour * hours) / book.revenue
        for hours in reversed(book.hours.interval(0.8))
    )
    floor = of.goals.margin_floor
    return (
        f"In four years of five the gross margin of all lies between {share(low)} and "
        f"{share(high)}; {share(book.margin)} is expected. It falls below {share(floor)} "
        f"with a chance of {share(book.chance_below(floor))}."
    )


def _together(of: Yearbook) -> Iterator[tuple[str, str]]:
    book = of.calm
    low, high = book.hours.interval(0.8)
    yield "fees", cash(book.revenue, of.currency)
    yield "standing costs", cash(book.fixed, of.currency)
    yield "covered work", cash(book.own_hour * book.hours.mean, of.currency)
    yield (
        "covered hours",
        f"{book.hours.mean:,.0f}; {low:,.0f} to {high:,.0f} in four years of five",
    )
    yield (
        "spread of all together",
        f"{share(variation(book.hours))}; bad luck of some is good luck of others",
    )
    if book.clients > 1:
        yield (
            "what pooling leaves",
            (
                f"{share(book.excess_left(_FAR))} of what each client alone would need "
                "for the worst year of a hundred"
            ),
        )


def _wave(of: Yearbook, waved: Portfolio) -> Iterator[tuple[str, str]]:
    calm, hit = of.calm.hours.tvar(_FAR), waved.hours.tvar(_FAR)
    floor = of.goals.margin_floor
    yield "the worst hundredth", f"{calm:,.0f} hours without it, {hit:,.0f} with it"
    yield (
        "capital to hold for it",
        cash(waved.own_hour * (hit - calm), of.currency),
    )
    yield (
        f"margin below {share(floor)}",
        f"with a chance of {share(waved.chance_below(floor))}",
    )


def _clients(of: Yearbook) -> Any:
    prices = {year.name: year.price for year in of.calm.years}
    lines = [
        (
            each.name,
            cash(prices[each.name], of.currency),
            cash(each.margin, of.currency),
            share(each.share),
            share(each.thin),
            cash(of.least[each.name] - prices[each.name], of.currency, signed=True)
            if of.least[each.name] > prices[each.name]
            else "",
        )
        for each in by_margin(of.calm, of.goals)
    ]
    floor = share(of.goals.margin_floor)
    head = ("client", "fee", "leaves", "margin", f"below {floor}", "short of goals by")
    return layout.table(head, lines, right=(1, 2, 3, 4, 5))


def row(of: Yearbook) -> dict[str, Any]:
    """Everything for a program; money of a year."""

    def paid(value: float) -> Any:
        return exact(value, of.currency).decimal

    book = of.calm
    return {
        "clients": book.clients,
        "currency": of.currency,
        "fees": paid(book.revenue),
        "standing": paid(book.fixed),
        "margin": book.margin,
        "chance_below_margin_floor": book.chance_below(of.goals.margin_floor),
        "hours": _hours(book),
        "wave": None if of.waved is None else _hours(of.waved),
        "by_client": [
            {
                "client": each.name,
                "leaves": paid(each.margin),
                "margin": each.share,
                "chance_of_loss": each.loss,
                "chance_below_margin_floor": each.thin,
                "least_price": paid(of.least[each.name]),
            }
            for each in by_margin(book, of.goals)
        ],
    }


def _hours(book: Portfolio) -> dict[str, float]:
    return {
        "mean": book.hours.mean,
        "deviation": book.hours.deviation,
        "q95": book.hours.quantile(0.95),
        "q99": book.hours.quantile(_FAR),
        "tvar99": book.hours.tvar(_FAR),
    }


def picture(of: Yearbook) -> str:
    """All clients' hours as a picture."""
    book = of.calm
    pays = (book.revenue * (1 - of.goals.margin_floor) - book.fixed) / book.own_hour
    marks = [Mark(book.hours.mean, f"expected: {book.hours.mean:,.0f} h")]
    if pays > 0:
        floor = f"{of.goals.margin_floor:.0%}"
        marks.append(Mark(pays, f"beyond {pays:,.0f} h the margin is below {floor}"))
    spread = Spread(
        values=book.hours.points,
        chances=book.hours.chances,
        label="covered hours in a year",
    )
    return distribution(f"The year of {plural(book.clients, 'client')}", spread, marks)
