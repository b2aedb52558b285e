"""Search everywhere: tickets, clients, people, devices."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from flatwright.office.desk.queries import tickets
from flatwright.office.desk.search import searched
from flatwright.web.gate import guarded, scope_of_request

_SHOWN = 8
_DIGITS = 9


@guarded()
@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """What fits some words; a ticket's number leads to it at once."""
    scope = scope_of_request(request)
    words = request.GET.get("q", "").strip()[:120]
    number = words.removeprefix("#")
    if number.isascii() and number.isdecimal() and len(number) <= _DIGITS:
        hit = tickets(scope).filter(number=int(number)).first()
        if hit:
            return redirect("ticket", number=hit.number)
    context: dict[str, Any] = {"words": words}
    if words:
        hits = searched(scope, words, _SHOWN)
        kinds = ("tickets", "clients", "people", "things")
        context |= {kind: getattr(hits, kind) for kind in kinds}
    return render(request, "web/house/search.html", context)
