"""People, and the days on which they are users."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import WithWords, of_client, page
from flatwright.api.shapes.clients import (
    PeriodIn,
    PeriodOut,
    PersonEdit,
    PersonIn,
    PersonOut,
)
from flatwright.api.shapes.common import DayIn, Listed
from flatwright.api.values import named, values_of
from flatwright.office.clients.actions import (
    Joining,
    add,
    edit,
    join_roster,
    leave_roster,
    take_out,
)
from flatwright.office.clients.models import Person, RosterPeriod
from flatwright.office.clients.queries import clients, people, periods
from flatwright.office.clients.scope import Right

router = Router(tags=["people"])


@operation(router, "GET /people", Listed[PersonOut])
def list_people(request: HttpRequest, asked: Query[WithWords]) -> Any:
    """People of clients."""
    rows = people(scope_of(request)).filter(name__icontains=asked.words)
    return page(of_client(rows, asked), asked)


@operation(router, "POST /clients/{key}/people", PersonOut, Right.CLIENTS, code=201)
def add_person(request: HttpRequest, key: str, told: PersonIn) -> Person:
    """Somebody new at a client."""
    scope = scope_of(request)
    client = reach(clients(scope), key=key)
    sent = named(scope, client, values_of(told)[1])
    first = sent.pop("user_from", None)
    person = add(scope, Person(client=client, **sent))
    if first:
        join_roster(scope, Joining(person=person, first=first))
    return person


@operation(router, "GET /people/{key}", PersonOut)
def get_person(request: HttpRequest, key: str) -> Person:
    """Somebody at a client."""
    return reach(people(scope_of(request)), key=key)


@operation(router, "PATCH /people/{key}", PersonOut, Right.CLIENTS)
def edit_person(request: HttpRequest, key: str, told: PersonEdit) -> Person:
    """Change somebody."""
    scope = scope_of(request)
    row = reach(people(scope), key=key)
    seen, sent = values_of(told)
    return edit(scope, row, seen=seen, **named(scope, row.client, sent))


@operation(router, "DELETE /people/{key}", None, Right.CLIENTS, code=204)
def remove_person(request: HttpRequest, key: str) -> None:
    """Take out somebody that was entered by mistake; what ended has a last day instead."""
    scope = scope_of(request)
    take_out(scope, reach(people(scope), key=key))


@operation(router, "GET /people/{key}/roster", list[PeriodOut])
def list_roster(request: HttpRequest, key: str) -> Any:
    """The days on which somebody is a user."""
    scope = scope_of(request)
    return periods(scope).filter(person=reach(people(scope), key=key))


@operation(router, "POST /people/{key}/roster", PeriodOut, Right.CLIENTS, code=201)
def join(request: HttpRequest, key: str, told: PeriodIn) -> RosterPeriod:
    """Make somebody a user from a day on."""
    scope = scope_of(request)
    person = reach(people(scope), key=key)
    joining = Joining(person=person, first=told.first, last=told.last)
    return join_roster(scope, joining)


@operation(router, "POST /people/{key}/roster/end", PeriodOut, Right.CLIENTS)
def leave(request: HttpRequest, key: str, told: DayIn) -> RosterPeriod:
    """Set a user's last day."""
    scope = scope_of(request)
    return leave_roster(scope, reach(people(scope), key=key), told.day)
