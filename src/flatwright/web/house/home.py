"""What needs me now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from flatwright.office.agreements.queries import without_agreement
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right
from flatwright.office.desk.queries import Wanted, approvals, found
from flatwright.office.desk.summary import counts, near, soon_due
from flatwright.web.gate import guarded, provider_of_request, scope_of_request
from flatwright.web.steps import open_step

_SHOWN = 6


@guarded()
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Questions, approvals, limits that are near, clocks that run out, my own tickets."""
    scope = scope_of_request(request)
    if provider_of_request(request) is None and scope.may(Right.HOUSE):
        return redirect("setup")
    now = timezone.now()
    context = {
        "counts": counts(scope, now),
        "asks": found(scope, Wanted(decision="needs_facts"))[:_SHOWN],
        "approvals": approvals(scope).filter(answer="open").order_by("asked")[:_SHOWN],
        "near": near(scope)[:_SHOWN],
        "due": soon_due(scope, now)[:_SHOWN],
        "mine": found(scope, Wanted(assignee="me"))[:_SHOWN],
        "step": open_step(request),
        "has_clients": clients(scope).exists(),
        "bare": without_agreement(clients(scope), timezone.localdate()).count(),
        "now": now,
    }
    return render(request, "web/house/home.html", context)
