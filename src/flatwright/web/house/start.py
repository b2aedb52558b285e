"""Set-up: the provider and its owner, a plan, the first client, the first ticket."""

from pathlib import Path
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from flatwright.office.accounts.actions import FirstOwner, make_first_owner
from flatwright.office.accounts.first import end_setup, is_setup_token
from flatwright.office.accounts.models import User
from flatwright.office.agreements.actions import (
    Signed,
    add_shipped_plans,
    enter_agreement,
)
from flatwright.office.agreements.queries import plan_texts
from flatwright.office.clients.actions import (
    Joining,
    add,
    add_client,
    join_roster,
    set_up_provider,
)
from flatwright.office.clients.models import Approver, Client, Person, Provider, Thing
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope
from flatwright.web.asking import source_of
from flatwright.web.gate import (
    guarded,
    provider_of_request,
    reach,
    refusals,
    scope_of_request,
)
from flatwright.web.house.forms import FirstClientForm, HouseForm, OwnerForm
from flatwright.web.house.starters import STARTERS, StartersForm
from flatwright.web.pages import WRONG, show_form
from flatwright.web.steps import first_ticket_of, open_step, shown_at

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_http_methods(["GET", "POST"])
def setup(request: HttpRequest) -> HttpResponseBase:
    """Who runs this: by the link of the terminal, or by an owner whose sample is gone."""
    if isinstance(request.user, User):
        return _house(request)
    home, token = Path(settings.HOME), request.GET.get("token", "")
    if not is_setup_token(home, token):
        raise Http404
    house, owner = HouseForm(request.POST or None), OwnerForm(request.POST or None)
    if request.method == "POST" and house.is_valid() and owner.is_valid():
        with refusals(request, owner) as went:
            first = FirstOwner(**owner.cleaned_data)
            provider = Provider(**house.cleaned_data)
            user = make_first_owner(first, provider, source_of(request))
        if went.well:
            end_setup(home)
            login(request, user, backend=_BACKEND)
            record_authentication(request, user, method="password")
            return redirect("setup_plan")
    status = WRONG if house.errors or owner.errors else 200
    context = {"form": house, "owner": owner, **shown_at(1)}
    return render(request, "web/house/setup.html", context, status=status)


@guarded(Right.AGREE)
@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """A starter plan to begin from; all of them go on the shelf."""
    scope = scope_of_request(request)
    house = provider_of_request(request)
    zone, currency = (house.time_zone, house.currency) if house else ("UTC", "USD")
    form = StartersForm(zone, currency, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(request, form) as went:
            add_shipped_plans(scope, {each.name for each in STARTERS}, form.own(currency))
        if went.well:
            return _after_plan(request)
    told = {"currency": currency, **shown_at(2)}
    return show_form(request, "web/house/setup_plan.html", form, **told)


def _after_plan(request: HttpRequest) -> HttpResponse:
    """The first client with the plan that was chosen; later the shelf."""
    if clients(scope_of_request(request)).exists():
        return redirect("plans")
    return redirect(f"/setup/client/?plan={request.POST.get('plan', '')[:60]}")


@guarded(Right.CLIENTS)
@require_http_methods(["GET", "POST"])
def client(request: HttpRequest) -> HttpResponse:
    """The first client with one user, one computer, one approver and an agreement."""
    scope = scope_of_request(request)
    house = provider_of_request(request)
    begin = {
        "time_zone": house.time_zone if house else "UTC",
        "first": timezone.localdate().replace(day=1),
        "plan": request.GET.get("plan", ""),
    }
    form = FirstClientForm(plan_texts(scope), request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        with refusals(request, form) as went:
            made = _first_client(scope, form.cleaned_data)
        if went.well:
            return redirect(first_ticket_of(made))
    return show_form(request, "web/house/setup_client.html", form, **shown_at(3))


@guarded(Right.HOUSE)
def _house(request: HttpRequest) -> HttpResponse:
    """The provider where an account is there already; after it, the step that is open."""
    if provider_of_request(request) is not None:
        step = open_step(request)
        return redirect(step.address if step else "home")
    scope = scope_of_request(request)
    form = HouseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals(request, form) as went:
            set_up_provider(scope, **form.cleaned_data)
        if went.well:
            return redirect("setup_plan")
    return show_form(request, "web/house/setup.html", form, **shown_at(1))


@transaction.atomic
def _first_client(scope: Scope, told: dict[str, Any]) -> Client:
    first = told["first"]
    made = add_client(scope, name=told["name"], time_zone=told["time_zone"], first=first)
    person = add(scope, Person(client=made, name=told["person"]))
    join_roster(scope, Joining(person=person, first=first))
    add(scope, Approver(person=person, first=first))
    if told["device"]:
        thing = Thing(client=made, name=told["device"], owner=person)
        thing.registered = thing.first = first
        add(scope, thing)
    name, _, number = told["plan"].partition("@")
    text = reach(plan_texts(scope), plan=name, version=int(number))
    enter_agreement(scope, made, Signed(plan=text, first=first))
    return made
