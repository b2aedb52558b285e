"""What every action of the desk begins and ends with."""

from datetime import date
from typing import Any

from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.agreements.terms import terms_on
from flatwright.office.audit.changes import change, create, seen_again
from flatwright.office.clients.holding import held
from flatwright.office.clients.models import Person, RosterPeriod
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.deciding import day_of
from flatwright.office.desk.deciding_one import decide_ticket
from flatwright.office.desk.models import WAITING, Sequence, Ticket, Wait
from flatwright.office.desk.sla import note_dues


def begin(scope: Scope, ticket: Ticket, right: Right = Right.WORK) -> None:
    """Hold the ticket's client until the end of the transaction, and see what is stored.

    Raises Refusal where the right is missing or the client is not reached.
    """
    scope.need(right)
    scope.need_client(ticket.client_id)
    [client] = held(ticket.client_id)
    if ticket.pk:
        seen_again(ticket)
    ticket.client = client


def begin_on(scope: Scope, row: Any) -> Ticket:
    """The same for what hangs on a ticket: on which, as others may have merged it."""
    begin(scope, row.ticket)
    client = row.ticket.client
    seen_again(row)
    row.ticket.client = client
    ticket: Ticket = row.ticket
    return ticket


def need_open(ticket: Ticket) -> None:
    """Raises Refusal (ticket_merged) where work belongs on another ticket."""
    if ticket.status == Ticket.Status.MERGED and ticket.merged_into:
        says = f"This ticket was merged into #{ticket.merged_into.number}: write there."
        raise Refusal(code="ticket_merged", says=says)


def settle(scope: Scope, ticket: Ticket) -> Ticket:
    """Note that something happened, and decide; a confirmed joiner goes on the roster."""
    ticket.updated = timezone.now()
    Ticket.objects.filter(pk=ticket.pk).update(updated=ticket.updated)
    decision = decide_ticket(scope.actor, ticket)
    joining = decision.answer.get("roster_add") if decision else None
    if joining:
        for day in joining.values():
            _put_on_roster(scope, ticket, date.fromisoformat(day))
        decide_ticket(scope.actor, ticket)
    found = terms_on(ticket.client, day_of(ticket))
    if found:
        note_dues(ticket, found[1], ticket.updated)
    return ticket


def move_to(scope: Scope, ticket: Ticket, status: str, **values: Any) -> Ticket:
    """Change a ticket's status; the clock stands while somebody else is waited for."""
    now = timezone.now()
    going_on = ticket.waits.filter(until=None).first()
    if status in WAITING and going_on is None:
        create(scope.actor, Wait(ticket=ticket, since=now))
    elif status not in WAITING and going_on is not None:
        change(scope.actor, going_on, until=now)
    return change(scope.actor, ticket, status=status, **values)


def _put_on_roster(scope: Scope, ticket: Ticket, first: date) -> None:
    """The client confirmed the start: the ticket's person is a user from that day on."""
    if ticket.person is None:
        person = Person(client=ticket.client, name=ticket.person_name)
        create(scope.actor, person)
        listed: dict[str, Any] = {
            "who": Ticket.Told.LISTED,
            "person": person,
            "person_name": "",
        }
        change(scope.actor, ticket, **listed)
    create(scope.actor, RosterPeriod(person=ticket.person, first=first))


def next_number(name: str) -> int:
    """The next of a sequence; whoever draws first has the lower one."""
    Sequence.objects.get_or_create(name=name)
    row = Sequence.objects.select_for_update().get(name=name)
    row.last += 1
    row.save()
    return int(row.last)


def own(client: int, values: dict[str, Any]) -> None:
    """Raises Refusal where a person, a thing or a place is another client's."""
    for name in ("person", "thing", "site", "aim"):
        row = values.get(name)
        if row is not None and row.client_id != client:
            says = f"{row} belongs to another client."
            raise Refusal(code="of_another_client", says=says)
