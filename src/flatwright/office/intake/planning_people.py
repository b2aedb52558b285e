"""What a row of people wants: somebody at a client, and their days on the roster."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flatwright.imports.business.records import Record
from flatwright.imports.rejects import RowRejected
from flatwright.office.clients.models import COUNTED, Client, Person, RosterPeriod
from flatwright.office.intake.lookups import client_of, first_day, need_same, site_of
from flatwright.office.intake.theirs import Theirs
from flatwright.office.intake.wishes import SAME, UPDATE, Wish, changed, made
from flatwright.office.intake.world import World, one_of

_FIELDS = ("name", "kind", "email", "phone", "works_from_home", "note")


def person_wish(world: World, record: Record, row: Any) -> Wish:
    """A person, new or not, with a period on the roster where days are told."""
    told = record.values
    client, before = client_of(world, told["client"])
    need_same(world, row, client)
    found = row or _same_person(world.of("people", client), told)
    values = {name: told[name] for name in _FIELDS if name in told}
    if "site" in told:
        values["site"] = site_of(world, client, told["site"])
    if found is not None:
        wish = changed(found, values)
        wish.after = _moved_on_roster(found, told)
        if wish.verb == SAME and any(each.verb != SAME for each in wish.after):
            wish.verb = UPDATE
        return wish
    wish = new_person(world, client, values | {"external": str(told.get("key", ""))}, told)
    wish.first = before
    return wish


def new_person(
    world: World, client: Client, values: Mapping[str, Any], told: Mapping[str, Any]
) -> Wish:
    """Somebody new; a user from the first day on, if their kind is counted."""
    person = Person(client=client, **values)
    wish = made(person)
    first, last = _days(told)
    first = first or first_day(world)
    if person.kind in COUNTED:
        if last is not None and last < first:
            says = f"the last day, {last}, is before the first, {first}"
            raise RowRejected(code="ends_before_start", says=says)
        wish.after = [made(RosterPeriod(person=person, first=first, last=last))]
    world.of("people", client).add(person)
    return wish


def _same_person(rows: Theirs, told: Mapping[str, Any]) -> Person | None:
    """By e-mail; else by name, where one of the two has no address."""
    email = str(told.get("email", ""))
    named = [e for e in rows.by("name", told["name"]) if not (email and e.email)]
    found = rows.by("email", email)[:1] or named
    same: Person | None = one_of(found, "people", told["name"])
    return same


def _moved_on_roster(person: Person, told: Mapping[str, Any]) -> list[Wish]:
    """A new period, or the end of one; two that overlap are refused."""
    first, last = _days(told)
    if first is None and last is None:
        return []
    periods = list(person.periods.all()) if person.pk else []
    same = [each for each in periods if first in (None, each.first)]
    if first is None:
        same = [e for e in same if last and e.first <= last and e.last in (None, last)]
    if same:
        return [changed(same[-1], {"last": last} if last else {})]
    if first is None:
        says = f"{person} is not on the roster on {last}: tell a first day too"
        raise RowRejected(code="not_on_roster", says=says)
    for other in periods:
        if (last is None or other.first <= last) and first <= (other.last or date.max):
            says = f"{person} is a user from {other.first} to {other.last or 'further'}"
            raise RowRejected(code="roster_overlaps", says=says)
    return [made(RosterPeriod(person=person, first=first, last=last))]


def _days(told: Mapping[str, Any]) -> tuple[date | None, date | None]:
    first, last = (
        date.fromisoformat(told[name]) if name in told else None
        for name in ("first", "last")
    )
    return first, last
