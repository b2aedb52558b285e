"""A client's agreement as a text file: who, what, from when."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.kinds import (
    LINE,
    MISSING,
    NAME,
    ListOf,
    OneOf,
    TableOf,
    Word,
    whole,
)
from flatwright.domain.plan.node import Reading
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.week import DATE
from flatwright.domain.records.agreement import Agreement, Suspension, VersionInForce
from flatwright.domain.records.client import Client, Days, Device, Printer
from flatwright.imports.words import ANY, LIMIT_AMOUNT


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    from_: date = setting(DATE, "the first day")
    to: date | None = setting(DATE, "the last day, still in force", None)
    note: str = setting(LINE, "a note", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thing:
    name: str = setting(ANY, "the name")
    kind: str | None = setting(NAME, "computer, tablet, phone, server, network …", None)
    place: str | None = setting(NAME, "central, personal, home", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    plan: str = setting(NAME, "the plan's name")
    version: int = setting(whole(1, 9999), "the version's number")
    from_: date = setting(DATE, "the first day on which it governs")
    signed: date | None = setting(DATE, "when it was signed", None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Suspended:
    from_: date = setting(DATE, "the first day")
    to: date = setting(DATE, "the last day")
    reason: str = setting(LINE, "the reason", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Agreement:
    start: date = setting(DATE, "the first day")
    end: date | None = setting(DATE, "the last day, still in force", None)
    versions: tuple[_Version, ...] = setting(
        ListOf(Section(_Version, "a version")), "the plan versions, by day"
    )
    suspended: tuple[_Suspended, ...] = setting(
        ListOf(Section(_Suspended, "suspended")), "days without service", ()
    )


_THING = OneOf((Section(_Thing, "a thing"), ANY), lambda value: int(isinstance(value, str)))
_THINGS = ListOf(_THING)
_PERIODS = OneOf(
    (Section(_Days, "a person"), ListOf(Section(_Days, "a time"))),
    lambda value: int(isinstance(value, tuple)),
)


def _zone(text: str) -> str:
    try:
        return ZoneInfo(text).key
    except (OSError, LookupError) as error:
        raise ValueError(text) from error


ZONE = Word("a time zone such as America/Chicago", _zone, "[A-Za-z_+-]+(/[A-Za-z_+-]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    client: str = setting(ANY, "the client's name")
    time_zone: str = setting(ZONE, "the client's time zone")
    agreement: _Agreement = setting(Section(_Agreement, "agreement"), "what was signed")
    sites: tuple[str, ...] = setting(ListOf(ANY), "the listed places", ())
    approvers: dict[str, Decimal | None] = setting(
        TableOf(ANY, LIMIT_AMOUNT), "the largest quote each may approve; null is any", {}
    )
    people: dict[str, Any] = setting(TableOf(ANY, _PERIODS), "the roster", {})
    devices: dict[str, Any] = setting(
        TableOf(ANY, _THINGS), "by person, the earliest registered first", {}
    )
    shared: tuple[Any, ...] = setting(
        _THINGS, "shared computers, servers, network equipment", ()
    )
    printers: tuple[Any, ...] = setting(_THINGS, "the listed printers", ())
    applications: tuple[str, ...] = setting(ListOf(ANY), "the listed applications", ())
    end_of_life: tuple[str, ...] = setting(
        ListOf(ANY), "no longer supported by the maker", ()
    )
    pre_existing: tuple[str, ...] = setting(ListOf(ANY), "found faulty at onboarding", ())


def read_agreement(
    file: str, source: bytes | str
) -> tuple[Agreement | None, list[Problem]]:
    """An agreement with its client, or every problem of the text."""
    node, problems = read_node(file, source)
    if node is None:
        return None, problems
    reading = Reading()
    found = Section(_File, "an agreement").read(node, reading)
    if found is MISSING or reading.problems:
        return None, sorted(reading.problems, key=lambda problem: problem.spot)
    _refuse_disorder(found, node, reading)
    return (None, reading.problems) if reading.problems else (_made(found), [])


def _refuse_disorder(found: _File, node: Any, reading: Reading) -> None:
    firsts = [version.from_ for version in found.agreement.versions]
    place = node.get("agreement")
    if not firsts:
        says = "the agreement has no plan version"
        reading.refuse("missing-setting", place, says, "Add one under versions.")
    if firsts != sorted(set(firsts)):
        says = "two plan versions are out of order, or begin on one day"
        reading.refuse("contradiction", place, says, "List them by their first day.")
    if found.agreement.end and found.agreement.end < found.agreement.start:
        says = "the agreement ends before it starts"
        reading.refuse("contradiction", place, says, "Put the later day under end.")


def _made(found: _File) -> Agreement:
    signed = found.agreement
    return Agreement(
        client=_client(found),
        first=signed.start,
        last=signed.end,
        versions=tuple(
            VersionInForce(plan=v.plan, version=v.version, first=v.from_, signed=v.signed)
            for v in signed.versions
        ),
        suspended=tuple(
            Suspension(first=s.from_, last=s.to, reason=s.reason) for s in signed.suspended
        ),
    )


def _client(found: _File) -> Client:
    return Client(
        name=found.client,
        time_zone=found.time_zone,
        sites=frozenset(found.sites),
        approvers=found.approvers,
        roster={person: _periods(days) for person, days in found.people.items()},
        devices={
            person: tuple(_device(thing, "computer") for thing in things)
            for person, things in found.devices.items()
        },
        shared={
            device.name: device for device in (_device(t, "other") for t in found.shared)
        },
        printers={each.name: each for each in (_printer(t) for t in found.printers)},
        applications=frozenset(found.applications),
        end_of_life=frozenset(found.end_of_life),
        pre_existing=frozenset(found.pre_existing),
    )


def _periods(days: Any) -> tuple[Days, ...]:
    several = days if isinstance(days, tuple) else (days,)
    return tuple(Days(first=each.from_, last=each.to) for each in several)


# How a name tells the kind or the place, where the file does not.
_KIND_ENDINGS = (("-tab", "tablet"), ("-phone", "phone"))
_PLACE_BEGINNINGS = (("pp-", "personal"), ("hp-", "home"))


def _device(thing: Any, usual: str) -> Device:
    if isinstance(thing, str):
        kinds = (kind for ending, kind in _KIND_ENDINGS if thing.endswith(ending))
        return Device(name=thing, kind=next(kinds, usual))
    return Device(name=thing.name, kind=thing.kind or usual)


def _printer(thing: Any) -> Printer:
    if isinstance(thing, str):
        places = (place for start, place in _PLACE_BEGINNINGS if thing.startswith(start))
        return Printer(name=thing, place=next(places, "central"))
    return Printer(name=thing.name, place=thing.place or "central")
