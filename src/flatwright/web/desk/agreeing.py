"""Approvals, materials and goodwill."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from flatwright.domain.kernel.money import money
from flatwright.office.clients.models import Person
from flatwright.office.clients.queries import people
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk import actions
from flatwright.office.desk.late import late_yes_on
from flatwright.office.desk.models import Material, Ticket
from flatwright.office.desk.queries import approvals, materials, tickets
from flatwright.web.desk.forms import ApprovalForm, GoodwillForm, MaterialForm
from flatwright.web.desk.showing import currency_of
from flatwright.web.gate import guarded, reach, refusals, say, scope_of_request

_NOBODY = "Choose who answers."


@guarded(Right.WORK)
@require_POST
def ask(request: HttpRequest, number: int) -> HttpResponse:
    """Ask the client for a yes."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    form = ApprovalForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        asked = actions.Asked(
            type=told["type"],
            amount=_minor(ticket, told["amount"]),
            fixed=told["fixed"],
            note=told["note"],
        )
        with refusals(request):
            actions.ask_approval(scope, ticket, asked)
    else:
        say(request, form)
    return redirect("ticket", number=number)


@guarded(Right.WORK)
@require_POST
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Write down a yes or a no."""
    scope = scope_of_request(request)
    approval = reach(approvals(scope), key=key)
    with refusals(request):
        by = _who(scope, request.POST.get("by", ""))
        yes = request.POST.get("answer") == "yes"
        actions.answer_approval(scope, approval, by, yes=yes)
        for late in late_yes_on(approval.ticket):
            if late.approval == approval.pk:
                messages.warning(request, late.says)
    return redirect("ticket", number=approval.ticket.number)


def _who(scope: Scope, key: str) -> Person:
    """Who answered; nobody is taken to have, where nobody was chosen."""
    if not key:
        raise ValidationError(_NOBODY)
    return reach(people(scope), key=key)


@guarded(Right.WORK)
@require_POST
def add_material(request: HttpRequest, number: int) -> HttpResponse:
    """Note something to buy."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    form = MaterialForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        told["amount"] = _minor(ticket, told["amount"])
        with refusals(request):
            actions.add_material(scope, ticket, Material(**told))
    else:
        say(request, form)
    return redirect("ticket", number=number)


@guarded(Right.WORK)
@require_POST
def remove_material(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a material away."""
    scope = scope_of_request(request)
    material = reach(materials(scope), pk=pk)
    with refusals(request):
        actions.remove_material(scope, material)
    return redirect("ticket", number=material.ticket.number)


@guarded(Right.FORGIVE)
@require_POST
def waive(request: HttpRequest, number: int) -> HttpResponse:
    """Waive the bill, or take that back."""
    scope = scope_of_request(request)
    ticket = reach(tickets(scope), number=number)
    form = GoodwillForm(request.POST)
    if "take_back" in request.POST:
        with refusals(request):
            actions.take_back_goodwill(scope, ticket)
    elif form.is_valid():
        told = form.cleaned_data
        with refusals(request):
            amount = _minor(ticket, told["amount"])
            actions.waive(scope, ticket, told["reason"], amount)
    else:
        say(request, form)
    return redirect("ticket", number=number)


def _minor(ticket: Ticket, amount: Decimal | None) -> int | None:
    """An amount in minor units of what the agreement counts in."""
    if amount is None:
        return None
    return money(amount, currency_of(ticket.client)).minor
