"""The way in: an invitation, and the recovery codes that are shown once."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.views import LoginView
from allauth.mfa.recovery_codes.internal.flows import view_recovery_codes
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.actions import accept
from flatwright.office.accounts.actions.invitations import open_one
from flatwright.office.accounts.first import is_nobody_here
from flatwright.web.accounts.forms import AcceptForm
from flatwright.web.accounts.views.common import WRONG, fits, once
from flatwright.web.asking import source_of
from flatwright.web.gate import guarded
from flatwright.web.steps import open_step

sign_in = LoginView.as_view(extra_context={"is_new": is_nobody_here})


@login_not_required
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Choose a name and a password; looking at the page uses nothing up."""
    if request.user.is_authenticated:
        return redirect("me")
    try:
        found = open_one(secret)
    except Refusal as refusal:
        told = {"says": refusal.says}
        return once(render(request, "accounts/invitation_gone.html", told, status=404))
    form = AcceptForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST":
        user = fits(
            form,
            lambda: accept(
                secret,
                form.cleaned_data["name"],
                form.cleaned_data["password"],
                source_of(request),
            ),
        )
        if user:
            record_authentication(request, user, method="password")
            signed: HttpResponse = perform_login(
                request, Login(user=user, email=user.email)
            )
            return signed
    page = {"form": form, "invitation": found}
    status = WRONG if form.is_bound else 200
    return once(render(request, "accounts/invitation.html", page, status=status))


@guarded()
@require_http_methods(["GET", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes, once, and only when asked: looking at a page is no use."""
    codes: list[str] = []
    asked = request.method == "POST"
    if asked:
        held, may_see = view_recovery_codes(request)
        codes = held.get_unused_codes() if held and may_see else []
    step = open_step(request)
    told = {"codes": codes, "asked": asked, "onward": step.address if step else "/"}
    return once(render(request, "accounts/recovery_codes.html", told))
