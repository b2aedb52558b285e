"""Approvals, materials and goodwill."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.amounts import decimal_of, minor_of
from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import ApprovalsIn, of_client, page
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.desk import (
    ApprovalAnswer,
    ApprovalIn,
    ApprovalOut,
    GoodwillIn,
    GoodwillOut,
    MaterialIn,
    MaterialOut,
)
from flatwright.api.values import named
from flatwright.office.agreements.now import currency_of
from flatwright.office.clients.scope import Right
from flatwright.office.desk import actions
from flatwright.office.desk.models import Approval, Goodwill, Material
from flatwright.office.desk.queries import approvals, materials, tickets

router = Router(tags=["tickets"])


@operation(router, "GET /approvals", Listed[ApprovalOut])
def list_all_approvals(request: HttpRequest, asked: Query[ApprovalsIn]) -> Any:
    """Yeses that were asked for, over all tickets: those without an answer, or all."""
    rows = of_client(approvals(scope_of(request)), asked, "ticket__client__key")
    found = page(rows.filter(answer=asked.answer) if asked.answer else rows, asked)
    return {**found, "items": [approval_told(each) for each in found["items"]]}


@operation(router, "GET /tickets/{int:number}/approvals", list[ApprovalOut])
def list_approvals(request: HttpRequest, number: int) -> Any:
    """Yeses that were asked for, with their answers."""
    scope = scope_of(request)
    rows = approvals(scope).filter(ticket=reach(tickets(scope), number=number))
    return [approval_told(each) for each in rows]


@operation(
    router, "POST /tickets/{int:number}/approvals", ApprovalOut, Right.WORK, code=201
)
def ask_approval(request: HttpRequest, number: int, told: ApprovalIn) -> Any:
    """Ask the client for a yes; the ticket waits for it."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    amount = minor_of(told.amount, currency_of(ticket.client))
    asked = actions.Asked(type=told.type, amount=amount, fixed=told.fixed, note=told.note)
    return approval_told(actions.ask_approval(scope, ticket, asked))


@operation(router, "POST /approvals/{key}/answer", ApprovalOut, Right.WORK)
def answer_approval(request: HttpRequest, key: str, told: ApprovalAnswer) -> Any:
    """Write down what an approver answered; the ticket is decided again."""
    scope = scope_of(request)
    row = reach(approvals(scope), key=key)
    by = named(scope, row.ticket.client, {"person": told.person})["person"]
    answered = actions.answer_approval(scope, row, by, yes=told.yes, at=told.at)
    return approval_told(answered)


@operation(router, "GET /tickets/{int:number}/materials", list[MaterialOut])
def list_materials(request: HttpRequest, number: int) -> Any:
    """What a ticket's work needs."""
    scope = scope_of(request)
    rows = materials(scope).filter(ticket=reach(tickets(scope), number=number))
    return [_material(each) for each in rows]


@operation(
    router, "POST /tickets/{int:number}/materials", MaterialOut, Right.WORK, code=201
)
def add_material(request: HttpRequest, number: int, told: MaterialIn) -> Any:
    """Note something that the work needs."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    sent = told.model_dump()
    sent["amount"] = minor_of(told.amount, currency_of(ticket.client))
    return _material(actions.add_material(scope, ticket, Material(**sent)))


@operation(router, "DELETE /materials/{int:number}", None, Right.WORK, code=204)
def remove_material(request: HttpRequest, number: int) -> None:
    """Take a material away."""
    scope = scope_of(request)
    actions.remove_material(scope, reach(materials(scope), pk=number))


@operation(router, "GET /tickets/{int:number}/goodwill", GoodwillOut | None)
def get_goodwill(request: HttpRequest, number: int) -> Any:
    """What was waived of a ticket's bill; null where nothing was."""
    ticket = reach(tickets(scope_of(request)), number=number)
    row = getattr(ticket, "goodwill", None)
    return row and _goodwill(row)


@operation(router, "POST /tickets/{int:number}/goodwill", GoodwillOut, Right.FORGIVE)
def waive(request: HttpRequest, number: int, told: GoodwillIn) -> Any:
    """Waive the bill, or an amount of it, for a reason."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    amount = minor_of(told.amount, currency_of(ticket.client))
    return _goodwill(actions.waive(scope, ticket, told.reason, amount))


@operation(router, "DELETE /tickets/{int:number}/goodwill", None, Right.FORGIVE, code=204)
def take_back_goodwill(request: HttpRequest, number: int) -> None:
    """Take goodwill back; where there is none, nothing changes."""
    scope = scope_of(request)
    actions.take_back_goodwill(scope, reach(tickets(scope), number=number))


def approval_told(row: Approval) -> dict[str, Any]:
    """An approval as it is answered."""
    currency = currency_of(row.ticket.client)
    names = ("key", "type", "asked", "asked_by", "answer", "answered", "fixed", "note")
    return {name: getattr(row, name) for name in names} | {
        "ticket": row.ticket.number,
        "person": row.person.key if row.person else None,
        "amount": decimal_of(row.amount, currency),
        "currency": currency,
    }


def _material(row: Material) -> dict[str, Any]:
    currency = currency_of(row.ticket.client)
    names = ("id", "item", "kind", "under_warranty")
    return {name: getattr(row, name) for name in names} | {
        "amount": decimal_of(row.amount, currency),
        "currency": currency,
    }


def _goodwill(row: Goodwill) -> dict[str, Any]:
    currency = currency_of(row.ticket.client)
    names = ("by", "reason", "at")
    return {name: getattr(row, name) for name in names} | {
        "amount": decimal_of(row.amount, currency),
        "currency": currency,
    }
