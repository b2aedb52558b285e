"""The record of changes: of one thing, or of all that is reached."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from flatwright.office.agreements.queries import agreements
from flatwright.office.audit.models import Event
from flatwright.office.audit.queries import events_of, events_within, found_in
from flatwright.office.clients import queries as clients
from flatwright.office.clients.scope import Right
from flatwright.office.desk import queries as desk
from flatwright.web.gate import guarded, provider_of_request, reach, scope_of_request
from flatwright.web.house.changes import kind_of, told
from flatwright.web.house.places import place_of

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
_FOLLOWS = "desk.use"  # what a decision draws follows from it: shown where it is asked for
# What an owner looks for, first; each other kind is found by its words.
SUBJECTS = (
    *("desk.ticket", "desk.timeentry", "desk.decision", "desk.approval", "desk.comment"),
    *("desk.material", "desk.goodwill", "desk.answer", "clients.client", "clients.person"),
    *("clients.rosterperiod", "clients.thing", "clients.site", "clients.vendor"),
    *("clients.approver", "agreements.agreement", "agreements.agreedversion"),
    *(
        "desk.use",
        "agreements.plantext",
        "accounts.user",
        "accounts.token",
        "clients.provider",
    ),
)


@guarded(Right.AUDIT)
@require_GET
def record(request: HttpRequest) -> HttpResponse:
    """Every change, the last first; of some kind, by somebody, on a day."""
    scope = scope_of_request(request)
    asked = {
        name: request.GET.get(name, "")[:120] for name in ("words", "who", "kind", "day")
    }
    rows = found_in(events_within(scope.clients), asked["words"])
    if asked["who"].strip():
        rows = rows.filter(actor__icontains=asked["who"].strip())
    kind = asked["kind"]
    rows = rows.filter(subject=kind) if kind else rows.exclude(subject=_FOLLOWS)
    if on := _day(asked["day"]):
        begin = timezone.make_aware(datetime.combine(on, time.min))
        end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
        rows = rows.filter(at__gte=begin, at__lt=end)
    kinds = sorted((kind_of(each), each) for each in SUBJECTS)
    return _page(request, rows, {"asked": asked, "kinds": [(v, k) for k, v in kinds]})


@guarded()
@require_GET
def of_row(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Every change of one thing."""
    scope = scope_of_request(request)
    if kind not in _KINDS:
        raise Http404
    rows, field = _KINDS[kind]
    row: models.Model = reach(rows(scope), **{field: key})
    return _page(request, events_of(row), {"row": row, "home": place_of(row)})


def _page(
    request: HttpRequest, rows: models.QuerySet[Event], context: dict[str, Any]
) -> HttpResponse:
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and len(after) <= _DIGITS:
        rows = rows.filter(pk__lt=int(after))
    taken = list(rows.order_by("-id")[: _SIZE + 1])
    shown = taken[:_SIZE]
    more = str(shown[-1].pk) if len(taken) > _SIZE else ""
    house = provider_of_request(request)
    changes = told(shown, house.currency if house else "USD")
    context |= {"changes": changes, "after": more}
    return render(request, "web/house/record.html", context)


def _day(typed: str) -> date | None:
    """A day that a calendar has around it; another is none."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if date.min.year < found.year < date.max.year else None
