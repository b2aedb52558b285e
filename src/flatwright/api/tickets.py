"""Tickets: found, opened, changed, moved on, merged and joined."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema

from flatwright.api.facts import facts_of
from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.shapes.common import Listed, Name
from flatwright.api.shapes.desk import (
    AnswerIn,
    AnswerOut,
    AssignIn,
    OtherTicket,
    StatusIn,
)
from flatwright.api.shapes.now import ClockOut
from flatwright.api.shapes.tickets import TicketEdit, TicketIn, TicketOut, TicketRow
from flatwright.api.values import colleague, one, values_of
from flatwright.office.agreements.terms import terms_on
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk import actions
from flatwright.office.desk.deciding import day_of
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.queries import Wanted, found, page, templates, tickets
from flatwright.office.desk.replies import reply_to
from flatwright.office.desk.sla import clocks

router = Router(tags=["tickets"])


class WantedIn(Schema):
    """Which tickets; status: empty (not ended), all, or one; due: late, or runs."""

    words: Name = ""
    status: Name = ""
    client: Name = ""
    assignee: Name = ""
    kind: Name = ""
    priority: Name = ""
    decision: Name = ""
    due: Name = ""
    after: Name = ""


@operation(router, "GET /tickets", Listed[TicketRow])
def list_tickets(request: HttpRequest, asked: Query[WantedIn]) -> Any:
    """Tickets, the last touched first, 50 at a time."""
    told = asked.model_dump()
    after = told.pop("after")
    shown = page(found(scope_of(request), Wanted(**told)), after)
    return {"items": shown.rows, "next": shown.after or None}


@operation(router, "POST /clients/{key}/tickets", TicketOut, Right.WORK, code=201)
def open_ticket(request: HttpRequest, key: str, told: TicketIn) -> Ticket:
    """Open a ticket; it is decided at once."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    sent = values_of(told)[1]
    template = sent.pop("template", None)
    facts = facts_of(scope, client, sent)
    if template is None:
        return _again(scope, actions.open_ticket(scope, client, facts))
    chosen = one(templates(scope), "template", template)
    return _again(scope, actions.open_from(scope, client, chosen, facts))


@operation(router, "GET /tickets/{int:number}", TicketOut)
def get_ticket(request: HttpRequest, number: int) -> Ticket:
    """A ticket."""
    return reach(tickets(scope_of(request)), number=number)


@operation(router, "GET /tickets/{int:number}/clocks", list[ClockOut])
def list_clocks(request: HttpRequest, number: int) -> Any:
    """How a ticket's clocks stand: to answer, to resolve; without targets, none."""
    ticket = reach(tickets(scope_of(request)), number=number)
    agreed = terms_on(ticket.client, day_of(ticket))
    if agreed is None:
        return []
    return [
        {
            "what": each.what,
            "state": each.clock.state.value,
            "due": each.due,
            "left": each.clock.left,
            "met": each.met,
        }
        for each in clocks(ticket, agreed[1], timezone.now())
    ]


@operation(router, "PATCH /tickets/{int:number}", TicketOut, Right.WORK)
def edit_ticket(request: HttpRequest, number: int, told: TicketEdit) -> Ticket:
    """Change the facts of a ticket; it is decided again."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    seen, sent = values_of(told)
    facts = facts_of(scope, ticket.client, sent)
    return _again(scope, actions.edit_ticket(scope, ticket, seen, facts))


@operation(router, "POST /tickets/{int:number}/status", TicketOut, Right.WORK)
def set_status(request: HttpRequest, number: int, told: StatusIn) -> Ticket:
    """Move a ticket on."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    return _again(scope, actions.set_status(scope, ticket, told.status, told.seen))


@operation(router, "POST /tickets/{int:number}/assign", TicketOut, Right.WORK)
def assign_ticket(request: HttpRequest, number: int, told: AssignIn) -> Ticket:
    """Give a ticket to somebody, or to nobody."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    to = colleague(scope, "to", told.to)
    return _again(scope, actions.assign(scope, ticket, to))


@operation(router, "POST /tickets/{int:number}/merge", TicketOut, Right.WORK)
def merge_ticket(request: HttpRequest, number: int, told: OtherTicket) -> Ticket:
    """Merge a ticket into another one of the client, which is answered."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    into = reach(tickets(scope), number=told.number)
    return _again(scope, actions.merge(scope, ticket, into))


@operation(router, "POST /tickets/{int:number}/join", TicketOut, Right.WORK)
def join_ticket(request: HttpRequest, number: int, told: OtherTicket) -> Ticket:
    """Say that two requests are for one outcome."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    actions.join(scope, ticket, reach(tickets(scope), number=told.number))
    return _again(scope, ticket)


@operation(router, "GET /tickets/{int:number}/answers", list[AnswerOut])
def list_answers(request: HttpRequest, number: int) -> Any:
    """Answers to what decisions asked."""
    return reach(tickets(scope_of(request)), number=number).answers.all()


@operation(router, "POST /tickets/{int:number}/answers", TicketOut, Right.WORK)
def answer_question(request: HttpRequest, number: int, told: AnswerIn) -> Ticket:
    """Answer a question that is open; the ticket is decided again."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    reply = reply_to(scope, ticket, told.fact, told.value, told.said_by)
    return _again(scope, actions.answer(scope, ticket, reply))


def _again(scope: Scope, ticket: Ticket) -> Ticket:
    """As it stands after what was done."""
    return reach(tickets(scope), pk=ticket.pk)
