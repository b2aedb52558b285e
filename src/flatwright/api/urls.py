"""The addresses of the API, each behind the gate, and its description."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_GET
from ninja import NinjaAPI

from flatwright import __version__
from flatwright.api import (
    accounts,
    agreed,
    agreeing,
    approvers,
    clients,
    decisions,
    figures,
    files,
    house,
    imports,
    inventories,
    patterns,
    people,
    places,
    projects,
    searching,
    talk,
    things,
    tickets,
    work,
)
from flatwright.api.errors import told_by
from flatwright.api.gate import guarded, nothing
from flatwright.api.operations import NEEDS
from flatwright.api.text import Reading, Writing

app_name = "api"
api = NinjaAPI(
    title="Flatwright",
    version=__version__,
    description="What the pages can do. See docs/api.md.",
    openapi_url=None,
    docs_url=None,
    parser=Reading(),
    renderer=Writing(),
    urls_namespace=app_name,
)
told_by(api)
_SUBJECTS = (
    *(clients, figures, places, people, things, approvers, agreed),
    *(tickets, talk, files, work, agreeing, decisions, patterns, projects),
    *(imports, inventories, searching, accounts, house),
)
for _each in _SUBJECTS:
    api.add_router("", _each.router)


@require_GET
def description(request: HttpRequest) -> HttpResponse:
    """OpenAPI, for programs that read it; it says nothing of what is stored."""
    return JsonResponse(api.get_openapi_schema(path_prefix="/api/"))


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation on one page."""
    paths = api.get_openapi_schema(path_prefix="/api/")["paths"]
    rows = [
        {"method": method.upper(), "path": address, **told}
        for address, methods in paths.items()
        for method, told in methods.items()
    ]
    for row in rows:
        row["right"] = row["x-right"]
    return render(request, "api/docs.html", {"operations": rows})


def _behind_the_gate() -> list[URLPattern]:
    found = []
    for pattern in api.urls[0]:
        needs = NEEDS.get(str(pattern.pattern))
        if isinstance(pattern, URLPattern) and needs:
            pattern.callback = guarded(pattern.callback, needs)
            found.append(pattern)
    return found


description.guarded = docs.guarded = {}  # type: ignore[attr-defined] # open: it is no data
nothing.guarded = {}  # type: ignore[attr-defined] # there is nothing to guard
urlpatterns = [
    path("openapi.json", description, name="openapi"),
    path("docs/", docs, name="docs"),
    *_behind_the_gate(),
    re_path("", nothing, name="nothing"),
]
