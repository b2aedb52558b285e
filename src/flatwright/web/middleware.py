"""Around every request: a number to name it by, and no copies of what was signed for."""

import logging
import secrets
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from flatwright.office.calls.busy import is_busy
from flatwright.web.errors import REQUEST, busy

Answer = Callable[[HttpRequest], HttpResponseBase]
_log = logging.getLogger("flatwright.web")


def named(get_response: Answer) -> Answer:
    """Each request has a number, which an error page shows and the log repeats."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.META[REQUEST] = secrets.token_hex(6)
        response = get_response(request)
        response["X-Request-ID"] = request.META[REQUEST]
        return response

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Http404 | PermissionDenied):
            return None  # an answer, and no fault of ours
        _log.error("request %s: %s", request.META.get(REQUEST), type(error).__name__)
        return busy(request) if is_busy(error) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined] # as Django asks
    return middleware


def not_kept(get_response: Answer) -> Answer:
    """What is shown to somebody signed in is stored by no browser and no proxy."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            add_never_cache_headers(response)
        return response

    return middleware
