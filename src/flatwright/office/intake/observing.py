"""What an inventory tells beside what is listed."""

from typing import Any

from flatwright.imports.business.fields import same_name
from flatwright.imports.inventory import Inventoried
from flatwright.office.clients.models import Client, Person, Thing

FIELDS = ("name", "kind", "maker", "model", "serial", "system")


def thing_of(client: Client, told: Inventoried) -> Thing | None:
    """The client's thing by serial number, else by name where the serials do not differ."""
    rows = Thing.objects.filter(client=client, last=None)
    if told.serial:
        for each in rows.exclude(serial=""):
            if same_name(each.serial) == same_name(told.serial):
                return each
    named = [
        each
        for each in rows
        if same_name(each.name) == same_name(told.name)
        and not (told.serial and each.serial)
    ]
    return named[0] if len(named) == 1 else None


def owner_of(client: Client, told: Inventoried) -> Person | None:
    """The only user whose address begins with, or whose name is, who signed in last."""
    if not told.user:
        return None
    said = same_name(told.user.rpartition("\\")[2])
    found = [
        each
        for each in Person.objects.filter(client=client)
        if same_name(each.name) == said
        or (
            each.email
            and said in (each.email.casefold(), each.email.casefold().partition("@")[0])
        )
    ]
    return found[0] if len(found) == 1 else None


def told_of(inventoried: Inventoried) -> dict[str, str]:
    """What it told that a thing has a field for."""
    told = {name: str(getattr(inventoried, name)) for name in FIELDS}
    return {name: value for name, value in told.items() if value}


def difference(thing: Thing | None, told: dict[str, str]) -> dict[str, list[Any]]:
    """By field, what is listed and what was told, where they differ."""
    if thing is None:
        return {name: ["", value] for name, value in told.items()}
    return {
        name: [getattr(thing, name), value]
        for name, value in told.items()
        if not _alike(name, str(getattr(thing, name)), value)
    }


def _alike(name: str, listed: str, told: str) -> bool:
    """Names and serial numbers are the same however their capitals are written."""
    return same_name(listed) == same_name(told) if name in FIELDS else listed == told
