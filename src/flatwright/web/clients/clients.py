"""The list of clients, and the page of each."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from flatwright.imports.business.kinds import KINDS
from flatwright.office.agreements.fee import counts_of, monthly_on
from flatwright.office.agreements.queries import (
    version_on,
    with_plan,
    without_agreement,
)
from flatwright.office.agreements.terms import agreed_on
from flatwright.office.clients import queries
from flatwright.office.clients.actions import add_client, edit_client, zone_names
from flatwright.office.clients.days import days_of
from flatwright.office.clients.models import Client, Person
from flatwright.office.clients.names import by_name
from flatwright.office.clients.queries import clients, in_force, people, things
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.queries import Wanted, found, page
from flatwright.office.desk.summary import months, open_by_client
from flatwright.web.clients.fees import sum_in_words
from flatwright.web.clients.figures import (
    day_asked,
    drawn_allowances,
    hours_chart,
    may,
    sum_of,
)
from flatwright.web.clients.forms import ClientForm
from flatwright.web.desk.showing import client_today, currency_of
from flatwright.web.gate import guarded, reach, refusals, scope_of_request

_SHOWN = 200
_MANY = {"network": "network devices", "other": "other things", "application": "programs"}


@guarded()
@require_GET
def client_list(request: HttpRequest) -> HttpResponse:
    """Clients by name, with what is open."""
    scope = scope_of_request(request)
    words = request.GET.get("words", "")[:120]
    bare, today = request.GET.get("agreement") == "none", timezone.localdate()
    named = clients(scope).filter(name__icontains=words)
    chosen = without_agreement(named, today) if bare else with_plan(named, today)
    rows = list(chosen[:_SHOWN])
    still_open = open_by_client(scope)
    for row in rows:
        row.open_tickets = still_open.get(row.pk, 0)
    part = "_client_rows" if request.headers.get("HX-Request") else "clients"
    context = {"clients": rows, "words": words, "shown": _SHOWN, "bare": bare}
    context |= {"today": today}
    return render(request, f"web/clients/{part}.html", context)


@guarded(Right.CLIENTS)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin to serve a client."""
    scope = scope_of_request(request)
    house = queries.provider()
    begin = {"time_zone": house.time_zone if house else "UTC"}
    form = ClientForm(request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        with refusals(request) as went:
            told = {k: v for k, v in form.cleaned_data.items() if k != "seen"}
            made = add_client(scope, **told)
        if went.well:
            return redirect("client", key=made.key)
    context = {"form": form, "zones": zone_names()}
    return render(
        request, "web/clients/edit.html", context, status=422 if form.is_bound else 200
    )


@guarded()
@require_GET
def client(request: HttpRequest, key: str) -> HttpResponse:
    """What is this client's deal, what have they used, how are they."""
    scope = scope_of_request(request)
    shown = reach(clients(scope), key=key)
    today = client_today(shown)
    agreement = agreed_on(shown, today)
    worked = months(shown, today)
    roster = queries.roster_on(shown, today)
    places = list(queries.sites(scope).filter(client=shown))
    things_named, kinds = queries.stock_on(shown, today)
    names = {**things_named, **roster.names, **{each.key: each.name for each in places}}
    allowed = drawn_allowances(scope, shown, today, names)
    here = [each for each in places if today in days_of(each)]
    counts = counts_of(roster.users, len(here), kinds)
    monthly = monthly_on(agreement, today, counts)
    context = {
        **may(scope),
        "client": shown,
        "today": today,
        "agreement": agreement,
        "version": agreement and version_on(agreement, today),
        "users": roster.users,
        "monthly": monthly,
        "fee_sum": monthly and monthly.fee and sum_in_words(monthly.fee),
        "things": [(_many(kind), count) for kind, count in kinds.items()],
        "things_href": reverse("things", args=[key]),
        "tickets_href": f"{reverse('tickets')}?client={key}&status=all",
        "allowances": allowed,
        "drawn": [each for each in allowed if each.used],
        "sums": sum_of(worked),
        "chart": hours_chart(worked) if worked else None,
        "currency": currency_of(shown),
        "tickets": page(found(scope, Wanted(client=key)), size=8).rows,
        "vendors": queries.vendors(scope).filter(client=shown),
        "approvers": in_force(queries.approvers(scope).filter(person__client=shown), today),
        "sites": here,
    }
    return render(request, "web/clients/client.html", context)


@guarded(Right.CLIENTS)
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Change what is written of a client."""
    scope = scope_of_request(request)
    shown = reach(clients(scope), key=key)
    form = ClientForm(request.POST or None, instance=shown, initial={"seen": shown.edited})
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)
        seen = told.pop("seen")
        with refusals(request) as went:
            edit_client(scope, reach(clients(scope), key=key), seen, **told)
        if went.well:
            return redirect("client", key=key)
    context = {"form": form, "client": shown, "zones": zone_names()}
    return render(
        request, "web/clients/edit.html", context, status=422 if form.is_bound else 200
    )


@guarded()
@require_GET
def used(request: HttpRequest, key: str) -> HttpResponse:
    """Every allowance: used, left, and by which ticket."""
    scope = scope_of_request(request)
    shown = reach(clients(scope), key=key)
    today = client_today(shown)
    names = _names(shown, scope, today)
    context = {
        "client": shown,
        "allowances": drawn_allowances(scope, shown, today, names),
    }
    return render(request, "web/clients/used.html", context)


@guarded()
@require_GET
def people_of(request: HttpRequest, key: str) -> HttpResponse:
    """The client's people, with who is a user on a day."""
    scope = scope_of_request(request)
    shown = reach(clients(scope), key=key)
    words = request.GET.get("words", "")[:120]
    on = day_asked(request) or client_today(shown)
    theirs = Prefetch("things", in_force(things(scope), on))
    rows = people(scope).filter(client=shown).prefetch_related("periods", theirs)
    context = {
        **may(scope),
        "client": shown,
        "people": sorted(rows.filter(name__icontains=words), key=_alphabet),
        "words": words,
        "on": on,
        "users": queries.users_on(shown, on),
    }
    return render(request, "web/clients/people.html", context)


@guarded()
@require_GET
def things_of(request: HttpRequest, key: str) -> HttpResponse:
    """The client's devices, printers and programs."""
    scope = scope_of_request(request)
    shown = reach(clients(scope), key=key)
    words, kind = request.GET.get("words", "")[:120], request.GET.get("kind", "")[:40]
    rows = things(scope).filter(client=shown, name__icontains=words)
    if kind:
        rows = rows.filter(kind=kind)
    on = day_asked(request) or client_today(shown)
    context = {
        **may(scope),
        "client": shown,
        "things": rows.order_by("owner__name", "registered", "id"),
        "words": words,
        "kind": kind,
        "kinds": KINDS,
        "on": on,
        "counted": _counted(queries.stock_on(shown, on)[1]),
    }
    return render(request, "web/clients/things.html", context)


def _many(kind: str) -> str:
    return _MANY.get(kind, f"{kind}s").replace("_", " ").capitalize()


def _counted(kinds: Mapping[str, int]) -> str:
    """So many of each kind, in words."""
    told = [(count, _many(kind).lower()) for kind, count in kinds.items()]
    return ", ".join(
        f"{count} {many if count > 1 else many.removesuffix('s')}" for count, many in told
    )


def _alphabet(person: Person) -> str:
    return by_name(person.name)


def _names(shown: Client, scope: Scope, on: date) -> dict[str, str]:
    places = queries.sites(scope).filter(client=shown).values_list("key", "name")
    things_named, _ = queries.stock_on(shown, on)
    return things_named | queries.roster_on(shown, on).names | dict(places)
