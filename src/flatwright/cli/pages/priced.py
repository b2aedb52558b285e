"""A price as a page that an owner understands: price, range, why, what to change."""

from collections.abc import Iterator, Sequence
from typing import Any

from flatwright.cli.pages import layout
from flatwright.cli.pages.cash import cash, exact, share
from flatwright.cli.pages.client_side import client_side
from flatwright.domain.plan import words
from flatwright.domain.plan.price import Price
from flatwright.domain.plan.section import Section
from flatwright.domain.plan.write import flow
from flatwright.domain.pricing.exposure import Exposures
from flatwright.domain.pricing.floors import Floor
from flatwright.domain.pricing.offer import repriced
from flatwright.domain.pricing.price_terms import fee_of_year, onboarding_fee
from flatwright.domain.pricing.quote import Quote, counts_of
from flatwright.domain.pricing.rate_book import RateBook
from flatwright.domain.pricing.worth import Worth, by_class, clause_uses

PRICE = Section(Price, "price")
_SHOWN = 12  # settings that move the price most
_SMALL = 0.005  # of the price: what moves it less is not shown
FLOORS = {
    Floor.MARGIN: "the gross margin aimed at, on average",
    Floor.RUIN: "a loss after overhead is seldom",
    Floor.AT_RISK: "the margin is seldom below its floor",
    Floor.CAPITAL: "the capital of bad years earns its charge",
}


def page(quotes: Sequence[Quote], of_client: Sequence[str] = ()) -> Iterator[Any]:
    """One plan in full, or several side by side; and what was assumed of the client."""
    first = quotes[0]
    exposures = first.priced.case.exposures
    yield layout.heading(f"Priced for {exposures.client}: {units(exposures)}")
    if len(quotes) > 1:
        yield _side_by_side(quotes)
        for quote in quotes:
            yield layout.ruled(_title(quote))
            yield from _summary(quote)
    else:
        yield layout.ruled(_title(first))
        yield from _plan(first)
    yield layout.heading("What was assumed")
    yield layout.bullets([*of_client, *assumed(first)])


def units(exposures: Exposures) -> str:
    """A client's exposures in words."""
    counts = {
        "user": exposures.users,
        "device": exposures.all_devices,
        "printer": sum(exposures.printers.values()),
        "server": exposures.servers,
        "network device": exposures.network,
        "shared computer": exposures.shared_computers,
        "site": exposures.sites,
    }
    return ", ".join(words.plural(count, unit) for unit, count in counts.items() if count)


def assumed(quote: Quote) -> Iterator[str]:
    """What stands behind every figure of the page."""
    case, book = quote.priced.case, quote.priced.case.book
    yield f"Rates: {book.name}{_whose(book)}."
    if case.noise.shape is None:
        yield "The client is taken to be as loud as the mean: no allowance for a noisy one."
    else:
        yield (
            f"How loud this client is, is not known: kappa {book.between_clients.kappa} "
            "between clients. A quarter of their history narrows the range."
        )
    yield f"An hour costs us {cash(quote.priced.own_hour, case.plan.currency)}."
    if quote.priced.served.error:
        yield (
            f"Tickets share allowances under this plan, so {case.trial.years:,} years were "
            "simulated, the same years for each setting."
        )


def _whose(book: RateBook) -> str:
    """Whose figures a rate book has: others', our own, or class by class."""
    others = "an example: figures of others, with their sources in it"
    if not book.learnt:
        return f", {others}" if book.example else ""
    names = words.listing([name.replace("_", " ") for name in book.learnt])
    told = f", your own history for {names}"
    return f"{told}; all else is {others}" if book.example else told


def _side_by_side(quotes: Sequence[Quote]) -> Any:
    lines = []
    for quote in quotes:
        of, currency = quote.priced, quote.priced.case.plan.currency
        low, high = of.likely
        lines.append(
            (
                of.case.plan.title,
                cash(of.a_month, currency),
                f"{cash(low, currency)} to {cash(high, currency)}",
                cash(of.per_user, currency),
                share(quote.margin),
            )
        )
    head = ("plan", "least a month", "four years of five", "a user", "margin as priced")
    return layout.table(head, lines, right=(1, 2, 3, 4))


def _plan(quote: Quote) -> Iterator[Any]:
    yield from _summary(quote)
    yield layout.heading("Why: the least that each goal allows, a month")
    yield _floors(quote)
    yield layout.heading("What serving this client costs, a month")
    yield _costs(quote)
    yield layout.heading("Where covered hours go, a month")
    yield _hours(quote)
    if quote.worths:
        own = " or own clause" if quote.priced.case.plan.clauses else ""
        yield layout.heading(f"What to change: one setting{own} moved at a time")
        yield _worths(quote)
    if quote.swings:
        yield layout.heading("What the price hangs on: assumptions moved one at a time")
        yield _swings(quote)
    yield layout.heading("The client's side")
    yield layout.bullets(client_side(quote))


def _title(quote: Quote) -> str:
    plan = quote.priced.case.plan
    return f"{plan.title} ({plan.name})"


def _summary(quote: Quote) -> Iterator[Any]:
    yield layout.said(headline(quote))
    yield layout.said(_own_fee(quote))
    yield layout.bullets(later(quote))


def later(quote: Quote) -> Iterator[str]:
    """What to write into the plan, what bringing the client in costs, and later years."""
    plan, currency = quote.priced.case.plan, quote.priced.case.plan.currency
    counts = counts_of(quote.priced.case.exposures)
    if quote.asked:
        aim = exact(quote.priced.a_month, currency)
        price = repriced(plan, counts, aim).price
        yield f"To ask at least that, write price: {flow(_amounts(price))}{_billed(quote)}"
    once = onboarding_fee(plan, quote.fee.total)
    if once.lines:
        yield f"Bringing them in costs {once.total}, once: {once.lines[0].because}"
    if plan.price.escalator:
        second = fee_of_year(plan, counts, 2)
        yield f"In the second year the plan's own price may be {second.total} a month."


