"""What a client has: devices in the order in which they count, printers, programs."""

from datetime import date, timedelta
from typing import Any

from flatwright.office.audit.changes import create_all
from flatwright.office.clients.models import Condition, Person, Thing
from flatwright.sample.chance import Chance
from flatwright.sample.house import SAMPLE, House

_COMPUTERS = (
    ("Kestrel", "Lapwing 14", "Windows 11 Pro 24H2"),
    ("Kestrel", "Osprey Tower", "Windows 11 Pro 24H2"),
    ("Northgate", "Slate 15", "Windows 11 Pro 23H2"),
    ("Orchard", "Cider Air", "macOS 15"),
)
_PHONES = (("Orchard", "Pip 15", "iOS 18"), ("Marsh", "Reed 8", "Android 15"))
_TABLETS = (("Orchard", "Leaf 11", "iPadOS 18"), ("Marsh", "Lily 10", "Android 14"))
_SERVERS = (("Kestrel", "Harrier R2", "Windows Server 2022"),)
_PRINTERS = (("Inkwell", "Press 400", ""), ("Inkwell", "Quill 20", ""))
_OLD = 0.06  # of computers
_FAULTS = (
    "The fan is loud and the disk reports errors.",
    "The battery holds ten minutes.",
    "Never patched since it was bought.",
    "The paper tray sticks.",
)
_USERS_FOR_A_SERVER = 9


def things(chance: Chance, made: House, today: date) -> None:
    """Store what a client has, and what was found faulty when we came."""
    rows = [*_owned(chance, made, today), *_shared(chance, made, today)]
    rows += [*_printers(chance, made), *_programs(chance, made)]
    create_all(SAMPLE, rows)
    for row in rows:
        if row.kind == "printer":
            made.printers.append(row)
        elif row.kind == "application":
            made.programs.append(row)
        elif row.owner_id:
            made.owned.setdefault(row.owner_id, []).append(row)
        else:
            made.shared.append(row)
    _conditions(chance, made)


def _thing(chance: Chance, made: House, first: date, **values: Any) -> Thing:
    maker, model, system = values.pop("of")
    return Thing(
        client=made.client,
        key=chance.key(),
        maker=maker,
        model=model,
        system=system,
        serial=f"{chance.whole(10**7, 10**8 - 1):X}",
        registered=values.pop("registered", first),
        first=first,
        **values,
    )


def _owned(chance: Chance, made: House, today: date) -> list[Thing]:
    rows: list[Thing] = []
    for person in made.people:
        if person.pk not in made.days:
            continue
        first, last = made.days[person.pk]
        initials = "".join(word[0] for word in person.name.split()).upper()
        for kind, of in _kinds(chance, person):
            later = timedelta(days=len(rows) % 5)
            begins = min(first + later, last or today)
            row = _thing(
                chance,
                made,
                begins,
                of=of,
                name=f"{initials}-{kind[:2].upper()}{chance.whole(100, 999)}",
                kind=kind,
                owner=person,
                site=person.site,
                last=last,
            )
            if kind == "computer":
                _age(chance, row, today)
            rows.append(row)
    return rows


def _kinds(chance: Chance, person: Person) -> list[tuple[str, tuple[str, str, str]]]:
    """The devices of a person, the earliest first; some have more than a plan counts."""
    found = [("computer", chance.pick(_COMPUTERS))]
    if person.kind == Person.Kind.KIOSK:
        return found
    if chance.happens(0.6):
        found.append(("phone", chance.pick(_PHONES)))
    if chance.happens(0.15):
        found.append(("tablet", chance.pick(_TABLETS)))
    if chance.happens(0.1):
        found.append(("computer", chance.pick(_COMPUTERS)))
    return found


def _age(chance: Chance, row: Thing, today: date) -> None:
    row.warranty_until = row.first + timedelta(days=3 * 365)
    if chance.happens(_OLD):
        row.system = "Windows 10 Pro 22H2"
        row.end_of_life = chance.day(row.first, today + timedelta(days=60))


def _shared(chance: Chance, made: House, today: date) -> list[Thing]:
    rows = []
    for place, site in enumerate(made.sites, start=1):
        of = ("Basalt", "Gate 60", "8.1")
        name = f"FIREWALL-{place}"
        first = made.begun
        rows.append(
            _thing(chance, made, first, of=of, name=name, kind="network", site=site)
        )
    if made.firm.users >= _USERS_FOR_A_SERVER:
        server = _thing(
            chance,
            made,
            made.begun,
            of=_SERVERS[0],
            name="SERVER-1",
            kind="server",
            site=made.sites[0],
        )
        if made.firm.name == "Ironwood Tools":
            server.system = "Windows Server 2012 R2"
            server.end_of_life = max(made.begun, today - timedelta(days=420))
        rows.append(server)
    if made.firm.name == "Ironwood Tools":
        of = ("Bellwether", "Switch 8", "")
        name = "Telephone system"
        row = _thing(chance, made, made.begun, of=of, name=name, kind="pbx")
        rows.append(row)
    return rows


def _printers(chance: Chance, made: House) -> list[Thing]:
    rows = []
    for number, site in enumerate(made.sites, start=1):
        name = f"PRINTER-{number}"
        values = {"kind": "printer", "place": Thing.Place.CENTRAL, "site": site}
        of = _PRINTERS[0]
        rows.append(_thing(chance, made, made.begun, of=of, name=name, **values))
    home = [each for each in made.people if each.works_from_home and each.pk in made.days]
    for person in chance.some(made.people[-9:], 1) + home[:2]:
        if person.pk not in made.days:
            continue
        first, last = made.days[person.pk]
        place = Thing.Place.HOME if person.works_from_home else Thing.Place.PERSONAL
        values = {"kind": "printer", "place": place, "owner": person, "last": last}
        name = f"{person.name.split()[0]}'s printer"
        rows.append(_thing(chance, made, first, of=_PRINTERS[1], name=name, **values))
    return rows


def _programs(chance: Chance, made: House) -> list[Thing]:
    names = ("Mail and calendar", "Office suite", *made.firm.programs)
    return [
        _thing(chance, made, made.begun, of=("", "", ""), name=name, kind="application")
        for name in names
    ]


def _conditions(chance: Chance, made: House) -> None:
    old = [each[0] for each in made.owned.values() if each[0].first == made.begun]
    rows = []
    for thing in chance.some([*old, *made.printers[:1]], 2):
        mended = made.begun + timedelta(days=chance.whole(20, 90))
        rows.append(
            Condition(
                thing=thing,
                says=chance.pick(_FAULTS),
                found=made.begun,
                put_right=mended if chance.happens(0.5) else None,
            )
        )
    create_all(SAMPLE, rows)
