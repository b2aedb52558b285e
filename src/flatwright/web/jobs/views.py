"""What ran in the background, what waits, what failed and why; tried again or cancelled."""

import json

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from flatwright.office.clients.scope import Right
from flatwright.office.queue.actions import cancel, retry
from flatwright.office.queue.models import State
from flatwright.office.queue.queries import jobs, page, schedules, standing
from flatwright.web.gate import guarded, reach, refusals, scope_of_request
from flatwright.web.pages import go, is_part


@guarded(Right.HOUSE)
@require_GET
def job_list(request: HttpRequest, state: str = "") -> HttpResponse:
    """The jobs, the last first, all or of one state; and what comes by the clock."""
    if state and state not in State.values:
        raise Http404
    scope = scope_of_request(request)
    stands = standing(scope, timezone.now())
    told = {
        "page": page(jobs(scope, state), request.GET.get("after", "")),
        "state": state,
        "stands": stands,
        "states": [(each.value, each.label, stands.counts.get(each)) for each in State],
        "schedules": schedules(scope),
    }
    return render(request, "web/jobs/jobs.html", told)


@guarded(Right.HOUSE)
@require_GET
def job(request: HttpRequest, key: str) -> HttpResponse:
    """One job with all that is known of it; while it runs, the page follows it."""
    found = reach(jobs(scope_of_request(request)), key=key)
    told = {
        "job": found,
        "payload": _written(found.payload),
        "result": _written(found.result),
        "may_retry": found.state in (State.FAILED, State.CANCELLED),
        "is_running": found.state == State.RUNNING,
    }
    template = "_job" if is_part(request) else "job"
    return render(request, f"web/jobs/{template}.html", told)


@guarded(Right.HOUSE)
@require_POST
def retry_one(request: HttpRequest, key: str) -> HttpResponse:
    """Let a job be tried again."""
    scope = scope_of_request(request)
    found = reach(jobs(scope), key=key)
    with refusals(request) as went:
        retry(scope, found)
    if went.well:
        messages.success(request, "It waits to be tried again.")
    return go(request, "job", key)


@guarded(Right.HOUSE)
@require_POST
def cancel_one(request: HttpRequest, key: str) -> HttpResponse:
    """Take a job off the list."""
    scope = scope_of_request(request)
    found = reach(jobs(scope), key=key)
    with refusals(request) as went:
        cancel(scope, found)
    if went.well:
        messages.success(request, "It is cancelled.")
    return go(request, "job", key)


def _written(value: object) -> str:
    """A stored value as a person can read it; empty where there is none."""
    return json.dumps(value, indent=2, ensure_ascii=False) if value else ""
