import json
import os
from datetime import date
from pathlib import Path

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.inventory import read_inventory
from flatwright.office.clients.actions import add
from flatwright.office.clients.models import Person, Thing
from flatwright.office.intake import actions
from flatwright.office.intake.models import Batch, Observation
from tests.office.intake.shop import BEGUN, Shop

CONTENT = {
    "hardware": {"name": "ada-pc", "lastloggeduser": "ada", "chassis_type": "Laptop"},
    "bios": {"smanufacturer": "Dell Inc.", "smodel": "XPS 13 9350", "ssn": "640HP72"},
    "operatingsystem": {"full_name": "Fedora 31"},
    "versionclient": "agent 2.5",
}
LAPTOP = json.dumps(
    {"deviceid": "ada-pc-1", "itemtype": "Computer", "content": CONTENT}
).encode()
NOW = date(2026, 5, 1)
FOLDER = os.environ.get("FLATWRIGHT_REAL_DATA")


def brought(shop: Shop, *files: bytes) -> Batch:
    told = [(f"{place}.json", each) for place, each in enumerate(files)]
    what = actions.Inventory(client=shop.willow, files=told)
    return actions.bring_inventory(shop.owner, what)


def listed(shop: Shop, **values: str) -> Thing:
    row = Thing(client=shop.willow, registered=BEGUN, first=BEGUN, **values)
    return add(shop.owner, row)


def test_a_device_that_is_not_listed_waits_for_a_yes(shop: Shop) -> None:
    ada = add(shop.owner, Person(client=shop.willow, name="Ada", email="ada@example.com"))
    brought(shop, LAPTOP)
    assert Thing.objects.count() == 0
    thing = actions.accept(shop.owner, Observation.objects.get(), NOW)
    assert (thing.name, thing.kind, thing.maker) == ("ada-pc", "computer", "Dell Inc.")
    assert (thing.owner, thing.first) == (ada, NOW)


def test_a_listed_device_is_found_by_serial_and_what_differs_is_shown(shop: Shop) -> None:
    thing = listed(shop, name="old-name", serial="640hp72", kind="computer")
    brought(shop, LAPTOP)
    row = Observation.objects.get()
    assert row.thing == thing
    assert row.differs["name"] == ["old-name", "ada-pc"]
    assert "serial" not in row.differs
    thing.refresh_from_db()
    assert thing.name == "old-name"
    actions.accept(shop.owner, row, NOW)
    thing.refresh_from_db()
    assert (thing.name, thing.system) == ("ada-pc", "Fedora 31")


def test_another_serial_of_the_same_name_is_another_device(shop: Shop) -> None:
    listed(shop, name="ada-pc", serial="OTHER")
    brought(shop, LAPTOP)
    assert Observation.objects.get().thing is None


def test_what_was_ignored_is_not_asked_again_before_it_changes(shop: Shop) -> None:
    brought(shop, LAPTOP)
    actions.ignore(shop.owner, Observation.objects.get())
    assert brought(shop, LAPTOP).counts["ignored"] == 1
    changed = LAPTOP.replace(b"Fedora 31", b"Fedora 32")
    assert brought(shop, changed).counts["open"] == 1


def test_a_later_inventory_takes_the_place_of_an_open_one(shop: Shop) -> None:
    brought(shop, LAPTOP, LAPTOP)
    states = sorted(Observation.objects.values_list("state", flat=True))
    assert states == ["open", "replaced"]


def test_accepting_can_be_undone(shop: Shop) -> None:
    thing = listed(shop, name="old-name", serial="640HP72")
    batch = brought(shop, LAPTOP)
    actions.accept(shop.owner, Observation.objects.get(), NOW)
    shop.undone(batch)
    thing.refresh_from_db()
    assert (thing.name, thing.system) == ("old-name", "")


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"{}",
        b"[1]",
        b'{"content": {}}',
        b'{"content": {"hardware": {"name": NaN}}}',
        b"[" * 100_000,
        b'{"content": ' + b'{"a":' * 50 + b"1" + b"}" * 51,
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_inventory_is_refused(source: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        read_inventory("x.json", source)
    assert refused.value.code == "unreadable_inventory"


def test_serial_numbers_that_makers_left_out_are_none() -> None:
    source = LAPTOP.replace(b"640HP72", b"To be filled by O.E.M.")
    assert read_inventory("x.json", source).serial == ""


@pytest.mark.real_data
@pytest.mark.skipif(not FOLDER, reason="FLATWRIGHT_REAL_DATA names no folder")
def test_every_real_inventory_is_read(shop: Shop) -> None:
    paths = sorted((Path(FOLDER or "") / "inventories").glob("*.json"))
    told = [read_inventory(each.name, each.read_bytes()) for each in paths]
    assert len(told) > 10
    assert {each.kind for each in told} == {"computer", "network", "phone", "printer"}
    assert all(each.serial and each.maker and each.model for each in told)
    batch = brought(shop, *(each.read_bytes() for each in paths))
    assert batch.counts["rejected"] == 0
    still = Observation.objects.filter(state="open")
    assert still.count() == len({each.identity for each in told})
