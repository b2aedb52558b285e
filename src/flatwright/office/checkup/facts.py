"""Facts that contradict each other, or cannot be."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import F, Max, Value
from django.db.models.functions import Coalesce, NullIf

from flatwright.office.agreements.models import Agreement, PlanText
from flatwright.office.checkup.finding import Finding
from flatwright.office.clients.models import RosterPeriod, Thing
from flatwright.office.desk.models import Sequence, Ticket, TimeEntry, Timer


def plans() -> Iterator[Finding]:
    """Plan texts: each is as it was when it was put on the shelf."""
    for plan in PlanText.objects.order_by("pk"):
        if hashlib.sha256(plan.text.encode()).hexdigest() != plan.digest:
            yield Finding(code="plan_changed", says=f"The text of {plan} was changed.")


def agreements() -> Iterator[Finding]:
    """Agreements: one at a time for each client."""
    rows = Agreement.objects.select_related("client").order_by("client", "first", "pk")
    for one, other in _overlapping(rows, "client_id"):
        says = f"{one.client} has two agreements at once: {one} and {other}."
        yield Finding(code="agreements_overlap", says=says)


def roster() -> Iterator[Finding]:
    """Rosters: nobody is a user twice on one day."""
    rows = RosterPeriod.objects.select_related("person").order_by("person", "first", "pk")
    for one, other in _overlapping(rows, "person_id"):
        says = f"{one.person} is on the roster twice from {other.first} on."
        yield Finding(code="roster_overlaps", says=says)


def devices() -> Iterator[Finding]:
    """Devices: each has one owner on each day."""
    device = Coalesce(NullIf("origin", Value("")), "key")
    rows = Thing.objects.annotate(of=device).order_by("of", "first", "pk")
    for one, other in _overlapping(rows, "device"):
        says = f"{one} has two owners from {other.first} on."
        yield Finding(code="device_twice", says=says)


def _overlapping(rows: Iterable[Any], of: str) -> Iterator[tuple[Any, Any]]:
    """Rows of one owner, by their first day, of which the later begins too early."""
    before: Any = None
    for row in rows:
        same = before is not None and getattr(before, of) == getattr(row, of)
        if same and (before.last or date.max) >= row.first:
            yield before, row
        if not same or (before.last or date.max) <= (row.last or date.max):
            before = row


def entries() -> Iterator[Finding]:
    """Time: nobody works on two things at once, and one clock runs for each."""
    rows = TimeEntry.objects.filter(technician__isnull=False)
    before: dict[str, Any] = {}
    fields = ("pk", "technician_id", "start", "end", "ticket__number")
    for row in rows.order_by("technician", "start", "pk").values(*fields).iterator():
        same = before and before["technician_id"] == row["technician_id"]
        if same and before["end"] > row["start"]:
            says = (
                f"Time on #{before['ticket__number']} and #{row['ticket__number']} "
                f"overlaps on {row['start']:%Y-%m-%d %H:%M} UTC."
            )
            yield Finding(code="entries_overlap", says=says)
        if not same or before["end"] < row["end"]:
            before = row
    for entry in TimeEntry.objects.filter(end__lte=F("start")).select_related("ticket")[
        :20
    ]:
        yield Finding(
            code="negative_duration", says=f"Time on {entry.ticket} has no length."
        )
    running = set()
    for timer in Timer.objects.select_related("ticket", "technician"):
        if timer.technician_id in running:
            says = f"Two clocks run for {timer.technician.name}."
            yield Finding(code="two_timers", says=says)
        running.add(timer.technician_id)


def numbers() -> Iterator[Finding]:
    """Numbers: the next ticket gets one that no ticket has."""
    largest = Ticket.objects.aggregate(largest=Max("number"))["largest"] or 0
    given = Sequence.objects.filter(name="ticket").values_list("last", flat=True).first()
    if largest > (given or 0):
        says = f"Ticket #{largest} exists where {given or 0} was the last number given out."
        yield Finding(code="numbers", says=says)


def others() -> Iterator[Finding]:
    """Belonging: what points from one client leads to no other client's."""
    for name in ("person", "thing", "site", "aim"):
        rows = Ticket.objects.exclude(**{f"{name}__client": F("client")})
        for ticket in rows.filter(**{f"{name}__isnull": False})[:20]:
            says = f"{ticket} is about another client's {name}."
            yield Finding(code="of_another_client", says=says)
    things = Thing.objects.filter(owner__isnull=False).exclude(owner__client=F("client"))
    for thing in things[:20]:
        says = f"{thing} is owned by another client's person."
        yield Finding(code="of_another_client", says=says)
