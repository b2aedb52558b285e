"""An import is begun, goes on, and is undone: here, or by a worker where it is long."""

from time import monotonic

from django.db import transaction

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change, seen_again
from flatwright.office.clients.holding import hold_all
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.models import Ticket
from flatwright.office.intake.actions.bringing import need_client
from flatwright.office.intake.actions.trying import try_it
from flatwright.office.intake.models import Batch, Effect, Rejected
from flatwright.office.intake.running import import_chunk, need_state
from flatwright.office.intake.undoing import undo_chunk
from flatwright.office.queue.enqueue import enqueue

JOB = "import"
_DECIDED = ("tickets", "time", "log")  # kinds whose rows are decided with the import
_LONG_TABLE, _LONG_LOG = 1_000_000, 100_000  # bytes
SMALL = 500  # rows that are imported at once; more is work for a worker


@transaction.atomic
def begin(scope: Scope, batch: Batch, seen: int | None = None) -> Batch:
    """Begin an import that was tried."""
    _hold(scope, batch)
    need_state(batch, Batch.State.TRIED)
    if batch.options.get("plan"):
        scope.need(Right.AGREE)
    scope.need(Right.CLIENTS)
    Rejected.objects.filter(batch=batch, in_reading=False).delete()
    change(
        scope.actor,
        batch,
        seen=seen,
        state=Batch.State.RUNNING,
        cursor={},
        done=0,
        user=scope.user,
    )
    if not is_small(batch):
        enqueue(scope.actor, JOB, {"batch": batch.key}, once=once(batch))
    return batch


@transaction.atomic
def undo(scope: Scope, batch: Batch, seen: int | None = None) -> Batch:
    """Begin to take back what an import did, also one that stopped half-way."""
    _hold(scope, batch)
    scope.need(Right.CLIENTS)
    need_state(batch, Batch.State.DONE, Batch.State.RUNNING)
    change(
        scope.actor,
        batch,
        seen=seen,
        state=Batch.State.UNDOING,
        cursor={},
        done=0,
        user=scope.user,
    )
    if not is_small(batch):
        enqueue(scope.actor, JOB, {"batch": batch.key}, once=once(batch))
    return batch


@transaction.atomic
def try_later(scope: Scope, batch: Batch) -> Batch:
    """Let a worker try a file that is long."""
    _need(scope, batch)
    need_state(batch, Batch.State.NEW, Batch.State.TRYING, Batch.State.TRIED)
    change(scope.actor, batch, state=Batch.State.TRYING, user=scope.user)
    enqueue(scope.actor, JOB, {"batch": batch.key}, once=once(batch))
    return batch


def go_on(scope: Scope, batch: Batch, seconds: float = 5) -> Batch:
    """Go on here for a while with what waits or stopped; nothing is done twice."""
    _need(scope, batch)
    if batch.state == Batch.State.TRYING:
        return try_it(scope, batch)
    if not batch.is_going_on:
        raise Refusal(code="import_state", says="There is nothing left to do here.")
    until = monotonic() + seconds
    while not step(scope.actor, batch.key) and monotonic() < until:
        pass
    batch.refresh_from_db()
    return batch


def is_long(batch: Batch) -> bool:
    """Whether even a look at all of the file takes long, by its size and kind."""
    size = batch.blob.size if batch.blob else 0
    return size > (_LONG_LOG if batch.kind == "log" else _LONG_TABLE)


def is_small(batch: Batch) -> bool:
    """Whether it is done at once, in the request: others who write wait for that long.

    What came in or goes may change what later work of these clients drew: it counts too.
    """
    rows = batch.total
    if batch.state == Batch.State.UNDOING:
        rows = Effect.objects.filter(batch=batch).count()
    if batch.kind in _DECIDED:
        rows += Ticket.objects.filter(client__in=batch.met).count()
    return rows <= SMALL


def once(batch: Batch) -> str:
    """The words by which there is one job for a batch."""
    return f"import {batch.key}"


def run_here(by: Actor, key: str) -> Batch:
    """Do all chunks of what was begun, one transaction after the other."""
    while not step(by, key):
        pass
    return Batch.objects.get(key=key)


@transaction.atomic
def step(by: Actor, key: str) -> bool:
    """One chunk of what goes on with a batch; True when nothing is left."""
    hold_all()
    batch = Batch.objects.select_for_update(of=("self",)).get(key=key)
    if batch.state == Batch.State.RUNNING:
        return import_chunk(by, batch)
    if batch.state == Batch.State.UNDOING:
        return undo_chunk(by, batch)
    return True


def _hold(scope: Scope, batch: Batch) -> None:
    """What is short is done in the same transaction: of many clients, held before all."""
    _need(scope, batch)
    hold_all()
    seen_again(batch)


def _need(scope: Scope, batch: Batch) -> None:
    scope.need(Right.IMPORT)
    need_client(scope, batch.client)
