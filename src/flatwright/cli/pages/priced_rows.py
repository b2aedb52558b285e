"""A price for a program: every figure of the page, and the distribution's quantiles."""

from typing import Any

from flatwright.cli.pages.cash import exact
from flatwright.domain.pricing.both_sides import inclusions_of
from flatwright.domain.pricing.corridor import Corridor, NoCorridor
from flatwright.domain.pricing.quote import NoBound, Quote
from flatwright.domain.pricing.tornado import Swing
from flatwright.domain.pricing.worth import Worth, by_class, clause_uses

SHARES = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99)
_DIGITS = 6


def row(quote: Quote) -> dict[str, Any]:
    """Everything that is known of one plan's price; money of a month unless it says so."""
    of = quote.priced
    return {
        "plan": of.case.plan.name,
        "client": of.case.exposures.client,
        "currency": of.case.plan.currency,
        "rates": of.case.book.name,
        "example_rates": of.case.book.example,
        "own_classes": list(of.case.book.learnt),
        "months": len(of.case.span.busy),
        **_price(quote),
        **_own_fee(quote),
        **_demand(quote),
        "standing": [
            {
                "what": each.what,
                "cost": _paid(quote, each.cost / 12),
                "because": each.because,
            }
            for each in of.case.standing
        ],
        "worth": [_worth(quote, each) for each in quote.worths],
        "assumptions": [_swing(quote, each) for each in quote.swings],
        "by_the_hour": {
            "mean": _paid(quote, quote.by_the_hour.mean / 12),
            "half": _paid(quote, quote.by_the_hour.quantile(0.5) / 12),
            "one_in_ten": _paid(quote, quote.by_the_hour.quantile(0.9) / 12),
        },
        "free_help": {
            name: {"free": each.free, "gain": _number(each.gain), "because": each.because}
            for name, each in inclusions_of(of).items()
        },
        "corridor": corridor_row(quote.corridor, of.case.plan.currency),
    }


def _price(quote: Quote) -> dict[str, Any]:
    of = quote.priced
    months = len(of.case.span.busy)
    return {
        "price": _paid(quote, of.a_month),
        "price_for_each_user": _paid(quote, of.per_user),
        "likely": [_paid(quote, each) for each in of.likely],
        "floors": {
            floor.value: _paid(quote, least / months)
            for floor, least in of.floors.of.items()
        },
        "binding": of.floors.binding.value,
    }


def _own_fee(quote: Quote) -> dict[str, Any]:
    months = len(quote.priced.case.span.busy)
    return {
        "own_fee": _paid(quote, quote.asked / months) if quote.asked else None,
        "fee_lines": [
            {
                "what": line.what,
                "quantity": line.quantity,
                "each": line.each,
                "amount": line.amount.decimal,
                "because": line.because,
                "cites": [str(cite) for cite in line.cites],
            }
            for line in quote.fee.lines
        ],
        "margin": _number(quote.margin),
        "chance_below_margin_floor": _number(quote.chance_below_floor),
        "effective_hourly_rate": _number(quote.hourly_rate),
    }


def _demand(quote: Quote) -> dict[str, Any]:
    of = quote.priced
    return {
        "tickets": _number(of.served.tickets),
        "hours": {
            "mean": _number(of.hours.mean),
            "deviation": _number(of.hours.deviation),
            "quantiles": {str(q): _number(of.hours.quantile(q)) for q in SHARES},
            "error": _number(of.served.error / 60),
        },
        "reactive_hours_per_user": _number(of.reactive_hours_per_user),
        "hours_by_class": {name: _number(each) for name, each in by_class(of).items()},
        "hours_by_clause": [
            {
                "clause": use.clause.code,
                "number": use.clause.number,
                "outcome": use.clause.outcome,
                "hours": _number(use.hours),
            }
            for use in clause_uses(of)
        ],
    }


def _worth(quote: Quote, each: Worth) -> dict[str, Any]:
    return {
        "setting": each.move.setting,
        "is_clause": each.move.is_clause,
        "was": each.move.was,
        "would_be": each.move.would_be,
        "price": _paid(quote, each.price),
        "hours": _number(each.hours),
        "error": _paid(quote, each.error),
    }


def _swing(quote: Quote, each: Swing) -> dict[str, Any]:
    return {
        "what": each.what,
        "low": {"is": each.low[0], "price": _paid(quote, each.low[1])},
        "high": {"is": each.high[0], "price": _paid(quote, each.high[1])},
    }


def _paid(quote: Quote, value: float) -> Any:
    return exact(value, quote.priced.case.plan.currency).decimal


def corridor_row(found: Corridor | NoCorridor | NoBound, currency: str) -> dict[str, Any]:
    """The corridor, or why there is none; money of a month."""

    def paid(value: float) -> Any:
        return exact(value / 12, currency).decimal

    if isinstance(found, NoBound):
        return {"open": False, "gap": None, "because": found.because}
    if isinstance(found, NoCorridor):
        return {"open": False, "gap": paid(found.gap), "because": found.because}
    return {
        "open": True,
        "lowest": paid(found.lowest),
        "highest": paid(found.highest),
        "split": paid(found.split),
    }


def _number(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)
