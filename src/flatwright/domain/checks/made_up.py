"""A made-up client with one of everything, and work for it: what the checks decide by."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from flatwright.domain.checks.occasions import HOLIDAY, Occasion
from flatwright.domain.coverage.decide import decide, lines_of
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.situation import HOME, values_of
from flatwright.domain.coverage.space import Value
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.days import DAY
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.limit import Limit, Unit
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement, Suspension, VersionInForce
from flatwright.domain.records.client import Client, Days, Device, Printer
from flatwright.domain.records.work import (
    Approval,
    PriorUse,
    TimeEntry,
    WorkItem,
    WorkObject,
)

_MONDAY = date(2026, 1, 5)
# The Monday of a week that is in force, suspended: (yes or no, yes or no).
_WEEKS = {
    ("yes", "no"): _MONDAY,
    ("yes", "yes"): _MONDAY + timedelta(days=7),
    ("no", "no"): _MONDAY + timedelta(days=14),
    ("no", "yes"): _MONDAY + timedelta(days=21),
}
_USER, _BOSS, _SITE = "ana", "boss", "hq"
_NO_LIMIT = 10**12  # a quote that is never reached
_POOL = 600  # minutes; of a larger allowance, _LEFT are left
_LEFT = 60
_PLACES = ("central", "personal", "home")
_NOT_SHARED = ("printer", "application", "account")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of work: its facts, when, how long, and whether allowances are used up."""

    facts: Mapping[str, Value]
    occasion: Occasion
    minutes: int
    used_up: bool = False


def made_up(plan: PlanVersion) -> Terms:
    """A plan's terms for the made-up client, for whom every device counts."""
    mondays = _WEEKS.values()
    closed = tuple(monday + timedelta(days=HOLIDAY) for monday in mondays)
    governs = replace(
        plan,
        users=replace(plan.users, devices="unlimited"),
        hours=replace(plan.hours, holidays=closed if plan.hours.holidays else ()),
    )
    agreement = Agreement(
        client=_client(plan),
        first=_MONDAY,
        last=_MONDAY + timedelta(days=13),
        versions=(VersionInForce(plan=plan.plan, version=plan.version, first=_MONDAY),),
        suspended=tuple(
            Suspension(first=monday, last=monday + timedelta(days=6))
            for (_, suspended), monday in _WEEKS.items()
            if suspended == "yes"
        ),
    )
    return terms(agreement, [governs])


def _client(plan: PlanVersion) -> Client:
    kinds = values_of(plan, "object_kind")
    marks = [*product(("no", "yes"), ("no", "yes"))]
    names = {
        (listed, shared, kind, place, *mark): _name((listed, shared, kind, place, *mark))
        for listed, shared, kind, place, mark in product(
            ("no", "yes"), ("no", "yes"), kinds, (*_PLACES, "other"), marks
        )
    }
    listed = {key: name for key, name in names.items() if key[0] == "yes"}
    return Client(
        name="A made-up client",
        time_zone="UTC",
        sites=frozenset({_SITE}),
        approvers={_BOSS: None},
        roster={_USER: (Days(first=date(2020, 1, 1)),)},
        devices={
            f"user of {name}": (Device(name=name, kind=key[2]),)
            for key, name in listed.items()
            if key[1] == "no" and key[2] not in ("printer", "application")
        },
        shared={
            name: Device(name=name, kind=key[2])
            for key, name in listed.items()
            if key[1] == "yes" and key[2] not in _NOT_SHARED
        },
        printers={
            name: Printer(name=name, place=key[3])
            for key, name in listed.items()
            if key[1] == "no" and key[2] == "printer" and key[3] in _PLACES
        },
        applications=frozenset(
            name
            for key, name in listed.items()
            if key[1] == "no" and key[2] == "application"
        ),
        end_of_life=frozenset(name for key, name in names.items() if key[4] == "yes"),
        pre_existing=frozenset(name for key, name in names.items() if key[5] == "yes"),
    )


_OBJECT = (
    *("object_listed", "object_shared", "object_kind", "object_place"),
    *("end_of_life", "pre_existing"),
)


def _name(marks: tuple[Value, ...]) -> str:
    return "-".join(map(str, marks))


def decided_on(piece: Piece, under: Terms) -> Decision:
    """What the rules say of a piece of work that has every approval."""
    return decide(work_item(piece, under), under)


def paid_for(piece: Piece, under: Terms) -> Money:
    """What the client pays for a piece of work that has every approval."""
    lines = lines_of(work_item(piece, under), under)
    return Money(sum(line.amount.minor for line in lines), under.currency)


def work_item(piece: Piece, under: Terms) -> WorkItem:
    """A piece of work as a work item of the made-up client."""
    told = piece.facts
    kind, place = str(told["object_kind"]), str(told["object_place"])
    at_home, listed_place = told["from_home"] == "yes", told["place_listed"] == "yes"
    return WorkItem(
        kind=str(told["kind"]),
        action=str(told["action"]),
        cause=str(told["cause"]),
        priority=str(told["priority"]),
        person=_USER if told["on_roster"] == "yes" else "somebody",
        object=WorkObject(
            name=_name(tuple(told[fact] for fact in _OBJECT)), kind=kind, place=place
        ),
        location=HOME if at_home else _SITE if listed_place else "elsewhere",
        onsite=told["onsite"] == "yes",
        entries=tuple(_entries(piece)),
        estimate_min=int(told["estimate_min"]),
        after_hours_by=str(told["after_hours_by"]),
        approvals=tuple(
            Approval(type=each, by=_BOSS, at=0, amount=Money(_NO_LIMIT, under.currency))
            for each in ("hourly", "after_hours", "quote")
        ),
        prior=PriorUse(by_code=dict(_used(under.clauses, used_up=piece.used_up))),
        other={
            fact: str(value)
            for fact, value in told.items()
            if fact not in BY_NAME and fact != "estimate_min"
        },
    )


def _entries(piece: Piece) -> Iterator[TimeEntry]:
    """One entry; more technicians at once where the hours are too short for one."""
    monday = _WEEKS[str(piece.facts["in_force"]), str(piece.facts["suspended"])]
    midnight = (monday - date(1970, 1, 1)).days * DAY + piece.occasion.weekday * DAY
    start, left, room = midnight + piece.occasion.start, piece.minutes, piece.occasion.room
    for technician in range(-(-left // room)):
        here = min(room, left - technician * room)
        yield TimeEntry(start=start, end=start + here, technician=f"t{technician + 1}")


def _used(clauses: tuple[Clause, ...], *, used_up: bool) -> Iterator[tuple[str, int]]:
    for clause in clauses:
        if clause.up_to:
            room = 0 if used_up else room_of(clause.up_to)
            yield clause.code, clause.up_to.amount - room


def room_of(limit: Limit) -> int:
    """How much of an allowance a piece of work finds, where it is not used up."""
    if limit.unit is Unit.MINUTES and limit.amount > _POOL:
        return _LEFT
    return limit.amount
