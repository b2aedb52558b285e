"""What a client has is counted as of any day."""

from datetime import date

from django.test import Client as Browser

from flatwright.office.clients.actions import add, edit, hand_over
from flatwright.office.clients.models import Thing
from tests.office.town import BEGUN, Town

JUNE = date(2026, 6, 1)


def shown(cast: dict[str, Browser], town: Town, part: str, on: date) -> str:
    at = f"/clients/{town.willow.key}/{part}/?on={on.isoformat()}"
    return cast["owner"].get(at).content.decode()


def test_devices_are_counted_by_kind_as_of_a_day(
    cast: dict[str, Browser], town: Town
) -> None:
    days = {"registered": JUNE, "first": JUNE}
    for name in ("a", "b"):
        add(town.house, Thing(client=town.willow, name=name, kind="network", **days))
    edit(town.house, town.ada_pc, last=JUNE)
    counted = {
        date(2025, 12, 31): "Nothing on 31 Dec 2025.",
        BEGUN: "1 computer on 1 Jan 2026.",
        JUNE: "2 network devices, 1 computer on 1 Jun 2026.",
        date(2026, 6, 2): "2 network devices on 2 Jun 2026.",
    }
    for on, says in counted.items():
        assert says in shown(cast, town, "things", on)


def test_devices_of_a_person_are_those_of_the_day(
    cast: dict[str, Browser], town: Town
) -> None:
    hand_over(town.house, town.ada_pc, None, JUNE)
    for on, count in ((BEGUN, 1), (JUNE, 0)):
        row = shown(cast, town, "people", on).split(">Ada<")[1].split("</tr>")[0]
        assert f'<td data-label="devices">{count}</td>' in row
