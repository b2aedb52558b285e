"""A file is uploaded, and which column tells what is chosen."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.business.fields import Form, guessed
from flatwright.imports.business.logs import log_mapping
from flatwright.imports.business.looking import Looked, day_order, look
from flatwright.imports.business.sheets import SHEETS
from flatwright.office.audit.changes import change, create
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.files import Upload, kept, safe_name
from flatwright.office.intake.models import Batch, ColumnChoice
from flatwright.office.intake.running import need_state
from flatwright.office.intake.staging import file_of

LARGEST = 20_000_000  # bytes, as for workbooks
KINDS = (*SHEETS, "log")
OPTIONS = frozenset(
    {
        *("zone", "order", "unit", "decimal", "first", "make_clients", "make_people"),
        *("plan", "mapping", "tickets_are"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A file that somebody brings, and what they say of it."""

    kind: str
    source: str
    upload: Upload
    beside: Upload | None = None  # a second file that the log's kind needs
    client: Client | None = None
    options: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def bring(scope: Scope, what: Brought) -> Batch:
    """Keep the file; nothing is read into the office yet."""
    scope.need(Right.IMPORT)
    need_client(scope, what.client)
    if what.kind not in KINDS:
        says = f'"{what.kind}" is not a kind of table that can be imported.'
        raise Refusal(code="unknown_table", says=says)
    if what.upload.size > LARGEST:
        says = f"A file has at most {LARGEST // 1_000_000} MB: split larger ones."
        raise Refusal(code="file_too_large", says=says)
    if what.kind == "log":
        log_mapping(str(what.options.get("mapping", "")))
    options = sound_options(what.options)
    if what.beside is not None:
        digest = kept(scope.actor, what.beside).digest
        options["beside"] = {"name": safe_name(what.beside.name), "digest": digest}
    row = Batch(
        kind=what.kind,
        source=source_name(what.source),
        name=safe_name(what.upload.name),
        blob=kept(scope.actor, what.upload),
        client=what.client,
        options=options,
        made_by=scope.actor.name[:200],
        user=scope.user,
        at=timezone.now(),
    )
    return create(scope.actor, row)


def source_name(told: str) -> str:
    """Where keys come from; the same words the next time mean the same keys."""
    return " ".join(told.split())[:60] or "file"


def sound_options(told: dict[str, Any]) -> dict[str, Any]:
    """The options that there are."""
    return {name: value for name, value in told.items() if name in OPTIONS and value}


def look_at(batch: Batch) -> tuple[Looked, dict[str, str], dict[str, Any], list[str]]:
    """The file's look, the columns as chosen, remembered or guessed, and what is unsure."""
    looked = look(file_of(batch))
    sheet = SHEETS[batch.kind]
    before = ColumnChoice.objects.filter(source=batch.source, kind=batch.kind).first()
    columns = guessed(looked.headings, sheet)
    if before is not None:
        columns |= {f: h for f, h in before.columns.items() if h in looked.headings}
    columns = dict(batch.columns) or columns
    order, unsure = _order(looked, {sheet.field(n).form: h for n, h in columns.items()})
    says = [*looked.says, *([unsure] if unsure else [])]
    options = {"order": order} | (before.options if before else {}) | batch.options
    return looked, columns, options, says


def _order(looked: Looked, columns: dict[Form, str]) -> tuple[str, str]:
    headings = [h for form, h in columns.items() if form in (Form.DAY, Form.MOMENT)]
    samples = [row.cells.get(h, "") for row in looked.rows for h in headings]
    return day_order([each for each in samples if each])


@transaction.atomic
def choose(
    scope: Scope, batch: Batch, columns: dict[str, str], options: dict[str, Any]
) -> Batch:
    """Say which column tells what; it is remembered for the source."""
    scope.need(Right.IMPORT)
    need_client(scope, batch.client)
    need_state(batch, Batch.State.NEW, Batch.State.TRYING, Batch.State.TRIED)
    names = {each.name for each in SHEETS[batch.kind].fields}
    told = {field: heading for field, heading in columns.items() if heading}
    unknown = sorted(told.keys() - names)
    if unknown:
        says = f"{', '.join(unknown)} is not told by a table of {batch.kind}."
        raise Refusal(code="unknown_fact", says=says)
    kept_options = batch.options | sound_options(options)
    ColumnChoice.objects.update_or_create(
        source=batch.source,
        kind=batch.kind,
        defaults={"columns": told, "options": _remembered(kept_options)},
    )
    return change(
        scope.actor, batch, columns=told, options=kept_options, state=Batch.State.NEW
    )


def _remembered(options: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in options.items() if k in ("zone", "order", "unit", "decimal")}


def need_client(scope: Scope, client: Client | None) -> None:
    """Raises Refusal (not_reached) for a client that the account does not reach."""
    if client is not None:
        scope.need_client(client.pk)
