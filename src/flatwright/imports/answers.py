"""A decision as plain tables, lists, texts and numbers, for files and other programs."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from flatwright.domain.coverage.again import Again
from flatwright.domain.coverage.decision import Decision, Line


def answer(decision: Decision) -> dict[str, Any]:
    """Everything that a decision says, but the walk."""
    final = decision.final
    return {
        "status": decision.status.value,
        "lines": [line_answer(line) for line in decision.lines],
        "questions": [question.fact for question in decision.questions],
        "approvals": list(decision.approvals),
        "materials": [
            {"item": each.item, "payer": each.payer, "amount": each.amount.decimal}
            for each in decision.materials
        ],
        "moves": dict(decision.moves),
        "roster_add": {who: day.isoformat() for who, day in decision.roster_add.items()},
        "cost_tracked": decision.cost_tracked.decimal,
        "version": decision.version,
        "error": decision.error,
        "final": final
        and {
            "client_pays": final.client_pays.decimal,
            "goodwill_amount": final.goodwill_amount.decimal,
            "cost_tracked": final.cost_tracked.decimal,
            "clause": "goodwill",
        },
    }


def line_answer(line: Line) -> list[Any]:
    """Worked minutes, band, outcome, billed minutes, amount, clause."""
    return [
        line.worked,
        line.band,
        line.outcome.value,
        line.billed,
        line.amount.decimal,
        line.cites.code,
    ]


def walk_answer(decision: Decision) -> list[dict[str, Any]]:
    """The walk, clause by clause."""
    return [
        {
            "clause": step.cites.code,
            "number": step.cites.number,
            "plan": f"{step.cites.plan}@{step.cites.version}",
            "outcome": step.outcome.value,
            "took": step.took,
            "of": step.of,
            "why": step.why,
        }
        for step in decision.walk
    ]


def full_answer(decision: Decision) -> dict[str, Any]:
    """What `flatwright decide --json` prints."""
    return {
        **answer(decision),
        "client_pays": decision.client_pays().decimal,
        "because": decision.because,
        "asks": [
            {"fact": each.fact, "question": each.asks, "to": each.to}
            for each in decision.questions
        ],
        "walk": walk_answer(decision),
    }


def again_answer(again: Again) -> dict[str, Any]:
    """What deciding again says."""
    return {
        **answer(again.decision),
        "delta_client": again.delta_client.decimal,
        "outcomes": {outcome.value: n for outcome, n in again.decision.minutes.items()},
        "document": again.document,
        "error": again.error or again.decision.error,
    }


def is_same(expected: Any, got: Any) -> bool:
    """Whether an expectation, as written, is met; numbers are compared by value."""
    if isinstance(expected, Mapping):
        return (
            isinstance(got, Mapping)
            and expected.keys() == got.keys()
            and all(is_same(value, got[key]) for key, value in expected.items())
        )
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(is_same(a, b) for a, b in zip(expected, got, strict=True))
        )
    if got is None:
        return expected in ("null", "~", "")
    if isinstance(got, int | Decimal):
        return _number(expected) == got
    return bool(str(got) == expected)


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
