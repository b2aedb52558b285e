"""Imports: a file is brought and tried, looked at, done, undone."""

from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from ninja import File, Form, Query, Router, UploadedFile

from flatwright.api.gate import reach, scope_of
from flatwright.api.operations import operation
from flatwright.api.paging import Paging, page
from flatwright.api.sending import upload_of
from flatwright.api.shapes.common import Listed
from flatwright.api.shapes.imports import (
    ColumnsIn,
    ColumnsOut,
    ImportIn,
    ImportOut,
    ImportRow,
    RejectOut,
    SeenIn,
)
from flatwright.api.values import one, values_of
from flatwright.imports.business.sheets import SHEETS
from flatwright.office.clients.queries import clients
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.intake import actions, queries
from flatwright.office.intake.actions.beginning import is_small
from flatwright.office.intake.models import Batch
from flatwright.office.intake.progress import progress
from flatwright.office.intake.rejects_file import rejects_text

router = Router(tags=["imports"])
_SHOWN, _SECONDS = 100, 5
_SHORT = 200_000  # bytes: a call is one transaction, and other writers wait for it
_TOLD = (
    *("key", "kind", "source", "name", "state", "made_by", "at", "total", "done"),
    *("edited", "says", "counts", "preview", "columns", "options"),
)


@operation(router, "GET /imports", Listed[ImportRow], Right.IMPORT)
def list_imports(request: HttpRequest, asked: Query[Paging]) -> Any:
    """Imports, the first first."""
    return page(queries.batches(scope_of(request)), asked)


@operation(router, "UPLOAD /imports", ImportOut, Right.IMPORT, code=201)
def bring_import(
    request: HttpRequest,
    file: File[UploadedFile],
    told: Form[ImportIn],
    beside: File[UploadedFile | None] = None,
) -> Any:
    """Bring a file. A log is tried at once; of a table the columns are chosen first."""
    scope = scope_of(request)
    options = told.model_dump(exclude={"kind", "source", "client"})
    what = actions.Brought(
        kind=told.kind,
        source=told.source,
        upload=upload_of(file),
        beside=upload_of(beside) if beside else None,
        client=one(clients(scope), "client", told.client) if told.client else None,
        options=options,
    )
    made = actions.bring(scope, what)
    return told_of(_tried(scope, made) if told.kind == "log" else made)


@operation(router, "GET /imports/{key}", ImportOut, Right.IMPORT)
def get_import(request: HttpRequest, key: str) -> Any:
    """What a trial foresees, how far the import is, what came of it."""
    return told_of(reach(queries.batches(scope_of(request)), key=key))


@operation(router, "GET /imports/{key}/columns", ColumnsOut, Right.IMPORT)
def get_columns(request: HttpRequest, key: str) -> Any:
    """Which column tells which field, as chosen, remembered of the source, or guessed."""
    batch = _table(request, key)
    looked, columns, options, says = actions.look_at(batch)
    return {
        "fields": SHEETS[batch.kind].fields,
        "headings": looked.headings,
        "columns": columns,
        "options": options,
        "says": says,
        "rows": [row.cells for row in looked.rows[:_SHOWN]],
    }


@operation(router, "POST /imports/{key}/columns", ImportOut, Right.IMPORT)
def try_import(request: HttpRequest, key: str, told: ColumnsIn) -> Any:
    """Choose the columns and try: a dry run, of which nothing comes into the office."""
    scope = scope_of(request)
    batch = _table(request, key)
    columns, options = actions.look_at(batch)[1:3]
    sent = {k: v for k, v in values_of(told)[1].items() if v is not None}
    chosen = sent.pop("columns", columns)
    if "first" in sent:
        sent["first"] = sent["first"].isoformat()
    batch = actions.choose(scope, batch, chosen, options | sent)
    return told_of(_tried(scope, batch))


@operation(router, "POST /imports/{key}/begin", ImportOut, Right.IMPORT)
def begin_import(request: HttpRequest, key: str, told: SeenIn) -> Any:
    """Import what was tried: at once where it is short, else as a job."""
    scope = scope_of(request)
    batch = reach(queries.batches(scope), key=key)
    return told_of(_done(scope, actions.begin(scope, batch, told.seen)))


@operation(router, "POST /imports/{key}/go-on", ImportOut, Right.IMPORT)
def go_on_import(request: HttpRequest, key: str) -> Any:
    """Go on for some seconds without a worker."""
    scope = scope_of(request)
    batch = reach(queries.batches(scope), key=key)
    return told_of(actions.go_on(scope, batch, _SECONDS))


@operation(router, "POST /imports/{key}/undo", ImportOut, Right.IMPORT)
def undo_import(request: HttpRequest, key: str, told: SeenIn) -> Any:
    """Take back what an import did; what was changed since stays, and is told."""
    scope = scope_of(request)
    batch = reach(queries.batches(scope), key=key)
    return told_of(_done(scope, actions.undo(scope, batch, told.seen)))


@operation(router, "GET /imports/{key}/rejects", Listed[RejectOut], Right.IMPORT)
def list_rejects(request: HttpRequest, key: str, asked: Query[Paging]) -> Any:
    """The rows that were kept aside."""
    batch = reach(queries.batches(scope_of(request)), key=key)
    return page(queries.rejected(batch), asked, "pk")


@operation(router, "DOWNLOAD /imports/{key}/rejects.csv", "text/csv", Right.IMPORT)
def download_rejects(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """The rows that were kept aside, as a file to put right and bring again."""
    batch = reach(queries.batches(scope_of(request)), key=key)
    named = {"Content-Disposition": f'attachment; filename="rejects-{batch.key}.csv"'}
    lines = rejects_text(batch)
    return StreamingHttpResponse(lines, content_type="text/csv", headers=named)


def _table(request: HttpRequest, key: str) -> Batch:
    """An import of a table; logs and inventories have no columns to choose."""
    rows = queries.batches(scope_of(request))
    return reach(rows.filter(kind__in=SHEETS), key=key)


def _tried(scope: Scope, batch: Batch) -> Batch:
    """Tried here, or by a worker where the file is not short."""
    size = batch.blob.size if batch.blob else 0
    if size > _SHORT or actions.is_long(batch):
        return actions.try_later(scope, batch)
    return actions.try_it(scope, batch)


def _done(scope: Scope, batch: Batch) -> Batch:
    return actions.run_here(scope.actor, batch.key) if is_small(batch) else batch


def told_of(batch: Batch) -> dict[str, Any]:
    """An import as it is answered."""
    told = {name: getattr(batch, name) for name in _TOLD}
    return told | {
        "client.key": batch.client and batch.client.key,
        "progress": str(progress(batch)) if batch.is_going_on else "",
        "rejected": queries.rejected(batch).count(),
        "did": queries.did(batch),
        "kept": queries.kept(batch)[:_SHOWN],
    }
