"""Projects: quoted work, and how far it is."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router

from flatwright.api.agreeing import approval_told
from flatwright.api.amounts import decimal_of, minor_of
from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import OfClient, of_client, page
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.desk import ApprovalOut, ProjectIn, ProjectOut, QuoteIn
from flatwright.api.values import colleague
from flatwright.office.agreements.now import currency_of
from flatwright.office.clients.scope import Right
from flatwright.office.desk.queries import tickets
from flatwright.office.projects import actions
from flatwright.office.projects.models import Project
from flatwright.office.projects.queries import progress, projects

router = Router(tags=["projects"])


@operation(router, "GET /projects", Listed[ProjectOut])
def list_projects(request: HttpRequest, asked: Query[OfClient]) -> Any:
    """Projects, and how each stands."""
    rows = of_client(projects(scope_of(request)), asked, "ticket__client__key")
    found = page(rows, asked)
    return {**found, "items": [_told(each) for each in found["items"]]}


@operation(router, "GET /projects/{key}", ProjectOut)
def get_project(request: HttpRequest, key: str) -> Any:
    """How a project stands."""
    return _told(reach(projects(scope_of(request)), key=key))


@operation(router, "POST /tickets/{int:number}/project", ProjectOut, Right.WORK)
def begin_project(request: HttpRequest, number: int, told: ProjectIn) -> Any:
    """Make a ticket a project, or change its outline."""
    scope = scope_of(request)
    leader = colleague(scope, "leader", told.leader)
    outline = actions.Outline(budget=told.budget, leader=leader, due=told.due)
    ticket = reach(tickets(scope), number=number)
    made = actions.begin_project(scope, ticket, outline)
    return _told(reach(projects(scope), pk=made.pk))


@operation(router, "POST /projects/{key}/quote", ApprovalOut, Right.WORK, code=201)
def quote_project(request: HttpRequest, key: str, told: QuoteIn) -> Any:
    """Send a quote; the client's yes is asked for."""
    scope = scope_of(request)
    project = reach(projects(scope), key=key)
    amount = minor_of(told.amount, currency_of(project.ticket.client)) or 0
    asked = actions.quote_project(scope, project, amount, fixed=told.fixed)
    return approval_told(asked)


@operation(router, "POST /projects/{key}/drop", ProjectOut, Right.WORK)
def drop_project(request: HttpRequest, key: str) -> Any:
    """Say that it is not to be."""
    scope = scope_of(request)
    actions.drop_project(scope, reach(projects(scope), key=key))
    return _told(reach(projects(scope), key=key))


def _told(row: Project) -> dict[str, Any]:
    how = progress(row)
    currency = currency_of(row.ticket.client)
    return {
        "key": row.key,
        "ticket": row.ticket.number,
        "joined": [part.ticket.number for part in how.parts[1:]],
        "stage": how.stage,
        "budget": row.budget,
        "worked": how.worked,
        "alarm": how.alarm,
        "leader": row.leader.key if row.leader else None,
        "due": row.due,
        "quote": decimal_of(how.quote.amount, currency) if how.quote else None,
        "currency": currency,
    }
