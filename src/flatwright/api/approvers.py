"""Who may say yes for a client."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.amounts import decimal_of, minor_of
from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import OfClient, of_client, page
from flatwright.api.shapes.clients import ApproverEdit, ApproverIn, ApproverOut
from flatwright.api.shapes.common import Listed
from flatwright.api.values import named, values_of
from flatwright.office.agreements.now import currency_of
from flatwright.office.clients.actions import add, edit, take_out
from flatwright.office.clients.models import Approver, Client
from flatwright.office.clients.queries import approvers, clients
from flatwright.office.clients.scope import Right

router = Router(tags=["people"])


@operation(router, "GET /approvers", Listed[ApproverOut])
def list_approvers(request: HttpRequest, asked: Query[OfClient]) -> Any:
    """Who may say yes for clients."""
    rows = approvers(scope_of(request)).select_related("person__client")
    found = page(of_client(rows, asked, "person__client__key"), asked, "pk")
    return {**found, "items": [_told(each) for each in found["items"]]}


@operation(router, "POST /clients/{key}/approvers", ApproverOut, Right.CLIENTS, code=201)
def add_approver(request: HttpRequest, key: str, told: ApproverIn) -> Any:
    """Somebody new who may say yes."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    sent = _values(client, named(scope, client, values_of(told)[1]))
    return _told(add(scope, Approver(**sent)))


@operation(router, "GET /approvers/{int:number}", ApproverOut)
def get_approver(request: HttpRequest, number: int) -> Any:
    """Somebody who may say yes."""
    return _told(reach(approvers(scope_of(request)), pk=number))


@operation(router, "PATCH /approvers/{int:number}", ApproverOut, Right.CLIENTS)
def edit_approver(request: HttpRequest, number: int, told: ApproverEdit) -> Any:
    """Change what somebody may say yes to."""
    scope = scope_of(request)
    row = reach(approvers(scope), pk=number)
    seen, sent = values_of(told)
    return _told(edit(scope, row, seen=seen, **_values(row.person.client, sent)))


@operation(router, "DELETE /approvers/{int:number}", None, Right.CLIENTS, code=204)
def remove_approver(request: HttpRequest, number: int) -> None:
    """Take out who was entered by mistake; who no longer approves has a last day."""
    scope = scope_of(request)
    take_out(scope, reach(approvers(scope), pk=number))


def _values(client: Client, sent: dict[str, Any]) -> dict[str, Any]:
    if "largest_quote" in sent:
        amount = minor_of(sent["largest_quote"], currency_of(client))
        return {**sent, "largest_quote": amount}
    return sent


def _told(row: Approver) -> dict[str, Any]:
    currency = currency_of(row.person.client)
    return {
        "id": row.pk,
        "client": row.person.client.key,
        "person": row.person.key,
        "largest_quote": decimal_of(row.largest_quote, currency),
        "currency": currency,
        "first": row.first,
        "last": row.last,
        "edited": row.edited,
    }
