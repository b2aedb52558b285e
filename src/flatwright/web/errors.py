"""Pages for what went wrong; they ask nothing of the database."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from flatwright.office.calls.busy import AGAIN_AFTER, SAYS
from flatwright.web.pages import is_part

REQUEST = "flatwright.request"  # the number of a request, among its META
_NOT_ALLOWED = "Your role does not include this."


@login_not_required
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: whoever asks lacks the right; it says which."""
    return _page(request, 403, says=str(exception or "") or _NOT_ALLOWED)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what is not reached."""
    return _page(request, 404)


@login_not_required
def failed(request: HttpRequest) -> HttpResponse:
    """500: our mistake; the number finds it in the log."""
    return _page(request, 500, number=request.META.get(REQUEST, ""))


@login_not_required
def busy(request: HttpRequest) -> HttpResponse:
    """503: others wrote for too long; what was sent was not stored."""
    response = _page(request, 503, says=SAYS)
    response["Retry-After"] = str(AGAIN_AFTER)
    return response


@login_not_required
def not_ours(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form that did not come from this site, or was left open for too long."""
    return _page(request, 403, "expired")


def _page(
    request: HttpRequest, status: int, name: str = "", **told: object
) -> HttpResponse:
    if is_part(request):
        says = str(told.get("says", ""))
        return HttpResponse(says, status=status, content_type="text/plain; charset=utf-8")
    return render(request, f"ui/errors/{name or status}.html", told, status=status)
