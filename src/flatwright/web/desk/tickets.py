"""A ticket: written, read, changed, moved on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from flatwright.office.accounts.queries import colleagues as staff
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk import actions
from flatwright.office.desk.models import ENDED, Ticket
from flatwright.office.desk.queries import templates, tickets, tickets_to_read
from flatwright.office.desk.telling import Telling
from flatwright.web.desk.decisions import said_of_edited, said_of_new
from flatwright.web.desk.forms import (
    CommentForm,
    GoodwillForm,
    MaterialForm,
    TicketForm,
    TimeForm,
    as_typed,
    priced,
)
from flatwright.web.desk.options import theirs
from flatwright.web.desk.showing import around, client_today, terms_now
from flatwright.web.gate import guarded, reach, refusals, scope_of_request
from flatwright.web.once import note_refusal
from flatwright.web.steps import shown_at

_NEXT = (
    "That was the set-up. The decision stands on the right, or below on a telephone. "
    "Next: bring your people and devices in under Imports, and invite your colleagues "
    "under Accounts."
)


@guarded(Right.WORK)
@require_GET
def choose_client(request: HttpRequest) -> HttpResponse:
    """For which client a ticket is."""
    scope = scope_of_request(request)
    found = clients(scope).filter(name__icontains=request.GET.get("words", "")[:120])
    part = "_choose_rows" if request.headers.get("HX-Request") else "choose_client"
    return render(request, f"web/desk/{part}.html", {"clients": found[:30]})


@guarded(Right.WORK)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Write a ticket; beside it stands what the plan says already."""
    scope = scope_of_request(request)
    client = reach(clients(scope), key=key)
    here = theirs(scope, client, terms_now(client))
    chosen = templates(scope).filter(key=request.GET.get("template", "")).first()
    form = TicketForm(here, request.POST or None, initial=_begin(request, chosen))
    if asks(request):
        return _told(request, "new", form, said_of_new(client, form), client=client)
    if request.method == "POST" and form.is_valid():
        with refusals(request) as went:
            if chosen:
                made = actions.open_from(scope, client, chosen, form.values())
            else:
                made = actions.open_ticket(scope, client, form.values())
        if went.well:
            _say_what_is_next(request)
            return redirect("ticket", number=made.number)
    context = {"form": form, "client": client, "templates": templates(scope)}
    context |= shown_at(4) if "first" in request.GET else {}
    status = 422 if form.is_bound else 200
    return render(request, "web/desk/new.html", context, status=status)


@guarded()
@require_GET
def ticket(request: HttpRequest, number: int) -> HttpResponse:
    """One ticket with its decision."""
    scope = scope_of_request(request)
    shown = reach(tickets_to_read(scope), number=number)
    return render(request, "web/desk/ticket.html", page_of(scope, shown))


@guarded(Right.WORK)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Change the facts; who comes second is told, and what they typed stays."""
    scope = scope_of_request(request)
    shown = reach(tickets(scope), number=number)
    here = theirs(scope, shown.client, terms_now(shown.client), shown.thing)
    form = TicketForm(here, request.POST or None, initial=as_typed(shown))
    if asks(request):
        told = said_of_edited(shown, form)
        return _told(request, "edit", form, told, ticket=shown, client=shown.client)
    if request.method == "POST" and form.is_valid():
        with refusals(request) as went:
            seen = form.cleaned_data["seen"]
            actions.edit_ticket(scope, shown, seen, form.values())
        if went.well:
            return redirect("ticket", number=number)
    context = {"form": form, "ticket": shown, "client": shown.client}
    status = 422 if form.is_bound else 200
    return render(request, "web/desk/edit.html", context, status=status)


@guarded(Right.WORK)
@require_POST
def status(request: HttpRequest, number: int) -> HttpResponse:
    """Move a ticket on."""
    scope = scope_of_request(request)
    shown = reach(tickets(scope), number=number)
    with refusals(request):
        actions.set_status(scope, shown, request.POST.get("status", ""))
    return redirect("ticket", number=number)


@guarded(Right.WORK)
@require_POST
def assign(request: HttpRequest, number: int) -> HttpResponse:
    """Give a ticket to somebody."""
    scope = scope_of_request(request)
    shown = reach(tickets(scope), number=number)
    to = staff(scope).filter(key=request.POST.get("to", "")).first()
    with refusals(request):
        actions.assign(scope, shown, to)
    return redirect("ticket", number=number)


@guarded(Right.WORK)
@require_POST
def merge(request: HttpRequest, number: int) -> HttpResponse:
    """Merge a ticket into another one."""
    scope = scope_of_request(request)
    shown = reach(tickets(scope), number=number)
    other = reach(tickets(scope), number=_number(request))
    with refusals(request) as went:
        actions.merge(scope, shown, other)
    return redirect("ticket", number=other.number if went.well else number)


@guarded(Right.WORK)
@require_POST
def join(request: HttpRequest, number: int) -> HttpResponse:
    """Say that two requests are for one outcome."""
    scope = scope_of_request(request)
    shown = reach(tickets(scope), number=number)
    other = reach(tickets(scope), number=_number(request))
    with refusals(request):
        actions.join(scope, shown, other)
    return redirect("ticket", number=number)


def asks(request: HttpRequest) -> bool:
    """Whether a form is sent to hear what the plan says of it, where no script asks."""
    if "ask" in request.POST:
        note_refusal(request)  # nothing is done, so that it may be sent again
        return True
    return False


def _told(
    request: HttpRequest,
    page: str,
    form: TicketForm,
    told: Telling | None,
    **context: Any,
) -> HttpResponse:
    """The same page with what was typed, and what the plan says of it."""
    context |= {"form": form, "told": told}
    return render(request, f"web/desk/{page}.html", context)


def page_of(scope: Scope, shown: Ticket) -> dict[str, Any]:
    """All that a ticket's page shows, with its small forms empty."""
    told = around(scope, shown)
    return {
        **told,
        "staff": staff(scope).only("key", "name"),
        "statuses": [c for c in Ticket.Status.choices if c[0] != Ticket.Status.MERGED],
        "ended": shown.status in ENDED,
        "comment_form": CommentForm(),
        "material_form": priced(MaterialForm(), told["currency"]),
        "goodwill_form": priced(GoodwillForm(), told["currency"]),
        "time_form": TimeForm(initial={"day": client_today(shown.client)}),
    }


def _say_what_is_next(request: HttpRequest) -> None:
    """After the last step of set-up, where to go on."""
    if "first" in request.GET:
        messages.success(request, _NEXT)


def _begin(request: HttpRequest, template: Any) -> dict[str, Any]:
    """What a new ticket's form starts with."""
    begin: dict[str, Any] = {
        "kind": "incident",
        "action": "fix",
        "cause": "unknown",
        "who": request.GET.get("who", "unknown"),
        "what": request.GET.get("what", "unknown"),
    }
    if template:
        names = ("title", "description", "kind", "action", "estimate")
        begin |= {name: getattr(template, name) for name in names}
    return begin


def _number(request: HttpRequest) -> int:
    told = request.POST.get("number", "").removeprefix("#").strip()
    return int(told) if told.isdecimal() and len(told) < 10 else 0  # noqa: PLR2004 - fits an integer
