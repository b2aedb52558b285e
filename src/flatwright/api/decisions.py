"""The decision: as it stands, as it was, as it would be; asking records nothing."""

import dataclasses
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router

from flatwright.api.amounts import decimal_of
from flatwright.api.facts import facts_of
from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.shapes.decisions import DecisionOut, PastOut
from flatwright.api.shapes.desk import TimeIn
from flatwright.api.shapes.tickets import FactsIn
from flatwright.api.values import values_of
from flatwright.domain.records.work import TimeEntry
from flatwright.office.agreements.now import client_today
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.deciding import Worked, day_of, preview
from flatwright.office.desk.facts import utc_minute
from flatwright.office.desk.models import Decision, Ticket
from flatwright.office.desk.queries import decisions, tickets
from flatwright.office.desk.telling import telling

router = Router(tags=["decisions"])


@operation(router, "GET /tickets/{int:number}/decision", DecisionOut)
def get_decision(request: HttpRequest, number: int) -> Any:
    """Who pays, because of what, under which clause, and what would be asked."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    return _told(scope, preview(ticket, day_of(ticket)))


@operation(router, "GET /tickets/{int:number}/decisions", list[PastOut])
def list_decisions(request: HttpRequest, number: int) -> Any:
    """Every decision on a ticket, the last first, and what each changed."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    rows = decisions(scope).filter(ticket=ticket)
    return [_past(each, ticket) for each in rows]


@operation(router, "POST /clients/{key}/tickets/preview", DecisionOut)
def preview_new(request: HttpRequest, key: str, told: FactsIn) -> Any:
    """What would be decided of a ticket; asking records nothing."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    facts = facts_of(scope, client, values_of(told)[1])
    now = timezone.now()
    tried = Ticket(client=client, number=0, opened=now, updated=now, **facts)
    return _told(scope, preview(tried, client_today(client)))


@operation(router, "POST /tickets/{int:number}/preview", DecisionOut)
def preview_ticket(request: HttpRequest, number: int, told: FactsIn) -> Any:
    """What would be decided with other facts; asking records nothing."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    for name, value in facts_of(scope, ticket.client, values_of(told)[1]).items():
        setattr(ticket, name, value)
    return _told(scope, preview(ticket, day_of(ticket)))


@operation(router, "POST /tickets/{int:number}/time/preview", DecisionOut)
def preview_time(request: HttpRequest, number: int, told: TimeIn) -> Any:
    """How time would be split, and who would pay; asking records nothing."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    entry = TimeEntry(
        start=utc_minute(told.start),
        end=utc_minute(told.end),
        technician=f"user {scope.user}",
    )
    return _told(scope, preview(ticket, day_of(ticket), more=(entry,)))


def _told(scope: Scope, found: Worked | None) -> dict[str, Any]:
    """A decision as it is answered; without an agreement there is none."""
    if found is None:
        raise Http404
    told = telling(found)
    lines = [
        dataclasses.asdict(each) | {"amount": each.amount.decimal} for each in told.lines
    ]
    asked = [{"type": kind, "says": says} for kind, says in told.approvals]
    return {
        "badge": told.word,
        "says": told.says,
        "status": told.status,
        "lines": lines,
        "clauses": [dataclasses.asdict(each) for each in told.clauses],
        "questions": [dataclasses.asdict(each) for each in told.questions],
        "approvals": asked,
        "walk": [dataclasses.asdict(each) for each in told.walk],
        "near": list(told.near),
        "pays": told.pays.decimal,
        "cost": told.cost.decimal if scope.may(Right.MONEY) else None,
        "currency": told.pays.currency,
        "plan": told.plan,
    }


def _past(row: Decision, ticket: Ticket) -> dict[str, Any]:
    names = (
        *("at", "by", "status", "badge", "plans", "engine", "worked", "covered"),
        *("absorbed", "currency", "document", "near", "facts"),
    )
    sums = ("pays", "waived", "delta")
    return {
        **{name: getattr(row, name) for name in names},
        **{name: decimal_of(getattr(row, name), row.currency) for name in sums},
        "stands": row.pk == ticket.decision_id,
        "walk": row.answer.get("walk", []),
    }
