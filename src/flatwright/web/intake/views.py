"""The list of imports, and the page of each: tried, imported, undone."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from flatwright.imports.business.sheets import SHEETS
from flatwright.office.clients.scope import Right
from flatwright.office.intake import actions, queries
from flatwright.office.intake.actions.beginning import is_small
from flatwright.office.intake.models import Batch
from flatwright.office.intake.progress import progress
from flatwright.office.intake.rejects_file import rejects_text
from flatwright.office.intake.wishes import rows_of
from flatwright.web.gate import guarded, reach, refusals, scope_of_request
from flatwright.web.intake.starting import LOG
from flatwright.web.intake.weeks import shaded
from flatwright.web.pages import go, is_part

_SHOWN = 100
_TITLES = {"log": LOG[0], "inventory": "Inventories of devices"}
_IMPORTED = ("create", "update")
_WORDS = {
    "create": "new",
    "update": "changed",
    "unchanged": "unchanged",
    "skipped": "removed here before",
    "repeated": "repeated word for word",
    "rejected": "kept aside",
    "open": "to be settled",
    "same": "as listed",
    "ignored": "ignored before",
}


@guarded(Right.IMPORT)
@require_GET
def import_list(request: HttpRequest) -> HttpResponse:
    """What can be imported, and what was."""
    kinds = [(each.name, each.title, each.explains) for each in SHEETS.values()]
    told = {
        "kinds": [*kinds, ("log", *LOG)],
        "batches": queries.batches(scope_of_request(request))[:_SHOWN],
    }
    return render(request, "web/intake/imports.html", told)


@guarded(Right.IMPORT)
@require_GET
def one(request: HttpRequest, key: str) -> HttpResponse:
    """What a trial found, how far the import is, or what came of it."""
    scope = scope_of_request(request)
    batch = reach(queries.batches(scope), key=key)
    counts = batch.counts
    told: dict[str, Any] = {
        "batch": batch,
        "sheet": SHEETS.get(batch.kind),
        "title": _TITLES.get(batch.kind) or SHEETS[batch.kind].title,
        "foreseen": _counted(counts, counts.get("foreseen", {})),
        "besides": sorted(counts.get("besides", {}).items()),
        "imports": any(counts.get("foreseen", {}).get(each) for each in _IMPORTED),
        "came": _counted(counts, counts),
        "week": shaded(batch.week),
        "zone": batch.options.get("zone", ""),
        "rejected": queries.rejected(batch)[:20],
        "rejected_count": queries.rejected(batch).count(),
        "reasons": queries.reasons(batch),
        "did": [_did(each) for each in queries.did(batch)],
        "preview": [_foreseen(batch.kind, each) for each in batch.preview],
        "kept": queries.kept(batch)[:_SHOWN],
        "job": queries.job_of(batch) if batch.is_going_on else None,
        "far": progress(batch) if batch.is_going_on else None,
        "observations": queries.observations(scope).filter(batch=batch),
    }
    part = "_import" if is_part(request) else "import"
    return render(request, f"web/intake/{part}.html", told)


def _foreseen(kind: str, each: dict[str, Any]) -> dict[str, Any]:
    """A row of the preview, its values under the words of the page before."""
    labels = {f.name: f.label for f in SHEETS[kind].fields} if kind in SHEETS else {}
    values = {labels.get(name, name): value for name, value in each["values"].items()}
    return each | {"verb": _WORDS[each["verb"]], "values": values}


def _counted(counts: dict[str, Any], rows: dict[str, Any]) -> list[tuple[str, int]]:
    """What was found or done, with the rows that could not even be read."""
    aside = rows.get("rejected", 0) + counts.get("unreadable", 0)
    told = rows | {"rejected": aside, "repeated": counts.get("repeated", 0)}
    return [(says, told[verb]) for verb, says in _WORDS.items() if told.get(verb)]


def _did(each: dict[str, Any]) -> dict[str, Any]:
    """With the words for a kind of row."""
    return each | {"says": rows_of(each["subject"]).capitalize()}


@guarded(Right.IMPORT)
@require_POST
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """Import what was tried: at once where it is short, else by a worker."""
    scope = scope_of_request(request)
    batch = reach(queries.batches(scope), key=key)
    with refusals(request) as went:
        actions.begin(scope, batch, _seen(request))
    if went.well and is_small(batch):
        _here(request, batch)
    return go(request, "import", key)


@guarded(Right.IMPORT)
@require_POST
def go_on(request: HttpRequest, key: str) -> HttpResponse:
    """Go on for a while without a worker."""
    scope = scope_of_request(request)
    with refusals(request):
        actions.go_on(scope, reach(queries.batches(scope), key=key))
    return go(request, "import", key)


@guarded(Right.IMPORT)
@require_POST
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """Take back what an import did."""
    scope = scope_of_request(request)
    batch = reach(queries.batches(scope), key=key)
    with refusals(request) as went:
        actions.undo(scope, batch, _seen(request))
    if went.well and is_small(batch):
        _here(request, batch)
    return go(request, "import", key)


@guarded(Right.IMPORT)
@require_GET
def rejects(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """The rows that were kept aside, as a file to put right and bring again."""
    batch = reach(queries.batches(scope_of_request(request)), key=key)
    answer = StreamingHttpResponse(rejects_text(batch), content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="rejects-{batch.key}.csv"'
    return answer


def _here(request: HttpRequest, batch: Batch) -> None:
    with refusals(request):
        actions.run_here(scope_of_request(request).actor, batch.key)


def _seen(request: HttpRequest) -> int | None:
    told = request.POST.get("seen", "")
    return int(told) if told.isdecimal() and len(told) < 10 else None  # noqa: PLR2004 - a count
