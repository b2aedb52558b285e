"""What several plans make of one history, side by side: hours by who pays, and money."""

from collections.abc import Sequence
from typing import Any

from flatwright.bulk.backtest import Result, Sum, cost
from flatwright.cli.pages import layout
from flatwright.cli.pages.words import STYLES, amount
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.wording.decided import WHO_PAYS

_OUTCOMES = (Outcome.COVERED, Outcome.AFTER_HOURS, Outcome.HOURLY, Outcome.PROJECT)


def compared(results: Sequence[Result]) -> Any:
    """One column a plan."""
    head = ("Hours worked, by who pays", *(each.plan.name for each in results))
    rows = [_hours_row(outcome, results) for outcome in _OUTCOMES]
    rows += [tuple("" for _ in head), _pays_row(results), _costs_row(results)]
    return layout.table(head, rows, right=tuple(range(1, len(head))))


def _hours_row(outcome: Outcome, results: Sequence[Result]) -> tuple[layout.Cell, ...]:
    hours = (_hours(_worked(outcome, each), each) for each in results)
    return layout.said(WHO_PAYS[outcome], STYLES[outcome]), *hours


def _worked(outcome: Outcome, result: Result) -> int:
    return result.by("outcome").get((outcome.value,), Sum()).worked


def _hours(minutes: int, result: Result) -> str:
    return f"{(minutes + 30) // 60:,}  {100 * minutes / (result.total.worked or 1):3.0f} %"


def _pays_row(results: Sequence[Result]) -> tuple[layout.Cell, ...]:
    """What clients pay above the flat fee."""
    pays = (layout.said(amount(each.client_pays), layout.BOLD) for each in results)
    return f"Clients pay on top, {results[0].plan.currency}", *pays


def _costs_row(results: Sequence[Result]) -> tuple[layout.Cell, ...]:
    """What the work that the flat fee pays for costs the provider."""
    costs = [amount(cost(_worked(Outcome.COVERED, each), each.plan)) for each in results]
    return f"Covered work costs us, {results[0].plan.currency}", *costs
