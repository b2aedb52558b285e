"""The first hour of a new owner: with the second factor, one step leads to the next."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client as Browser

from flatwright.office.accounts.first import setup_token
from flatwright.office.accounts.roles import Role
from flatwright.office.agreements.models import PlanText
from flatwright.office.clients.models import Client
from flatwright.office.desk.models import Ticket
from tests.office.accounts.cast import person
from tests.office.accounts.signing import code
from tests.office.test_setting_up import BUSINESS, CLIENT, FACTS
from tests.office.town import browser_of

FACTOR = "/sign-in/second-factor/"
OWNER = {"owner-name": "Olga", "owner-email": "olga@example.com"}
OWNER |= {"owner-password": "a quiet harbor at dawn"}


def begun() -> Browser:
    """A browser in which the first step is done, just now."""
    browser = Browser()
    secret = setup_token(Path(settings.HOME))
    went = browser.post(f"/setup/?token={secret}", {**BUSINESS, **OWNER})
    assert went.status_code == 302
    return browser


def with_factor(browser: Browser) -> str:
    """Sets up the app, and gives the page that shows the recovery codes."""
    page = browser.get(f"{FACTOR}app/").content.decode()
    found = re.search(r">([A-Z2-7]{32})</p>", page)
    assert found
    browser.post(f"{FACTOR}app/", {"code": code(secret=found.group(1))})
    return browser.post(f"{FACTOR}codes/").content.decode()


@pytest.mark.django_db
def test_the_password_that_was_just_made_is_not_asked_for_again() -> None:
    assert begun().get(f"{FACTOR}app/").status_code == 200


@pytest.mark.django_db
def test_after_the_recovery_codes_comes_the_second_step() -> None:
    browser = begun()
    assert 'href="/setup/plan/">I have them' in with_factor(browser)
    assert browser.get("/setup/").headers["Location"] == "/setup/plan/"


@pytest.mark.django_db
def test_set_up_leads_to_the_step_that_is_open_until_there_is_a_ticket() -> None:
    owner = browser_of(person("olga", Role.OWNER))
    owner.post("/setup/", BUSINESS)
    assert _open(owner) == ("/setup/plan/", "2")
    owner.post("/setup/plan/", {"plan": "complete"})
    assert _open(owner) == ("/setup/client/", "3")
    owner.post("/setup/client/", CLIENT)
    new = f"/clients/{Client.objects.get().key}/tickets/new/?first=1"
    assert _open(owner) == (new, "4")
    owner.post(new, FACTS)
    assert Ticket.objects.count() == 1
    assert _open(owner) == ("/", "")


def _open(owner: Browser) -> tuple[str, str]:
    """Where set-up leads, and the step that the first page names."""
    page = owner.get("/").content.decode()
    said = re.search(r"Go on with the set-up: step (\d) of 4", page)
    return owner.get("/setup/").headers["Location"], said.group(1) if said else ""


@pytest.mark.django_db
def test_who_may_not_set_up_is_not_asked_to() -> None:
    browser_of(person("olga", Role.OWNER)).post("/setup/", BUSINESS)
    page = browser_of(person("tom", Role.TECHNICIAN)).get("/").content.decode()
    assert "set-up" not in page


@pytest.mark.django_db
def test_an_empty_shelf_has_the_button_that_fills_it() -> None:
    owner = browser_of(person("olga", Role.OWNER))
    owner.post("/setup/", BUSINESS)
    assert 'href="/setup/plan/"' in owner.get("/plans/").content.decode()
    owner.post("/setup/plan/", {"plan": "complete"})
    assert PlanText.objects.count() == 3
    assert 'href="/setup/plan/"' not in owner.get("/plans/").content.decode()


@pytest.mark.django_db
def test_a_firm_in_berlin_is_offered_german_holidays_and_says_its_hours() -> None:
    owner = browser_of(person("olga", Role.OWNER))
    owner.post("/setup/", BUSINESS)
    page = owner.get("/setup/plan/").content.decode()
    assert re.search(r'name="region" value="DE"', page)
    assert '<option value="DE-BY">Bayern</option>' in page
    told = {"plan": "complete", "region": "DE-BE", "complete_opens": "09:30"}
    owner.post("/setup/plan/", told)
    text = PlanText.objects.get(plan="complete").text
    assert '  open: {Mon-Fri: "09:30-17:00"}\n  holidays: DE-BE\n' in text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"region": "QQ"}, "No holidays are known for &quot;QQ&quot;"),
        ({"complete_closes": "07:00"}, "This is not after the opening time."),
        ({"complete_opens": "noon"}, "Enter a valid time."),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_put_on_the_shelf(
    told: dict[str, str], says: str
) -> None:
    owner = browser_of(person("olga", Role.OWNER))
    owner.post("/setup/", BUSINESS)
    page = owner.post("/setup/plan/", {"plan": "complete", **told})
    assert page.status_code == 422
    assert says in page.content.decode()
    assert PlanText.objects.count() == 0


@pytest.mark.django_db
def test_before_the_first_account_the_way_in_is_in_the_terminal() -> None:
    stranger = Browser()
    said = "in the terminal where the server was started"
    assert said in stranger.get("/", follow=True).content.decode()
    person("olga", Role.OWNER)
    page = stranger.get("/", follow=True).content.decode()
    assert said not in page
    assert "can send you a link" in page
