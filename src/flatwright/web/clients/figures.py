"""Figures of a client as its pages draw them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.summary import Draw, MonthOf, draws, standing_allowances

_HOUR = 60


def may(scope: Scope) -> dict[str, bool]:
    """What pages of clients offer to whoever looks."""
    return {
        "may_edit": scope.may(Right.CLIENTS),
        "may_agree": scope.may(Right.AGREE),
        "may_money": scope.may(Right.MONEY),
    }


def day_asked(request: HttpRequest) -> date | None:
    """The day that a list is asked for; one that is no day is as if none were told."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return None


def sum_of(months: list[MonthOf]) -> dict[str, int]:
    """All months together."""
    names = ("worked", "covered", "billed", "absorbed", "pays")
    return {name: sum(getattr(each, name) for each in months) for name in names}


def hours_chart(months: list[MonthOf]) -> dict[str, Any]:
    """Hours by month and by who pays."""
    return {
        "labels": [each.month.strftime("%b") for each in months],
        "series": [
            ("covered", [each.covered // _HOUR for each in months]),
            ("billed", [each.billed // _HOUR for each in months]),
            ("absorbed", [each.absorbed // _HOUR for each in months]),
        ],
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """An allowance as it is shown: whose, how much is used, and by which tickets."""

    says: str
    code: str
    number: str
    whose: str
    used: int
    granted: int
    unit: str
    first: date
    last: date | None  # None: the agreement has no end
    tickets: list[int]  # by their numbers, the last first

    @property
    def label(self) -> str:
        """Whose, and of what."""
        name = self.code.replace("_", " ")
        return f"{self.whose}, {name}" if self.whose else name.capitalize()

    @property
    def shown_unit(self) -> str:
        """What is counted; times need no word."""
        return "" if self.unit == "times" else self.unit


def drawn_allowances(
    scope: Scope, client: Client, on: date, names: Mapping[str, str]
) -> list[Allowance]:
    """What is used and left on a day, what is drawn from most first.

    `names` are those of people, places and things, by key.
    """
    drawn: dict[tuple[str, str], list[Draw]] = {}
    every = draws(scope, client)
    for draw in every:
        drawn.setdefault((draw.drawn.code, draw.drawn.whose), []).append(draw)
    standing = standing_allowances(client, [d.drawn for d in reversed(every)], on)
    made = []
    for each in standing:
        theirs = drawn.get((each.cites.code, each.whose), [])
        made.append(
            Allowance(
                says=each.says,
                code=each.cites.code,
                number=each.cites.number,
                whose=names.get(each.whose, each.whose.removeprefix("other:")),
                used=each.used,
                granted=each.granted + each.carried,
                unit=each.unit,
                first=each.first,
                last=each.last,
                tickets=[draw.ticket for draw in theirs if each.counts(draw.drawn)],
            )
        )
    return sorted(made, key=lambda each: (-each.used, each.code, each.whose))
