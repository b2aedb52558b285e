"""The list of tickets, and the board."""

from dataclasses import fields

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from flatwright.office.accounts.queries import colleagues as staff
from flatwright.office.clients.queries import clients
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.queries import Wanted, found, page
from flatwright.web.gate import guarded, scope_of_request

_COLUMNS = (
    Ticket.Status.NEW,
    Ticket.Status.OPEN,
    Ticket.Status.PLANNED,
    Ticket.Status.APPROVAL,
    Ticket.Status.CLIENT,
    Ticket.Status.VENDOR,
)
_ON_BOARD = 20
DECISIONS = (
    ("needs_facts", "Asks for a fact"),
    ("needs_approval", "Needs a yes"),
    ("decided", "Decided"),
    ("declined", "Declined"),
    ("none", "No agreement"),
)

DUE = (("late", "Late"), ("runs", "A clock runs"))


@guarded()
@require_GET
@vary_on_headers("HX-Request")
def ticket_list(request: HttpRequest) -> HttpResponse:
    """Tickets that are wanted, the last touched first; a page at a time."""
    scope = scope_of_request(request)
    told = {f.name: request.GET.get(f.name, "")[:200] for f in fields(Wanted)}
    wanted = Wanted(**told)
    shown = page(found(scope, wanted), request.GET.get("after", ""))
    part = "_ticket_rows" if request.headers.get("HX-Request") else "tickets"
    context = {
        "page": shown,
        "wanted": wanted,
        "statuses": Ticket.Status.choices,
        "kinds": Ticket.Kind.choices,
        "decisions": DECISIONS,
        "dues": DUE,
        "clients": clients(scope).values_list("key", "name"),
        "staff": staff(scope).values_list("key", "name"),
    }
    return render(request, f"web/desk/{part}.html", context)


@guarded()
@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Open tickets by status, the last touched of each."""
    scope = scope_of_request(request)
    mine = "me" if request.GET.get("mine") else ""
    columns = []
    for status in _COLUMNS:
        rows = found(scope, Wanted(status=status, assignee=mine))
        shown = page(rows, size=_ON_BOARD)
        columns.append({"status": status, "rows": shown.rows, "more": bool(shown.after)})
    return render(request, "web/desk/board.html", {"columns": columns, "mine": bool(mine)})
