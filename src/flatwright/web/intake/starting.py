"""The first two steps of an import: the file, then its columns."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from flatwright.imports.business.sheets import SHEETS
from flatwright.office.clients.scope import Right
from flatwright.office.desk.files import Upload
from flatwright.office.intake import actions
from flatwright.office.intake.actions.bringing import KINDS
from flatwright.office.intake.models import Batch
from flatwright.office.intake.queries import batches
from flatwright.web.gate import (
    guarded,
    provider_of_request,
    reach,
    refusals,
    scope_of_request,
)
from flatwright.web.intake.forms import ColumnsForm, FileForm, Table
from flatwright.web.pages import go, show_form

LOG = (
    "A log of work",
    (
        "Another system's export of tickets or time, as your past: clients, callers, "
        "tickets and time at once, each ticket decided."
    ),
)


@guarded(Right.IMPORT)
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Upload a file of a kind; a log is tried at once, a table's columns are chosen."""
    if kind not in KINDS:
        raise Http404
    scope = scope_of_request(request)
    form = FileForm(scope, kind, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        key = ""
        with refusals(request, form) as went:
            made = actions.bring(scope, _brought(form, kind))
            key = made.key
            if kind == "log":
                _try(request, made)
        if went.well:
            return go(request, "import" if kind == "log" else "import_columns", key)
    title, explains = title_of(kind)
    told = {"kind": kind, "title": title, "explains": explains}
    return show_form(request, "web/intake/new.html", form, **told)


def title_of(kind: str) -> tuple[str, str]:
    """A kind of table, and what it is for."""
    sheet = SHEETS.get(kind)
    return (sheet.title, sheet.explains) if sheet else LOG


@guarded(Right.IMPORT)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, key: str) -> HttpResponse:
    """Say which column tells what, as guessed or remembered; then it is tried."""
    scope = scope_of_request(request)
    batch = reach(batches(scope), key=key)
    sheet = SHEETS.get(batch.kind)
    if sheet is None:
        raise Http404
    told: dict[str, Any] = {"batch": batch, "sheet": sheet}
    with refusals(request) as looked_at:
        looked, chosen, options, says = actions.look_at(batch)
    if not looked_at.well:
        return go(request, "import", key)
    begin = {f"column-{name}": heading for name, heading in chosen.items()} | options
    begin.setdefault("zone", scope_zone(request))
    one = batch.client is not None
    table = Table(sheet=sheet, headings=looked.headings, of_one_client=one)
    form = ColumnsForm(table, request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        with refusals(request, form) as went:
            batch = actions.choose(scope, batch, form.columns(), form.options())
            _try(request, batch)
        if went.well:
            return go(request, "import", key)
    told |= {"says": says, "headings": looked.headings, "rows": looked.rows[:5]}
    told["fields"] = [form[f"column-{each.name}"] for each in sheet.fields]
    told["ways"] = [each for each in form if not each.name.startswith("column-")]
    return show_form(request, "web/intake/columns.html", form, **told)


def scope_zone(request: HttpRequest) -> str:
    """The provider's time zone."""
    house = provider_of_request(request)
    return house.time_zone if house else "UTC"


def _try(request: HttpRequest, batch: Batch) -> None:
    """Try it here, or let a worker do so where the file is long."""
    scope = scope_of_request(request)
    if actions.is_long(batch):
        actions.try_later(scope, batch)
    else:
        actions.try_it(scope, batch)


def _brought(form: FileForm, kind: str) -> actions.Brought:
    beside = form.cleaned_data.get("beside")
    return actions.Brought(
        kind=kind,
        beside=upload_of(beside) if beside else None,
        source=form.cleaned_data["source"],
        upload=upload_of(form.cleaned_data["file"]),
        client=form.client,
        options=form.told(),
    )


def upload_of(file: "UploadedFile[Any]") -> Upload:
    """A file as it is kept."""
    begins = file.read(16)
    file.seek(0)
    return Upload(
        name=file.name or "file",
        size=file.size or 0,
        begins=begins,
        pieces=file.chunks(),
    )
