"""The record of changes: of one thing, or of all that is reached."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from flatwright.domain.kernel.days import YEARS
from flatwright.office.audit.models import Event
from flatwright.office.audit.queries import (
    Sought,
    events_of,
    events_within,
    found_in,
    page_of,
)
from flatwright.office.clients.scope import Right
from flatwright.office.desk.recorded import KINDS
from flatwright.web.gate import guarded, provider_of_request, reach, scope_of_request
from flatwright.web.house.changes import kind_of, told
from flatwright.web.house.places import place_of

_SIZE = 50
_DAY = timedelta(days=1)
_FOLLOWS = "desk.use"  # what a decision draws follows from it: shown where it is asked for
# What an owner looks for, first; each other kind is found by its words.
_SUBJECTS = (
    *("desk.ticket", "desk.timeentry", "desk.decision", "desk.approval", "desk.comment"),
    *("desk.material", "desk.goodwill", "desk.answer", "clients.client", "clients.person"),
    *("clients.rosterperiod", "clients.thing", "clients.site", "clients.vendor"),
    *("clients.approver", "agreements.agreement", "agreements.agreedversion"),
    *("desk.use", "agreements.plantext", "accounts.user", "accounts.token"),
    "clients.provider",
)


@guarded(Right.AUDIT)
@require_GET
def record(request: HttpRequest) -> HttpResponse:
    """Every change, the last first; of some kind, by somebody, on a day."""
    scope = scope_of_request(request)
    asked = {
        name: request.GET.get(name, "")[:120] for name in ("words", "who", "kind", "day")
    }
    since, until = _moments(asked["day"])
    sought = Sought(
        words=asked["words"],
        who=asked["who"],
        kind=asked["kind"],
        since=since,
        until=until,
    )
    rows = found_in(events_within(scope.clients), sought)
    if not sought.kind:
        rows = rows.exclude(subject=_FOLLOWS)
    kinds = sorted((kind_of(each), each) for each in _SUBJECTS)
    return _page(request, rows, {"asked": asked, "kinds": [(v, k) for k, v in kinds]})


@guarded()
@require_GET
def of_row(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Every change of one thing."""
    scope = scope_of_request(request)
    if kind not in KINDS:
        raise Http404
    rows, field = KINDS[kind]
    row: models.Model = reach(rows(scope), **{field: key})
    return _page(request, events_of(row), {"row": row, "home": place_of(row)})


def _page(
    request: HttpRequest, rows: models.QuerySet[Event], context: dict[str, Any]
) -> HttpResponse:
    shown = page_of(rows, request.GET.get("after", ""), _SIZE)
    house = provider_of_request(request)
    changes = told(shown.rows, house.currency if house else "USD")
    context |= {"changes": changes, "after": shown.after}
    return render(request, "web/house/record.html", context)


def _moments(typed: str) -> tuple[datetime | None, datetime | None]:
    """When a day begins and ends; nothing of what is no day, or of none that is meant."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None, None
    if day.year not in YEARS:
        return None, None
    begin, end = (datetime.combine(each, time.min) for each in (day, day + _DAY))
    return timezone.make_aware(begin), timezone.make_aware(end)
