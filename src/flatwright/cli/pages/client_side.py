"""The client's side of a price: their bill by the hour, and what serves both."""

from collections.abc import Iterator

from flatwright.cli.pages.cash import cash
from flatwright.domain.plan import words
from flatwright.domain.pricing.both_sides import inclusions_of
from flatwright.domain.pricing.corridor import NoCorridor
from flatwright.domain.pricing.quote import NoBound, Quote


def client_side(quote: Quote) -> Iterator[str]:
    """What the same help would cost by the hour, and the prices that serve both."""
    of, currency = quote.priced, quote.priced.case.plan.currency
    half, bad = (cash(quote.by_the_hour.quantile(q) / 12, currency) for q in (0.5, 0.9))
    rate = cash(float(of.case.plan.rates.hourly), currency)
    yield (
        f"By the hour, at {rate}, their bill would be {half} a month in a usual year, and "
        f"{bad} or more in one year of ten."
    )
    yield from _free_help(quote)
    found = quote.corridor
    if isinstance(found, NoCorridor | NoBound):
        yield found.because
        return
    low, high, split = (
        cash(each / 12, currency) for each in (found.lowest, found.highest, found.split)
    )
    yield (
        f"Both sides gain between {low} and {high} a month; {split} would split the gain "
        "evenly. What help and care are worth to a client is assumed in the rate book."
    )
    if of.floors.least / of.share_of_year > found.highest:
        yield (
            "Your goals ask for more than that: cut standing costs, offer a leaner plan "
            "(flatwright design), or show the client more value."
        )


def _free_help(quote: Quote) -> Iterator[str]:
    """Which classes of help are better free for both, by their use alone."""
    found = inclusions_of(quote.priced)
    by_class = {
        free: [name.replace("_", " ") for name, each in found.items() if each.free is free]
        for free in (True, False)
    }
    if by_class[True]:
        yield f"Free help gains for both together: {words.listing(by_class[True])}."
    if by_class[False]:
        yield (
            "Free help is used for less than it costs, so a count or the hour is better: "
            f"{words.listing(by_class[False])}."
        )
