"""The first page, until there is more to say on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from flatwright.web.gate import guarded


@guarded()
@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    """Where to go from here."""
    return render(request, "web/landing.html")
