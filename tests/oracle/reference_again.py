"""A decision of the reference plan taken again, after facts or the agreement changed."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from flatwright.domain.coverage.again import Amendment
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.client import Client
from flatwright.domain.records.work import WorkItem
from tests.oracle.reference_decision import decide
from tests.oracle.reference_minutes import minutes_of
from tests.oracle.reference_plan import walk

Answer = dict[str, Any]
REFUSED: Answer = {
    "delta_client": Decimal(0),
    "document": None,
    "error": "retroactive_reduction_not_allowed",
}


@dataclass(frozen=True, slots=True)
class Change:
    """The facts after a change, and what was amended, where something was."""

    facts: WorkItem
    amendment: Amendment | None


def without(client: Client, name: str) -> Client:
    """A client whose lists no longer have a thing."""
    return replace(
        client,
        shared={key: each for key, each in client.shared.items() if key != name},
        printers={key: each for key, each in client.printers.items() if key != name},
        devices={
            person: tuple(each for each in devices if each.name != name)
            for person, devices in client.devices.items()
        },
    )


def bill(answer: Answer) -> Decimal:
    """What the client pays by an answer."""
    lines = sum((line[4] for line in answer["lines"]), Decimal(0))
    if "purchase" in answer["approvals"]:
        return lines
    theirs = [n["amount"] for n in answer["materials"] if n["payer"] == "client"]
    return sum(theirs, lines)


def decide_again(work: WorkItem, change: Change, agreement: Agreement) -> Answer:
    """The difference for the client, the document, and the new minutes by outcome."""
    amendment, now = change.amendment, agreement
    minutes = minutes_of(work, agreement)
    last = max((minute.day for minute in minutes), default=None)
    if amendment and amendment.removes and (last is None or last >= amendment.first):
        now = replace(agreement, client=without(agreement.client, amendment.removes))
        before, _ = walk(work, minutes, agreement.client)
        after, _ = walk(work, minutes, now.client)
        for was, would_be in zip(before, after, strict=True):
            if was[0] == "covered" != would_be[0]:
                return REFUSED
    answer = decide(change.facts, now)
    delta = bill(answer) - bill(decide(work, agreement))
    if amendment and delta > 0:
        return REFUSED
    outcomes: dict[str, int] = {}
    for worked, _, outcome, *_ in answer["lines"]:
        outcomes[outcome] = outcomes.get(outcome, 0) + worked
    document = "credit_note" if delta < 0 else "invoice_line" if delta > 0 else None
    return {"delta_client": delta, "outcomes": outcomes, "document": document}
