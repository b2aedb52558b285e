"""The decision while it is being written: on facts, on time, and all that stood before."""

from copy import copy
from datetime import UTC, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from flatwright.domain.records.work import TimeEntry
from flatwright.office.clients.actions import zone_of
from flatwright.office.clients.models import Client
from flatwright.office.clients.queries import clients
from flatwright.office.desk.deciding import Worked, day_of, preview
from flatwright.office.desk.facts import hanging_on, utc_minute
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.queries import decisions, tickets
from flatwright.office.desk.telling import Telling
from flatwright.web.desk.forms import TicketForm, TimeForm
from flatwright.web.desk.options import theirs
from flatwright.web.desk.showing import client_today, panel, terms_now
from flatwright.web.gate import guarded, reach, scope_of_request


@guarded()
@require_GET
def before(request: HttpRequest, key: str) -> HttpResponse:
    """What the plan says of a ticket that is being written; asking records nothing."""
    scope = scope_of_request(request)
    client = reach(clients(scope), key=key)
    form = TicketForm(theirs(scope, client, terms_now(client)), request.GET)
    return render(request, "web/desk/_live.html", {"told": said_of_new(client, form)})


@guarded()
@require_GET
def while_editing(request: HttpRequest, number: int) -> HttpResponse:
    """What the plan would say of a ticket with the facts that are being typed."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    here = theirs(scope, ticket.client, terms_now(ticket.client), ticket.thing)
    told = said_of_edited(ticket, TicketForm(here, request.GET))
    return render(request, "web/desk/_live.html", {"told": told})


def said_of_new(client: Client, form: TicketForm) -> Telling | None:
    """What the plan says of the facts in the form of a new ticket."""
    form.full_clean()
    if not _tells_enough(form):
        return None
    now = timezone.now()
    tried = Ticket(client=client, number=0, opened=now, updated=now, **form.values())
    return panel(preview(tried, client_today(client)))


def said_of_edited(ticket: Ticket, form: TicketForm) -> Telling | None:
    """What it says of a stored ticket with the facts of the form in place of its own."""
    form.full_clean()
    if not _tells_enough(form):
        return None
    tried = copy(ticket)
    for name, value in form.values().items():
        setattr(tried, name, value)
    hanging = hanging_on(tried)
    return panel(preview(tried, day_of(tried, hanging), hanging=hanging))


@guarded()
@require_GET
def of_time(request: HttpRequest, number: int) -> HttpResponse:
    """How minutes that are being typed would be split and who would pay."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    form = TimeForm(request.GET)
    if not form.is_valid():
        return _panel(request, None)
    start, end = times_of(ticket, form)
    entry = TimeEntry(
        start=utc_minute(start), end=utc_minute(end), technician=f"user {scope.user}"
    )
    return _panel(request, preview(ticket, form.cleaned_data["day"], more=(entry,)))


@guarded()
@require_GET
def history(request: HttpRequest, number: int) -> HttpResponse:
    """Every decision on a ticket, the last first, and what each changed."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    context = {"ticket": ticket, "decisions": decisions(scope).filter(ticket=ticket)}
    return render(request, "web/desk/decisions.html", context)


def times_of(ticket: Ticket, form: TimeForm) -> tuple[datetime, datetime]:
    """From and to, in UTC, of a wall time in the client's zone; past midnight is meant."""
    zone = zone_of(ticket.client)
    told = form.cleaned_data
    begin = datetime.combine(told["day"], told["begin"], zone)
    end = datetime.combine(told["day"], told["end"], zone)
    if told["end"] < told["begin"]:
        end = datetime.combine(told["day"] + timedelta(days=1), told["end"], zone)
    return begin.astimezone(UTC), end.astimezone(UTC)


def _tells_enough(form: TicketForm) -> bool:
    """All facts could be read; a title that is still empty decides nothing."""
    return not set(form.errors) - {"title"}


def _panel(request: HttpRequest, found: Worked | None) -> HttpResponse:
    return render(request, "web/desk/_decision.html", {"told": panel(found)})
