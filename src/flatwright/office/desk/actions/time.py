"""Time on tickets: by a running timer, or by hand."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import User
from flatwright.office.audit.changes import change, create, remove
from flatwright.office.clients.holding import held
from flatwright.office.clients.models import Person
from flatwright.office.clients.scope import Right, Scope
from flatwright.office.desk.actions.common import begin, begin_on, need_open, settle
from flatwright.office.desk.models import Ticket, TimeEntry, Timer

_LONGEST = timedelta(days=31)
_MINUTE = timedelta(minutes=1)
_AHEAD = timedelta(minutes=5)  # a clock elsewhere may be a little fast


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Time that was worked: from, to, by whom, for whom, on what."""

    start: datetime
    end: datetime
    technician: User
    person: Person | None = None
    note: str = ""
    by_timer: bool = False


@transaction.atomic
def log_time(scope: Scope, ticket: Ticket, span: Span) -> TimeEntry:
    """Write down time worked. Raises Refusal for time that cannot be."""
    _one_pair_of_hands(span.technician)
    begin(scope, ticket)
    _need(scope, ticket, span)
    entry = TimeEntry(
        ticket=ticket,
        technician=span.technician,
        person=span.person,
        start=_whole(span.start),
        end=_whole(span.end),
        note=span.note,
        by_timer=span.by_timer,
    )
    _refuse_impossible(entry)
    create(scope.actor, entry)
    _take_up(scope, ticket, entry)
    settle(scope, ticket)
    return entry


@transaction.atomic
def edit_entry(scope: Scope, entry: TimeEntry, seen: int | None, span: Span) -> TimeEntry:
    """Correct an entry; the ticket is decided again."""
    _one_pair_of_hands(span.technician)
    ticket = begin_on(scope, entry)
    _need(scope, ticket, span)
    _need_own(scope, entry)
    tried = TimeEntry(
        pk=entry.pk,
        ticket=ticket,
        technician=span.technician,
        start=_whole(span.start),
        end=_whole(span.end),
    )
    _refuse_impossible(tried)
    change(
        scope.actor,
        entry,
        seen=seen,
        start=tried.start,
        end=tried.end,
        technician=span.technician,
        person=span.person,
        note=span.note,
    )
    settle(scope, ticket)
    return entry


@transaction.atomic
def remove_entry(scope: Scope, entry: TimeEntry) -> None:
    """Take an entry away; the record of changes keeps it."""
    ticket = begin_on(scope, entry)
    _need_own(scope, entry)
    remove(scope.actor, entry)
    settle(scope, ticket)


@transaction.atomic
def start_timer(scope: Scope, ticket: Ticket, technician: User) -> Timer:
    """Start the technician's clock; one that runs on another ticket is stopped and kept."""
    _one_pair_of_hands(technician)
    running = Timer.objects.filter(technician=technician).select_related("ticket").first()
    if running:  # it may be another client's: both are held, in their order
        held(ticket.client_id, running.ticket.client_id)
    begin(scope, ticket)
    need_open(ticket)
    if running and running.ticket_id == ticket.pk:
        return running
    if running:
        stop_timer(scope, technician)
    return create(
        scope.actor, Timer(technician=technician, ticket=ticket, started=timezone.now())
    )


@transaction.atomic
def stop_timer(
    scope: Scope, technician: User, note: str = "", end: datetime | None = None
) -> TimeEntry | None:
    """Stop the clock and keep its time; less than a minute counts as one."""
    _one_pair_of_hands(technician)
    timers = Timer.objects.filter(technician=technician)
    held(*timers.values_list("ticket__client", flat=True))
    running = timers.select_related("ticket").first()
    if running is None:
        return None
    start = _after_the_last(running)
    stop = max(_whole(end or timezone.now()), start + _MINUTE)
    ticket = running.ticket
    remove(scope.actor, running)
    span = Span(start=start, end=stop, technician=technician, note=note, by_timer=True)
    return log_time(scope, ticket, span)


def _after_the_last(running: Timer) -> datetime:
    """Less than a minute counts as one: the next clock counts from where that one ends."""
    start = _whole(running.started)
    before = TimeEntry.objects.filter(technician=running.technician_id, by_timer=True)
    near = before.filter(end__gt=start, end__lte=running.started + _AHEAD)
    last: datetime | None = near.aggregate(last=Max("end"))["last"]
    return last or start


def _one_pair_of_hands(technician: User) -> None:
    """Time of a technician is written one by one, also for different clients."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=technician.pk)


def _take_up(scope: Scope, ticket: Ticket, entry: TimeEntry) -> None:
    """Work answers a ticket, never before it was opened; a new one is theirs from then."""
    values: dict[str, Any] = {}
    if ticket.responded is None:
        values["responded"] = max(ticket.opened, entry.start)
    if ticket.status == Ticket.Status.NEW:
        values["status"] = Ticket.Status.OPEN
        values["assignee"] = ticket.assignee or entry.technician
    if values:
        change(scope.actor, ticket, **values)


def _need(scope: Scope, ticket: Ticket, span: Span) -> None:
    need_open(ticket)
    if span.technician.pk != scope.user:
        scope.need(Right.DISPATCH)
    if span.person and span.person.client_id != ticket.client_id:
        says = f"{span.person} belongs to another client."
        raise Refusal(code="of_another_client", says=says)


def _need_own(scope: Scope, entry: TimeEntry) -> None:
    if entry.technician_id != scope.user:
        scope.need(Right.DISPATCH)


def _refuse_impossible(entry: TimeEntry) -> None:
    if entry.end <= entry.start:
        says = "The time ends before it begins. Look at the two times."
        raise Refusal(code="negative_duration", says=says)
    if entry.end > timezone.now() + _AHEAD:
        says = (
            "This ends in the future: time is written down once it is worked. "
            "Look at the day and the two times."
        )
        raise Refusal(code="ends_in_the_future", says=says)
    if entry.end - entry.start > _LONGEST:
        says = "The time is longer than 31 days. Look at the dates."
        raise Refusal(code="entry_too_long", says=says)
    same = TimeEntry.objects.filter(
        technician=entry.technician, start__lt=entry.end, end__gt=entry.start
    ).exclude(pk=entry.pk)
    other = same.select_related("ticket").first()
    if other:
        says = f"The time overlaps with an entry of the same technician on {other.ticket}."
        raise Refusal(code="overlapping_entries", says=says)


def _whole(at: datetime) -> datetime:
    """The minute that is meant: the nearest."""
    return (at + timedelta(seconds=30)).replace(second=0, microsecond=0)
