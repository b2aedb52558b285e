"""Storing what the rows of a chunk want, and noting what was done to which row."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from flatwright.office.agreements.models import AgreedVersion, Agreement
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change, create_all, snapshot
from flatwright.office.clients.models import Client, Person, RosterPeriod, Site, Thing
from flatwright.office.desk.actions.tickets import NUMBERS
from flatwright.office.desk.models import Sequence, Ticket, TimeEntry
from flatwright.office.intake.models import Batch, Effect, Known
from flatwright.office.intake.wishes import CREATE, UPDATE, Wish

ORDER: tuple[type[models.Model], ...] = (
    *(Client, Agreement, AgreedVersion, Site, Person, RosterPeriod, Thing),
    *(Ticket, TimeEntry),
)


@dataclass(slots=True, kw_only=True)
class Stored:
    """What is noted of a chunk."""

    batch: Batch
    by: Actor
    effects: list[Effect] = field(default_factory=list)
    known: dict[tuple[str, str], Known] = field(default_factory=dict)


def store(by: Actor, batch: Batch, wanted: Iterable[tuple[int, Wish]]) -> None:
    """Store the new rows, parents first, then what changed; all of it can be undone."""
    done = Stored(batch=batch, by=by)
    wishes = [(line, each) for line, main in wanted for each in main.all()]
    for model in ORDER:
        new = [
            (line, each)
            for line, each in wishes
            if each.verb == CREATE and type(each.row) is model
        ]
        _create(done, new)
    for line, each in wishes:
        if each.verb == UPDATE and each.values:
            _change(done, line, each)
        if each.external and each.row is not None:
            _know(done, each)
    Effect.objects.bulk_create(done.effects, batch_size=500)
    Known.objects.bulk_create(
        done.known.values(),
        batch_size=500,
        update_conflicts=True,
        unique_fields=["source", "kind", "external"],
        update_fields=["row", "digest"],
    )


def _create(done: Stored, new: list[tuple[int, Wish]]) -> None:
    rows: list[Any] = [each.row for _, each in new]
    if rows and isinstance(rows[0], Ticket):
        for number, row in enumerate(sorted(rows, key=_opened), start=_numbers(len(rows))):
            row.number = number
    create_all(done.by, rows)
    for (line, _), row in zip(new, rows, strict=True):
        done.effects.append(_effect(done.batch, line, row))


def _opened(ticket: Ticket) -> Any:
    return ticket.opened


def _numbers(count: int) -> int:
    """The first of so many numbers of tickets."""
    Sequence.objects.get_or_create(name=NUMBERS)
    row = Sequence.objects.select_for_update().get(name=NUMBERS)
    first = row.last + 1
    row.last += count
    row.save()
    return int(first)


def _change(done: Stored, line: int, wish: Wish) -> None:
    row = wish.row
    if row is None:
        return
    before = snapshot(row)
    change(done.by, row, **wish.values)
    after = snapshot(row)
    differs = [name for name in after if after[name] != before[name]]
    effect = _effect(done.batch, line, row)
    effect.is_new = False
    effect.before = {name: before[name] for name in differs}
    effect.after = {name: after[name] for name in differs}
    if differs:
        done.effects.append(effect)


def _effect(batch: Batch, line: int, row: models.Model) -> Effect:
    return Effect(
        batch=batch,
        line=line,
        subject=row._meta.label_lower,
        row=row.pk,
        name=str(row)[:200],
        edited=getattr(row, "edited", 0),
    )


def _know(done: Stored, wish: Wish) -> None:
    if wish.row is not None:
        done.known[wish.kind, wish.external] = Known(
            source=done.batch.source,
            kind=wish.kind,
            external=wish.external[:200],
            row=wish.row.pk,
            digest=wish.digest,
        )
