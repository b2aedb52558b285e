"""What hangs on some of a client's tickets, read once for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flatwright.office.clients.models import Client
from flatwright.office.desk.facts import Parts, near
from flatwright.office.desk.models import (
    Approval,
    Goodwill,
    Material,
    Ticket,
    TimeEntry,
)

Row = TypeVar("Row", TimeEntry, Material, Approval, Goodwill)


class HangingOnMany:
    """Time, materials, yeses, goodwill and related requests, by ticket."""

    def __init__(self, client: Client, tickets: Sequence[int]) -> None:
        on: dict[str, Any] = {"ticket__in": tickets}
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

    def day(self, ticket: Ticket) -> date:
        """The client's day on which its work begins; before any, when it was opened."""
        starts = (each.start for each in self.entries[ticket.pk])
        return min(starts, default=ticket.opened).astimezone(self.zone).date()

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
