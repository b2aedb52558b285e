"""Whom and what a row speaks of: a client, a user, a place, a thing, a ticket."""

from datetime import date
from typing import Any

from flatwright.imports.business.fields import same_name
from flatwright.imports.business.records import key_of
from flatwright.imports.rejects import RowRejected
from flatwright.office.agreements.models import AgreedVersion, Agreement
from flatwright.office.clients.models import Client, Person, Site, Thing
from flatwright.office.desk.models import Ticket
from flatwright.office.intake.wishes import Wish, made
from flatwright.office.intake.world import World, one_of


def client_of(world: World, told: str) -> tuple[Client, list[Wish]]:
    """The client of a row, and what must be made for it where it is a new one."""
    key = world.key("clients", told)
    if key is not None and isinstance(key.row, Client):
        if world.reaches(key.row):
            world.speaks_of(key.row)
            return key.row, []
        raise _unknown_client(told)  # as if nobody had the key
    name = same_name(told)
    found = one_of(world.clients.get(name, []), "clients", told)
    if found is not None:
        world.speaks_of(found)
        return found, []
    if not world.options.get("make_clients") or world.scope.clients is not None:
        raise _unknown_client(told)
    return _new_client(world, told)


def _unknown_client(told: str) -> RowRejected:
    says = f'there is no client "{told[:60]}" that your account reaches: import the '
    says += "clients first, or let them be made"
    return RowRejected(code="unknown_client", says=says)


def _new_client(world: World, name: str) -> tuple[Client, list[Wish]]:
    zone = world.options.get("zone") or world.provider.time_zone
    client = Client(name=name, time_zone=zone, first=first_day(world))
    wish = made(client, "clients", key_of((name,)))
    wish.after = agreed(world, client)
    world.clients[same_name(name)].append(client)
    return client, [wish]


def agreed(world: World, client: Client) -> list[Wish]:
    """The agreement of a new client, where the import names a plan."""
    if world.plan is None:
        return []
    agreement = Agreement(client=client, first=client.first, note="Made by an import.")
    version = AgreedVersion(agreement=agreement, plan=world.plan, first=client.first)
    return [made(agreement), made(version)]


def first_day(world: World) -> date:
    """From when something counts where a row does not tell."""
    told = world.options.get("first")
    return date.fromisoformat(told) if told else world.batch.at.date()


def person_of(world: World, client: Client, told: str) -> Person | None:
    """A user of the client by key, e-mail or name; None where there is none."""
    key = world.key("people", told)
    if key is not None and isinstance(key.row, Person) and _is_of(key.row, client):
        return key.row
    everybody = world.of("people", client)
    named = everybody.by("email", told)[:1] or everybody.by("name", told)
    found: Person | None = one_of(named, "people", told)
    return found


def needed_person(world: World, client: Client, told: str) -> Person:
    """The same, refused where there is none."""
    found = person_of(world, client, told)
    if found is None:
        says = f'{client} has nobody called "{told[:60]}": import the people first'
        raise RowRejected(code="unknown_person", says=says)
    return found


def site_of(world: World, client: Client, told: str) -> Site:
    """A place of the client by name, refused where there is none."""
    found: Site | None = one_of(world.of("sites", client).by("name", told), "places", told)
    if found is None:
        says = f'{client} has no place called "{told[:60]}": import the places first'
        raise RowRejected(code="unknown_place", says=says)
    return found


def thing_of(world: World, client: Client, told: str) -> Thing | None:
    """A thing of the client by key, serial number or name; None where there is none."""
    key = world.key("things", told)
    if key is not None and isinstance(key.row, Thing) and _is_of(key.row, client):
        return key.row
    rows = world.of("things", client)
    named = rows.by("serial", told) or rows.by("name", told)
    found: Thing | None = one_of(_still(named), "things", told)
    return found


def _still(things: list[Thing]) -> list[Thing]:
    """Of one that was handed over, the row that goes on."""
    if len(things) < 2:  # noqa: PLR2004 - several
        return things
    return [each for each in things if each.last is None] or things


def ticket_of(world: World, told: str) -> Ticket:
    """A ticket by its key there, or by our number (#1001); refused where there is none."""
    key = world.key("tickets", told)
    found = key.row if key is not None else None
    if found is None and told.startswith("#") and told[1:].isdecimal():
        found = Ticket.objects.filter(number=int(told[1:10])).first()
    if not isinstance(found, Ticket) or not world.reaches(found):
        says = f'no ticket "{told[:60]}" came from {world.batch.source}: import the '
        says += "tickets first"
        raise RowRejected(code="unknown_ticket", says=says)
    world.speaks_of(found)
    return found


def _is_of(row: Person | Thing, client: Client) -> bool:
    return row.client_id == client.pk if client.pk else row.client is client


def need_same(world: World, row: Any, client: Client) -> None:
    """Refused where the row of a key belongs to another client; named if it is reached."""
    world.need_reached(row)
    if row is not None and not _is_of(row, client):
        world.speaks_of(row)
        says = f"it is {row} of {row.client} here, and of {client} in the file"
        raise RowRejected(code="of_another_client", says=says)
