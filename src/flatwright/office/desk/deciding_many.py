"""Decide all the work of a client at once: what comes with an import, or a sample.

The same decisions as one by one, in the order of the work, with a few queries in all.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from django.db import transaction

from flatwright.domain.plan.limit import Period
from flatwright.domain.records.work import Drawn
from flatwright.office.agreements.terms import terms_on
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import create_all
from flatwright.office.clients.models import Client
from flatwright.office.desk.deciding import (
    Worked,
    decide_ticket,
    decision_of,
    worked,
)
from flatwright.office.desk.facts import Parts, assembled, near
from flatwright.office.desk.models import (
    Approval,
    Decision,
    Goodwill,
    Material,
    Ticket,
    TimeEntry,
    Use,
)

Row = TypeVar("Row", TimeEntry, Material, Approval, Goodwill)
_LAST = datetime.max.replace(tzinfo=UTC)  # work that has not begun comes after all other


@transaction.atomic
def decide_all(by: Actor, client: Client) -> int:
    """Decide what of a client's has no decision yet; gives how many were decided."""
    client = Client.objects.select_for_update().get(pk=client.pk)
    if Decision.objects.filter(ticket__client=client).exists():
        tickets = list(Ticket.objects.filter(client=client, decision=None))
        return sum(decide_ticket(by, each) is not None for each in tickets)
    found = foreseen(client)
    decisions = [decision_of(by, ticket, each) for ticket, each in found]
    create_all(by, decisions)
    _keep_uses(by, client, zip(decisions, (each for _, each in found), strict=True))
    for decision in decisions:
        decision.ticket.decision = decision
    # As for one: which decision stands is no edit that somebody could have missed.
    Ticket.objects.bulk_update([each.ticket for each in decisions], ["decision"], 500)
    return len(decisions)


def foreseen(client: Client) -> list[tuple[Ticket, Worked]]:
    """What would be decided of work without decisions, after what work before it drew."""
    undecided = Ticket.objects.filter(client=client, decision=None)
    tickets = undecided.select_related("person", "thing", "site", "assignee")
    hanging = _Hanging(client)
    drawn: list[Drawn] = []
    found = []
    for ticket in sorted(tickets, key=lambda each: (hanging.begins(each), each.number)):
        ticket.client = client
        under = terms_on(client, hanging.day(ticket))
        if under is None:
            continue
        terms = under[1]
        window = max(plan.projects.related_within.count for plan in terms.plans)
        item = assembled(ticket, terms.currency, hanging.parts(ticket, window))
        made = worked(item, under, tuple(drawn))
        drawn += [d for d in made.decided.drawn if d.each != Period.WORK_ITEM.value]
        found.append((ticket, made))
    return found


class _Hanging:
    """What hangs on a client's tickets, read once."""

    def __init__(self, client: Client) -> None:
        on = {"ticket__client": client}
        entries = TimeEntry.objects.filter(**on).select_related("technician", "person")
        given = Approval.objects.filter(**on, answer=Approval.Answer.YES)
        self.entries = _by_ticket(entries)
        self.given = _by_ticket(given.select_related("person"))
        self.materials = _by_ticket(Material.objects.filter(**on))
        self.goodwill = _by_ticket(Goodwill.objects.filter(**on))
        self.zone = ZoneInfo(client.time_zone)
        joined = Ticket.objects.filter(
            client=client, aim__isnull=False, estimate__isnull=False
        )
        self.joined = list(joined.values_list("pk", "aim", "estimate", "opened"))

    def begins(self, ticket: Ticket) -> datetime:
        """When its work begins."""
        return min((each.start for each in self.entries[ticket.pk]), default=_LAST)

    def day(self, ticket: Ticket) -> date:
        """The client's day on which it begins; before any, when it was opened."""
        begins = self.begins(ticket)
        at = ticket.opened if begins == _LAST else begins
        return at.astimezone(self.zone).date()

    def parts(self, ticket: Ticket, window: int) -> Parts:
        """What hangs on one of them."""
        others = [
            (estimate, opened)
            for pk, aim, estimate, opened in self.joined
            if aim == ticket.aim_id and pk != ticket.pk
        ]
        given = self.goodwill[ticket.pk]
        return Parts(
            entries=self.entries[ticket.pk],
            materials=self.materials[ticket.pk],
            given=self.given[ticket.pk],
            goodwill=given[0] if given else None,
            related=near(ticket, others, window) if ticket.aim_id else ((), 0),
        )


def _by_ticket(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.ticket_id].append(row)
    return found


def _keep_uses(
    by: Actor, client: Client, decided: Iterable[tuple[Decision, Worked]]
) -> None:
    rows = [
        Use(decision=decision, client=client, **dataclasses.asdict(each))
        for decision, found in decided
        for each in found.decided.drawn
    ]
    create_all(by, rows)
