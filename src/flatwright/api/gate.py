"""Between a program and every operation: its token, its rights, and each call but once."""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from allauth.account.adapter import get_adapter
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers
from django.views.decorators.csrf import csrf_exempt

from flatwright.api import errors
from flatwright.api.errors import ApiError
from flatwright.api.keys import key_of
from flatwright.api.operations import Needs
from flatwright.api.sending import digest_of
from flatwright.api.text import is_kept
from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.actions.tokens import used
from flatwright.office.accounts.gate import scope_of_token
from flatwright.office.accounts.models import Token, User
from flatwright.office.accounts.pace import may_call
from flatwright.office.accounts.queries import token_of
from flatwright.office.accounts.throttle import Limit
from flatwright.office.calls.actions import Answered, Sent, once
from flatwright.office.calls.busy import AGAIN_AFTER, SAYS, is_busy
from flatwright.office.clients.scope import Scope

Row = TypeVar("Row", bound=models.Model)
View = Callable[..., Any]
MOST, WITHIN = 1200, timedelta(minutes=1)  # calls of one token
_SCOPE, _TOKEN = "flatwright.scope", "flatwright.token"
_log = logging.getLogger("flatwright.api")


def scope_of(request: HttpRequest) -> Scope:
    """What the token of a call reaches and may do."""
    found = request.META[_SCOPE]
    if not isinstance(found, Scope):
        msg = "an operation was reached without a token"
        raise TypeError(msg)
    return found


def user_of(request: HttpRequest) -> User:
    """The account whose token it is."""
    return token_of_call(request).user


def token_of_call(request: HttpRequest) -> Token:
    """The token itself."""
    token: Token = request.META[_TOKEN]
    return token


def reach(rows: models.QuerySet[Row], **lookup: Any) -> Row:
    """The one row of a scoped query; what is not reached is as if it were not there."""
    try:
        return rows.get(**lookup)
    except (ObjectDoesNotExist, ValueError, OverflowError) as error:
        raise Http404 from error


def guarded(view: View, needs: Mapping[str, Needs]) -> View:
    """An address of the API: `needs` has what each of its methods needs."""

    @wraps(view)
    def page(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        try:
            response: HttpResponseBase = _answered(request, view, needs, parts)
        except ApiError as wrong:
            response = errors.error(wrong.status, wrong.code, wrong.says, wrong.fields)
        except Refusal as refusal:
            response = errors.of_refusal(refusal)
        except Exception as failure:  # noqa: BLE001 - a program gets the one form as well
            response = _failed(request, failure)
        if response.status_code == 405:  # noqa: PLR2004 - HTTP's own number
            response["Allow"] = ", ".join(sorted(needs))
        add_never_cache_headers(response)
        return response

    page.csrf_exempt = True  # type: ignore[attr-defined] # no cookie is looked at
    page.guarded = needs  # type: ignore[attr-defined] # a test asks every address
    return page


@csrf_exempt
def nothing(request: HttpRequest) -> HttpResponse:
    """Every other address under this one."""
    return errors.missing()


def _answered(
    request: HttpRequest, view: View, needs: Mapping[str, Needs], parts: dict[str, Any]
) -> HttpResponseBase:
    token = _token(request)
    scope = scope_of_token(token, _source(request))
    request.META |= {_SCOPE: scope, _TOKEN: token}
    method = request.method or ""
    if method not in needs:
        raise ApiError(405, "not_this_way", "This address is not called by this method.")
    scope.need(needs[method].right)
    _refuse_unreadable(request)
    errors.refuse_unknown(request.GET, needs[method].asked)
    sent = digest_of(request, needs[method])
    if method == "GET":
        found: HttpResponseBase = view(request, **parts)
        return errors.named(found)
    answered = once(_sent(request, scope, sent), lambda: _act(request, view, parts))
    response = HttpResponse(
        answered.body,
        status=answered.status,
        content_type="application/json; charset=utf-8",
    )
    return errors.named(response)


def _source(request: HttpRequest) -> str:
    """From where a call comes, as the record of changes says it."""
    try:
        return f"api {get_adapter().get_client_ip(request)}"
    except PermissionDenied as error:
        says = "The address of the caller is not told: look at FLATWRIGHT_PROXIES."
        raise ApiError(403, "no_address", says) from error


def _act(request: HttpRequest, view: View, parts: dict[str, Any]) -> Answered:
    response = view(request, **parts)
    return Answered(response.status_code, response.content.decode())


def _token(request: HttpRequest) -> Token:
    """The token that a call brings, counted. Raises ApiError where it brings none."""
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    token = token_of(secret.strip()) if kind.lower() == "bearer" else None
    if token is None:
        says = "Send a token that holds: Authorization: Bearer fw_..."
        raise ApiError(401, "no_token", says)
    if not may_call(Limit(key=f"token {token.key}", most=MOST, within=WITHIN)):
        says = f"More than {MOST:,} calls in a minute: wait a minute, then go on."
        raise ApiError(429, "too_many_calls", says)
    used(token)
    return token


def _refuse_unreadable(request: HttpRequest) -> None:
    said = [value for _, values in request.GET.lists() for value in values]
    if not all(map(is_kept, (request.path_info, *request.GET, *said))):
        raise ApiError(422, "invalid", "The address has a sign that cannot be kept.")


def _sent(request: HttpRequest, scope: Scope, sent: str) -> Sent:
    """What is asked, and by which rights: an old answer is not for who may less now."""
    key = key_of(request)
    rights = sorted(right.name for right in scope.rights)
    clients = "all" if scope.clients is None else sorted(scope.clients)
    head = f"{request.method} {request.get_full_path()} {rights} {clients}\n"
    asked = hashlib.sha256(f"{head}{sent}".encode()).hexdigest()
    return Sent(sender=f"token {token_of_call(request).pk}", key=key, asked=asked)


def _failed(request: HttpRequest, failure: Exception) -> HttpResponse:
    if is_busy(failure):
        response = errors.error(503, "busy", SAYS)
        response["Retry-After"] = str(AGAIN_AFTER)
        return response
    number = request.META.get("flatwright.request", "")
    _log.error("request %s: %s", number, type(failure).__name__)
    says = f"This is our mistake. Nothing was changed; request {number} is in the log."
    return errors.error(500, "failed", says)
