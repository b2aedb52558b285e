"""A client's exposures: told as counts, or counted on a day."""

from datetime import date
from pathlib import Path

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.exposure import (
    Exposures,
    ListedDevices,
    exposures_on,
    listed_evenly,
    listed_on,
    read_exposures,
)
from flatwright.domain.records.client import Client, Days, Device
from flatwright.imports.agreement_text import read_agreement
from tests.domain.pricing.some import REFERENCE, TWENTY_FIVE, reference

TEXT = "users: 25\ndevices: 75\nprinters: {central: 2}\nservers: 1\nsites: 1\n"
ROSTER = Path(__file__).parents[1] / "coverage" / "northwind.yaml"


def problems(text: str) -> list[str]:
    """What is wrong with a text, in words."""
    made, found = read_exposures("client.yaml", text)
    assert (made is None) == bool(found)
    return [f"{each.code}: {each.says}" for each in found]


def test_exposures_are_read() -> None:
    made, _ = read_exposures("client.yaml", TEXT)
    assert made == Exposures(
        users=25, devices=75, printers={"central": 2}, servers=1, sites=1
    )


@pytest.mark.parametrize("setting", ["users", "devices", "printers", "servers", "sites"])
def test_what_is_missing_is_not_guessed(setting: str) -> None:
    kept = "".join(
        f"{line}\n" for line in TEXT.splitlines() if not line.startswith(setting)
    )
    assert [each.split(":")[0] for each in problems(kept)] == ["missing-setting"]


@pytest.mark.parametrize(
    ("was", "is_now", "said"),
    [
        ("users: 25", "users: -25", 'wrong-value: "-25" does not fit'),
        ("users: 25", "users: 2.5", 'wrong-value: "2.5" does not fit'),
        ("users: 25", "users: 0", "contradiction: there are 75 devices of users, and no"),
        ("sites: 1", "sites: 0", "contradiction: there are users and no sites"),
        ("central: 2", "garage: 2", 'unknown-word: "garage" is not known here'),
        ("sites: 1", "sites: [", "not-yaml"),
    ],
)
def test_what_cannot_be_is_refused(was: str, is_now: str, said: str) -> None:
    assert problems(TEXT.replace(was, is_now))[0].startswith(said)


def test_a_roster_is_counted_on_a_day() -> None:
    agreement, _ = read_agreement(str(ROSTER), ROSTER.read_bytes())
    assert agreement
    april = exposures_on(agreement.client, date(2026, 4, 1))
    may = exposures_on(agreement.client, date(2026, 5, 1))
    assert (april.users, may.users) == (9, 8)  # Frank is gone
    assert may.printers == {"central": 2, "personal": 1, "home": 1}
    assert (may.servers, may.network, may.shared_computers, may.sites) == (0, 0, 5, 2)


def test_shared_things_are_told_apart_by_kind() -> None:
    kinds = ("server", "network", "computer", "nas")
    shared = {kind: Device(name=kind, kind=kind) for kind in kinds}
    made = exposures_on(Client(name="x", time_zone="UTC", shared=shared), date(2026, 1, 1))
    assert (made.servers, made.network, made.shared_computers) == (1, 1, 2)


def test_a_user_has_devices_beyond_the_first() -> None:
    days = (Days(first=date(2026, 1, 1)),)
    five = tuple(Device(name=f"pc{n}", kind="smart_tv") for n in range(5))
    client = Client(
        name="x",
        time_zone="UTC",
        roster={"ann": days, "bob": days, "gone": (Days(first=date(2027, 1, 1)),)},
        devices={"ann": five, "gone": five},
    )
    on = date(2026, 6, 1)
    assert listed_on(client, on, REFERENCE) == ListedDevices(further=3, unlisted=1)
    assert listed_on(client, on, reference(users__devices=0)).unlisted == 4
    assert exposures_on(client, on).devices == {"computer": 5, "tablet": 0, "phone": 0}


@pytest.mark.parametrize(
    ("allowed", "devices", "listed"),
    [
        ("unlimited", 75, ListedDevices(further=50, unlisted=0)),
        (4, 75, ListedDevices(further=50, unlisted=0)),
        (2, 75, ListedDevices(further=25, unlisted=25)),
        (2, 60, ListedDevices(further=25, unlisted=10)),
        (1, 20, ListedDevices(further=0, unlisted=0)),
        (3, 20, ListedDevices(further=0, unlisted=0)),
        (
            {"computer": 1, "phone": 1},
            {"computer": 30, "phone": 20},
            ListedDevices(further=20, unlisted=5),
        ),
    ],
)
def test_totals_are_spread_evenly(
    allowed: object, devices: object, listed: ListedDevices
) -> None:
    plan = reference(users__devices=allowed)
    exposures = Exposures(users=25, devices=devices, printers={}, servers=0, sites=1)
    assert listed_evenly(exposures, plan) == listed


def test_a_plan_by_kind_needs_the_kinds() -> None:
    plan = reference(users__devices={"computer": 1})
    exposures = Exposures(users=25, devices=75, printers={}, servers=0, sites=1)
    with pytest.raises(Refusal, match="75 devices are told in one number") as refusal:
        listed_evenly(exposures, plan)
    assert refusal.value.code == "devices_by_kind"


def test_nobody_has_no_devices() -> None:
    nobody = Exposures(users=0, devices=0, printers={}, servers=1, sites=0)
    assert listed_evenly(nobody, REFERENCE) == ListedDevices(further=0, unlisted=0)
    assert TWENTY_FIVE.all_devices == 75
