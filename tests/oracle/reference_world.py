"""What comes of one set of facts, with every fact as told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flatwright.domain.records.client import Client
from flatwright.domain.records.work import WorkItem
from tests.oracle.reference_minutes import Minute
from tests.oracle.reference_money import Bill, bill, first_that_counts
from tests.oracle.reference_plan import Used, walk


@dataclass(frozen=True, slots=True)
class World:
    """What comes of one set of facts: the bill, and the status that it makes."""

    status: str
    bill: Bill
    used: Used
    materials: tuple[dict[str, Any], ...]
    missing: tuple[str, ...]

    @property
    def client_pays(self) -> int:
        """Cents: billed lines, and the materials that the client buys."""
        bought = [each for each in self.materials if each["payer"] == "client"]
        lines = sum(line.cents for line in self.bill.lines)
        if "purchase" in self.missing:
            return lines
        return lines + sum(int(each["amount"] * 100) for each in bought)


def materials(work: WorkItem) -> tuple[dict[str, Any], ...]:
    """Who pays: the provider its own fault, a third party a warranty, else the client."""
    found = []
    for each in work.materials:
        payer = "client"
        if each.under_warranty:
            payer = "third_party"
        if work.cause == "provider":
            payer = "provider"
        found.append({"item": each.item, "payer": payer, "amount": each.amount.decimal})
    return tuple(found)


def purchase_is_missing(
    work: WorkItem, bought: Sequence[dict[str, Any]], client: Client
) -> bool:
    """What the client pays for needs a yes no later than the first entry."""
    if not any(each["payer"] == "client" for each in bought):
        return False
    first = min((entry.start for entry in work.entries), default=2**62)
    return first_that_counts(work, "purchase", first, client) is None


def world(work: WorkItem, minutes: list[Minute], client: Client) -> World:
    """Decide as if every fact were told; what is not told passes."""
    took, used = walk(work, minutes, client)
    made = bill(work, minutes, took, client)
    bought = materials(work)
    missing = list(made.missing)
    status = "decided"
    if any(line.outcome == "declined" for line in made.lines):
        status = "declined"
    if missing:
        status = "needs_approval"
    if purchase_is_missing(work, bought, client):
        missing.append("purchase")
    return World(status, made, used, bought, tuple(missing))


def same(found: World) -> tuple[Any, ...]:
    """What answers are compared by: minutes by outcome, status, amount."""
    outcomes: dict[str, int] = {}
    for line in found.bill.lines:
        outcomes[line.outcome] = outcomes.get(line.outcome, 0) + line.worked
    return tuple(sorted(outcomes.items())), found.status, found.client_pays
