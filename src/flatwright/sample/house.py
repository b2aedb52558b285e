"""A client with what it has: places, people with their days, third parties."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import create, create_all
from flatwright.office.clients.models import (
    Approver,
    Client,
    Person,
    RosterPeriod,
    Site,
    Thing,
    Vendor,
)
from flatwright.sample.chance import Chance
from flatwright.sample.firms import Firm
from flatwright.sample.names import FIRST, LAST, address

SAMPLE = Actor(name="sample", source="sample")
YEAR = timedelta(days=365)
_MONTH_DAYS = 30.44
_LIMITS = (50_000, 100_000, 250_000)  # minor units
_PEOPLE_OF_A_BIG_FIRM = 12
_VENDORS = (
    ("Coastline Fibre", "internet"),
    ("Prairie Copier Leasing", "copiers"),
    ("Bluebird Telephony", "telephones"),
    ("Vaultkeep Hosting", "web site"),
)


@dataclass(slots=True, kw_only=True)
class House:
    """A client's rows, as stories need them."""

    firm: Firm
    client: Client
    begun: date  # of the agreement
    sites: list[Site] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    days: dict[int, tuple[date, date | None]] = field(default_factory=dict)  # of users
    approvers: list[Person] = field(default_factory=list)  # without a limit
    owned: dict[int, list[Thing]] = field(default_factory=dict)  # by person
    shared: list[Thing] = field(default_factory=list)
    printers: list[Thing] = field(default_factory=list)
    programs: list[Thing] = field(default_factory=list)
    vendors: list[Vendor] = field(default_factory=list)

    def users_on(self, day: date) -> list[Person]:
        """Who is a user on a day."""
        return [
            each
            for each in self.people
            if each.pk in self.days and _holds(self.days[each.pk], day)
        ]


def _holds(days: tuple[date, date | None], day: date) -> bool:
    return days[0] <= day and (days[1] is None or day <= days[1])


def house(chance: Chance, firm: Firm, today: date) -> House:
    """Store a client with its places, people and vendors."""
    begun = _first_of_month(today - timedelta(days=round(firm.months * _MONTH_DAYS)))
    client = Client(
        key=chance.key(),
        name=firm.name,
        time_zone=firm.zone,
        email=f"office@{firm.domain}",
        phone=_phone(chance),
        note=f"{firm.trade.capitalize()}.",
        first=begun - timedelta(days=21),
        last=_first_of_month(today - timedelta(days=45)) if firm.left else None,
    )
    made = House(firm=firm, client=create(SAMPLE, client), begun=begun)
    made.sites = create_all(
        SAMPLE,
        [
            Site(client=client, key=chance.key(), name=name, address=where, first=begun)
            for name, where in firm.sites
        ],
    )
    _people(chance, made, today)
    _approvers(chance, made)
    _vendors(chance, made, today)
    return made


def _first_of_month(day: date) -> date:
    return day.replace(day=1)


def _phone(chance: Chance) -> str:
    return f"+1 {chance.whole(201, 989)} 555 01{chance.whole(0, 99):02}"


def _people(chance: Chance, made: House, today: date) -> None:
    firm = made.firm
    turned = max(1, firm.users // 7)  # who came, and who went, in a year
    names = _names(chance, firm.users + turned)
    people = [_person(chance, made, name) for name in names]
    if firm.users >= _PEOPLE_OF_A_BIG_FIRM:
        people += [
            _account(chance, made, "Front desk", Person.Kind.KIOSK),
            _account(chance, made, "Orders mailbox", Person.Kind.SHARED),
            _account(chance, made, "Backup account", Person.Kind.SERVICE),
        ]
    made.people = create_all(SAMPLE, people)
    year_ago = max(made.begun, today - YEAR)
    for place, person in enumerate(made.people):
        if person.kind in (Person.Kind.SHARED, Person.Kind.SERVICE):
            continue
        first, last = made.begun, made.client.last
        if place < turned:
            last = chance.day(year_ago + timedelta(days=20), today - timedelta(days=9))
        elif place < 2 * turned:
            first = chance.day(year_ago, today - timedelta(days=12))
        made.days[person.pk] = (first, last)
    periods = [
        RosterPeriod(person=each, first=days[0], last=days[1])
        for each in made.people
        if (days := made.days.get(each.pk))
    ]
    create_all(SAMPLE, periods)


def _names(chance: Chance, count: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{chance.pick(FIRST)} {chance.pick(LAST)}"] = None
    return list(found)


def _person(chance: Chance, made: House, name: str) -> Person:
    kind = Person.Kind.PART_TIME if chance.happens(0.08) else Person.Kind.NAMED
    return Person(
        client=made.client,
        key=chance.key(),
        name=name,
        kind=kind,
        email=address(name, made.firm.domain),
        phone=_phone(chance) if chance.happens(0.4) else "",
        site=chance.pick(made.sites),
        works_from_home=chance.happens(0.15),
    )


def _account(chance: Chance, made: House, name: str, kind: Person.Kind) -> Person:
    return Person(
        client=made.client, key=chance.key(), name=name, kind=kind, site=made.sites[0]
    )


def _approvers(chance: Chance, made: House) -> None:
    """One who may agree to anything, and one or two up to an amount."""
    lasting = [
        each
        for each in made.people
        if each.kind == Person.Kind.NAMED
        and made.days[each.pk] == (made.begun, made.client.last)
    ]
    first, *others = lasting[: 2 + (made.firm.users >= _PEOPLE_OF_A_BIG_FIRM)]
    made.approvers = [first]
    rows = [Approver(person=first, first=made.begun)] + [
        Approver(person=each, first=made.begun, largest_quote=chance.pick(_LIMITS))
        for each in others
    ]
    create_all(SAMPLE, rows)


def _vendors(chance: Chance, made: House, today: date) -> None:
    rows = []
    for name, what in chance.some(_VENDORS, 3):
        until = today + timedelta(days=chance.whole(-40, 500))
        vendor = Vendor(
            client=made.client,
            key=chance.key(),
            name=name,
            what=what,
            account=f"{chance.whole(100_000, 999_999)}",
            phone=_phone(chance),
            email=f"support@{name.split()[0].lower()}.example",
        )
        if chance.happens(0.75):
            vendor.letter_from, vendor.letter_until = made.begun, max(until, made.begun)
        rows.append(vendor)
    made.vendors = create_all(SAMPLE, rows)
