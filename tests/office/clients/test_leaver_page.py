"""Somebody leaves: the page says so, and what of theirs is still looked after."""

from flatwright.office.clients.actions import Joining, add, join_roster
from flatwright.office.clients.models import Person
from tests.office.town import BEGUN, Town, browser_of


def test_leaver_is_told_with_the_devices_that_are_left(town: Town) -> None:
    page = _left(town, town.ada)
    assert "Ada is a user until 27 Feb 2026. Still theirs: 1 thing." in page


def test_leaver_without_a_device_leaves_nothing_to_do(town: Town) -> None:
    ben = add(town.house, Person(client=town.willow, name="Ben"))
    join_roster(town.house, Joining(person=ben, first=BEGUN))
    page = _left(town, ben)
    assert "Ben is a user until 27 Feb 2026." in page
    assert "Still theirs" not in page


def _left(town: Town, who: Person) -> str:
    owner = browser_of(town.staff["owner"])
    told = {"day": "2026-02-27"}
    return owner.post(f"/people/{who.key}/leave/", told, follow=True).content.decode()
