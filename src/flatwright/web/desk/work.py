"""Time, timers, comments, files and checklists."""

from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from flatwright.office.clients.actions import zone_of
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk import actions
from flatwright.office.desk.files import OTHER, Upload, path_of
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.queries import check_items, files, tickets, time_entries
from flatwright.web.asking import user_of
from flatwright.web.desk.decisions import times_of
from flatwright.web.desk.forms import CommentForm, TimeForm
from flatwright.web.desk.tickets import page_of
from flatwright.web.gate import guarded, reach, refusals, scope_of_request

_BEGINS = 16


@guarded(Right.WORK)
@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    """Say something, with a file if there is one."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    form = CommentForm(request.POST, request.FILES)
    if form.is_valid():
        with refusals(request, form) as went, transaction.atomic():
            _say(scope, ticket, form.cleaned_data)
        if went.well:
            return redirect("ticket", number=number)
    page = page_of(scope, ticket) | {"comment_form": form}
    return render(request, "web/desk/ticket.html", page, status=422)


def _say(scope: Scope, ticket: Ticket, told: dict[str, Any]) -> None:
    """The words and the file, or neither."""
    actions.comment(scope, ticket, told["text"], public=told["public"])
    file = told["file"]
    if file:
        begins = file.read(_BEGINS)
        file.seek(0)
        upload = Upload(name=file.name, size=file.size, begins=begins, pieces=file.chunks())
        actions.attach(scope, ticket, upload, public=told["public"])


@guarded(Right.WORK)
@require_POST
def log(request: HttpRequest, number: int) -> HttpResponse:
    """Write down time that was worked."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    form = TimeForm(request.POST)
    if not form.is_valid():
        context = {"ticket": ticket, "form": form}
        return render(request, "web/desk/time.html", context, status=422)
    start, end = times_of(ticket, form)
    span = actions.Span(
        start=start, end=end, technician=user_of(request), note=form.cleaned_data["note"]
    )
    with refusals(request) as went:
        actions.log_time(scope, ticket, span)
    if went.well:
        return redirect("ticket", number=number)
    return render(
        request, "web/desk/time.html", {"ticket": ticket, "form": form}, status=422
    )


@guarded(Right.WORK)
@require_http_methods(["GET", "POST"])
def edit_time(request: HttpRequest, key: str) -> HttpResponse:
    """Correct an entry."""
    scope = scope_of_request(request)
    entry = reach(time_entries(scope), key=key)
    zone = zone_of(entry.ticket.client)
    begin, end = entry.start.astimezone(zone), entry.end.astimezone(zone)
    told = {"day": begin.date(), "begin": begin.time(), "end": end.time()}
    more = {"note": entry.note, "seen": entry.edited}
    form = TimeForm(request.POST or None, initial=told | more)
    if request.method == "POST" and form.is_valid():
        times = times_of(entry.ticket, form)
        span = actions.Span(
            start=times[0],
            end=times[1],
            technician=entry.technician or user_of(request),
            person=entry.person,
            note=form.cleaned_data["note"],
        )
        with refusals(request) as went:
            actions.edit_entry(scope, entry, form.cleaned_data["seen"], span)
        if went.well:
            return redirect("ticket", number=entry.ticket.number)
    context = {"ticket": entry.ticket, "form": form, "entry": entry}
    return render(
        request, "web/desk/time.html", context, status=422 if form.is_bound else 200
    )


@guarded(Right.WORK)
@require_POST
def remove_time(request: HttpRequest, key: str) -> HttpResponse:
    """Take an entry away."""
    scope = scope_of_request(request)
    entry = reach(time_entries(scope), key=key)
    number = entry.ticket.number
    with refusals(request):
        actions.remove_entry(scope, entry)
    return redirect("ticket", number=number)


@guarded(Right.WORK)
@require_POST
def start(request: HttpRequest, number: int) -> HttpResponse:
    """Start the clock."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    with refusals(request):
        actions.start_timer(scope, ticket, user_of(request))
    return redirect("ticket", number=number)


@guarded(Right.WORK)
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop the clock and keep its time."""
    scope = scope_of_request(request)
    with refusals(request):
        entry = actions.stop_timer(
            scope, user_of(request), request.POST.get("note", "")[:400]
        )
        if entry:
            return redirect("ticket", number=entry.ticket.number)
    return redirect("tickets")


@guarded()
@require_GET
def download(request: HttpRequest, key: str) -> HttpResponse | FileResponse:
    """Hand a file out as a download; only a picture may be shown."""
    file = reach(files(scope_of_request(request)), key=key)
    inline = file.kind != OTHER and "show" in request.GET
    response = FileResponse(
        path_of(file.blob.digest).open("rb"),
        as_attachment=not inline,
        filename=file.name,
        content_type=file.kind,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@guarded(Right.WORK)
@require_POST
def tick(request: HttpRequest, pk: int) -> HttpResponse:
    """Check a line of a checklist off, or put it back."""
    scope = scope_of_request(request)
    item = reach(check_items(scope), pk=pk)
    with refusals(request):
        actions.tick(scope, item, done="done" in request.POST)
    return redirect("ticket", number=item.ticket.number)
