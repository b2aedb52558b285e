"""Adding, changing and taking out what a client has: one page for every kind."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import models, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from flatwright.domain.kernel.money import Money
from flatwright.office.clients import queries
from flatwright.office.clients.actions import (
    Joining,
    add,
    edit,
    join_roster,
    take_out,
)
from flatwright.office.clients.models import COUNTED, Approver, Client, Person, Thing
from flatwright.office.clients.scope import Right, Scope
from flatwright.web.clients.forms import (
    ApproverForm,
    PersonForm,
    SiteForm,
    ThingForm,
    VendorForm,
    first_day,
    within,
)
from flatwright.web.clients.kinds import offered, tell_counted, uncounted
from flatwright.web.desk.showing import client_today, currency_of
from flatwright.web.gate import guarded, reach, refusals, scope_of_request


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of row: its form, its name, and where to go after."""

    form: type[forms.ModelForm]
    title: str
    rows: Any  # the scoped query
    by: str = "key"


KINDS = {
    "site": Kind(form=SiteForm, title="Place", rows=queries.sites),
    "person": Kind(form=PersonForm, title="Person", rows=queries.people),
    "thing": Kind(form=ThingForm, title="Device, printer or program", rows=queries.things),
    "vendor": Kind(form=VendorForm, title="Vendor", rows=queries.vendors),
    "approver": Kind(form=ApproverForm, title="Approver", rows=queries.approvers, by="pk"),
}


@guarded(Right.CLIENTS)
@require_http_methods(["GET", "POST"])
def add_row(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Something new of a client's."""
    scope = scope_of_request(request)
    client = reach(queries.clients(scope), key=key)
    shape = _shape(kind)
    today = client_today(client)
    form = shape.form(request.POST or None, initial=first_day(client, today))
    _fit(form, scope, client)
    if request.method == "POST" and form.is_valid():
        with refusals(request) as went:
            row = _added(scope, client, form, today)
        if went.well:
            _tell_uncounted(request, row)
            return _after_adding(request, client, kind, row)
    context = {"form": form, "client": client, "shape": shape, "kinds": offered(client)}
    return render(request, "web/clients/row.html", context, status=_status(form))


@guarded(Right.CLIENTS)
@require_http_methods(["GET", "POST"])
def edit_row(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Change it."""
    scope = scope_of_request(request)
    shape = _shape(kind)
    row = _reached(scope, shape, key)
    client = _client(row)
    form = shape.form(request.POST or None, instance=row, initial=_initial(row, client))
    _fit(form, scope, client)
    if isinstance(form, PersonForm):
        del form.fields["first"]  # their days have a page of their own
    if request.method == "POST" and form.is_valid():
        with refusals(request) as went:
            values = _values(form, client)
            row = edit(scope, _reached(scope, shape, key), seen=_seen(request), **values)
        if went.well:
            _tell_uncounted(request, row)
            return redirect(_back(row, client))
    context = {"form": form, "client": client, "shape": shape, "kinds": offered(client)}
    context |= {"row": row, "kind": kind, "key": key}
    return render(request, "web/clients/row.html", context, status=_status(form))


@guarded(Right.CLIENTS)
@require_POST
def remove_row(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Take out what was entered by mistake."""
    scope = scope_of_request(request)
    row = _reached(scope, _shape(kind), key)
    client = _client(row)
    with refusals(request):
        take_out(scope, row)
    return redirect("client", key=client.key)


def _fit(form: forms.ModelForm, scope: Scope, client: Client) -> None:
    within(form, scope, client)
    if isinstance(form, ThingForm):
        tell_counted(form, client)


def _tell_uncounted(request: HttpRequest, row: models.Model) -> None:
    says = uncounted(row) if isinstance(row, Thing) else ""
    if says:
        messages.warning(request, says)


def _after_adding(
    request: HttpRequest, client: Client, kind: str, row: models.Model
) -> HttpResponse:
    """To what was added, or to an empty form for the next one."""
    if "another" not in request.POST:
        return redirect(_back(row, client))
    messages.success(request, f"{row} is added. Now the next one.")
    return redirect("add_row", key=client.key, kind=kind)


@transaction.atomic
def _added(scope: Scope, client: Client, form: forms.ModelForm, today: date) -> Any:
    row = form.instance
    for name, value in _values(form, client).items():
        setattr(row, name, value)
    if hasattr(type(row), "client"):
        row.client = client
    made = add(scope, row)
    if isinstance(made, Person) and made.kind in COUNTED:
        first = form.cleaned_data["first"] or max(client.first, today)
        join_roster(scope, Joining(person=made, first=first))
    return made


def _values(form: forms.ModelForm, client: Client) -> dict[str, Any]:
    fields = {field.name for field in form._meta.model._meta.concrete_fields}
    values = {k: v for k, v in form.cleaned_data.items() if k in fields}
    if isinstance(form, ApproverForm):
        values["largest_quote"] = form.minor(currency_of(client))
    return values


def _initial(row: Any, client: Client) -> dict[str, Any]:
    if isinstance(row, Approver) and row.largest_quote is not None:
        return {"most": Money(row.largest_quote, currency_of(client)).decimal}
    return {}


def _shape(kind: str) -> Kind:
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _reached(scope: Scope, shape: Kind, key: str) -> Any:
    if shape.by == "pk" and not key.isdecimal():
        raise Http404
    return reach(shape.rows(scope), **{shape.by: key})


def _client(row: models.Model) -> Client:
    found = row.person.client if isinstance(row, Approver) else getattr(row, "client", None)
    if not isinstance(found, Client):
        raise Http404
    return found


def _back(row: models.Model, client: Client) -> str:
    if isinstance(row, Person):
        return f"/people/{row.key}/"
    return f"/clients/{client.key}/"


def _seen(request: HttpRequest) -> int | None:
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) < 10 else None  # noqa: PLR2004 - fits an integer


def _status(form: forms.ModelForm) -> int:
    return 422 if form.is_bound else 200
