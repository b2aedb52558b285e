"""What was decided is decided again when a fact changes that it may stand on.

The change itself only asks for it; a worker looks at every ticket of the client, and
decides those whose facts or answers differ now.
"""

from dataclasses import asdict, dataclass
from typing import Any

from flatwright.office.audit.actor import Actor
from flatwright.office.clients.models import Client
from flatwright.office.desk.deciding import day_of, decide_ticket, decision_of, preview
from flatwright.office.desk.models import Ticket
from flatwright.office.queue.enqueue import enqueue
from flatwright.office.queue.running import Done, More, Work

JOB = "decide again"
CHUNK = 100
_BY = Actor(name="a changed fact", source="worker")


def ask_again(sender: Any, client: int, **_: Any) -> None:
    """Ask that a client's work be decided, again or at last; without any, nothing is."""
    if Ticket.objects.filter(client=client).exists():
        enqueue(_BY, JOB, {"client": client}, once=f"{JOB} {client}")


def differs(ticket: Ticket) -> bool:
    """Whether a ticket would be decided in another way than it stands."""
    found = preview(ticket, day_of(ticket))
    if found is None:
        return False
    stands, made = ticket.decision, decision_of(_BY, ticket, found)
    return stands is None or (stands.facts_digest, stands.answer) != (
        made.facts_digest,
        made.answer,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How far it is: since which change, up to which ticket."""

    revision: int
    of: int
    last: int = 0
    seen: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A chunk that was looked at, before anything is locked."""

    way: _Way
    chunk: list[int]
    differ: list[int]


def look(work: Work) -> Looked | None:
    """The next tickets of the client, and which of them differ; None: it is gone."""
    client = Client.objects.filter(pk=work.payload["client"]).first()
    if client is None:
        return None
    way = _Way(**work.cursor) if work.cursor else _begin(client)
    rows = _tickets(client.pk).filter(pk__gt=way.last).order_by("pk")
    chunk = list(rows.select_related("client", "decision", "person", "thing")[:CHUNK])
    for each in chunk:
        each.client = client
    differ = [each.pk for each in chunk if differs(each)]
    return Looked(way=way, chunk=[each.pk for each in chunk], differ=differ)


def decide_again(work: Work) -> Done | More:
    """Decide those that differ. What changes meanwhile is looked for from the start."""
    looked = work.prepared
    if looked is None:
        return Done(says="The client is not there any more.")
    client = Client.objects.select_for_update().get(pk=work.payload["client"])
    for ticket in _tickets(client.pk).filter(pk__in=looked.differ).order_by("pk"):
        decide_ticket(work.by, ticket)
    way, seen = looked.way, looked.way.seen + len(looked.chunk)
    changed = way.changed + len(looked.differ)
    if looked.chunk:
        way = _Way(
            revision=way.revision,
            of=way.of,
            last=looked.chunk[-1],
            seen=seen,
            changed=changed,
        )
    elif client.revision == way.revision:
        return Done(result={"changed": changed}, says=f"{changed} of {seen} differ now.")
    else:
        way = _begin(client, changed)
    return More(cursor=asdict(way), done=way.seen, of=way.of, says="tickets looked at")


def _begin(client: Client, changed: int = 0) -> _Way:
    count = _tickets(client.pk).count()
    return _Way(revision=client.revision, of=count, changed=changed)


def _tickets(client: int) -> Any:
    return Ticket.objects.filter(client=client)
