"""An import, chunk by chunk: each is a transaction that keeps where the next begins.

So it may be killed anywhere and goes on where it was; what is done is not done twice.
"""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.rejects import Reject
from flatwright.office.accounts.gate import scope_of
from flatwright.office.accounts.models import User
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change
from flatwright.office.clients.models import Client
from flatwright.office.clients.scope import Right, Scope, everything
from flatwright.office.desk.course import Course
from flatwright.office.desk.deciding_many import decide_some
from flatwright.office.desk.models import Ticket, TimeEntry
from flatwright.office.intake.models import Batch, Effect, Rejected
from flatwright.office.intake.planning import plans
from flatwright.office.intake.staging import chunk_of, clear, house
from flatwright.office.intake.storing import store
from flatwright.office.intake.wishes import Wish
from flatwright.office.intake.world import World

CHUNK = 500  # rows in one transaction: nobody else writes meanwhile


def scope_of_batch(batch: Batch, by: Actor) -> Scope:
    """What whoever began it may reach and do at this moment."""
    if batch.user is None:
        return everything(by)
    found = scope_of(User.objects.get(pk=batch.user), by.source)
    found.need(Right.IMPORT)
    return found


def import_chunk(by: Actor, batch: Batch) -> bool:
    """Do the next chunk of a running import, in the caller's transaction; True: done."""
    scope = scope_of_batch(batch, by)
    offset = int(batch.cursor.get("offset", 0))
    records, after = chunk_of(batch, offset, CHUNK)
    if not records:
        return _decide_some(scope, batch)
    world = _world(batch, scope, offset)
    wanted: list[tuple[int, Wish]] = []
    rejects: list[Reject] = []
    counts: Counter[str] = Counter(batch.counts)
    for record, planned in plans(world, records):
        if isinstance(planned, Reject):
            rejects.append(planned)
        else:
            wanted.append((record.line, planned))
        counts["rejected" if isinstance(planned, Reject) else planned.verb] += 1
    store(scope.actor, batch, wanted)
    for _, wish in wanted:
        world.speaks_of(wish.row)
    batch.met = sorted({*batch.met, *world.met})
    keep_rejects(batch, rejects)
    batch.counts, batch.cursor = dict(counts), {"offset": after}
    batch.done += len(records)
    _note(batch)
    _LAST.clear()
    _LAST[batch.key, after] = world
    return False


_LAST: dict[tuple[str, int], World] = {}  # of the chunk before, by where it ended


def _world(batch: Batch, scope: Scope, offset: int) -> World:
    """What is stored; as the chunk before knew it, if that one was kept and was ours."""
    found = _LAST.pop((batch.key, offset), None)
    if found is None:
        return World(batch, scope, house())
    found.batch, found.scope = batch, scope
    return found


def keep_rejects(batch: Batch, rejects: list[Reject], *, in_reading: bool = False) -> None:
    """Keep rows aside."""
    rows = [
        Rejected(
            batch=batch,
            line=each.row,
            code=each.code[:40],
            reason=each.reason[:400],
            raw=each.raw.replace("\0", "\\0").encode("utf-8", "backslashreplace").decode(),
            in_reading=in_reading,
        )
        for each in rejects
    ]
    Rejected.objects.bulk_create(rows, batch_size=500)


def _decide_some(scope: Scope, batch: Batch) -> bool:
    """Decide the next of the tickets that came in, client by client; True: all are."""
    at: dict[str, Any] = batch.cursor
    mine = tickets_of(batch)
    turn, of = at.get("client", 0), at.get("of") or mine.count()
    left = mine.filter(client__gte=turn).order_by("client").values_list("client", flat=True)
    first = left.first()
    if first is None:
        end(scope.actor, batch)
        return True
    course = Course.of(at.get("course", {}))
    wanted = set(mine.filter(client=first).values_list("pk", flat=True))
    before = course.seen
    goes_on = decide_some(scope.actor, Client.objects.get(pk=first), wanted, course)
    batch.cursor = {
        "offset": at.get("offset", 0),
        "client": first if goes_on else first + 1,
        "course": course.kept() if goes_on else {},
        "of": of,
        "decided": at.get("decided", 0) + course.seen - before,
    }
    _note(batch)
    return False


def tickets_of(batch: Batch) -> "QuerySet[Ticket]":
    """The tickets that an import made, changed or logged time on."""
    mine = Effect.objects.filter(batch=batch)
    tickets = mine.filter(subject="desk.ticket").values("row")
    entries = mine.filter(subject="desk.timeentry").values("row")
    worked_on = TimeEntry.objects.filter(pk__in=entries).values("ticket")
    return Ticket.objects.filter(Q(pk__in=tickets) | Q(pk__in=worked_on))


def end(by: Actor, batch: Batch) -> None:
    """All is done: the record of changes says what came of it."""
    change(
        by,
        batch,
        state=Batch.State.DONE,
        counts=batch.counts | {"decided": _decided(batch)},
        cursor={},
        done=batch.total,
    )
    transaction.on_commit(lambda: clear(batch))


def _decided(batch: Batch) -> int:
    return tickets_of(batch).filter(decision__isnull=False).count()


def _note(batch: Batch) -> None:
    """Where it is follows from what was done: no edit that somebody could have missed."""
    Batch.objects.filter(pk=batch.pk).update(
        counts=batch.counts, cursor=batch.cursor, done=batch.done, met=batch.met
    )


def need_state(batch: Batch, *states: str) -> None:
    """Raises Refusal (import_state) where it is too late, or too early, for something."""
    if batch.state not in states:
        says = f"This import is {batch.get_state_display().lower()}: look at its page."
        raise Refusal(code="import_state", says=says)
