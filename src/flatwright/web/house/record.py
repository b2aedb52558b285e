"""The record of changes: of one thing, or of all that is reached."""

from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from flatwright.office.agreements.queries import agreements
from flatwright.office.audit.models import Event
from flatwright.office.audit.queries import events_of, events_within, found_in
from flatwright.office.clients import queries as clients
from flatwright.office.clients.scope import Right
from flatwright.office.desk import queries as desk
from flatwright.web.gate import guarded, reach, scope_of_request

_SIZE = 50
_DIGITS = 18
# By name: how a row of this kind is reached, and by which field.
_KINDS: dict[str, tuple[Any, str]] = {
    "client": (clients.clients, "key"),
    "person": (clients.people, "key"),
    "thing": (clients.things, "key"),
    "site": (clients.sites, "key"),
    "vendor": (clients.vendors, "key"),
    "agreement": (agreements, "key"),
    "ticket": (desk.tickets, "number"),
}


@guarded(Right.AUDIT)
@require_GET
def record(request: HttpRequest) -> HttpResponse:
    """Every change, the last first."""
    scope = scope_of_request(request)
    words = request.GET.get("words", "")[:120]
    rows = found_in(events_within(scope.clients), words)
    return _page(request, rows, {"words": words})


@guarded()
@require_GET
def of_row(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Every change of one thing."""
    scope = scope_of_request(request)
    if kind not in _KINDS:
        raise Http404
    rows, field = _KINDS[kind]
    row: models.Model = reach(rows(scope), **{field: key})
    return _page(request, events_of(row), {"row": row})


def _page(
    request: HttpRequest, rows: models.QuerySet[Event], told: dict[str, Any]
) -> HttpResponse:
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and len(after) <= _DIGITS:
        rows = rows.filter(pk__lt=int(after))
    taken = list(rows.order_by("-id")[: _SIZE + 1])
    shown = taken[:_SIZE]
    for event in shown:
        event.differences = [  # type: ignore[attr-defined] # for the page alone
            (name, event.before.get(name), event.after.get(name))
            for name in dict.fromkeys((*event.before, *event.after))
        ]
    more = str(shown[-1].pk) if len(taken) > _SIZE else ""
    return render(
        request, "web/house/record.html", {"events": shown, "after": more, **told}
    )
