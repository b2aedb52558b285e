"""What needs somebody today: a clock about to run out, a limit nearly reached, a timer."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from flatwright.domain.sla.priority import priority
from flatwright.office.audit.changes import create
from flatwright.office.desk.models import Ticket, TimeEntry, Timer
from flatwright.sample.chance import Chance
from flatwright.sample.drafts import Draft, whole
from flatwright.sample.house import SAMPLE, House
from flatwright.sample.usual import Days
from flatwright.sample.working import Office

_STORIES: tuple[tuple[str, int, int, int, str], ...] = (
    # title, minutes ago, impact, urgency, cause
    ("Nobody reaches the internet", 22, 1, 1, "unknown"),
    ("Card terminal says no connection", 50, 2, 1, "unknown"),
    ("Mail stays in the outbox of the whole office", 95, 1, 2, "normal"),
    ("Water came through the ceiling onto two computers", 130, 2, 1, "act_of_god"),
    ("The contractor cut a cable", 170, 2, 2, "third_party"),
    ("Fourth device of the same person", 200, 3, 3, "normal"),
)


def today(chance: Chance, houses: list[House], office: Office) -> Iterator[Draft]:
    """Fresh tickets of several clients; the first is nobody's yet."""
    there = [each for each in houses if not each.firm.left]
    for place, (title, ago, impact, urgency, cause) in enumerate(_STORIES):
        made = there[place % len(there)]
        opened = whole(office.now - timedelta(minutes=ago))
        values = {
            "impact": impact,
            "urgency": urgency,
            "priority": priority(impact, urgency),
            "cause": cause,
        }
        draft = _fresh(chance, made, opened, title=title, **values)
        if place:
            draft.ticket.assignee = chance.pick(office.diary.who(made.client.pk))
            draft.ticket.status = Ticket.Status.OPEN
        yield draft
    yield _long(chance, there[0], office)
    for made in there[2:8:2]:
        yield _planned(chance, made, office)


def _planned(chance: Chance, made: House, office: Office) -> Draft:
    """Work that waits for a yes before it begins."""
    opened = whole(office.now - timedelta(minutes=chance.whole(300, 4000)))
    values = {"title": "One more computer for a new post", "action": "add_machine"}
    draft = _fresh(chance, made, opened, **values)
    draft.ticket.kind, draft.ticket.cause, draft.ticket.what = "request", "normal", "none"
    draft.ticket.estimate, draft.ticket.planned = 120, True
    draft.ticket.assignee = chance.pick(office.diary.who(made.client.pk))
    draft.ticket.status = Ticket.Status.OPEN
    return draft


def _fresh(chance: Chance, made: House, opened: datetime, **values: Any) -> Draft:
    person = chance.pick(made.users_on(opened.date()))
    ticket = Ticket(
        number=0,
        client=made.client,
        who="listed",
        person=person,
        what="unknown",
        where="office",
        site=made.sites[0],
        opened=opened,
        updated=opened,
        opened_by=person.name,
        completed=False,
        **values,
    )
    return Draft(house=made, ticket=ticket)


def _long(chance: Chance, made: House, office: Office) -> Draft:
    """An incident of almost four hours: one more, and it has to be quoted."""
    opened = whole(office.now - timedelta(days=2))
    draft = _fresh(chance, made, opened, title="Profile is broken again and again")
    draft.ticket.cause, draft.ticket.status = "normal", Ticket.Status.OPEN
    draft.ticket.what, draft.ticket.thing = "listed", made.programs[0]
    who = office.diary.technicians[0]
    draft.ticket.assignee = who
    for minutes in (120, 105):
        start, end = office.diary.book(who, opened + timedelta(hours=1), minutes)
        row = TimeEntry(
            ticket=draft.ticket, key=chance.key(), technician=who, start=start, end=end
        )
        draft.hanging.append(row)
        draft.touched(end)
    draft.ticket.responded = draft.entries[0].start
    return draft


def timer(drafts: list[Draft], days: Days) -> None:
    """A clock that runs since a while for one of the technicians."""
    running = next(
        each.ticket
        for each in reversed(drafts)
        if each.ticket.status == Ticket.Status.OPEN and each.ticket.assignee
    )
    started = whole(days.now - timedelta(minutes=18))
    row = Timer(technician=running.assignee, ticket=running, started=started)
    create(SAMPLE, row)
