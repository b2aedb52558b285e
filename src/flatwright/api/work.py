"""Time on tickets, and the clock that runs."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.gate import reach, scope_of, user_of
from flatwright.api.operations import operation
from flatwright.api.paging import OfClient, of_client, page
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.desk import NoteIn, TimeEdit, TimeIn, TimeOut, TimerOut
from flatwright.api.values import colleague, named
from flatwright.office.accounts.models import User
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk import actions
from flatwright.office.desk.models import Ticket, TimeEntry, Timer
from flatwright.office.desk.queries import tickets, time_entries, timer_of

router = Router(tags=["time"])


@operation(router, "GET /time", Listed[TimeOut])
def list_time(request: HttpRequest, asked: Query[OfClient]) -> Any:
    """Time on tickets, in the order in which it was written down."""
    rows = time_entries(scope_of(request))
    return page(of_client(rows, asked, "ticket__client__key"), asked)


@operation(router, "GET /tickets/{int:number}/time", list[TimeOut])
def list_time_of(request: HttpRequest, number: int) -> Any:
    """Time on a ticket."""
    scope = scope_of(request)
    return time_entries(scope).filter(ticket=reach(tickets(scope), number=number))


@operation(router, "POST /tickets/{int:number}/time", TimeOut, Right.WORK, code=201)
def log_time(request: HttpRequest, number: int, told: TimeIn) -> TimeEntry:
    """Write down time worked; the ticket is decided again."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    span = _span(scope, ticket, told, user_of(request))
    return actions.log_time(scope, ticket, span)


@operation(router, "PATCH /time/{key}", TimeOut, Right.WORK)
def edit_time(request: HttpRequest, key: str, told: TimeEdit) -> TimeEntry:
    """Correct an entry, all of it; the ticket is decided again."""
    scope = scope_of(request)
    entry = reach(time_entries(scope), key=key)
    span = _span(scope, entry.ticket, told, entry.technician or user_of(request))
    return actions.edit_entry(scope, entry, told.seen, span)


@operation(router, "DELETE /time/{key}", None, Right.WORK, code=204)
def remove_time(request: HttpRequest, key: str) -> None:
    """Take an entry away; the record of changes keeps it."""
    scope = scope_of(request)
    actions.remove_entry(scope, reach(time_entries(scope), key=key))


@operation(router, "GET /timer", TimerOut | None)
def get_timer(request: HttpRequest) -> Timer | None:
    """The clock that runs for whose token it is; null where none does."""
    return timer_of(scope_of(request))


@operation(router, "POST /tickets/{int:number}/timer", TimerOut, Right.WORK, code=201)
def start_timer(request: HttpRequest, number: int) -> Timer:
    """Start the clock; one on another ticket is stopped and kept."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    return actions.start_timer(scope, ticket, user_of(request))


@operation(router, "POST /timer/stop", TimeOut | None, Right.WORK)
def stop_timer(request: HttpRequest, told: NoteIn) -> TimeEntry | None:
    """Stop the clock and keep its time; null where none runs."""
    return actions.stop_timer(scope_of(request), user_of(request), told.note)


def _span(
    scope: Scope, ticket: Ticket, told: TimeIn | TimeEdit, technician: User
) -> actions.Span:
    person = named(scope, ticket.client, {"person": told.person})["person"]
    return actions.Span(
        start=told.start,
        end=told.end,
        technician=colleague(scope, "technician", told.technician) or technician,
        person=person,
        note=told.note,
    )
