"""Light, dark, or as the system has it: chosen from the menu of any page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from flatwright.office.accounts.actions import change_own
from flatwright.web.asking import user_of
from flatwright.web.gate import guarded, refusals, scope_of_request


@guarded()
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Remember a scheme and go back to where it was chosen."""
    with refusals(request):
        scheme = request.POST.get("scheme", "")
        change_own(scope_of_request(request), user_of(request), scheme=scheme)
    back = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()})
    return redirect(back if is_ours else "home")
