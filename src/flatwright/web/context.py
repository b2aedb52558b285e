"""What every page is told: who looks, where they may go, how it is to look."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.http import HttpRequest

from flatwright.office.accounts.models import User
from flatwright.office.desk.queries import timer_of
from flatwright.web import navigation
from flatwright.web.gate import provider_of_request, scope_of_request


def house(request: HttpRequest) -> dict[str, Any]:
    """Nothing is looked up before a template asks, so that a fragment costs nothing."""
    user = getattr(request, "user", None)
    is_staff = isinstance(user, User)
    return {
        "scheme": user.scheme if is_staff else "system",
        "shortcuts": user.shortcuts if is_staff else True,
        "request_id": request.META.get("flatwright.request", ""),
        "provider": _once(lambda: provider_of_request(request)),
        "work_places": _once(lambda: _places(request, navigation.WORK)),
        "house_places": _once(lambda: _places(request, navigation.HOUSE)),
        "timer": _once(lambda: timer_of(scope_of_request(request)) if is_staff else None),
    }


def _places(
    request: HttpRequest, places: tuple[navigation.Place, ...]
) -> list[navigation.Shown]:
    is_staff = isinstance(getattr(request, "user", None), User)
    return navigation.shown(request, places) if is_staff else []


def _once(look: Callable[[], Any]) -> Callable[[], Any]:
    """A lookup that is made at the first use in a template."""
    return cache(look)
