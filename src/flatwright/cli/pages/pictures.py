"""Pictures of prices and designs, from what the pages show."""

from collections.abc import Callable, Sequence

from flatwright.cli.pages.cash import cash
from flatwright.cli.pages.priced import FLOORS
from flatwright.domain.pricing.floors import Floor
from flatwright.domain.pricing.quote import Quote
from flatwright.domain.pricing.search import Refined
from flatwright.domain.pricing.search import front as on_front
from flatwright.outputs.charts.bars import Bar, bars
from flatwright.outputs.charts.canvas import Mark
from flatwright.outputs.charts.distribution import Spread, distribution
from flatwright.outputs.charts.front import Point, front

_SHORT = {
    Floor.MARGIN: "the margin aimed at",
    Floor.RUIN: "a loss is seldom",
    Floor.AT_RISK: "the margin's floor is seldom missed",
    Floor.CAPITAL: "capital earns its charge",
}


def _hours(quote: Quote) -> str:
    of = quote.priced
    months = len(of.case.span.busy)
    pays = (quote.asked * (1 - of.case.targets.margin_floor) - of.fixed) / of.own_hour
    marks = [Mark(of.hours.mean, f"expected: {of.hours.mean:,.0f} h")]
    if pays > 0:
        floor = f"{of.case.targets.margin_floor:.0%}"
        marks.append(Mark(pays, f"beyond {pays:,.0f} h the margin is below {floor}"))
    label = (
        f"covered hours in {months} months" if months > 1 else "covered hours in a month"
    )
    spread = Spread(values=of.hours.points, chances=of.hours.chances, label=label)
    return distribution(_title(quote, "hours that the fee pays for"), spread, marks)


def _floors(quote: Quote) -> str:
    of, currency = quote.priced, quote.priced.case.plan.currency
    months = len(of.case.span.busy)
    rows = [
        Bar(
            name=_SHORT[floor],
            start=0.0,
            end=least / months,
            words=cash(least / months, currency),
            is_marked=floor is of.floors.binding,
        )
        for floor, least in of.floors.of.items()
    ]
    told = f"{FLOORS[of.floors.binding]} binds, at {cash(of.a_month, currency)} a month."
    return bars(_title(quote, "the least price by each goal"), rows, told)


def _worth(quote: Quote) -> str:
    currency = quote.priced.case.plan.currency
    order = sorted(quote.worths, key=lambda each: -abs(each.price))
    rows = [
        Bar(
            name=f"{each.move.setting}: {each.move.would_be}",
            start=0.0,
            end=each.price,
            words=cash(each.price, currency, signed=True),
        )
        for each in order
        if each.price
    ]
    told = "; ".join(f"{row.name} {row.words}" for row in rows[:5])
    return bars(_title(quote, "what settings are worth a month"), rows, told)


def _assumptions(quote: Quote) -> str:
    of, currency = quote.priced, quote.priced.case.plan.currency
    rows = [
        Bar(
            name=each.what,
            start=each.low[1] - of.a_month,
            end=each.high[1] - of.a_month,
            words=f"± {cash(each.width / 2, currency)}",
        )
        for each in quote.swings
    ]
    told = "; ".join(f"{row.name} {row.words}" for row in rows[:5])
    return bars(_title(quote, "what the price hangs on"), rows, told)


def _client(quote: Quote) -> str:
    currency = quote.priced.case.plan.currency
    bill = quote.by_the_hour
    marks = [
        Mark(bill.quantile(0.5), f"half of all years: {cash(bill.quantile(0.5), currency)}")
    ]
    if quote.asked:
        year = quote.asked / quote.priced.share_of_year
        marks.append(Mark(year, f"the flat fee: {cash(year, currency)}"))
    label = f"the client's bill by the hour in a year, {currency}"
    spread = Spread(values=bill.points, chances=bill.chances, label=label)
    return distribution(_title(quote, "the same help by the hour"), spread, marks)


PICTURES: dict[str, Callable[[Quote], str]] = {
    "hours": _hours,
    "floors": _floors,
    "worth": _worth,
    "assumptions": _assumptions,
    "client": _client,
}


def designs(best: Sequence[Refined], currency: str) -> str:
    """Designs by both sides' gains at a price that serves both."""
    kept = on_front(best)
    points = [
        Point(ours=each.gains[0], theirs=each.gains[1], on_front=each in kept)
        for each in best
        if each.gains
    ]
    return front("Designs by what both sides gain in a year", points, currency)


def _title(quote: Quote, what: str) -> str:
    return f"{quote.priced.case.plan.title}: {what}"
