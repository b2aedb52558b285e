"""Between a request and every page: signed in, not for too long, with a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone

from flatwright.office.accounts.models import User
from flatwright.web.accounts.sessions import note_use, why_over

Answer = Callable[[HttpRequest], HttpResponseBase]
SETTING_UP = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "account_logout",
    }
)
TOKENS = "/api/"  # asks for a token and looks at no session


def guard(get_response: Answer) -> Answer:
    """Pages are for the signed-in unless marked `login_not_required`."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        over = _end_if_over(request)
        return over or get_response(request)

    def process_view(
        request: HttpRequest, view: Callable[..., Any], *_: object
    ) -> HttpResponseBase | None:
        if request.path.startswith(TOKENS):
            return None
        if isinstance(request.user, User):
            lacks = _wants_second_factor(request, request.user)
            return _to(request, resolve_url("mfa_index")) if lacks else None
        return _to_sign_in(request) if getattr(view, "login_required", True) else None

    middleware.process_view = process_view  # type: ignore[attr-defined] # as Django asks
    return middleware


def _end_if_over(request: HttpRequest) -> HttpResponseBase | None:
    """Sign out a session whose time is up, and say why; else note its use."""
    if not request.user.is_authenticated:
        return None
    now = timezone.now()
    why = why_over(request.session, now)
    if not why:
        note_use(request, now)
        return None
    logout(request)
    messages.info(request, why)
    return _to_sign_in(request)


def _wants_second_factor(request: HttpRequest, user: User) -> bool:
    """Whether somebody must set up a second factor before they see anything else."""
    if not settings.SECOND_FACTOR or user.second_factor:
        return False
    match = request.resolver_match
    return match is None or match.view_name not in SETTING_UP


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    after = request.get_full_path() if request.method == "GET" else None
    if after is None or _is_part(request):
        return _to(request, resolve_url(settings.LOGIN_URL))
    return redirect_to_login(after, resolve_url(settings.LOGIN_URL))


def _to(request: HttpRequest, address: str) -> HttpResponseBase:
    """Lead a whole page elsewhere, also where only a part of one was asked for."""
    if _is_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponse(status=302, headers={"Location": address})


def _is_part(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers
