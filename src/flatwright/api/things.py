"""Devices, printers and programs, and what is wrong with them."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import WithWords, of_client, page
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.things import (
    ConditionEdit,
    ConditionIn,
    ConditionOut,
    HandOver,
    ThingEdit,
    ThingIn,
    ThingOut,
)
from flatwright.api.values import named, one, values_of
from flatwright.office.clients.actions import add, edit, hand_over, take_out
from flatwright.office.clients.models import Condition, Thing
from flatwright.office.clients.queries import clients, conditions, people, things
from flatwright.office.clients.scope import Right

router = Router(tags=["things"])


@operation(router, "GET /things", Listed[ThingOut])
def list_things(request: HttpRequest, asked: Query[WithWords]) -> Any:
    """Devices, printers and programs."""
    rows = things(scope_of(request)).filter(name__icontains=asked.words)
    return page(of_client(rows, asked), asked)


@operation(router, "POST /clients/{key}/things", ThingOut, Right.CLIENTS, code=201)
def add_thing(request: HttpRequest, key: str, told: ThingIn) -> Thing:
    """Something new of a client's."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    sent = named(scope, client, values_of(told)[1])
    return add(scope, Thing(client=client, **sent))


@operation(router, "GET /things/{key}", ThingOut)
def get_thing(request: HttpRequest, key: str) -> Thing:
    """A device, a printer or a program."""
    return reach(things(scope_of(request)), key=key)


@operation(router, "PATCH /things/{key}", ThingOut, Right.CLIENTS)
def edit_thing(request: HttpRequest, key: str, told: ThingEdit) -> Thing:
    """Change a thing."""
    scope = scope_of(request)
    row = reach(things(scope), key=key)
    seen, sent = values_of(told)
    return edit(scope, row, seen=seen, **named(scope, row.client, sent))


@operation(router, "DELETE /things/{key}", None, Right.CLIENTS, code=204)
def remove_thing(request: HttpRequest, key: str) -> None:
    """Take out a thing that was entered by mistake; what ended has a last day instead."""
    scope = scope_of(request)
    take_out(scope, reach(things(scope), key=key))


@operation(router, "POST /things/{key}/hand-over", ThingOut, Right.CLIENTS)
def hand_thing_over(request: HttpRequest, key: str, told: HandOver) -> Thing:
    """Give a device to another user from a day on; it has a new key from then."""
    scope = scope_of(request)
    row = reach(things(scope), key=key)
    theirs = people(scope).filter(client=row.client)
    to = None if told.to is None else one(theirs, "to", told.to)
    return hand_over(scope, row, to, told.day)


@operation(router, "GET /things/{key}/conditions", list[ConditionOut])
def list_conditions(request: HttpRequest, key: str) -> Any:
    """What was found faulty with a thing."""
    scope = scope_of(request)
    return conditions(scope).filter(thing=reach(things(scope), key=key))


@operation(router, "POST /things/{key}/conditions", ConditionOut, Right.CLIENTS, code=201)
def add_condition(request: HttpRequest, key: str, told: ConditionIn) -> Condition:
    """Say what is faulty with a thing."""
    scope = scope_of(request)
    thing = reach(things(scope), key=key)
    return add(scope, Condition(thing=thing, **values_of(told)[1]))


@operation(router, "PATCH /conditions/{int:number}", ConditionOut, Right.CLIENTS)
def edit_condition(request: HttpRequest, number: int, told: ConditionEdit) -> Condition:
    """Change it, or say that it was put right."""
    scope = scope_of(request)
    seen, sent = values_of(told)
    return edit(scope, reach(conditions(scope), pk=number), seen=seen, **sent)


@operation(router, "DELETE /conditions/{int:number}", None, Right.CLIENTS, code=204)
def remove_condition(request: HttpRequest, number: int) -> None:
    """Take out what was entered by mistake."""
    scope = scope_of(request)
    take_out(scope, reach(conditions(scope), pk=number))
