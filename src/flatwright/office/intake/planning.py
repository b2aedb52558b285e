"""What each record wants: the same words for a trial and for the import itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from flatwright.imports.business.fields import same_name
from flatwright.imports.business.records import Record
from flatwright.imports.rejects import Reject, RowRejected
from flatwright.office.clients.models import Client, Site, Thing
from flatwright.office.intake.lookups import (
    agreed,
    client_of,
    first_day,
    need_same,
    needed_person,
    site_of,
)
from flatwright.office.intake.planning_people import person_wish
from flatwright.office.intake.planning_work import ticket_wish, time_wish
from flatwright.office.intake.theirs import Theirs
from flatwright.office.intake.wishes import CREATE, GONE, SAME, Wish, changed, made
from flatwright.office.intake.world import World, one_of

Planned = Wish | Reject


def plans(world: World, records: Iterable[Record]) -> Iterator[tuple[Record, Planned]]:
    """What each of some records wants, or why it cannot be taken."""
    told = list(records)
    world.meet(told)
    for record in told:
        try:
            yield record, _plan(world, record)
        except RowRejected as error:
            yield (
                record,
                Reject(row=record.line, code=error.code, reason=error.says, raw=record.raw),
            )


def _plan(world: World, record: Record) -> Wish:
    known = world.key(world.kind, record.key)
    if known is not None and known.row is None:
        return Wish(verb=GONE)
    row = known.row if known is not None else None
    is_same = known is not None and known.digest == record.digest
    if row is not None and is_same and world.reaches(row):
        world.speaks_of(row)
        return Wish(verb=SAME)
    wish = _PLANS[world.kind](world, record, row)
    wish.kind, wish.external, wish.digest = world.kind, record.key, record.digest
    if wish.verb == CREATE and wish.row is not None:
        world.note(world.kind, record.key, wish.row)
    return wish


def _client(world: World, record: Record, row: Any) -> Wish:
    told = record.values
    if row is not None and not world.reaches(row):
        raise _cannot_add()  # as if nobody had the key
    found = row or one_of(
        world.clients.get(same_name(told["name"]), []), "clients", told["name"]
    )
    _need_zone(told.get("time_zone"))
    values = _told(told, "name", "time_zone", "email", "phone", "note")
    values |= _days(told)
    if found is not None:
        world.speaks_of(found)
        _need_order(values, found)
        return changed(found, values)
    if world.scope.clients is not None:
        raise _cannot_add()
    zone = {"time_zone": world.options.get("zone") or world.provider.time_zone}
    client = Client(**({"first": first_day(world)} | zone | values))
    _need_order({}, client)
    wish = made(client)
    wish.after = agreed(world, client)
    world.clients[same_name(client.name)].append(client)
    return wish


def _cannot_add() -> RowRejected:
    says = "your account reaches some clients only, so it cannot add one"
    return RowRejected(code="not_reached", says=says)


def _site(world: World, record: Record, row: Any) -> Wish:
    told = record.values
    client, before = client_of(world, told["client"])
    need_same(world, row, client)
    rows = world.of("sites", client)
    found = row or one_of(rows.by("name", told["name"]), "places", told["name"])
    values = _told(told, "name", "address") | _days(told)
    if found is not None:
        _need_order(values, found)
        return changed(found, values)
    site = Site(**({"first": first_day(world), "client": client} | values))
    _need_order({}, site)
    wish = made(site)
    wish.first = before
    rows.add(site)
    return wish


def _thing(world: World, record: Record, row: Any) -> Wish:
    told = record.values
    client, before = client_of(world, told["client"])
    need_same(world, row, client)
    found = row or _same_thing(world.of("things", client), told)
    fields = ("name", "kind", "place", "maker", "model", "serial", "system", "note")
    values = _told(told, *fields) | _days(
        told, "first", "last", "registered", "end_of_life", "warranty_until"
    )
    if "site" in told:
        values["site"] = site_of(world, client, told["site"])
    if "owner" in told:
        values["owner"] = needed_person(world, client, told["owner"])
    if found is not None:
        _need_order(values, found)
        _need_owner(found, values)
        return changed(found, values)
    begin = values.get("first") or values.get("registered") or first_day(world)
    usual: dict[str, Any] = {"first": begin, "registered": begin, "client": client}
    thing = Thing(**(usual | values), external=str(told.get("key", "")))
    _need_order({}, thing)
    wish = made(thing)
    wish.first = before
    world.of("things", client).add(thing)
    return wish


def _same_thing(rows: Theirs, told: Mapping[str, Any]) -> Thing | None:
    """By serial number; else by name, where one of the two tells no serial number."""
    serial = str(told.get("serial", ""))
    named = rows.by("name", told["name"])
    mine = rows.by("serial", serial) or [e for e in named if not (serial and e.serial)]
    going_on = [each for each in mine if each.last is None] or mine
    found: Thing | None = one_of(going_on, "things", told["name"])
    return found


def _need_owner(thing: Thing, values: Mapping[str, Any]) -> None:
    """A device that changes hands does so on a day: an import does not rewrite the past."""
    owner = values.get("owner")
    if owner is not None and owner.pk != thing.owner_id:
        whose = f"counts to {thing.owner}" if thing.owner else "is shared"
        says = f"{thing} {whose} since {thing.first}: hand it over to {owner} on its page"
        raise RowRejected(code="handed_over", says=says)


def _told(told: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: told[name] for name in names if name in told}


def _days(told: Mapping[str, Any], *names: str) -> dict[str, Any]:
    wanted = names or ("first", "last")
    return {name: date.fromisoformat(told[name]) for name in wanted if name in told}


def _need_order(values: Mapping[str, Any], row: Any) -> None:
    first, last = values.get("first", row.first), values.get("last", row.last)
    if last is not None and last < first:
        says = f"its last day, {last}, is before its first, {first}"
        raise RowRejected(code="ends_before_start", says=says)


def _need_zone(name: str | None) -> None:
    if name is not None and name not in available_timezones():
        says = f'"{name[:40]}" is not a time zone such as America/Chicago'
        raise RowRejected(code="unknown_word", says=says)


Plan = Callable[[World, Record, Any], Wish]
_PLANS: dict[str, Plan] = {
    "clients": _client,
    "sites": _site,
    "people": person_wish,
    "things": _thing,
    "tickets": ticket_wish,
    "time": time_wish,
}
