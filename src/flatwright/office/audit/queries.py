"""Reading the record: of one row, of a client, overall; and whether it is whole."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from flatwright.office.audit.chain import first_broken
from flatwright.office.audit.models import Event, Head


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the chain holds: how many events, and what is wrong, in words."""

    events: int
    digest: str
    problem: str = ""


def events_of(row: models.Model) -> models.QuerySet[Event]:
    """The changes of one row, the last first."""
    return Event.objects.filter(subject=row._meta.label_lower, subject_id=row.pk)


def events_within(clients: frozenset[int] | None) -> models.QuerySet[Event]:
    """The changes of some clients, or (None) of all and of the house itself."""
    every = Event.objects.all()
    return every if clients is None else every.filter(client_id__in=clients)


def found_in(events: models.QuerySet[Event], words: str) -> models.QuerySet[Event]:
    """Those that some words fit: who, what, from where."""
    for word in words.split()[:8]:
        events = events.filter(
            Q(actor__icontains=word)
            | Q(subject_name__icontains=word)
            | Q(subject__icontains=word)
            | Q(source__icontains=word)
        )
    return events


def verdict() -> Verdict:
    """Follow the chain from its first event to its head."""
    broken, digest, count = first_broken(Event.objects.order_by("id").iterator())
    head = Head.objects.filter(pk=1).first() or Head()
    problem = ""
    if broken:
        problem = f"event {broken.pk} ({broken}) was changed, or one before it is missing"
    elif (head.count, head.digest) != (count, digest):
        problem = f"there are {count} events where the head of the chain knows {head.count}"
    return Verdict(events=count, digest=digest, problem=problem)
