"""Clients, what they have used, and how many users they have."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import Paging, page
from flatwright.api.shapes.clients import (
    AllowanceOut,
    ClientEdit,
    ClientIn,
    ClientOut,
    UsersOut,
)
from flatwright.api.shapes.common import Day, Listed, Name
from flatwright.api.values import values_of
from flatwright.office.agreements.now import client_today
from flatwright.office.clients import actions
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import clients, users_on
from flatwright.office.clients.scope import Right
from flatwright.office.desk.summary import Draw, draws, standing_allowances

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


@operation(router, "GET /clients/{key}/users", UsersOut)
def count_users(request: HttpRequest, key: str, on: Day | None = None) -> Any:
    """How many users a client has on a day; without one, today."""
    client = reach(clients(scope_of(request)), key=key)
    day = on or client_today(client)
    return {"day": day, "users": users_on(client, day)}


@operation(router, "GET /clients/{key}/allowances", list[AllowanceOut])
def list_allowances(request: HttpRequest, key: str, on: Day | None = None) -> Any:
    """Each allowance of a client on a day; `whose` is a person's or a site's key."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    return _allowances(draws(scope, client), client, on or client_today(client))


def _allowances(drawn: list[Draw], client: Client, on: date) -> list[dict[str, Any]]:
    earliest_first = [each.drawn for each in reversed(drawn)]
    return [
        {
            "code": each.cites.code,
            "number": each.cites.number,
            "says": each.says,
            "whose": each.whose.removeprefix("other:"),
            "unit": each.unit,
            "granted": each.granted,
            "carried": each.carried,
            "used": each.used,
            "left": each.left,
            "first": each.first,
            "last": each.last,
            "tickets": [draw.ticket for draw in drawn if each.counts(draw.drawn)],
        }
        for each in standing_allowances(client, earliest_first, on)
    ]
