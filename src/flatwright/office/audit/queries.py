"""Reading the record: of one row, of a client, overall; and whether it is whole."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q

from flatwright.office.audit.chain import first_broken
from flatwright.office.audit.models import Event, Head

_DIGITS = 18  # of a number that a database holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some changes, and after which of them the next page begins."""

    rows: list[Event]
    after: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which changes: words of them, by whom, of which kind, from and before a moment."""

    words: str = ""
    who: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None


def found_in(events: models.QuerySet[Event], sought: Sought) -> models.QuerySet[Event]:
    """Those that are sought; words fit who, what and from where."""
    wanted = {
        "actor__icontains": sought.who.strip(),
        "subject": sought.kind,
        "at__gte": sought.since,
        "at__lt": sought.until,
    }
    events = events.filter(**{name: value for name, value in wanted.items() if value})
    for word in sought.words.split()[:8]:
        events = events.filter(
            Q(actor__icontains=word)
            | Q(subject_name__icontains=word)
            | Q(subject__icontains=word)
            | Q(source__icontains=word)
        )
    return events


def page_of(events: models.QuerySet[Event], after: str, size: int) -> Page:
    """So many changes, the last first; after the one of a number, where it is one."""
    if after.isascii() and after.isdecimal() and len(after) <= _DIGITS:
        events = events.filter(pk__lt=int(after))
    taken = list(events.order_by("-id")[: size + 1])
    more = str(taken[size - 1].pk) if len(taken) > size else ""
    return Page(rows=taken[:size], after=more)


def verdict() -> Verdict:
    """Follow the chain from its first event to its head, which may move on meanwhile."""
    before, events = _head(), Event.objects.order_by("id")
    broken, digest, count = first_broken(events[: before.count].iterator())
    holds, more = (count, digest) == (before.count, before.digest), 0
    if not broken:
        later = events[before.count :].iterator()
        broken, digest, more = first_broken(later, digest)
    head, count = _head(), count + more
    problem = ""
    if broken:
        problem = f"event {broken.pk} ({broken}) was changed, or one before it is missing"
    elif not holds or count > head.count:
        problem = f"there are {count} events where the head of the chain knows {head.count}"
    return Verdict(events=count, digest=digest, problem=problem)


def _head() -> Head:
    return Head.objects.filter(pk=1).first() or Head()
