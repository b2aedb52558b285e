"""A client as the core knows one: what was so on a day. Names there are keys here."""

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

from flatwright.domain.kernel.money import Money
from flatwright.domain.records import client as record
from flatwright.office.clients.models import (
    APPLICATION,
    COUNTED,
    PRINTER,
    Approver,
    Client,
    Condition,
    Person,
    RosterPeriod,
    Site,
    Thing,
)
from flatwright.office.clients.queries import in_force

_DAY = timedelta(days=1)


def client_record(client: Client, on: date, currency: str) -> record.Client:
    """The client with what it had on a day; the roster with all its days."""
    things = list(in_force(Thing.objects.filter(client=client), on))
    devices = [each for each in things if each.kind not in (PRINTER, APPLICATION)]
    owned: dict[str, list[record.Device]] = defaultdict(list)
    owners = dict(Person.objects.filter(client=client).values_list("pk", "key"))
    for each in devices:
        if each.owner_id is not None:
            owned[owners[each.owner_id]].append(_device(each))
    sites = in_force(Site.objects.filter(client=client), on)
    return record.Client(
        name=client.name,
        time_zone=client.time_zone,
        sites=frozenset(sites.values_list("key", flat=True)),
        approvers=_approvers(client, on, currency),
        roster=_roster(client),
        devices={key: tuple(each) for key, each in owned.items()},
        shared={each.device: _device(each) for each in devices if each.owner_id is None},
        printers={
            each.device: record.Printer(name=each.device, place=each.place or "central")
            for each in things
            if each.kind == PRINTER
        },
        applications=frozenset(each.device for each in things if each.kind == APPLICATION),
        end_of_life=frozenset(
            each.device for each in things if each.end_of_life and each.end_of_life <= on
        ),
        pre_existing=_faulty(client, on),
    )


def change_days(client: int) -> tuple[date, ...]:
    """The days on which a record of the client differs from the one of the day before."""
    of = {"client": client}
    begins = [
        *Site.objects.filter(**of).values_list("first"),
        *Thing.objects.filter(**of).values_list("first", "end_of_life"),
        *Approver.objects.filter(person__client=client).values_list("first"),
        *Condition.objects.filter(thing__client=client).values_list("found", "put_right"),
    ]
    ends = [
        *Site.objects.filter(**of).values_list("last"),
        *Thing.objects.filter(**of).values_list("last"),
        *Approver.objects.filter(person__client=client).values_list("last"),
    ]
    after = {last + _DAY for (last,) in ends if last}
    return tuple(sorted(after | {day for row in begins for day in row if day}))


def _device(thing: Thing) -> record.Device:
    return record.Device(name=thing.device, kind=thing.kind)


def _roster(client: Client) -> dict[str, tuple[record.Days, ...]]:
    rows = RosterPeriod.objects.filter(person__client=client, person__kind__in=COUNTED)
    roster: dict[str, list[record.Days]] = defaultdict(list)
    for key, first, last in rows.values_list("person__key", "first", "last"):
        roster[key].append(record.Days(first=first, last=last))
    return {key: tuple(days) for key, days in roster.items()}


def _approvers(client: Client, on: date, currency: str) -> dict[str, Decimal | None]:
    rows = in_force(Approver.objects.filter(person__client=client), on)
    return {
        key: None if limit is None else Money(limit, currency).decimal
        for key, limit in rows.values_list("person__key", "largest_quote")
    }


def _faulty(client: Client, on: date) -> frozenset[str]:
    rows = Condition.objects.filter(thing__client=client, found__lte=on)
    still = rows.exclude(put_right__lte=on)
    return frozenset(each.thing.device for each in still.select_related("thing"))
