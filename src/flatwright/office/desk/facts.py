"""A ticket as the core knows work: its facts, entries, approvals, and what came before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from flatwright.domain.kernel.money import Money
from flatwright.domain.records import work as record
from flatwright.office.desk.models import (
    Approval,
    Goodwill,
    Material,
    Ticket,
    TimeEntry,
)

_MINUTE = 60
_OTHER = "other:"  # before a name that somebody typed, so that it is nobody's key
_HOME, _ELSEWHERE = "home", f"{_OTHER}place"


def utc_minute(at: datetime) -> int:
    """Whole minutes since 1970, in UTC."""
    return int(at.timestamp()) // _MINUTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What hangs on a ticket: time, materials, yeses given, goodwill, related requests."""

    entries: Iterable[TimeEntry]
    materials: Iterable[Material]
    given: Iterable[Approval]
    goodwill: Goodwill | None
    related: tuple[tuple[int, ...], int]  # their estimates, and the days they are apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Hanging:
    """What hangs on a stored ticket, read once: to decide by it, and to show it."""

    entries: list[TimeEntry]
    materials: list[Material]
    approvals: list[Approval]


def hanging_on(ticket: Ticket) -> Hanging:
    """Read it."""
    return Hanging(
        entries=list(ticket.entries.select_related("technician", "person")),
        materials=list(those(ticket, "materials")),
        approvals=list(those(ticket, "approvals").select_related("person")),
    )


def those(ticket: Ticket, name: str) -> QuerySet[Any]:
    """What hangs on a ticket under a name; not asked for where its query said: none."""
    rows: QuerySet[Any] = getattr(ticket, name).all()
    return rows if getattr(ticket, f"has_{name}", True) else rows.none()


def work_item(
    ticket: Ticket, currency: str, window: int, hanging: Hanging
) -> record.WorkItem:
    """The facts of a stored ticket; related requests count within `window` days."""
    parts = Parts(
        entries=hanging.entries,
        materials=hanging.materials,
        given=[each for each in hanging.approvals if each.answer == Approval.Answer.YES],
        goodwill=getattr(ticket, "goodwill", None),
        related=_related(ticket, window),
    )
    return assembled(ticket, currency, parts)


def assembled(ticket: Ticket, currency: str, parts: Parts) -> record.WorkItem:
    """The facts of a ticket and of what hangs on it."""
    materials = [
        record.Material(
            item=each.item,
            amount=Money(each.amount, currency),
            kind=each.kind,
            under_warranty=each.under_warranty,
        )
        for each in parts.materials
    ]
    return replace(
        told(ticket, currency),
        opened_at=_would_begin(ticket, parts),
        entries=tuple(_entry(each) for each in parts.entries),
        materials=tuple(materials),
        approvals=tuple(_approval(each, currency) for each in parts.given),
        goodwill=_goodwill(parts.goodwill, currency),
        related_estimates_min=parts.related[0],
        related_within_days=parts.related[1],
    )


def told(ticket: Ticket, currency: str) -> record.WorkItem:
    """The facts that the ticket itself tells; it need not be stored."""
    return record.WorkItem(
        key=str(ticket.number or ""),
        kind=ticket.kind,
        action=ticket.action,
        cause=ticket.cause,
        priority=ticket.priority,
        person=_person(ticket),
        object=_object(ticket),
        location=_location(ticket),
        onsite=ticket.onsite,
        estimate_min=ticket.estimate,
        after_hours_by=ticket.after_hours_by,
        planned=ticket.planned,
        completed=ticket.completed,
        confirmed_start=ticket.start if ticket.start_told else record.UNKNOWN,
        object_will_be_registered=ticket.will_be_registered,
        opened_at=utc_minute(ticket.opened),
        other={name: str(value) for name, value in ticket.other.items()},
    )


def _would_begin(ticket: Ticket, parts: Parts) -> int:
    """When work that has not begun would: after the ticket was opened, and the last yes."""
    given = [each.answered or each.asked for each in parts.given]
    return utc_minute(max((ticket.opened, *given)))


def _person(ticket: Ticket) -> str:
    if ticket.who == Ticket.Told.LISTED and ticket.person:
        return ticket.person.key
    if ticket.who == Ticket.Told.OTHER:
        return f"{_OTHER}{ticket.person_name}"
    return record.NOBODY if ticket.who == Ticket.Told.NONE else record.UNKNOWN


def _object(ticket: Ticket) -> record.WorkObject:
    if ticket.what == Ticket.Told.LISTED and ticket.thing:
        thing = ticket.thing
        return record.WorkObject(
            name=thing.device, kind=thing.kind, place=thing.place or None
        )
    if ticket.what == Ticket.Told.OTHER:
        return record.WorkObject(
            name=f"{_OTHER}{ticket.thing_name}",
            kind=ticket.thing_kind or "other",
            place=ticket.thing_place or None,
        )
    names = {Ticket.Told.NONE: record.NOBODY, Ticket.Told.ACCOUNT: "account"}
    return record.WorkObject(name=names.get(Ticket.Told(ticket.what), record.UNKNOWN))


def _location(ticket: Ticket) -> str:
    if ticket.where == "home":
        return _HOME
    if ticket.where == "other":
        return _ELSEWHERE
    return ticket.site.key if ticket.site else record.NOBODY


def _entry(entry: TimeEntry) -> record.TimeEntry:
    technician = entry.technician
    return record.TimeEntry(
        start=utc_minute(entry.start),
        end=utc_minute(entry.end),
        technician=technician.key if technician else f"{_OTHER}{entry.technician_name}",
        person=entry.person.key if entry.person else None,
    )


def _approval(approval: Approval, currency: str) -> record.Approval:
    amount = approval.amount
    return record.Approval(
        type=approval.type,
        by=approval.person.key if approval.person else "",
        at=utc_minute(approval.answered or approval.asked),
        amount=None if amount is None else Money(amount, currency),
        fixed=approval.fixed,
    )


def _goodwill(given: Goodwill | None, currency: str) -> record.Goodwill | None:
    if given is None:
        return None
    amount = None if given.amount is None else Money(given.amount, currency)
    return record.Goodwill(by=given.by, reason=given.reason, amount=amount)


def _related(ticket: Ticket, window: int) -> tuple[tuple[int, ...], int]:
    """Estimates of requests for the same aim, and the days that they are apart."""
    if ticket.aim_id is None:
        return (), 0
    others = Ticket.objects.filter(aim=ticket.aim_id, estimate__isnull=False)
    told = others.exclude(pk=ticket.pk).values_list("estimate", "opened")
    return near(ticket, told, window)


def near(
    ticket: Ticket, others: Iterable[tuple[int | None, datetime]], window: int
) -> tuple[tuple[int, ...], int]:
    """Of other requests' estimates those within so many days, and the days of the last."""
    apart = [(minutes, abs((opened - ticket.opened).days)) for minutes, opened in others]
    kept = [(minutes, days) for minutes, days in apart if days <= window]
    return tuple(m for m, _ in kept if m is not None), max((d for _, d in kept), default=0)
