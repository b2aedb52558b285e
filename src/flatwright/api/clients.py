"""Clients: found, begun, changed."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import Paging, page
from flatwright.api.shapes.clients import ClientEdit, ClientIn, ClientOut
from flatwright.api.shapes.common import Listed, Name
from flatwright.api.values import values_of
from flatwright.office.clients import actions
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right

router = Router(tags=["clients"])


@operation(router, "GET /clients", Listed[ClientOut])
def list_clients(request: HttpRequest, asked: Query[Paging], words: Name = "") -> Any:
    """The clients that are reached."""
    return page(clients(scope_of(request)).filter(name__icontains=words), asked)


@operation(router, "POST /clients", ClientOut, Right.CLIENTS, code=201)
def add_client(request: HttpRequest, told: ClientIn) -> Client:
    """Begin to serve a client."""
    return actions.add_client(scope_of(request), **values_of(told)[1])


@operation(router, "GET /clients/{key}", ClientOut)
def get_client(request: HttpRequest, key: str) -> Client:
    """A client."""
    return reach(clients(scope_of(request)), key=key)


@operation(router, "PATCH /clients/{key}", ClientOut, Right.CLIENTS)
def edit_client(request: HttpRequest, key: str, told: ClientEdit) -> Client:
    """Change what is written of a client."""
    scope = scope_of(request)
    seen, sent = values_of(told)
    return actions.edit_client(scope, reach(clients(scope), key=key), seen, **sent)
