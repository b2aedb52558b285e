"""Inventory files: each device that differs from what is listed is settled by somebody."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.inventory import Inventoried, read_inventory
from flatwright.imports.rejects import Reject
from flatwright.office.audit.changes import change, create, seen_again, snapshot
from flatwright.office.clients.holding import held
from flatwright.office.clients.models import Client, Thing
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.files import safe_name
from flatwright.office.intake.actions.bringing import need_client
from flatwright.office.intake.models import Batch, Effect, Observation
from flatwright.office.intake.observing import difference, owner_of, thing_of, told_of
from flatwright.office.intake.running import keep_rejects

MOST_FILES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """Inventory files of one client's devices: names and bytes."""

    client: Client
    files: Iterable[tuple[str, bytes]]


@transaction.atomic
def bring_inventory(scope: Scope, what: Inventory) -> Batch:
    """Compare each device with what is listed; nothing listed is changed."""
    scope.need(Right.IMPORT)
    need_client(scope, what.client)
    files = list(what.files)
    if not 0 < len(files) <= MOST_FILES:
        says = f"Choose 1 to {MOST_FILES} inventory files at a time."
        raise Refusal(code="too_many_files", says=says)
    batch = create(scope.actor, _batch(scope, what.client, files))
    counts: Counter[str] = Counter(read=len(files))
    rejects = []
    for place, (name, source) in enumerate(files, start=1):
        try:
            told = read_inventory(safe_name(name), source)
        except Refusal as error:
            reject = Reject(row=place, code=error.code, reason=error.says, raw=name)
            rejects.append(reject)
            continue
        counts[_observe(scope, batch, told)] += 1
    keep_rejects(batch, rejects, in_reading=True)
    counts["rejected"] = len(rejects)
    change(scope.actor, batch, counts=dict(counts), state=Batch.State.DONE)
    return batch


def _batch(scope: Scope, client: Client, files: list[tuple[str, bytes]]) -> Batch:
    first = safe_name(files[0][0])
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return Batch(
        kind="inventory",
        source="inventory",
        name=f"{first[:150]}{more}",
        client=client,
        made_by=scope.actor.name[:200],
        user=scope.user,
        at=timezone.now(),
        total=len(files),
        done=len(files),
    )


def _observe(scope: Scope, batch: Batch, inventoried: Inventoried) -> str:
    """Note what one device told; gives open, same or ignored."""
    client = batch.client
    if client is None:
        return "rejected"
    told = told_of(inventoried)
    thing = thing_of(client, inventoried)
    owner = owner_of(client, inventoried)
    if owner is not None:
        told["owner"] = owner.key
    differs = difference(thing, {k: v for k, v in told.items() if k != "owner"})
    if owner is not None and (thing is None or thing.owner_id != owner.pk):
        listed = str(thing.owner) if thing and thing.owner else ""
        differs["owner"] = [listed, str(owner)]
    identity = _identity(inventoried)
    before = Observation.objects.filter(client=client, identity=identity)
    for earlier in before.filter(state=Observation.State.OPEN):
        change(scope.actor, earlier, state=Observation.State.REPLACED)
    state = Observation.State.OPEN if differs else Observation.State.SAME
    last = before.order_by("-id").filter(state=Observation.State.IGNORED).first()
    if last is not None and (last.told, last.differs) == (told, differs):
        state = Observation.State.IGNORED  # the same was looked at and left before
    row = Observation(
        batch=batch,
        client=client,
        thing=thing,
        identity=identity,
        name=(inventoried.name or inventoried.serial)[:200],
        told=told,
        differs=differs,
        more=_more(inventoried),
        state=state,
        at=timezone.now(),
    )
    create(scope.actor, row)
    return str(state.value)


def _identity(told: Inventoried) -> str:
    if len(told.identity) <= 200:  # noqa: PLR2004 - the field
        return told.identity
    return hashlib.sha256(told.identity.encode()).hexdigest()


def _more(told: Inventoried) -> dict[str, Any]:
    plain = asdict(told)
    return {name: value for name, value in plain.items() if value}


@transaction.atomic
def accept(scope: Scope, row: Observation, on: date) -> Thing:
    """Take over what was told: a new device from a day on, of a listed one the fields."""
    _need(scope, row)
    told = {name: value[1] for name, value in row.differs.items() if name != "owner"}
    now = timezone.now().isoformat(timespec="seconds")
    inventory = row.more | {"accepted": now}
    if row.thing is None:
        owner = owner_named(row)
        thing = Thing(
            client=row.client,
            registered=on,
            first=on,
            owner=owner,
            place="central" if row.told.get("kind") == "printer" else "",
            inventory=inventory,
            **{name: v for name, v in row.told.items() if name != "owner"},
        )
        thing.name = thing.name or thing.serial
        create(scope.actor, thing)
        _note(row, thing, {}, {})
    else:
        thing = row.thing
        before = snapshot(thing)
        change(scope.actor, thing, inventory=inventory, **told)
        after = snapshot(thing)
        differs = [name for name in after if after[name] != before[name]]
        _note(row, thing, {n: before[n] for n in differs}, {n: after[n] for n in differs})
    change(scope.actor, row, state=Observation.State.ACCEPTED, thing=thing)
    return thing


def owner_named(row: Observation) -> Any:
    """The user that a new device would count to."""
    key = row.told.get("owner")
    return row.client.people.filter(key=key).first() if key else None


@transaction.atomic
def ignore(scope: Scope, row: Observation) -> Observation:
    """Leave what is listed; the same told again is not asked about again."""
    _need(scope, row)
    return change(scope.actor, row, state=Observation.State.IGNORED)


def _need(scope: Scope, row: Observation) -> None:
    scope.need(Right.IMPORT)
    scope.need(Right.CLIENTS)
    need_client(scope, row.client)
    held(row.client_id)
    seen_again(row)
    if row.state != Observation.State.OPEN:
        says = f"{row.name} is settled already: {row.get_state_display().lower()}."
        raise Refusal(code="settled_already", says=says)


def _note(
    row: Observation, thing: Thing, before: dict[str, Any], after: dict[str, Any]
) -> None:
    Effect.objects.create(
        batch=row.batch,
        line=0,
        subject=thing._meta.label_lower,
        row=thing.pk,
        name=str(thing)[:200],
        is_new=not before and not after,
        before=before,
        after=after,
        edited=thing.edited,
    )
