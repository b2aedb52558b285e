"""What every page is told: who looks, where they may go, how it is to look."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest

from flatwright.office.accounts.models import User
from flatwright.office.clients.scope import Right
from flatwright.web import navigation
from flatwright.web.errors import REQUEST
from flatwright.web.gate import (
    frame_of_request,
    provider_of_request,
    scope_of_request,
)
from flatwright.web.once import hidden_number


def house(request: HttpRequest) -> dict[str, Any]:
    """Nothing is looked up before a template asks, so that a fragment costs nothing."""
    user = getattr(request, "user", None)
    staff = user if isinstance(user, User) else None
    return {
        "scheme": staff.scheme if staff else "system",
        "shortcuts": staff.shortcuts if staff else True,
        "request_id": request.META.get(REQUEST, ""),
        "once": _once(hidden_number),
        "provider": _once(lambda: provider_of_request(request)),
        "may_work": _once(lambda: staff and scope_of_request(request).may(Right.WORK)),
        "work_places": _once(lambda: staff and navigation.shown(request, navigation.WORK)),
        "house_places": _once(
            lambda: staff and navigation.shown(request, navigation.HOUSE)
        ),
        "timer": _once(lambda: staff and frame_of_request(request).clock),
    }


def _once(look: Callable[[], Any]) -> Callable[[], Any]:
    """A lookup that is made at the first use in a template."""
    return cache(look)
