"""One's own account: name and looks, sessions, keys to the API."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from flatwright.office.accounts import queries
from flatwright.office.accounts.actions import (
    change_own,
    create_token,
    end_other_sessions,
    revoke_token,
)
from flatwright.web.accounts.forms import OwnForm, TokenForm
from flatwright.web.accounts.listening import keep_session
from flatwright.web.accounts.sessions import browsers, end_one
from flatwright.web.accounts.views.common import WRONG, fits, once, press
from flatwright.web.asking import user_of
from flatwright.web.gate import guarded, scope_of_request


@guarded()
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    """One's own page."""
    user, scope = user_of(request), scope_of_request(request)
    now = {name: getattr(user, name) for name in OwnForm.base_fields}
    form = OwnForm(request.POST or None, initial=now)
    if request.method == "POST" and fits(
        form, lambda: change_own(scope, user, **form.cleaned_data)
    ):
        messages.success(request, "Saved.")
        return redirect("me")
    told = {
        "form": form,
        "browsers": browsers(user, request.session.session_key),
        "tokens": queries.tokens(scope).filter(user=user, revoked=None),
    }
    status = WRONG if form.is_bound else 200
    return render(request, "accounts/me.html", told, status=status)


@guarded()
@require_POST
def end_session(request: HttpRequest, number: int) -> HttpResponse:
    """Sign out one of one's own browsers."""
    if not end_one(scope_of_request(request), user_of(request), number):
        raise Http404
    messages.success(request, "That browser is signed out.")
    return redirect("me")


@guarded()
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out all browsers but this one."""
    user = user_of(request)
    end_other_sessions(scope_of_request(request), user)
    keep_session(request, user)
    messages.success(request, "All other browsers are signed out.")
    return redirect("me")


@guarded()
@require_http_methods(["GET", "POST"])
def add_token(request: HttpRequest) -> HttpResponse:
    """Make a key to the API; its secret is on the answer to this form and nowhere else."""
    user, scope = user_of(request), scope_of_request(request)
    form = TokenForm(scope, request.POST or None)
    made = None
    if request.method == "POST":
        made = fits(form, lambda: create_token(scope, user, form.wish()))
    if made:
        return once(render(request, "accounts/token_made.html", {"made": made}))
    status = WRONG if form.is_bound else 200
    return render(request, "accounts/token.html", {"form": form}, status=status)


@guarded()
@require_POST
def end_token(request: HttpRequest, key: str) -> HttpResponse:
    """Revoke a key to the API."""
    scope = scope_of_request(request)
    token = queries.tokens(scope).filter(user=scope.user, key=key).first()
    if token is None:
        raise Http404
    done = f'The token "{token.name}" opens nothing any more.'
    press(request, lambda: revoke_token(scope, token), done)
    return redirect("me")
