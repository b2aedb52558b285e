"""How a ticket goes on: who answers, when it is worked on, what is said, how it ends."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flatwright.domain.plan.facts import BY_NAME
from flatwright.office.accounts.models import User
from flatwright.office.desk.models import Answer, Material, Ticket, TimeEntry
from flatwright.sample.chance import Chance
from flatwright.sample.diary import Diary
from flatwright.sample.drafts import Draft, soon, whole
from flatwright.sample.usual import BIG
from flatwright.sample.wording import CLOSING, FIRST_REPLY, INTERNAL, MATERIALS, WORK

_OPENS, _CLOSES = 8, 17
_SATURDAY = 5
_TO_ANSWER = {"p1": (3, 15), "p2": (5, 70), "p3": (15, 260), "p4": (60, 900)}
_LONG, _SOME = 240, 45  # minutes
_STUCK, _FRESH, _LAPSE = 0.05, timedelta(days=45), timedelta(days=3)
Status = Ticket.Status


@dataclass(slots=True, kw_only=True)
class Office:
    """Who works, and until when the story goes."""

    diary: Diary
    now: datetime


def work_on(chance: Chance, draft: Draft, office: Office) -> None:
    """Answer, work, talk and end, as far as it goes until now."""
    ticket = draft.ticket
    who = chance.pick(office.diary.who(ticket.client_id))
    start = _start(chance, draft)
    parts = _parts(chance, draft)
    if start > office.now:
        ticket.status = Status.NEW
        return
    ticket.assignee, ticket.responded = who, start
    by = str(who)
    draft.say(chance, start, by, chance.pick(FIRST_REPLY), is_public=True)
    done = _parts_done(chance, draft, (who, start, parts), office)
    if chance.happens(0.3) and done:
        at = min(soon(chance, done, 1, 9), office.now)
        draft.say(chance, at, by, chance.pick(INTERNAL))
    _materials(chance, draft)
    _answers(chance, draft, by)
    unfinished = len(draft.entries) < len(parts)
    _end(chance, draft, office, None if unfinished else done)


def _start(chance: Chance, draft: Draft) -> datetime:
    """When somebody begins: at once for what stops the work, else in business hours."""
    ticket = draft.ticket
    zone = ZoneInfo(ticket.client.time_zone)
    least, most = _TO_ANSWER[ticket.priority]
    start = soon(chance, ticket.opened, least, most)
    urgent = ticket.priority == "p1" or (ticket.urgency == 1 and chance.happens(0.4))
    if ticket.kind == "proactive" or urgent:
        return whole(start)
    local = start.astimezone(zone)
    while local.weekday() >= _SATURDAY or not _OPENS <= local.hour < _CLOSES:
        day = local.date() + timedelta(days=local.hour >= _CLOSES or _is_weekend(local))
        morning = time(_OPENS, 5 * chance.whole(0, 11))
        local = datetime.combine(day, morning, zone)
    return whole(local.astimezone(UTC))


def _is_weekend(local: datetime) -> bool:
    return local.weekday() >= _SATURDAY


def _parts(chance: Chance, draft: Draft) -> list[int]:
    """Few minutes mostly, and hours now and then; long work goes on the next day."""
    big = draft.ticket.action in BIG
    middle, spread = (100.0, 0.8) if big else (19.0, 0.95)
    minutes = chance.about(middle, spread, (5, 600 if big else 420))
    if minutes > _LONG:
        return [minutes // 3, minutes // 3, minutes - 2 * (minutes // 3)]
    if minutes > _SOME or chance.happens(0.3):
        return [max(minutes // 2, 3), max(minutes - minutes // 2, 3)]
    return [minutes]


def _parts_done(
    chance: Chance, draft: Draft, plan: tuple[User, datetime, list[int]], office: Office
) -> datetime | None:
    """Write the time down; gives when the last of it ended."""
    who, start, parts = plan
    done = None
    for minutes in parts:
        begins, ends = office.diary.book(who, start, minutes)
        if ends > office.now:
            break
        draft.hanging.append(
            TimeEntry(
                ticket=draft.ticket,
                key=chance.key(),
                technician=who,
                start=begins,
                end=ends,
                note=chance.pick(WORK),
                by_timer=chance.happens(0.7),
            )
        )
        draft.touched(ends)
        done = ends
        gap = timedelta(days=1) if minutes > _SOME else timedelta(minutes=90)
        start = _in_hours(begins + gap, draft)
    return done


def _in_hours(at: datetime, draft: Draft) -> datetime:
    """The same time, or that of the next business day."""
    local = at.astimezone(ZoneInfo(draft.ticket.client.time_zone))
    return at + timedelta(days=max(0, 7 - local.weekday()) * _is_weekend(local))


def _materials(chance: Chance, draft: Draft) -> None:
    ticket = draft.ticket
    share = 0.6 if ticket.action in (*BIG, "order") else 0.02
    if ticket.kind == "proactive" or not chance.happens(share):
        return
    item = chance.pick(list(MATERIALS))
    kind, least, most = MATERIALS[item]
    row = Material(
        ticket=ticket,
        item=item,
        kind=kind,
        amount=100 * chance.whole(least // 100, most // 100),
        under_warranty=kind == "parts" and chance.happens(0.15),
    )
    draft.hanging.append(row)


def _answers(chance: Chance, draft: Draft, by: str) -> None:
    """A part of what is known was asked for first."""
    ticket = draft.ticket
    known = ticket.kind == "incident" and ticket.cause != "unknown"
    if not known or not ticket.responded or not chance.happens(0.12):
        return
    row = Answer(
        ticket=ticket,
        fact="cause",
        value=BY_NAME["cause"].says[ticket.cause],
        said_by=ticket.opened_by,
        told_by=by,
        at=ticket.responded,
    )
    draft.hanging.append(row)


def _end(chance: Chance, draft: Draft, office: Office, done: datetime | None) -> None:
    ticket, now = draft.ticket, office.now
    ticket.completed = done is not None
    fresh = now - ticket.opened < _FRESH
    if done is None or (fresh and chance.happens(_STUCK)):
        ticket.completed = False
        waiting = {Status.OPEN: 5, Status.CLIENT: 3, Status.VENDOR: 1, Status.PLANNED: 1}
        ticket.status = chance.weighted(waiting)
        return
    ended = min(soon(chance, done, 2, 40), now)
    ticket.resolved = ended
    draft.say(chance, ended, str(ticket.assignee), chance.pick(CLOSING), is_public=True)
    closed = ended + _LAPSE
    if closed <= now:
        ticket.status, ticket.closed = Status.CLOSED, closed
        draft.touched(closed)
    else:
        ticket.status = Status.RESOLVED
