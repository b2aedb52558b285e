"""A dry run: the same reading and planning as the import, and nothing is kept of it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from flatwright.imports.business.records import Record
from flatwright.imports.rejects import Reject
from flatwright.office.audit.changes import change
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.intake.actions.bringing import need_client
from flatwright.office.intake.models import Batch, Rejected
from flatwright.office.intake.planning import Planned, plans
from flatwright.office.intake.running import CHUNK, keep_rejects, need_state, scope_of_batch
from flatwright.office.intake.staging import Staged, chunk_of, house, stage
from flatwright.office.intake.wishes import CREATE, rows_of
from flatwright.office.intake.world import World

_MOMENT = re.compile(r"[0-9-]{10}T[0-9:.]+\+00:00")
BEFORE = (Batch.State.NEW, Batch.State.TRYING, Batch.State.TRIED)
SHOWN = 20  # rows of the preview


@dataclass(slots=True, kw_only=True)
class Tried:
    """What a dry run found."""

    staged: Staged
    counts: Counter[str] = field(default_factory=Counter)
    besides: Counter[str] = field(default_factory=Counter)  # new rows, by kind
    rejects: list[Reject] = field(default_factory=list)
    preview: list[dict[str, Any]] = field(default_factory=list)
    met: set[int] = field(default_factory=set)  # clients that the rows speak of


def try_it(scope: Scope, batch: Batch) -> Batch:
    """Read the file and look what it would do. Raises Refusal for what is no export."""
    scope.need(Right.IMPORT)
    need_client(scope, batch.client)
    need_state(batch, *BEFORE)
    return keep_trial(scope, batch, trial(scope, batch))


def trial(scope: Scope, batch: Batch) -> Tried:
    """The dry run itself; it writes nothing into the database."""
    staged = stage(batch)
    batch.options = staged.options | batch.options
    tried = Tried(staged=staged)
    world = World(batch, scope_of_batch(batch, scope.actor), house())
    offset = 0
    while True:
        records, offset = chunk_of(batch, offset, CHUNK)
        if not records:
            break
        for record, planned in plans(world, records):
            _count(tried, record, planned)
    tried.met = world.met
    return tried


def _count(tried: Tried, record: Record, planned: Planned) -> None:
    verb = "rejected"
    if isinstance(planned, Reject):
        tried.rejects.append(planned)
    else:
        verb = planned.verb
        for each in planned.all():
            if each.verb == CREATE and each.row is not None:
                tried.besides[rows_of(each.row._meta.label_lower)] += 1
    tried.counts[verb] += 1
    if len(tried.preview) < SHOWN:
        zone = tried.staged.options.get("zone", "UTC")
        tried.preview.append(_shown(record, verb, planned, zone))


def _shown(record: Record, verb: str, planned: Planned, zone: str) -> dict[str, Any]:
    values = {k: v for k, v in record.values.items() if k not in ("entries", "other")}
    why = planned.reason if isinstance(planned, Reject) else ""
    told = {name: _short(value, zone) for name, value in values.items()}
    return {"line": record.line, "verb": verb, "why": why, "values": told}


@transaction.atomic
def keep_trial(scope: Scope, batch: Batch, tried: Tried) -> Batch:
    """Keep what the dry run found, in place of an earlier one's."""
    staged = tried.staged
    rows = Batch.objects.select_for_update(of=("self",), no_key=True)
    need_state(rows.get(pk=batch.pk), *BEFORE)
    Rejected.objects.filter(batch=batch).delete()
    keep_rejects(batch, staged.rejects, in_reading=True)
    keep_rejects(batch, tried.rejects)
    counts = {
        "read": staged.read,
        "repeated": staged.repeated,
        "unreadable": len(staged.rejects),
        "foreseen": dict(tried.counts),
        "besides": dict(tried.besides),
    }
    return change(
        scope.actor,
        batch,
        state=Batch.State.TRIED,
        options=batch.options,
        counts=counts,
        says=list(staged.says),
        week=staged.week,
        preview=tried.preview,
        met=sorted(tried.met),
        total=staged.total,
        done=0,
        cursor={},
    )


def _short(value: Any, zone: str) -> str:
    """A value as a person reads it: a moment in the chosen zone, without its seconds."""
    text = str(value)[:80]
    if not _MOMENT.fullmatch(text):
        return text
    local = datetime.fromisoformat(text).astimezone(ZoneInfo(zone))
    return f"{local:%Y-%m-%d %H:%M} {zone}"
