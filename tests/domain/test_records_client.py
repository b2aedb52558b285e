from dataclasses import FrozenInstanceError
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.records.client import Client, Days, Device, Printer

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
ONE_DAY = timedelta(days=1)
CLIENT = Client(
    name="Northwind",
    time_zone="America/Chicago",
    approvers={"ann": None, "bob": Decimal(500)},
    roster={
        "ann": (Days(first=date(2025, 1, 1)),),
        "bob": (
            Days(first=date(2025, 1, 1), last=date(2025, 6, 30)),
            Days(first=date(2026, 2, 1)),
        ),
        "cat": (),
    },
)


@given(first=days, length=st.integers(0, 4000))
def test_days_hold_their_first_and_their_last(first: date, length: int) -> None:
    last = first + length * ONE_DAY
    span = Days(first=first, last=last)
    assert first in span
    assert last in span
    assert first - ONE_DAY not in span
    assert last + ONE_DAY not in span


@given(first=days, later=st.integers(0, 40000))
def test_days_without_an_end_are_for_good(first: date, later: int) -> None:
    assert first + later * ONE_DAY in Days(first=first)
    assert first - ONE_DAY not in Days(first=first)


@pytest.mark.parametrize(
    ("person", "day", "is_user"),
    [
        *(("bob", "2024-12-31", False), ("bob", "2025-01-01", True)),
        *(("bob", "2025-06-30", True), ("bob", "2025-07-01", False)),
        *(("bob", "2026-01-31", False), ("bob", "2026-02-01", True)),
        *(("ann", "2099-01-01", True), ("cat", "2026-02-01", False)),
        ("stranger", "2026-02-01", False),
    ],
)
def test_a_person_is_a_user_on_the_days_of_the_roster(
    person: str,
    day: str,
    is_user: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    assert CLIENT.is_user(person, date.fromisoformat(day)) is is_user


def test_a_client_begins_with_nothing_listed() -> None:
    client = Client(name="New", time_zone="UTC")
    assert not any((client.sites, client.roster, client.devices, client.shared))
    assert not any((client.printers, client.applications, client.approvers))
    assert not any((client.end_of_life, client.pre_existing))


def test_a_thing_is_a_computer_and_a_printer_stands_at_a_central_place() -> None:
    assert Device(name="pc-1").kind == "computer"
    assert Printer(name="laser").place == "central"


def test_a_record_is_not_changed_in_place() -> None:
    with pytest.raises(FrozenInstanceError):
        CLIENT.name = "Southwind"  # type: ignore[misc] # what mypy refuses is tried
