"""Everybody's accounts, for owners."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts import queries
from flatwright.office.accounts.actions import (
    Invited,
    close,
    invite,
    let_back_in,
    reopen,
    set_place,
    withdraw,
)
from flatwright.office.accounts.actions.people import reached_by
from flatwright.office.accounts.mailing import ask_to_mail
from flatwright.office.accounts.models import User
from flatwright.office.audit.actor import Actor
from flatwright.office.clients.scope import Right, Scope
from flatwright.web.accounts.forms import InviteForm, PlaceForm
from flatwright.web.accounts.views.common import WRONG, fits, once, press
from flatwright.web.gate import guarded, scope_of_request


@guarded(Right.HOUSE)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    """Who may come in, and who is asked to."""
    scope = scope_of_request(request)
    told = {
        "accounts": queries.accounts(scope).prefetch_related("reach__client"),
        "invitations": queries.invitations(scope),
    }
    return render(request, "accounts/accounts.html", told)


@guarded(Right.HOUSE)
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest, key: str) -> HttpResponse:
    """What somebody is and reaches; the form changes it."""
    scope = scope_of_request(request)
    user = _account(scope, key)
    now = {"role": user.role, "clients": sorted(reached_by(user))}
    form = PlaceForm(scope, request.POST or None, initial=now)
    if request.method == "POST" and fits(
        form, lambda: set_place(scope, user, form.place(), seen=_seen(request))
    ):
        messages.success(request, f"{user.name} is {user.get_role_display().lower()} now.")
        return redirect("accounts_one", key)
    status = WRONG if form.is_bound else 200
    told = {"form": form, "account": user, "is_own": user.pk == scope.user}
    return render(request, "accounts/account.html", told, status=status)


@guarded(Right.HOUSE)
@require_http_methods(["GET", "POST"])
def invite_one(request: HttpRequest) -> HttpResponse:
    """Ask somebody in; the link is on the answer to this form and nowhere else."""
    scope = scope_of_request(request)
    form = InviteForm(scope, request.POST or None)
    invited = None
    if request.method == "POST":
        invited = fits(form, lambda: invite(scope, form.invitee()))
    if invited:
        return _link(request, scope.actor, invited)
    status = WRONG if form.is_bound else 200
    return render(request, "accounts/invite.html", {"form": form}, status=status)


@guarded(Right.HOUSE)
@require_POST
def withdraw_one(request: HttpRequest, key: str) -> HttpResponse:
    """Make an invitation's link worthless."""
    scope = scope_of_request(request)
    row = queries.invitations(scope).filter(key=key).first()
    if row is None:
        raise Http404
    press(request, lambda: withdraw(scope, row), f"{row.email} is not invited any more.")
    return redirect("accounts")


@guarded(Right.HOUSE)
@require_POST
def close_one(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody in no longer."""
    scope = scope_of_request(request)
    user = _account(scope, key)
    press(request, lambda: close(scope, user), f"{user.name} is signed out for good.")
    return redirect("accounts_one", key)


@guarded(Right.HOUSE)
@require_POST
def reopen_one(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody in again."""
    scope = scope_of_request(request)
    user = _account(scope, key)
    press(request, lambda: reopen(scope, user), f"{user.name} may sign in again.")
    return redirect("accounts_one", key)


@guarded(Right.HOUSE)
@require_POST
def way_back(request: HttpRequest, key: str) -> HttpResponse:
    """Give somebody a link for a new password, and for a new second factor if asked."""
    scope = scope_of_request(request)
    user = _account(scope, key)
    lost = request.POST.get("second_factor") == "on"
    try:
        invited = let_back_in(scope, user, second_factor=lost)
    except Refusal as refusal:
        messages.error(request, refusal.says)
        return redirect("accounts_one", key)
    return _link(request, scope.actor, invited)


def _account(scope: Scope, key: str) -> User:
    user = queries.accounts(scope).filter(key=key).first()
    if user is None:
        raise Http404
    return user


def _seen(request: HttpRequest) -> int | None:
    told = request.POST.get("edited", "")
    return int(told) if told.isdecimal() else None


def _link(request: HttpRequest, by: Actor, invited: Invited) -> HttpResponse:
    """The link, this once; sent by mail too where the house has a mail server."""
    address = request.build_absolute_uri(reverse("invitation", args=[invited.secret]))
    told = {
        "link": address,
        "invitation": invited.invitation,
        "is_mailed": ask_to_mail(by, invited.invitation, address),
    }
    return once(render(request, "accounts/invited.html", told))
