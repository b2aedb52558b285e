"""What a visitor should find: projects with quotes, twins, moves that are used up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flatwright.office.audit.changes import create
from flatwright.office.clients.models import Person
from flatwright.office.desk.models import Aim, Approval, Ticket, TimeEntry
from flatwright.office.projects.models import Project
from flatwright.sample.chance import Chance
from flatwright.sample.drafts import Draft
from flatwright.sample.house import SAMPLE, YEAR, House
from flatwright.sample.working import Office

_RATE = 16_500  # minor units an hour of a quote
_HOUR = 60
_DAY = timedelta(days=1)
_SMALL = 90  # minutes
_OPEN, _DAYS_TO_ANSWER = 1, 7  # the client that has not answered yet
_Plan = tuple[str, str, int, int]
_PROJECTS: tuple[_Plan, ...] = (  # title, action, hours of the estimate, hours worked
    ("New mail system for everybody", "new_software", 24, 22),
    ("Move of the files into the new structure", "major_upgrade", 12, 15),
    ("Server room of the new building", "building_move", 30, 18),
    ("Second line and failover", "new_software", 8, 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """The client's day, as days before now."""

    office: Office
    made: House

    def at(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A wall-clock time some days ago."""
        zone = ZoneInfo(self.made.client.time_zone)
        day = self.office.now.astimezone(zone).date() - timedelta(days=days)
        return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def projects(chance: Chance, houses: list[House], office: Office) -> Iterator[Draft]:
    """Quoted work over days, each joined with a smaller request for the same outcome."""
    for place, made in enumerate(each for each in houses if not each.firm.left):
        plan = _PROJECTS[place % len(_PROJECTS)]
        when = _When(office=office, made=made)
        room = min(300, (office.now.date() - made.begun).days - 5)
        days = 4 if place == _OPEN else chance.whole(25, room)
        aim = create(SAMPLE, Aim(client=made.client, title=plan[0]))
        main = _main(chance, made, (plan, aim), (when, days))
        small = _small(chance, made, (plan, aim), (when, days))
        if place == _OPEN:
            yield from (main, small)
        else:
            yield _worked(chance, main, plan[3] * _HOUR, office)
            yield _worked(chance, small, _SMALL, office)


def _main(
    chance: Chance, made: House, what: tuple[_Plan, Aim], at: tuple[_When, int]
) -> Draft:
    (title, action, hours, _), aim = what
    when, days = at
    draft = _project(made, when.at(days, 10), title=title, action=action, aim=aim)
    draft.ticket.estimate = hours * _HOUR
    yes = when.at(days - 1, 9) if days > _DAYS_TO_ANSWER else None
    _quote(chance, draft, hours * _RATE, yes)
    leader = when.office.diary.technicians[0]
    row = Project(
        ticket=draft.ticket, key=chance.key(), leader=leader, budget=hours * _HOUR
    )
    draft.hanging.append(row)
    return draft


def _small(
    chance: Chance, made: House, what: tuple[_Plan, Aim], at: tuple[_When, int]
) -> Draft:
    (title, *_), aim = what
    when, days = at
    opened = when.at(days - 2, 11)
    values = {"title": f"{title}: access for two more", "action": "change", "aim": aim}
    draft = _project(made, opened, **values)
    draft.ticket.estimate = _SMALL
    if days > _DAYS_TO_ANSWER:
        _quote(chance, draft, 2 * _RATE, opened)
    return draft


def _project(made: House, opened: datetime, **values: Any) -> Draft:
    ticket = Ticket(
        number=0,
        client=made.client,
        kind="request",
        cause="normal",
        priority="p3",
        who="listed",
        person=made.approvers[0],
        what="none",
        where="office",
        site=made.sites[0],
        planned=True,
        opened=opened,
        updated=opened,
        opened_by=made.approvers[0].name,
        status=Ticket.Status.OPEN,
        **values,
    )
    return Draft(house=made, ticket=ticket)


def _quote(chance: Chance, draft: Draft, amount: int, yes: datetime | None) -> None:
    row = Approval(
        ticket=draft.ticket,
        key=chance.key(),
        type=Approval.Type.QUOTE,
        asked=draft.ticket.opened,
        asked_by="Rowan Hale",
        amount=amount,
        note="As written in the quote; materials apart.",
    )
    if yes:
        row.answer, row.person, row.answered = "yes", draft.house.approvers[0], yes
    else:
        draft.ticket.status = Ticket.Status.APPROVAL
    draft.hanging.append(row)


def _worked(chance: Chance, draft: Draft, left: int, office: Office) -> Draft:
    """Half a day at a time, from two days after it was opened."""
    ticket = draft.ticket
    who = chance.pick(office.diary.who(ticket.client_id))
    ticket.assignee = who
    start = ticket.opened + 2 * _DAY
    ticket.completed = False
    while left > 0:
        minutes = min(left, 240)
        begins, ends = office.diary.book(who, start, minutes)
        if ends > office.now:
            return draft
        draft.hanging.append(
            TimeEntry(
                ticket=ticket,
                key=chance.key(),
                technician=who,
                start=begins,
                end=ends,
                note="Project work as quoted.",
            )
        )
        draft.touched(ends)
        start, left = begins + _DAY, left - minutes
    ticket.completed, ticket.status = True, Ticket.Status.CLOSED
    ticket.resolved = ticket.closed = draft.entries[-1].end
    return draft


def moves(chance: Chance, houses: list[House], office: Office) -> Iterator[Draft]:
    """A move that is used up, and the second one of the same person a while later."""
    for made in (each for each in houses if not each.firm.left):
        person = made.approvers[-1]
        room = min((office.now.date() - made.begun).days, YEAR.days)
        for days in (room * 2 // 3, room // 3):
            yield _move(chance, made, person, (days, office))


def _move(chance: Chance, made: House, person: Person, when: tuple[int, Office]) -> Draft:
    days, office = when
    at = _When(office=office, made=made).at(days, 9, 30)
    draft = _project(made, at, title="Desk move within the office", action="move")
    draft.ticket.person, draft.ticket.estimate = person, 45
    draft.ticket.opened_by = person.name
    who = chance.pick(office.diary.who(made.client.pk))
    begins, ends = office.diary.book(who, at + timedelta(hours=1), 40)
    draft.hanging.append(
        TimeEntry(
            ticket=draft.ticket, key=chance.key(), technician=who, start=begins, end=ends
        )
    )
    draft.ticket.status, draft.ticket.assignee = Ticket.Status.CLOSED, who
    draft.ticket.responded, draft.ticket.resolved = begins, ends
    draft.ticket.closed = ends
    draft.touched(ends)
    return draft


def twins(chance: Chance, drafts: list[Draft], share: float) -> Iterator[Draft]:
    """The same fault told twice: the second ticket is merged into the first."""
    for draft in list(drafts):
        ticket = draft.ticket
        if ticket.kind != "incident" or not chance.happens(share):
            continue
        other = chance.pick(draft.house.users_on(ticket.opened.date()) or [None])
        if other is None or ticket.status == Ticket.Status.NEW:
            continue
        opened = ticket.opened + timedelta(minutes=chance.whole(2, 30))
        yield Draft(
            house=draft.house,
            ticket=Ticket(
                number=0,
                client=ticket.client,
                title=f"Same here: {ticket.title}"[:200],
                kind="incident",
                cause=ticket.cause,
                who="listed",
                person=other,
                what="none",
                where="none",
                opened=opened,
                updated=opened,
                opened_by=other.name,
                status=Ticket.Status.MERGED,
                merged_into=ticket,
            ),
        )
