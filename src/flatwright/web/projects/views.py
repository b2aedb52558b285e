"""Projects: quoted work, how far it is, and which is loud."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from flatwright.domain.kernel.money import money
from flatwright.office.accounts.queries import colleagues
from flatwright.office.clients.scope import Right
from flatwright.office.desk.queries import tickets
from flatwright.office.projects import actions
from flatwright.office.projects.actions import Outline
from flatwright.office.projects.models import Project
from flatwright.office.projects.queries import progress, projects
from flatwright.web.desk.showing import currency_of
from flatwright.web.gate import guarded, reach, refusals, say, scope_of_request
from flatwright.web.pages import show_form

_SHOWN = 200
_ENDED = (Project.Stage.DONE, Project.Stage.DROPPED)


class OutlineForm(forms.Form):
    """What a project is planned as."""

    budget = forms.IntegerField(
        min_value=1, max_value=600_000, label="Budget, in labour minutes"
    )
    leader = forms.ChoiceField(required=False, label="Led by")
    due = forms.DateField(
        required=False,
        label="Due",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class QuoteForm(forms.Form):
    """A quote."""

    amount = forms.DecimalField(
        min_value=0, max_digits=12, decimal_places=2, label="Amount"
    )
    fixed = forms.BooleanField(required=False, label="A fixed price")


@guarded()
@require_GET
def project_list(request: HttpRequest) -> HttpResponse:
    """Projects that are under way; with `all`, those that have ended too."""
    rows = [progress(each) for each in projects(scope_of_request(request))[:_SHOWN]]
    every = "all" in request.GET
    shown = [each for each in rows if every or each.stage not in _ENDED]
    order = {"over": 0, "near": 1, "": 2}
    shown.sort(key=lambda each: order[each.alarm])
    context = {"projects": shown, "every": every}
    return render(request, "web/projects/projects.html", context)


@guarded(Right.WORK)
@require_http_methods(["GET", "POST"])
def project_of(request: HttpRequest, number: int) -> HttpResponse:
    """Make a ticket a project, or see and change how it stands."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    there = projects(scope).filter(ticket=ticket).first()
    begin: dict[str, Any] = {"budget": there.budget if there else ticket.estimate}
    if there:
        leader = there.leader.key if there.leader else ""
        begin |= {"leader": leader, "due": there.due}
    form = OutlineForm(request.POST or None, initial=begin)
    staff = {each.key: each for each in colleagues(scope)}
    field = form.fields["leader"]
    if isinstance(field, forms.ChoiceField):
        field.choices = [("", "nobody"), *((key, e.name) for key, e in staff.items())]
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        outline = Outline(
            budget=told["budget"], leader=staff.get(told["leader"]), due=told["due"]
        )
        with refusals(request, form) as went:
            actions.begin_project(scope, ticket, outline)
        if went.well:
            return redirect("project_of", number=number)
    told = {
        "ticket": ticket,
        "progress": progress(there) if there else None,
        "currency": currency_of(ticket.client),
        "quote_form": QuoteForm(),
    }
    return show_form(request, "web/projects/project.html", form, **told)


@guarded(Right.WORK)
@require_POST
def quote(request: HttpRequest, key: str) -> HttpResponse:
    """Send a quote."""
    scope = scope_of_request(request)
    project = reach(projects(scope), key=key)
    form = QuoteForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        amount = money(told["amount"], currency_of(project.ticket.client)).minor
        with refusals(request):
            actions.quote_project(scope, project, amount, fixed=told["fixed"])
    else:
        say(request, form)
    return redirect("project_of", number=project.ticket.number)


@guarded(Right.WORK)
@require_POST
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Say that it is not to be."""
    scope = scope_of_request(request)
    project = reach(projects(scope), key=key)
    with refusals(request):
        actions.drop_project(scope, project)
    return redirect("projects")
