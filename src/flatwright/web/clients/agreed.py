"""Plans on the shelf, and what clients have agreed to."""

from typing import Any

from django.forms import ChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from flatwright.domain.wording.agreement import agreement as agreement_document
from flatwright.domain.wording.in_and_out import in_and_out
from flatwright.office.agreements import actions
from flatwright.office.agreements.actions import PlanRefused, Signed
from flatwright.office.agreements.models import PlanText
from flatwright.office.agreements.queries import agreements, plan_texts
from flatwright.office.agreements.terms import plan_version
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope
from flatwright.web.clients.figures import may
from flatwright.web.clients.forms import AgreementForm, DaysForm, PlanTextForm
from flatwright.web.desk.showing import client_today
from flatwright.web.gate import guarded, reach, refusals, say, scope_of_request

_DIGITS = 9  # of a version


@guarded()
@require_GET
def plan_list(request: HttpRequest) -> HttpResponse:
    """The shelf: every plan with its versions."""
    scope = scope_of_request(request)
    context = {**may(scope), "plans": plan_texts(scope)}
    return render(request, "web/clients/plans.html", context)


@guarded()
@require_GET
def plan(request: HttpRequest, plan: str, version: int) -> HttpResponse:
    """A plan version: what is in and out, the agreement's words, the text."""
    scope = scope_of_request(request)
    row = reach(plan_texts(scope), plan=plan, version=version)
    read = plan_version(row)
    context = {
        **may(scope),
        "plan": row,
        "page": in_and_out(read),
        "document": agreement_document(read),
    }
    return render(request, "web/clients/plan.html", context)


@guarded(Right.AGREE)
@require_http_methods(["GET", "POST"])
def new_plan(request: HttpRequest) -> HttpResponse:
    """Write a plan's text, or the next version of one; every mistake is shown."""
    scope = scope_of_request(request)
    version = request.GET.get("version", "")
    begin = plan_texts(scope).filter(
        plan=request.GET.get("plan", ""),
        version=int(version) if version.isdecimal() and len(version) <= _DIGITS else 0,
    )
    text = begin[0].text if begin else ""
    form = PlanTextForm(request.POST or None, initial={"text": text})
    shown = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_plan(scope, form.cleaned_data["text"].replace("\r\n", "\n"))
        except PlanRefused as refused:
            shown = refused.shown
        else:
            return redirect("plan", plan=made.plan, version=made.version)
    context = {"form": form, "problems": shown}
    status = 422 if form.is_bound else 200
    return render(request, "web/clients/new_plan.html", context, status=status)


@guarded(Right.AGREE)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, key: str) -> HttpResponse:
    """Enter an agreement that a client has signed."""
    scope = scope_of_request(request)
    client = reach(clients(scope), key=key)
    form = _form(scope, request, {"first": client_today(client)})
    if request.method == "POST" and form.is_valid():
        with refusals(request) as went:
            made = actions.enter_agreement(scope, client, _signed(scope, form))
        if went.well:
            return redirect("agreement", key=made.key)
    context = {"form": form, "client": client}
    status = 422 if form.is_bound else 200
    return render(request, "web/clients/new_agreement.html", context, status=status)


@guarded()
@require_GET
def agreement(request: HttpRequest, key: str) -> HttpResponse:
    """An agreement: its days, its versions, its suspensions."""
    scope = scope_of_request(request)
    row = reach(agreements(scope), key=key)
    context = {
        **may(scope),
        "agreement": row,
        "client": row.client,
        "form": _form(scope, request, {"first": client_today(row.client)}),
    }
    return render(request, "web/clients/agreement.html", context)


@guarded(Right.AGREE)
@require_POST
def version(request: HttpRequest, key: str) -> HttpResponse:
    """Let another plan version govern from a day on."""
    scope = scope_of_request(request)
    row = reach(agreements(scope), key=key)
    form = _form(scope, request, {})
    if form.is_valid():
        with refusals(request):
            actions.agree_version(scope, row, _signed(scope, form))
    else:
        say(request, form)
    return redirect("agreement", key=key)


@guarded(Right.AGREE)
@require_POST
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Set the last day, or take it back when none is told."""
    scope = scope_of_request(request)
    row = reach(agreements(scope), key=key)
    form = DaysForm(request.POST)
    if form.is_valid():
        with refusals(request):
            actions.end_agreement(scope, row, form.cleaned_data["last"])
    else:
        say(request, form)
    return redirect("agreement", key=key)


@guarded(Right.AGREE)
@require_POST
def suspend(request: HttpRequest, key: str) -> HttpResponse:
    """Suspend service from a day to a day."""
    scope = scope_of_request(request)
    row = reach(agreements(scope), key=key)
    form = DaysForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {}
    if told.get("first") and told.get("last"):
        with refusals(request):
            days = told["first"], told["last"]
            actions.suspend(scope, row, days, told["reason"])
    else:
        say(request, form)
    return redirect("agreement", key=key)


def _form(scope: Scope, request: HttpRequest, begin: dict[str, Any]) -> AgreementForm:
    form = AgreementForm(request.POST or None, initial=begin)
    offered = plan_texts(scope).filter(is_offered=True)
    field = form.fields["plan"]
    if isinstance(field, ChoiceField):
        field.choices = [(str(each), f"{each.title} ({each})") for each in offered]
    return form


def _signed(scope: Scope, form: AgreementForm) -> Signed:
    told = form.cleaned_data
    name, _, number = told.pop("plan").partition("@")
    row: PlanText = reach(plan_texts(scope), plan=name, version=int(number))
    return Signed(plan=row, **told)
