"""Taking back what an import did, the last first; what was changed since stays.

A row that the import made is removed where nobody has changed it and nothing of others
hangs on it. Fields that it changed are put back where they are still as it set them.
"""

from itertools import groupby
from typing import Any

from django.apps import apps
from django.db import models

from flatwright.office.agreements.models import Agreement
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change, remove_all, snapshot
from flatwright.office.clients.scope import Scope
from flatwright.office.desk.course import Course
from flatwright.office.desk.models import Decision, Ticket, Use
from flatwright.office.intake.models import Batch, Effect, Known, Observation
from flatwright.office.intake.running import scope_of_batch
from flatwright.office.intake.unsettling import decide_rest, forget_decisions, note_clients
from flatwright.office.intake.world import MODELS

_CHUNK = 500
_DERIVED = (Decision, Use, Batch, Observation)  # they follow the row that they are of
_KINDS = {model._meta.label_lower: kind for kind, model in MODELS.items()}


def undo_chunk(by: Actor, batch: Batch) -> bool:
    """Take back the next effects, in the caller's transaction; True when all are."""
    left = Effect.objects.filter(batch=batch, is_undone=False, kept="")
    some = list(left.order_by("-id")[:_CHUNK])
    if not some:
        return _end(by, batch)
    clients = set(batch.cursor.get("clients", ()))
    scope = scope_of_batch(batch, by)
    for (subject, is_new), group in groupby(some, key=lambda e: (e.subject, e.is_new)):
        model = apps.get_model(subject)
        effects = _reached(scope, model, list(group))
        clients |= note_clients(model, effects)
        if is_new:
            _remove(by, model, effects)
        else:
            for effect in effects:
                _put_back(by, model, effect)
    Effect.objects.bulk_update(some, ["is_undone", "kept"], 500)
    done = batch.done + len(some)
    Batch.objects.filter(pk=batch.pk).update(cursor={"clients": sorted(clients)}, done=done)
    return False


def _reached(
    scope: Scope, model: type[models.Model], effects: list[Effect]
) -> list[Effect]:
    """Those on rows of clients whom the account reaches; the others stay as they are."""
    if scope.clients is None:
        return effects
    theirs = model._default_manager.select_related()
    rows: dict[int, Any] = theirs.in_bulk([each.row for each in effects])
    reached = []
    for effect in effects:
        row = rows.get(effect.row)
        if row is None or scope.reaches(row.belongs_to):
            reached.append(effect)
        else:
            effect.kept = "Your account does not reach its client."
    return reached


def _end(by: Actor, batch: Batch) -> bool:
    """Decide again what later work drew, then say how it ended."""
    clients = list(batch.cursor.get("clients", ()))
    if clients:
        course = Course.of(batch.cursor.get("course", {}))
        if not decide_rest(by, clients[-1], course):
            clients, course = clients[:-1], Course()
        cursor = {"clients": clients, "course": course.kept()}
        Batch.objects.filter(pk=batch.pk).update(cursor=cursor)
        return False
    kept = Effect.objects.filter(batch=batch).exclude(kept="").count()
    counts = batch.counts | {"kept": kept}
    change(by, batch, state=Batch.State.UNDONE, counts=counts, cursor={})
    return True


def _remove(by: Actor, model: type[models.Model], effects: list[Effect]) -> None:
    theirs = model._default_manager.select_related()  # what rows hang on names them
    rows: dict[int, Any] = theirs.in_bulk([each.row for each in effects])
    hanging = _hanging(model, list(rows))
    gone: list[Any] = []
    for effect in effects:
        row = rows.get(effect.row)
        effect.is_undone = True
        if row is None:
            continue
        why = hanging.get(effect.row, "")
        if getattr(row, "edited", effect.edited) != effect.edited:
            why = "It was changed since."
        if why:
            effect.is_undone, effect.kept = False, why
        else:
            gone.append(row)
    if model is Ticket:
        forget_decisions(by, gone)
    if model._meta.label_lower in _KINDS:
        kind = _KINDS[model._meta.label_lower]
        pks = [each.pk for each in gone]
        Known.objects.filter(kind=kind, row__in=pks).delete()
    remove_all(by, gone)


def _hanging(model: type[models.Model], pks: list[int]) -> dict[int, str]:
    """By row, what of others hangs on it: then it stays."""
    found: dict[int, str] = {}
    for relation in model._meta.related_objects:
        theirs = relation.related_model
        if theirs in _DERIVED and model is not Agreement:
            continue
        name = relation.field.name
        held = theirs._default_manager.filter(**{f"{name}__in": pks})
        what = str(theirs._meta.verbose_name)
        for pk in held.values_list(f"{name}_id", flat=True):
            found.setdefault(pk, f"There is {_a(what)} that hangs on it.")
    return found


def _a(what: str) -> str:
    return f"an {what}" if what[:1] in "aeiou" else f"a {what}"


def _put_back(by: Actor, model: type[models.Model], effect: Effect) -> None:
    row = model._default_manager.filter(pk=effect.row).first()
    effect.is_undone = True
    if row is None:
        return
    now = snapshot(row)
    fields: dict[str, Any] = {each.attname: each for each in row._meta.concrete_fields}
    same = [name for name, value in effect.after.items() if now.get(name) == value]
    values = {name: _value(fields[name], effect.before.get(name)) for name in same}
    changed_since = sorted(effect.after.keys() - set(same))
    if values:
        change(by, row, **values)
    if changed_since:
        names = ", ".join(
            name.removesuffix("_id").replace("_", " ") for name in changed_since
        )
        effect.is_undone, effect.kept = False, f"Changed since: {names}."[:300]
    kind = _KINDS.get(model._meta.label_lower, "")
    Known.objects.filter(kind=kind, row=effect.row).update(digest="")


def _value(field: Any, before: Any) -> Any:
    if field.is_relation or before is None:
        return before
    return before if isinstance(field, models.JSONField) else field.to_python(before)
