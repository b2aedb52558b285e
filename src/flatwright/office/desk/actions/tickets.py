"""Opening, editing, assigning, answering, merging and joining tickets."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.sla.priority import priority
from flatwright.office.accounts.models import User
from flatwright.office.audit.changes import change, create, create_all, seen_again
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.actions.common import (
    begin,
    move_to,
    need_open,
    next_number,
    own,
    settle,
)
from flatwright.office.desk.models import (
    Aim,
    Answer,
    CheckItem,
    Template,
    Ticket,
)

NUMBERS = "ticket"
FACTS = frozenset(
    {
        *("title", "description", "kind", "action", "cause", "impact", "urgency"),
        *("who", "person", "person_name", "what", "thing", "thing_name", "thing_kind"),
        *("thing_place", "where", "site", "onsite", "estimate", "after_hours_by"),
        *("planned", "completed", "start_told", "start", "will_be_registered", "other"),
    }
)


@transaction.atomic
def open_ticket(
    scope: Scope, client: Client, values: dict[str, Any], at: datetime | None = None
) -> Ticket:
    """Open a ticket from the facts that were told, and decide it."""
    now = at or timezone.now()
    made = Ticket(
        client=client,
        number=0,
        opened=now,
        updated=now,
        opened_by=scope.actor.name[:200],
        **_facts(client, values),
    )
    begin(scope, made)
    made.number = next_number(NUMBERS)
    create(scope.actor, made)
    return settle(scope, made)


@transaction.atomic
def open_from(
    scope: Scope, client: Client, template: Template, values: dict[str, Any]
) -> Ticket:
    """Open a ticket from a template, with its checklist."""
    made = {
        "title": template.title,
        "description": template.description,
        "kind": template.kind,
        "action": template.action,
        "estimate": template.estimate,
    }
    ticket = open_ticket(scope, client, made | values)
    items = [
        CheckItem(ticket=ticket, place=place, says=says)
        for place, says in enumerate(template.checklist)
    ]
    create_all(scope.actor, items)
    return ticket


@transaction.atomic
def edit_ticket(
    scope: Scope, ticket: Ticket, seen: int | None, values: dict[str, Any]
) -> Ticket:
    """Change the facts of a ticket, and decide it again."""
    begin(scope, ticket)
    need_open(ticket)
    facts = _facts(ticket.client, values, ticket)
    change(scope.actor, ticket, seen=seen, **facts)
    return settle(scope, ticket)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer to a decision's question: what it sets, and who said so."""

    fact: str
    value: str  # in words, as it was said
    said_by: str
    sets: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def answer(scope: Scope, ticket: Ticket, reply: Reply) -> Ticket:
    """Take an answer to a question, keep who gave it, and decide again."""
    begin(scope, ticket)
    need_open(ticket)
    row = Answer(
        ticket=ticket,
        fact=reply.fact,
        value=reply.value,
        said_by=reply.said_by,
        told_by=scope.actor.name[:200],
        at=timezone.now(),
    )
    create(scope.actor, row)
    change(scope.actor, ticket, **_facts(ticket.client, reply.sets, ticket))
    return settle(scope, ticket)


@transaction.atomic
def assign(scope: Scope, ticket: Ticket, to: User | None) -> Ticket:
    """Give a ticket to somebody, or to nobody; to others only as a dispatcher may."""
    begin(scope, ticket)
    if to is None or to.pk != scope.user:
        scope.need(Right.DISPATCH)
    values: dict[str, Any] = {"assignee": to, "updated": timezone.now()}
    if ticket.status == Ticket.Status.NEW and to is not None:
        values["status"] = Ticket.Status.OPEN
    return change(scope.actor, ticket, **values)


@transaction.atomic
def set_status(
    scope: Scope, ticket: Ticket, status: str, seen: int | None = None
) -> Ticket:
    """Move a ticket on. Raises Refusal where it cannot go there."""
    begin(scope, ticket)
    need_open(ticket)
    if status not in Ticket.Status.values or status == Ticket.Status.MERGED:
        says = f'"{status}" is not a status that a ticket can be given.'
        raise Refusal(code="unknown_status", says=says)
    now = timezone.now()
    ended = status in (Ticket.Status.RESOLVED, Ticket.Status.CLOSED)
    values: dict[str, Any] = {
        "resolved": (ticket.resolved or now) if ended else None,
        "closed": now if status == Ticket.Status.CLOSED else None,
    }
    if status != Ticket.Status.NEW and ticket.responded is None:
        values["responded"] = now
    move_to(scope, ticket, status, seen=seen, **values)
    return settle(scope, ticket)


@transaction.atomic
def merge(scope: Scope, ticket: Ticket, into: Ticket) -> Ticket:
    """Move time, words and files to another ticket of the client, and close this one."""
    begin(scope, ticket)
    seen_again(into)
    need_open(ticket)
    need_open(into)
    if ticket.client_id != into.client_id or ticket.pk == into.pk:
        says = "A ticket is merged into another one of the same client."
        raise Refusal(code="cannot_merge", says=says)
    for name in ("entries", "comments", "files", "materials", "timers"):
        for row in getattr(ticket, name).all():
            change(scope.actor, row, ticket=into)
    move_to(scope, ticket, Ticket.Status.MERGED, merged_into=into)
    settle(scope, ticket)
    return settle(scope, into)


@transaction.atomic
def join(scope: Scope, ticket: Ticket, other: Ticket) -> Aim:
    """Say that two requests are for one outcome: their estimates are added together."""
    begin(scope, ticket)
    if ticket.client_id != other.client_id or ticket.pk == other.pk:
        says = "Requests are joined with another one of the same client."
        raise Refusal(code="cannot_join", says=says)
    aim = ticket.aim or other.aim
    if aim is None:
        aim = create(scope.actor, Aim(client=ticket.client, title=ticket.title))
    for each in (ticket, other):
        change(scope.actor, each, aim=aim)
    for each in (ticket, other):
        settle(scope, each)
    return aim


def _facts(
    client: Client, values: dict[str, Any], before: Ticket | None = None
) -> dict[str, Any]:
    """The facts among the values, with the priority that follows from them."""
    unknown = sorted(values.keys() - FACTS)
    if unknown:
        says = f"{', '.join(unknown)} cannot be set on a ticket."
        raise Refusal(code="unknown_fact", says=says)
    own(client.pk, values)
    impact = values.get("impact", before.impact if before else 3)
    urgency = values.get("urgency", before.urgency if before else 2)
    return {**values, "priority": priority(impact, urgency)}
