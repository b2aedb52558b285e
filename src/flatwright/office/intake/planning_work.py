"""What rows of tickets and time want."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flatwright.imports.business.records import Record, key_of
from flatwright.imports.rejects import RowRejected
from flatwright.office.clients.models import Client, Person
from flatwright.office.desk.models import Ticket, TimeEntry
from flatwright.office.intake.lookups import (
    client_of,
    need_same,
    person_of,
    thing_of,
    ticket_of,
)
from flatwright.office.intake.planning_people import new_person
from flatwright.office.intake.wishes import SAME, UPDATE, Wish, changed, made
from flatwright.office.intake.world import World, entry_key

_LONGEST = timedelta(days=31)
_WEIGHT = {"p1": (1, 1), "p2": (1, 2), "p3": (3, 2), "p4": (3, 3)}  # impact, urgency
_FACTS = (
    *("title", "description", "kind", "action", "cause", "priority", "status"),
    *("estimate", "onsite", "after_hours_by", "other"),
)
_USUAL = {"kind": "incident", "action": "fix", "cause": "normal", "priority": "p3"}


def ticket_wish(world: World, record: Record, row: Any) -> Wish:
    """A ticket, new or not, with whoever it is for and its time."""
    told = record.values
    client, before = client_of(world, told["client"])
    need_same(world, row, client)
    values = {name: told[name] for name in _FACTS if name in told}
    for name in ("opened", "resolved"):
        if name in told:
            values[name] = datetime.fromisoformat(told[name])
    if "priority" in told:
        values["impact"], values["urgency"] = _WEIGHT[told["priority"]]
    values |= _whom(world, client, told, before)
    values |= _what(world, client, told)
    if row is not None:
        wish = changed(row, values)
        wish.after = _new_entries(world, record, row)
        if wish.verb == SAME and wish.after:
            wish.verb = UPDATE
        return wish
    wish = made(_new(world, record, client, values))
    wish.first = before
    wish.after = _new_entries(world, record, wish.row)
    return wish


def _new(world: World, record: Record, client: Client, values: dict[str, Any]) -> Ticket:
    opened = values["opened"]
    resolved = values.get("resolved")
    status = values.get("status") or ("closed" if resolved else _untold(world))
    ended = status in (Ticket.Status.RESOLVED, Ticket.Status.CLOSED)
    if ended and resolved is None:
        resolved = opened
    usual = {"who": Ticket.Told.NONE, "what": Ticket.Told.NONE}
    whole = _USUAL | usual | values | {"status": status}
    whole["resolved"] = resolved if ended else None
    return Ticket(
        number=0,
        client=client,
        opened_by=f"import from {world.batch.source}"[:200],
        updated=resolved or opened,
        closed=resolved if status == Ticket.Status.CLOSED else None,
        source=world.batch.source,
        external=record.key[:120],
        **whole,
    )


def _untold(world: World) -> str:
    """What a ticket is of which neither a status nor a closing day is told."""
    if "resolved" in world.batch.columns or "status" in world.batch.columns:
        return "open"
    return str(world.options.get("tickets_are", "open"))


def _whom(
    world: World, client: Client, told: Mapping[str, Any], before: list[Wish]
) -> dict[str, Any]:
    """For whom it is: somebody listed, or a name; callers of a log may become users."""
    name = told.get("person") or told.get("person_told")
    if not name:
        return {}
    found = person_of(world, client, name)
    if found is None and world.options.get("make_people"):
        wish = new_person(world, client, {"name": name[:120]}, {})
        wish.kind, wish.external = "people", key_of((client.name, "", name))
        before.append(wish)
        found = wish.row if isinstance(wish.row, Person) else None
    if found is None:
        return {"who": Ticket.Told.OTHER, "person_name": name[:120]}
    return {"who": Ticket.Told.LISTED, "person": found}


def _what(world: World, client: Client, told: Mapping[str, Any]) -> dict[str, Any]:
    name = told.get("thing") or told.get("thing_told")
    if not name:
        return {}
    found = thing_of(world, client, name)
    if found is not None:
        return {"what": Ticket.Told.LISTED, "thing": found}
    kind = str(told.get("thing_kind", ""))[:40]
    return {"what": Ticket.Told.OTHER, "thing_name": name[:120], "thing_kind": kind}


def _new_entries(world: World, record: Record, ticket: Any) -> list[Wish]:
    """The entries of a log's ticket that are not there yet."""
    wishes = []
    for start, end, technician in record.values.get("entries", ()):
        key = entry_key(record.key, [start, end, technician])
        if world.key("time", key) is not None:
            continue
        entry = TimeEntry(
            ticket=ticket,
            technician_name=technician[:120],
            start=datetime.fromisoformat(start),
            end=datetime.fromisoformat(end),
        )
        wish = made(entry, "time", key)
        world.note("time", key, entry)
        wishes.append(wish)
    return wishes


def time_wish(world: World, record: Record, row: Any) -> Wish:
    """Time on a ticket that is there."""
    told = record.values
    ticket = ticket_of(world, told["ticket"])
    world.need_reached(row)
    start = datetime.fromisoformat(told["start"])
    values: dict[str, Any] = {"start": start, "end": _end(start, told)}
    name = told.get("technician", "")
    user = world.user(name) if name else None
    values |= {"technician": user} if user else {"technician_name": name[:120]}
    if "note" in told:
        values["note"] = told["note"]
    if told.get("person"):
        values["person"] = person_of(world, ticket.client, told["person"])
    if row is not None:
        if row.ticket_id != ticket.pk:
            says = f"it is time on {row.ticket} here, and on {ticket} in the file"
            raise RowRejected(code="of_another_ticket", says=says)
        _refuse_overlap(world, values, row.pk)
        return changed(row, values)
    _refuse_overlap(world, values, None)
    return made(TimeEntry(ticket=ticket, **values))


def _end(start: datetime, told: Mapping[str, Any]) -> datetime:
    if "minutes" in told:
        end = start + timedelta(minutes=told["minutes"])
    elif "end" in told:
        end = datetime.fromisoformat(told["end"])
    else:
        says = "the row tells neither when the work ended nor how long it took"
        raise RowRejected(code="no_effort", says=says)
    if end <= start:
        raise RowRejected(code="no_effort", says="the work takes no time")
    if end - start > _LONGEST:
        says = "the work takes more than 31 days: look at the dates"
        raise RowRejected(code="effort_too_long", says=says)
    return end


def _refuse_overlap(world: World, values: Mapping[str, Any], but: int | None) -> None:
    """Somebody with an account works on one thing at a time."""
    user = values.get("technician")
    if user is None:
        return
    start, end = values["start"], values["end"]
    taken = world.busy.setdefault(user.pk, [])
    there = TimeEntry.objects.filter(technician=user, start__lt=end, end__gt=start)
    if there.exclude(pk=but or 0).exists() or any(s < end and e > start for s, e in taken):
        says = f"{user.name} works on something else in these minutes"
        raise RowRejected(code="overlapping_entries", says=says)
    taken.append((start, end))
