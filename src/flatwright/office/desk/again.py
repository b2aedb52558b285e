"""What was decided is decided again when a fact changes that it may stand on.

The change itself only asks for it; a worker goes through the client's work in its order,
some at a time, and keeps what differs now.
"""

from dataclasses import asdict, dataclass, field
from typing import Any

from flatwright.office.audit.actor import Actor
from flatwright.office.clients.models import Client
from flatwright.office.desk.course import Course
from flatwright.office.desk.deciding_many import decide_some
from flatwright.office.desk.models import Ticket
from flatwright.office.queue.enqueue import enqueue
from flatwright.office.queue.running import Done, More, Work

JOB = "decide again"
_BY = Actor(name="a changed fact", source="worker")


def ask_again(sender: Any, client: int, **_: Any) -> None:
    """Ask that a client's work be decided, again or at last; without any, nothing is."""
    if Ticket.objects.filter(client=client).exists():
        enqueue(_BY, JOB, {"client": client}, once=f"{JOB} {client}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """How far it is: since which change, and the course of the deciding."""

    revision: int
    course: dict[str, Any] = field(default_factory=dict)


def decide_again(work: Work) -> Done | More:
    """Decide the next of a client's work. What changes meanwhile is looked for anew."""
    client = Client.objects.filter(pk=work.payload["client"]).first()
    if client is None:
        return Done(says="The client is not there any more.")
    way = _Way(**work.cursor) if work.cursor else _Way(revision=client.revision)
    course = Course.of(way.course)
    tickets = set(Ticket.objects.filter(client=client).values_list("pk", flat=True))
    goes_on = decide_some(work.by, client, tickets, course)
    kept = course.kept()
    if not goes_on:
        if client.revision == way.revision:
            says = f"{course.made} of {course.seen} differ now."
            return Done(result={"changed": course.made}, says=says)
        kept = {"made": course.made}
    return More(
        cursor=asdict(
            _Way(revision=way.revision if goes_on else client.revision, course=kept)
        ),
        done=course.seen if goes_on else 0,
        of=len(tickets),
        says="tickets looked at",
    )
