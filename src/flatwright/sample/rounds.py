"""What is promised by the month and by the quarter, from its template, with checklists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flatwright.office.desk.models import CheckItem, Template, Ticket, TimeEntry
from flatwright.sample.chance import Chance
from flatwright.sample.drafts import Draft
from flatwright.sample.house import House
from flatwright.sample.usual import Days
from flatwright.sample.working import Office

_QUARTER, _DECEMBER = 3, 12
_AHEAD = timedelta(days=5)
_SCHEDULE = (  # template, day of the month, minutes, every so many months
    ("Patch round", 14, 75, 1),
    ("Recovery test", 20, 50, _QUARTER),
    ("Business review", 9, 60, _QUARTER),
)


@dataclass(slots=True, kw_only=True)
class Round:
    """A ticket of the schedule, when its work begins, and how long it takes about."""

    draft: Draft
    at: datetime
    minutes: int


def rounds(
    chance: Chance, made: House, templates: dict[str, Template], days: Days
) -> Iterator[Round]:
    """A patch round a month, a recovery test and a review a quarter."""
    until = min(made.client.last or date.max, days.now.date())
    for month in _months(max(days.first, made.begun), until):
        for name, day, minutes, each in _SCHEDULE:
            if month.month % each:
                continue
            at = _at(chance, made, templates[name], month.replace(day=day))
            if at - _AHEAD < days.now:
                yield Round(draft=_draft(made, templates[name], at), at=at, minutes=minutes)


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        year, past = divmod(month.month, _DECEMBER)
        month = date(month.year + year, past + 1, 1)


def _at(chance: Chance, made: House, template: Template, day: date) -> datetime:
    hour = chance.whole(20, 22) if template.action == "patch" else chance.whole(9, 14)
    at = datetime.combine(day, time(hour, 0), ZoneInfo(made.client.time_zone))
    return at.astimezone(UTC)


def _draft(made: House, template: Template, at: datetime) -> Draft:
    title = f"{template.title} {at:%B}"
    ticket = _ticket(made, template, at - _AHEAD, title=title)
    draft = Draft(house=made, ticket=ticket)
    draft.hanging += [
        CheckItem(ticket=ticket, place=place, says=says)
        for place, says in enumerate(template.checklist)
    ]
    return draft


def _ticket(made: House, template: Template, opened: datetime, **more: Any) -> Ticket:
    return Ticket(
        number=0,
        client=made.client,
        kind=template.kind,
        action=template.action,
        cause="normal",
        priority="p4",
        urgency=3,
        who="none",
        what="none",
        where="none",
        planned=True,
        after_hours_by="provider",
        opened=opened,
        updated=opened,
        opened_by="schedule",
        **more,
    )


def carry_out(chance: Chance, each: Round, office: Office) -> None:
    """Work through the checklist; what lies ahead is planned."""
    draft, ticket = each.draft, each.draft.ticket
    who = chance.pick(office.diary.who(ticket.client_id))
    ticket.assignee, ticket.completed = who, False
    ticket.status = Ticket.Status.PLANNED
    length = chance.whole(each.minutes * 2 // 3, each.minutes * 4 // 3)
    start, end = office.diary.book(who, each.at, length)
    if end > office.now:
        return
    ticket.completed, ticket.responded = True, start
    ticket.status, ticket.resolved, ticket.closed = Ticket.Status.CLOSED, end, end
    draft.hanging.append(
        TimeEntry(ticket=ticket, key=chance.key(), technician=who, start=start, end=end)
    )
    for row in draft.hanging:
        if isinstance(row, CheckItem):
            row.done, row.by = end, str(who)
    draft.touched(end)
