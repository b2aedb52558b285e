"""A back-test as a page, and as tables for a program."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flatwright.bulk.backtest import Result, Sum, cost, line_of_hours, trial, worth
from flatwright.bulk.past import Past
from flatwright.cli.pages import layout
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.version import PlanVersion

CLIENTS_SHOWN = 8
_COVERED = "covered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What one plan makes of the history, its clauses' worth, and its line elsewhere."""

    result: Result
    worth: Mapping[str, Money]
    lines: Mapping[int, Result]


def tried(plan: PlanVersion, what: Past, holidays: Mapping[str, frozenset[date]]) -> Tried:
    """Decide a history under a plan, without each of its clauses, and with other lines."""
    ready = trial(plan, what, holidays)
    whole = ready.result()
    return Tried(result=whole, worth=worth(ready, whole), lines=line_of_hours(ready))


def rows(
    all_tried: Sequence[Tried], account: Mapping[str, int], notes: Sequence[str]
) -> dict[str, Any]:
    """Everything for a program."""
    return {
        "records": dict(account),
        "notes": list(notes),
        "plans": [_plan_row(each, account) for each in all_tried],
    }


def _plan_row(each: Tried, account: Mapping[str, int]) -> dict[str, Any]:
    result = each.result
    plan = result.plan
    return {
        "plan": plan.name,
        "currency": plan.currency,
        "records": account["records"],
        "decided": result.decided,
        "asked": result.asked,
        "rejected": account["rejected"],
        "without_time": account["without_time"],
        "questions": dict(result.questions.most_common()),
        "total": _sum_row(result.total, plan),
        "by_outcome": _rows_by(result, "outcome"),
        "by_clause": _rows_by(result, "clause", "outcome"),
        "by_client": _rows_by(result, "client", "outcome"),
        "by_month": _rows_by(result, "month", "outcome"),
        "worth": {code: money.decimal for code, money in each.worth.items()},
        "line_of_hours": [
            {
                "hours": hours,
                **_sum_row(other.total, plan),
                "covered_minutes": _covered(other),
            }
            for hours, other in each.lines.items()
        ],
    }


def _rows_by(result: Result, *names: str) -> list[dict[str, Any]]:
    return [
        {**dict(zip(names, key, strict=True)), **_sum_row(each, result.plan)}
        for key, each in result.by(*names).items()
    ]


def _sum_row(each: Sum, plan: PlanVersion) -> dict[str, Any]:
    return {
        "minutes": each.worked,
        "billed_minutes": each.billed,
        "client_pays": Money(each.amount, plan.currency).decimal,
        "own_cost": cost(each.worked, plan).decimal,
    }


def _covered(result: Result) -> int:
    return result.by("outcome").get((_COVERED,), Sum()).worked


def page(
    all_tried: Sequence[Tried], account: Mapping[str, int], notes: Sequence[str]
) -> Iterator[Any]:
    """The same for people: first the plans side by side, then each alone."""
    yield layout.heading(f"{account['records']:,} records of past work")
    yield layout.columns(_accounted(all_tried[0].result, account), right=(1,))
    yield layout.heading("What was assumed")
    yield layout.bullets(notes)
    if len(all_tried) > 1:
        yield layout.heading("Side by side")
        yield _side_by_side(all_tried)
    for each in all_tried:
        yield from _plan_page(each)


def _accounted(result: Result, account: Mapping[str, int]) -> list[tuple[str, str, str]]:
    total = account["records"] or 1
    shown = {
        "decided": result.decided,
        "asked: a fact is missing": result.asked,
        "rejected, each with its reason": account["rejected"],
        "without any time": account["without_time"],
    }
    return [(name, f"{n:,}", f"{100 * n / total:.1f} %") for name, n in shown.items()]


def _side_by_side(all_tried: Sequence[Tried]) -> Any:
    lines = []
    for each in all_tried:
        result = each.result
        total = result.total
        lines.append(
            (
                result.plan.name,
                _hours(total.worked),
                _share(_covered(result), total.worked),
                str(result.client_pays),
                str(cost(_covered(result), result.plan)),
                f"{result.asked:,}",
            )
        )
    head = (
        "plan",
        "hours",
        "covered",
        "clients pay extra",
        "covered work costs us",
        "asked",
    )
    return layout.table(head, lines, right=(1, 2, 3, 4, 5))


def _plan_page(each: Tried) -> Iterator[Any]:
    result = each.result
    yield layout.heading(f"{result.plan.title} ({result.plan.name})")
    yield _sums(("who pays",), result, "outcome")
    yield layout.heading("By clause")
    yield _sums(("clause", "who pays"), result, "clause", "outcome")
    yield layout.heading("By month")
    yield _sums(("month",), result, "month")
    yield layout.heading("By client, the most hours first")
    yield _clients(result)
    if result.questions:
        yield layout.heading("Facts that are missing")
        asked = result.questions.most_common()
        yield layout.columns([(fact, f"{n:,}") for fact, n in asked], right=(1,))
    yield layout.heading("What each clause is worth: what clients pay because it is there")
    yield layout.columns(
        [(code, str(money)) for code, money in each.worth.items()], right=(1,)
    )
    if each.lines:
        yield layout.heading("The line between service and project")
        yield _lines(each)


def _sums(head: Sequence[str], result: Result, *names: str) -> Any:
    total = result.total.worked
    lines = [
        (
            *(part.replace("_", " ") for part in key),
            _hours(each.worked),
            _share(each.worked, total),
            _hours(each.billed),
            str(Money(each.amount, result.plan.currency)),
        )
        for key, each in result.by(*names).items()
    ]
    first = len(head)
    numbers = ("hours", "share", "billed hours", "clients pay")
    return layout.table((*head, *numbers), lines, right=tuple(range(first, first + 4)))


def _clients(result: Result) -> Any:
    sums = sorted(result.by("client").items(), key=lambda pair: -pair[1].worked)
    lines = [
        (key[0], _hours(each.worked), str(Money(each.amount, result.plan.currency)))
        for key, each in sums[:CLIENTS_SHOWN]
    ]
    rest = sums[CLIENTS_SHOWN:]
    if rest:
        worked = sum(each.worked for _, each in rest)
        amount = Money(sum(each.amount for _, each in rest), result.plan.currency)
        lines.append((f"{len(rest):,} others", _hours(worked), str(amount)))
    return layout.table(("client", "hours", "clients pay"), lines, right=(1, 2))


def _lines(each: Tried) -> Any:
    lines = [
        (
            f"{hours} h",
            _hours(_covered(other)),
            _share(_covered(other), other.total.worked),
            str(other.client_pays),
        )
        for hours, other in each.lines.items()
    ]
    head = ("line at", "hours covered", "share", "clients pay extra")
    return layout.table(head, lines, right=(0, 1, 2, 3))


def _hours(minutes: int) -> str:
    return f"{minutes // 60:,}:{minutes % 60:02}"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "-"