def _billed(quote: Quote) -> str:
    """A plan that bills more users than there are asks less of each."""
    least, users = quote.priced.case.plan.users.minimum, quote.priced.case.exposures.users
    return f", as {least} users are billed at least" if least > users else ""


def _amounts(price: Price) -> dict[str, Any]:
    """The amounts of a price as a plan text writes them."""
    written = PRICE.plain(price)
    terms = ("billed", "escalator", "requote_at", "onboarding")
    return {name: each for name, each in written.items() if name not in terms}


def headline(quote: Quote) -> str:
    """The range first, then the price."""
    of, currency = quote.priced, quote.priced.case.plan.currency
    users, a_month = of.case.exposures.users, cash(of.a_month, currency)
    low, high = (cash(each / max(1, users), currency) for each in of.likely)
    each, ask = "a month", a_month
    if users:
        each, ask = (
            "for each user and month",
            f"{cash(of.per_user, currency)}, that is {a_month}",
        )
    return (
        f"In four years of five the margin aimed at needs between {low} and {high} "
        f"{each}. Ask {ask} a month: it keeps all your goals."
    )


def _own_fee(quote: Quote) -> str:
    of, currency = quote.priced, quote.priced.case.plan.currency
    months = len(of.case.span.busy)
    if quote.margin is None:
        return f"{quote.fee.because}"
    gap = quote.asked / months - of.a_month
    side = "above" if gap >= 0 else "below"
    return (
        f"The plan's own price comes to {cash(quote.asked / months, currency)} a month, "
        f"{cash(abs(gap), currency)} {side} that: a margin of {share(quote.margin)} is "
        f"expected, with a chance of {share(quote.chance_below_floor)} that it falls below "
        f"{share(of.case.targets.margin_floor)}. An hour of covered work brings "
        f"{cash(quote.hourly_rate or 0.0, currency)}."
    )


def _floors(quote: Quote) -> Any:
    of, currency = quote.priced, quote.priced.case.plan.currency
    months, users = len(of.case.span.busy), max(1, of.case.exposures.users)
    lines = [
        (
            FLOORS[floor],
            cash(least / months, currency),
            cash(least / months / users, currency),
            "binds" if floor is of.floors.binding else "",
        )
        for floor, least in of.floors.of.items()
    ]
    return layout.table(("goal", "a month", "a user", ""), lines, right=(1, 2))


def _costs(quote: Quote) -> Any:
    of, currency = quote.priced, quote.priced.case.plan.currency
    lines = [
        (each.what, cash(each.cost / 12, currency), each.because)
        for each in of.case.standing
    ]
    low, high = (each / len(of.case.span.busy) for each in of.hours.interval(0.8))
    mean = of.hours.mean / len(of.case.span.busy)
    said = (
        f"{mean:,.1f} hours; {low:,.1f} to {high:,.1f} in four of five, "
        f"{of.reactive_hours_per_user:.2f} for each user"
    )
    lines.append(("covered work", cash(mean * of.own_hour, currency), said))
    return layout.table(("part", "cost", "because"), lines, right=(1,))


def _hours(quote: Quote) -> Any:
    classes = [
        (name.replace("_", " "), f"{hours:,.1f}")
        for name, hours in by_class(quote.priced).items()
    ]
    clauses = [
        (f"{use.clause.number} {use.clause.code}", f"{use.hours:,.1f}")
        for use in clause_uses(quote.priced)
        if use.clause.outcome is not None and use.clause.outcome.value == "covered"
    ]
    return layout.stacked(
        layout.table(("by class of demand", "hours"), classes, right=(1,)),
        layout.table(("by clause", "hours"), clauses, right=(1,)),
    )


def _worths(quote: Quote) -> Any:
    currency, least = quote.priced.case.plan.currency, _SMALL * quote.priced.a_month
    moved = sorted(quote.worths, key=lambda each: -abs(each.price))
    clauses = [each for each in moved if each.move.is_clause]
    settings = [each for each in moved if not each.move.is_clause]
    told = [each for each in settings if abs(each.price) > max(least, each.error)][:_SHOWN]
    rest = len(settings) - len(told)
    used = {f"clauses: {use.clause.code}" for use in clause_uses(quote.priced)}
    lines = [
        (
            each.move.setting,
            _moved(each, used),
            cash(each.price, currency, signed=True),
            f"{each.hours:+,.1f}",
        )
        for each in (*clauses, *told)
    ]
    if rest:
        lines.append((f"{rest} others", "less, or within the error", "", ""))
    return layout.table(
        ("setting", "from, to", "price a month", "hours"), lines, right=(2, 3)
    )


def _moved(each: Worth, used: set[str]) -> str:
    """From what to what; of a clause that no expected work meets it says so."""
    move = each.move
    if move.is_clause and move.setting not in used:
        return "left out; no such work"
    told = move.would_be if move.is_clause else f"{move.was} to {move.would_be}"
    unsure = each.price and abs(each.price) <= each.error
    return f"{told}, within the error" if unsure else told


def _swings(quote: Quote) -> Any:
    currency = quote.priced.case.plan.currency
    lines = [
        (
            each.what,
            f"{each.low[0]}: {cash(each.low[1], currency)}",
            f"{each.high[0]}: {cash(each.high[1], currency)}",
        )
        for each in quote.swings
    ]
    return layout.table(("assumption", "one way", "the other"), lines, right=(1, 2))
