"""Whoever is added is a user from the day that the form tells."""

from datetime import date

from django.test import Client as Browser

from flatwright.office.clients.models import Person, RosterPeriod
from tests.office.town import Town


def test_the_form_says_from_when_a_person_is_a_user(
    cast: dict[str, Browser], town: Town
) -> None:
    form = f"/clients/{town.willow.key}/add/person/"
    page = cast["owner"].get(form).content.decode()
    assert "User from" in page
    assert "They count as a user from this day on" in page
    sent = {"name": "Bea", "kind": "named", "first": "2026-02-02"}
    cast["owner"].post(form, sent)
    assert RosterPeriod.objects.get(person__name="Bea").first == date(2026, 2, 2)


def test_a_day_that_cannot_be_meant_adds_nobody(
    cast: dict[str, Browser], town: Town
) -> None:
    form = f"/clients/{town.willow.key}/add/person/"
    sent = {"name": "Bea", "kind": "named", "first": "0206-02-02"}
    assert cast["owner"].post(form, sent).status_code == 422
    assert not Person.objects.filter(name="Bea").exists()


def test_a_shared_mailbox_is_no_user_whatever_the_day(
    cast: dict[str, Browser], town: Town
) -> None:
    form = f"/clients/{town.willow.key}/add/person/"
    cast["owner"].post(form, {"name": "Info", "kind": "shared", "first": "2026-02-02"})
    assert Person.objects.filter(name="Info").exists()
    assert not RosterPeriod.objects.filter(person__name="Info").exists()


def test_who_is_edited_keeps_their_days(cast: dict[str, Browser], town: Town) -> None:
    page = cast["owner"].get(f"/rows/person/{town.ada.key}/").content.decode()
    assert "User from" not in page
