"""A renewal as a page, as a table for a program, and as a picture."""

from collections.abc import Iterator
from typing import Any

from flatwright.cli.pages import layout
from flatwright.cli.pages.cash import cash, exact, share
from flatwright.cli.renewing import Renewed
from flatwright.domain.plan.words import plural
from flatwright.outputs.charts.control import Sums, control


def page(of: Renewed) -> Iterator[Any]:
    """The offer, why, and what the year showed."""
    currency, found = of.priced.case.plan.currency, of.renewal
    client = of.priced.case.exposures.client
    yield layout.heading(f"The next year of {client} under {of.priced.case.plan.title}")
    yield layout.said(
        f"Offer {cash(found.offered / 12, currency)} a month, {found.change:+.1%} on what "
        f"they pay now: a margin of {share(found.margin)} is to be expected."
    )
    yield layout.said(found.because)
    yield layout.heading("What it stands on")
    yield layout.columns(list(_stands(of)))
    yield layout.heading("What the year showed, month by month")
    yield layout.said(of.chart.because)
    yield _months(of)
    if found.deferred > 0:
        yield layout.heading("What to do about the rest")
        yield layout.bullets(
            (
                "Tell them now that the next renewal brings the rest.",
                "Or take hours out: a lower line, fewer free moves (flatwright price).",
                "Or agree a visit that finds out what makes them call.",
            )
        )


def _stands(of: Renewed) -> Iterator[tuple[str, str]]:
    currency, found = of.priced.case.plan.currency, of.renewal
    seen = of.seen
    yield "hours a user and month", f"{seen.own:.3f} theirs, {seen.book:.3f} the book's"
    yield (
        "theirs count for",
        f"{seen.credibility:.0%}, after {plural(len(of.months), 'month')} of history",
    )
    low, high = of.likely
    each = f"{found.reactive_hours_per_user:.3f} a user and month"
    yield "hours expected", f"{each}; {low:.3f} to {high:.3f} in four years of five"
    yield "cost of the year", cash(found.cost, currency)
    yield "price without a limit", f"{cash(found.technical / 12, currency)} a month"
    yield "left for later", f"{cash(found.deferred / 12, currency)} a month"


def _months(of: Renewed) -> Any:
    lines = [
        (
            str(each.number),
            f"{came:,.1f}",
            f"{of.expected:,.1f}",
            f"{each.residual:+.1f}",
            f"{each.above:.1f}",
            f"{each.below:.1f}",
        )
        for each, came in zip(of.chart.periods, of.months, strict=True)
    ]
    head = ("month", "hours", "expected", "deviations", "sum above", "sum below")
    return layout.table(head, lines, right=(0, 1, 2, 3, 4, 5))


def row(of: Renewed) -> dict[str, Any]:
    """Everything for a program; money of a month unless it says so."""
    currency, found = of.priced.case.plan.currency, of.renewal

    def paid(value: float) -> Any:
        return exact(value, currency).decimal

    alarm = of.chart.above or of.chart.below
    return {
        "plan": of.priced.case.plan.name,
        "client": of.priced.case.exposures.client,
        "currency": currency,
        "offer": paid(found.offered / 12),
        "current": paid(found.ending.current / 12),
        "change": found.change,
        "technical": paid(found.technical / 12),
        "uncollared_change": found.uncollared_change,
        "deferred": paid(found.deferred / 12),
        "margin": found.margin,
        "cost_of_year": paid(found.cost),
        "hours_for_each_user_and_month": found.reactive_hours_per_user,
        "likely": list(of.likely),
        "own": of.seen.own,
        "book": of.seen.book,
        "credibility": of.seen.credibility,
        "because": found.because,
        "chart": {
            "because": of.chart.because,
            "expected": of.expected,
            "above": [each.above for each in of.chart.periods],
            "below": [each.below for each in of.chart.periods],
            "alarm": None if alarm is None else alarm.number,
        },
    }


def picture(of: Renewed) -> str:
    """The control chart of the year that ends."""
    alarm = of.chart.above or of.chart.below
    sums = Sums(
        above=tuple(each.above for each in of.chart.periods),
        below=tuple(each.below for each in of.chart.periods),
        alarm=None if alarm is None else alarm.number,
    )
    client = of.priced.case.exposures.client
    return control(f"{client}: hours against the price", sums, of.chart.because)
