"""The record of changes as an owner reads it: words, times of the house, links, filters."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser

from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import change, create
from flatwright.office.audit.models import Event
from flatwright.office.clients.actions import set_up_provider
from flatwright.office.clients.models import Vendor
from flatwright.office.desk.actions import Span, edit_ticket, log_time, open_ticket
from flatwright.office.desk.models import Material, Ticket
from flatwright.office.intake.models import Batch
from flatwright.ui.words import exactly
from tests.office.town import Town

MONDAY = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
BY = Actor(name="Olga Owner <olga@example.com>", source="web 192.0.2.7")


@pytest.fixture
def ticket(town: Town) -> Ticket:
    set_up_provider(town.house, time_zone="Asia/Tokyo")
    told = {"title": "slow", "who": "listed", "person": town.ada, "estimate": 90}
    return open_ticket(town.house, town.willow, told, at=MONDAY)


@pytest.fixture
def _vendor(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vendor that Olga wrote down on Tuesday, as it was in Tokyo."""
    set_up_provider(town.house, time_zone="Asia/Tokyo")
    monkeypatch.setattr("flatwright.office.audit.changes.timezone.now", lambda: MONDAY)
    create(BY, Vendor(client=town.willow, name="Copiers"))
    monkeypatch.undo()


def page(cast: dict[str, Browser], path: str = "/record/") -> str:
    text = cast["owner"].get(path).content.decode()
    return re.sub(r"\s+", " ", text)


def test_facts_are_words_before_and_after(
    cast: dict[str, Browser], town: Town, ticket: Ticket
) -> None:
    facts = {"person": None, "who": "none", "estimate": 120, "cause": "provider"}
    edit_ticket(town.house, ticket, None, facts)
    shown = page(cast, f"/record/ticket/{ticket.number}/")
    assert "<dt>person</dt><dd><del>Ada</del> → <ins>nothing</ins>" in shown
    assert "<del>1 h 30 min</del> → <ins>2 h</ins>" in shown
    assert "<ins>the provider caused it</ins>" in shown
    assert "person_id" not in shown
    assert "<dt>who has it</dt>" in shown


def test_money_and_times_are_as_the_house_says_them(
    cast: dict[str, Browser], town: Town, ticket: Ticket
) -> None:
    material = create(BY, Material(ticket=ticket, item="fan", amount=12900))
    change(BY, material, amount=14900)
    start = datetime(2026, 3, 2, 20, tzinfo=UTC)
    hour = Span(start=start, end=start + timedelta(hours=1), technician=town.staff["owner"])
    log_time(town.house, ticket, hour)
    shown = page(cast)
    assert "<del>129.00 USD</del> → <ins>149.00 USD</ins>" in shown
    assert "Tuesday 3 March 2026, 05:00 JST" in shown
    assert "2026-03-02T20:00" not in shown
    assert "Olga Owner" in shown
    assert "olga@example.com" not in shown


def test_numbers_of_an_import_are_words_and_no_code(
    cast: dict[str, Browser],
) -> None:
    counts = {"read": 5, "not_read": 1, "foreseen": {"create": 4}, "besides": {}}
    batch = Batch(key="b1", kind="people", name="people.csv", source="old", at=MONDAY)
    batch.made_by = "Olga"
    change(BY, create(BY, batch), counts=counts)
    shown = page(cast)
    assert "changed import" in shown
    assert "besides: nothing, foreseen: (create: 4), not read: 1, read: 5" in shown


def test_what_changed_leads_to_its_page(
    cast: dict[str, Browser], town: Town, ticket: Ticket
) -> None:
    create(BY, Vendor(client=town.willow, name="Copiers"))
    material = create(BY, Material(ticket=ticket, item="fan", amount=12900))
    material.delete()
    shown = page(cast)
    assert f'<a href="/tickets/{ticket.number}/">#{ticket.number} slow</a>' in shown
    assert f'<a href="/clients/{town.willow.key}/">Copiers</a>' in shown
    assert "<strong>fan</strong>" in shown


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("kind=clients.vendor", True),
        ("who=olga", True),
        ("words=copiers", True),
        ("day=2026-03-03&kind=clients.vendor", True),
        ("day=2026-03-02&kind=clients.vendor", False),
        ("day=0001-01-01", True),
        ("kind=nonsense", False),
    ],
)
@pytest.mark.usefixtures("_vendor")
def test_it_is_narrowed_by_kind_by_who_and_by_day_of_the_house(
    cast: dict[str, Browser], asked: str, *, found: bool
) -> None:
    assert ("Copiers" in page(cast, f"/record/?{asked}")) == found


def test_it_is_paged_by_key_with_what_was_asked(
    cast: dict[str, Browser], town: Town
) -> None:
    for number in range(60):
        vendor = Vendor(client=town.willow, name=f"vendor {number}")
        vendor.letter_from = date(2026, 1, 1)
        create(BY, vendor)
    first = page(cast, "/record/?kind=clients.vendor")
    assert first.count("created vendor") == 50
    key = Event.objects.filter(subject="clients.vendor").order_by("-id")[49].pk
    older = page(cast, f"/record/?kind=clients.vendor&after={key}")
    assert older.count("created vendor") == 10
    assert f"after={key}" in first


def test_a_moment_is_told_in_the_zone_of_the_house() -> None:
    assert exactly(MONDAY) == "Monday 2 March 2026, 22:30 UTC"
