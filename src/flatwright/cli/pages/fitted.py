"""What a history says of each class, as a page and as tables for a program."""

from collections.abc import Iterator
from typing import Any

from flatwright.cli.pages import layout
from flatwright.cli.past_tickets import Learnt
from flatwright.domain.experience.effort_fit import EffortFit
from flatwright.domain.experience.intervals import FEW
from flatwright.domain.experience.own_class import OwnClass
from flatwright.domain.experience.told_together import ToldTogether
from flatwright.domain.plan.words import listing, plural

_CLIENTS_SHOWN = 12


def page(made: Learnt) -> Iterator[Any]:
    """The interval before the number: what is known, and what stays assumed."""
    rates = made.rates
    fit = rates.all_tickets
    tickets = plural(made.used, "ticket")
    yield layout.heading(f"{tickets} from {made.first} to {made.last}")
    yield layout.bullets(overall(made))
    yield layout.heading("By class: tickets for each unit and month")
    head = ("class", "tickets", "unit-months", "95 % of the history", "was", "is now")
    lines = [_line(each) for each in rates.classes]
    yield layout.table(head, lines, right=(1, 2, 3, 4, 5))
    yield layout.heading("By class: minutes of one ticket")
    head = ("class", "median", "sigma", "mean", "not ended", "")
    yield layout.table(head, list(_efforts(made)), right=(1, 2, 3, 4))
    if rates.by_client:
        yield layout.heading("By client: tickets for each user and month")
        yield layout.said(rates.by_client.because)
        yield _clients(made)
    yield layout.heading("What was left out or stays assumed")
    yield layout.bullets(
        [f"{count:,} {reason}." for reason, count in made.left_out.items()]
        + list(rates.notes)
        + ([] if not fit.thin else [f"Below {FEW} tickets nothing is more than a hint."])
    )


def overall(made: Learnt) -> Iterator[str]:
    """All classes together, in sentences."""
    fit = made.rates.all_tickets
    yield (
        f"Between {fit.interval.low:.3f} and {fit.interval.high:.3f} tickets for each user "
        f"and month (95 %, if all clients were alike); {fit.rate:.3f} is the most likely."
    )
    mixed = made.rates.together
    if mixed:
        yield _together(mixed)
    yield fit.because
    yield _trend(fit.trend, 2 * fit.trend_error)
    kappa = made.rates.kappa
    if kappa is not None:
        yield f"Between clients kappa is {kappa:.2f}: a deviation of {kappa**-0.5:.0%}."


def _together(mixed: ToldTogether) -> str:
    """What is said of classes that the history cannot tell apart."""
    names = listing([name.replace("_", " ") for name in mixed.classes])
    low, high = mixed.interval.low, mixed.interval.high
    return (
        f"Not each ticket names its thing, so {names} cannot be told apart: "
        f"{mixed.tickets:,} tickets came where the rate book expects {mixed.expected:,.0f} "
        f"(95 %: {low:.2f} to {high:.2f} of it). All these rates move by one factor, "
        f"{mixed.factor:.2f}."
    )


def _trend(trend: float, error: float) -> str:
    """How the rate changes; a change within its error is none that could be told."""
    if not error or not abs(trend) > error:
        return "No change of the rate over time can be told from chance."
    way = "rises" if trend >= 0 else "falls"
    return f"The rate {way} by {abs(trend):.1%} a year, give or take {error:.1%}."


def _line(each: OwnClass) -> tuple[str, ...]:
    interval = each.interval
    told = f"{interval.low:.3f} to {interval.high:.3f}" if interval else "-"
    return (
        each.name.replace("_", " "),
        f"{each.tickets:,}",
        f"{each.unit_months:,.0f}",
        told,
        f"{each.was:.3f}",
        f"{each.rate:.3f}",
    )


def _efforts(made: Learnt) -> Iterator[tuple[str, ...]]:
    mixed = made.rates.together
    if mixed and mixed.effort:
        yield _effort("not told apart", mixed.effort)
    for each in made.rates.classes:
        name = each.name.replace("_", " ")
        if each.effort is None:
            yield name, "-", "-", "-", "-", each.because
        else:
            yield _effort(name, each.effort)


def _effort(name: str, effort: EffortFit) -> tuple[str, ...]:
    low, high = effort.median_interval()
    return (
        name,
        f"{low:.0f} to {high:.0f}",
        f"{effort.sigma:.2f}",
        f"{effort.mean:.0f}",
        f"{effort.censored:,}",
        effort.other,
    )


def _clients(made: Learnt) -> Any:
    found = made.rates.by_client
    lines = []
    if found:
        order = sorted(found.estimates, key=lambda name: -found.estimates[name])
        lines = [
            (name, f"{found.weights[name]:.0%}", f"{found.estimates[name]:.3f}")
            for name in order[:_CLIENTS_SHOWN]
        ]
    return layout.table(("client", "believed", "tickets"), lines, right=(1, 2))


def rows(made: Learnt) -> dict[str, Any]:
    """Everything for a program."""
    rates, fit = made.rates, made.rates.all_tickets
    return {
        "first": made.first,
        "last": made.last,
        "tickets": made.used,
        "left_out": made.left_out,
        "all": {
            "rate": fit.rate,
            "interval": [fit.interval.low, fit.interval.high],
            "trend": fit.trend,
            "trend_error": fit.trend_error,
            "pearson": fit.pearson,
            "months": list(fit.months),
            "because": fit.because,
        },
        "kappa": rates.kappa,
        "together": _mixed_row(rates.together),
        "learnt": list(rates.book.learnt),
        "classes": [_row(each) for each in rates.classes],
        "clients": {}
        if rates.by_client is None
        else {
            name: {"believed": rates.by_client.weights[name], "rate": estimate}
            for name, estimate in rates.by_client.estimates.items()
        },
        "notes": list(rates.notes),
    }


def _mixed_row(mixed: ToldTogether | None) -> dict[str, Any] | None:
    if mixed is None:
        return None
    return {
        "classes": list(mixed.classes),
        "tickets": mixed.tickets,
        "expected": mixed.expected,
        "interval": [mixed.interval.low, mixed.interval.high],
        "factor": mixed.factor,
        "minutes": mixed.minutes,
        "effort": _effort_row(mixed.effort),
    }


def _row(each: OwnClass) -> dict[str, Any]:
    return {
        "class": each.name,
        "tickets": each.tickets,
        "unit_months": each.unit_months,
        "interval": [each.interval.low, each.interval.high] if each.interval else None,
        "was": each.was,
        "rate": each.rate,
        "effort": _effort_row(each.effort),
        "because": each.because,
    }


def _effort_row(effort: EffortFit | None) -> dict[str, Any] | None:
    if effort is None:
        return None
    return {
        "median": effort.median,
        "sigma": effort.sigma,
        "mean": effort.mean,
        "count": effort.count,
        "not_ended": effort.censored,
    }
