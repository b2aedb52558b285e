"""What is said of tickets, and their checklists."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.shapes.desk import CheckOut, CommentIn, CommentOut, Tick
from flatwright.office.clients.scope import Right
from flatwright.office.desk import actions
from flatwright.office.desk.models import CheckItem, Comment
from flatwright.office.desk.queries import check_items, comments, tickets

router = Router(tags=["tickets"])


@operation(router, "GET /tickets/{int:number}/comments", list[CommentOut])
def list_comments(request: HttpRequest, number: int) -> Any:
    """What was said, the first first."""
    scope = scope_of(request)
    return comments(scope).filter(ticket=reach(tickets(scope), number=number))


@operation(router, "POST /tickets/{int:number}/comments", CommentOut, Right.WORK, code=201)
def add_comment(request: HttpRequest, number: int, told: CommentIn) -> Comment:
    """Say something: to the client, or among us."""
    scope = scope_of(request)
    ticket = reach(tickets(scope), number=number)
    return actions.comment(scope, ticket, told.text, public=told.public)


@operation(router, "GET /tickets/{int:number}/checklist", list[CheckOut])
def list_checks(request: HttpRequest, number: int) -> Any:
    """The lines of a ticket's checklist."""
    scope = scope_of(request)
    return check_items(scope).filter(ticket=reach(tickets(scope), number=number))


@operation(router, "POST /checklist/{int:number}", CheckOut, Right.WORK)
def tick_line(request: HttpRequest, number: int, told: Tick) -> CheckItem:
    """Check a line off, or put it back."""
    scope = scope_of(request)
    return actions.tick(scope, reach(check_items(scope), pk=number), done=told.done)
