"""The reference plan's whole answer about a piece of work, as plain tables and texts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.client import Client
from flatwright.domain.records.work import WorkItem
from tests.oracle.reference_minutes import Minute, minutes_of
from tests.oracle.reference_money import NEEDS, OWN_COST
from tests.oracle.reference_plan import ACTIONS, CAUSES, is_rostered
from tests.oracle.reference_questions import questions
from tests.oracle.reference_world import World, world

Answer = dict[str, Any]
OTHER = "an error of another code"


def invalid(work: WorkItem) -> str | None:
    """Why nothing can be decided: end after start, no overlap, facts that have a value."""
    if any(entry.end <= entry.start for entry in work.entries):
        return "negative_duration"
    for n, one in enumerate(work.entries):
        for other in work.entries[n + 1 :]:
            meets = one.start < other.end and other.start < one.end
            if meets and one.technician == other.technician:
                return "overlapping_entries"
    if "unknown" in (work.kind, work.priority, work.location, work.onsite):
        return OTHER
    return None


def known(work: WorkItem) -> WorkItem:
    """A value that no clause knows is asked about, as one that nobody told."""
    action = work.action if work.action in ACTIONS else "unknown"
    cause = work.cause if work.cause in CAUSES else "unknown"
    return replace(work, action=action, cause=cause)


def dollars(cents: int) -> Decimal:
    """Cents as an amount."""
    return Decimal(cents) / 100


def cost(minutes: int) -> Decimal:
    """Minutes at the provider's own cost of an hour."""
    return Decimal(minutes * OWN_COST) / 60


def final(work: WorkItem, found: World) -> tuple[str | None, Answer | None]:
    """Goodwill on top: an error, or what the client pays after it."""
    if work.goodwill is None:
        return None, None
    if not work.goodwill.reason.strip():
        return "goodwill_reason_required", None
    if not work.goodwill.by.strip():
        return OTHER, None
    pays = found.client_pays
    told = work.goodwill.amount
    waived = pays if told is None else told.minor
    if not 0 <= waived <= pays:
        return "goodwill_must_favour_client", None
    worked = sum(line.worked for line in found.bill.lines if line.outcome in NEEDS)
    return None, {
        "client_pays": dollars(pays - waived),
        "goodwill_amount": dollars(waived),
        "cost_tracked": cost(worked),
        "clause": "goodwill",
    }


def roster_add(work: WorkItem, found: World, client: Client, days: set[date]) -> Answer:
    """The person of the work whom a confirmed start puts on the roster, and from when."""
    start = found.used.start
    if not isinstance(start, date) or work.person == "none":
        return {}
    if all(is_rostered(work.person, day, client) for day in days):
        return {}
    return {work.person: start.isoformat()}


def decided(work: WorkItem, minutes: list[Minute], found: World, client: Client) -> Answer:
    """The answer when nothing needs to be asked."""
    error, waived = final(work, found)
    days = {m.day for m in minutes if work.entries[m.entry].person in (None, work.person)}
    uses_moves = work.completed and not work.planned
    return {
        "status": found.status,
        "lines": [
            [n.worked, n.band, n.outcome, n.billed, dollars(n.cents), n.clause]
            for n in found.bill.lines
        ],
        "questions": [],
        "approvals": list(found.missing),
        "materials": list(found.materials),
        "moves": dict.fromkeys(found.used.moving, 1) if uses_moves else {},
        "roster_add": roster_add(work, found, client, days),
        "cost_tracked": cost(found.bill.absorbed),
        "version": minutes[0].version if minutes else None,
        "error": error,
        "final": waived,
    }


def decide(work: WorkItem, agreement: Agreement) -> Answer:
    """What the reference plan says of a piece of work."""
    error = invalid(work)
    if error:
        return {"status": "invalid", "error": error}
    work = known(work)
    minutes = minutes_of(work, agreement)
    asked = questions(work, minutes, agreement)
    if asked:
        return {"status": "needs_facts", "questions": asked}
    found = world(work, minutes, agreement.client)
    return decided(work, minutes, found, agreement.client)
