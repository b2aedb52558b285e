"""A search for a design as a page, and as tables for a program."""

from collections.abc import Iterator, Sequence
from typing import Any

from flatwright.cli.pages import layout
from flatwright.cli.pages.cash import exact
from flatwright.cli.pages.priced import units
from flatwright.domain.plan.words import duration, plural
from flatwright.domain.plan.written import duration_text
from flatwright.domain.pricing.priced import Case
from flatwright.domain.pricing.robust import Otherwise
from flatwright.domain.pricing.search import Design, Refined, alike, front

_SHOWN = 6
_NO_PRICE = (
    "No price: the least that your goals allow is above what the client should pay. Cut "
    "standing costs or goals, or show the client more value; flatwright price says more."
)
_NOT_MOVED = "All else stays as the plan has it."


def page(
    case: Case, tried: int, best: Sequence[Refined], held: Sequence[Otherwise]
) -> Iterator[Any]:
    """What was tried, what nobody can tell from the best, and the front of both gains."""
    currency, same = case.plan.currency, alike(best)
    yield layout.heading(
        f"{tried:,} designs of {case.plan.title} for {case.exposures.client}: "
        f"{units(case.exposures)}"
    )
    yield layout.said(verdict(same))
    yield layout.heading(
        f"The best, by what both gain in a year, in {currency}; * is as good as the best"
    )
    first = sorted(best, key=lambda each: -each.surplus)
    lines = [_line(each, same, currency) for each in first]
    yield layout.table(_HEAD, lines, right=(7, 8))
    if any(each.price is None for each in best):
        yield layout.said(_NO_PRICE)
    yield layout.heading("The front: what no other design beats for one side alone")
    yield _front(front(best), currency)
    yield layout.heading("The best if an assumption is wrong")
    yield layout.columns([(each.what, _otherwise(each, currency)) for each in held])
    yield layout.heading("What was assumed")
    yield layout.bullets(
        (
            (
                f"Rates: {case.book.name}. What help is worth to a client is assumed "
                "there: good designs differ little in what both gain, much in the price."
            ),
            "A price splits the gain evenly, or is the floor of your goals above that.",
            _NOT_MOVED,
        )
    )


def unbounded_page(case: Case, says: str) -> Iterator[Any]:
    """Why no design can be told from another: the client would take any fee for each."""
    yield layout.heading(
        f"Designs of {case.plan.title} for {case.exposures.client}: {units(case.exposures)}"
    )
    yield layout.said(f"No corridor, so no design is ahead of another: {says}")


def unbounded_rows(case: Case, says: str) -> dict[str, Any]:
    """The same for a program."""
    return {
        "plan": case.plan.name,
        "client": case.exposures.client,
        "currency": case.plan.currency,
        "rates": case.book.name,
        "tried": 0,
        "best": [],
        "otherwise": [],
        "because": says,
    }


def verdict(same: Sequence[Refined]) -> str:
    """One winner, or the designs that cannot be told apart."""
    first = max(same, key=lambda each: each.surplus).design
    if len(same) == 1:
        return f"One design leaves both sides the most: {told(first)}."
    return (
        f"No single design wins: {len(same)} cannot be told apart from the best. Take the "
        f"one that is the easiest to explain. One of them: {told(first)}."
    )


def told(design: Design) -> str:
    """A design in words."""
    soon = ""
    if design.respond is not None:
        soon = f", a P1 answered within {duration(design.respond)}"
    night = "at any hour" if design.after_hours == "all" else "in business hours"
    return (
        f"{plural(design.devices, 'device')} a user, printers: {design.printers}, "
        f"{plural(design.moves, 'free move')}, a line at {duration(design.threshold)}, "
        f"help {night}, {duration(design.training)} of first training{soon}"
    )


_HEAD = (
    *("devices", "printers", "moves", "line", "help", "training", "P1"),
    *("both gain", "a month"),
)


def _line(each: Refined, same: Sequence[Refined], currency: str) -> tuple[str, ...]:
    design = each.design
    return (
        f"{design.devices}{' *' if each in same else ''}",
        design.printers,
        str(design.moves),
        duration_text(design.threshold),
        "any hour" if design.after_hours == "all" else "by day",
        duration_text(design.training),
        "-" if design.respond is None else duration_text(design.respond),
        _plain(each.surplus, currency),
        "no price" if each.price is None else _plain(each.price / 12, currency),
    )


def _plain(value: float, currency: str) -> str:
    return f"{exact(value, currency).decimal:,}"


def _otherwise(each: Otherwise, currency: str) -> str:
    if not each.ahead:
        return "the same design"
    return f"{told(each.design)}; {_plain(each.ahead, currency)} a year ahead"


def _front(kept: Sequence[Refined], currency: str) -> Any:
    if not kept:
        return layout.bullets(
            ("None: under your goals no design has a price that the client should pay.",)
        )
    lines = []
    every = max(1, -(-len(kept) // _SHOWN))  # points along the front, not all of it
    for each in (*kept[:-1:every], kept[-1]):
        ours, theirs = each.gains or (0.0, 0.0)
        lines.append(
            (
                _plain(ours, currency),
                _plain(theirs, currency),
                _plain((each.price or 0.0) / 12, currency),
                told(each.design),
            )
        )
    head = ("we gain", "they gain", "a month", "design")
    return layout.table(head, lines, right=(0, 1, 2))


def rows(
    case: Case, tried: int, best: Sequence[Refined], held: Sequence[Otherwise]
) -> dict[str, Any]:
    """Everything for a program; gains are of a year, the price of a month."""
    currency, same, kept = case.plan.currency, alike(best), front(best)

    def paid(value: float) -> Any:
        return exact(value, currency).decimal

    return {
        "plan": case.plan.name,
        "client": case.exposures.client,
        "currency": currency,
        "rates": case.book.name,
        "tried": tried,
        "best": [
            {
                "devices": each.design.devices,
                "printers": each.design.printers,
                "moves": each.design.moves,
                "threshold": each.design.threshold,
                "after_hours": each.design.after_hours,
                "training": each.design.training,
                "respond": each.design.respond,
                "surplus": paid(each.surplus),
                "error": paid(each.error),
                "price": None if each.price is None else paid(each.price / 12),
                "we_gain": None if each.gains is None else paid(each.gains[0]),
                "they_gain": None if each.gains is None else paid(each.gains[1]),
                "like_the_best": each in same,
                "on_the_front": each in kept,
            }
            for each in best
        ],
        "otherwise": [
            {"what": each.what, "design": told(each.design), "ahead": paid(each.ahead)}
            for each in held
        ],
    }
