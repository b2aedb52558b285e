"""Pages of accounts show moments in the zone of the house, and say in which."""

from datetime import UTC, datetime

import pytest

from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.clients.models import Provider
from tests.office.accounts.cast import person
from tests.office.town import browser_of

pytestmark = pytest.mark.once

WINTER = datetime(2026, 1, 20, 20, 15, tzinfo=UTC)


@pytest.fixture
def owner(db: None) -> User:  # noqa: ARG001 - asks for the database
    Provider(name="Harbour", time_zone="America/Chicago").save()
    return person("olga", Role.OWNER)


def test_last_sign_in_is_told_in_the_zone_of_the_house(owner: User) -> None:
    browser = browser_of(owner)
    User.objects.filter(pk=owner.pk).update(last_login=WINTER)
    page = browser.get("/settings/accounts/").content.decode()
    assert "20 January 2026, 14:15 CST" in page
    assert " UTC" not in page


def test_link_of_an_invitation_says_until_when_it_holds(owner: User) -> None:
    told = {"name": "Ben", "email": "ben@example.com", "role": "technician"}
    page = browser_of(owner).post("/settings/accounts/invite/", told).content.decode()
    assert "CST and works once" in page or "CDT and works once" in page


def test_own_page_names_no_other_zone(owner: User) -> None:
    page = browser_of(owner).get("/me/").content.decode()
    assert "Where you are signed in" in page
    assert " UTC" not in page
