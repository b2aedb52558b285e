"""Set-up in the currency that was chosen: from the business to the first decision."""

import pytest
from django.test import Client as Browser

from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.imports.plan_shelf import plan_files, text_in
from flatwright.office.accounts.roles import Role
from flatwright.office.agreements.models import PlanText
from flatwright.office.clients.models import Client, Person
from flatwright.office.desk.models import Decision, Ticket, TimeEntry
from flatwright.web.house.forms import CURRENCIES
from flatwright.web.house.starters import STARTERS
from tests.office.accounts.cast import person
from tests.office.town import browser_of

BUSINESS = {"name": "Hafen IT", "time_zone": "Europe/Berlin", "currency": "EUR"}
CLIENT = {"name": "Weide", "time_zone": "Europe/Berlin", "plan": "complete@1"}
CLIENT |= {"first": "2026-01-01", "person": "Ada", "device": "PC-1"}
FACTS = {"title": "Cannot print", "kind": "incident", "action": "fix", "cause": "normal"}
FACTS |= {"who": "other", "person_name": "Ben", "what": "none", "where": "office"}
FACTS |= {"impact": "3", "urgency": "2"}


@pytest.fixture
def owner(db: None) -> Browser:  # noqa: ARG001 - asks for the database
    return browser_of(person("olga", Role.OWNER))


def test_set_up_in_euros_ends_in_a_decision_in_euros(owner: Browser) -> None:
    owner.post("/setup/", BUSINESS)
    step = owner.get("/setup/plan/").content.decode()
    assert "are in EUR" in step
    assert "not converted" in step
    assert "A month: <strong>each user 140 EUR</strong>" in step
    owner.post("/setup/plan/", {"plan": "complete"})
    owner.post("/setup/client/", CLIENT)
    new = f"/clients/{Client.objects.get().key}/tickets/new/"
    owner.post(new, FACTS)
    here = f"/tickets/{Ticket.objects.get().number}/"
    owner.post(f"{here}time/", {"day": "2026-02-02", "begin": "10:00", "end": "11:00"})
    assert TimeEntry.objects.count() == 1
    decision = Decision.objects.first()
    assert decision is not None
    assert (decision.currency, decision.worked) == ("EUR", 60)
    page = owner.get(here).content.decode()
    assert ("EUR" in page, "USD" in page) == (True, False)
    assert (Person.objects.get().name, PlanText.objects.count()) == ("Ada", 3)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_every_starter_reads_in_every_currency_that_is_offered(currency: str) -> None:
    names = {each.name for each in STARTERS}
    for path in (path for path in plan_files() if path.stem in names):
        text = path.read_text(encoding="utf-8")
        made = text_in(text, currency)
        plan, problems = read_plan(path.name, made.encode())
        assert plan is not None, problems
        assert (plan.currency, plan.price) == (currency, _plan(text).price)
        assert ("the same in every currency" in made) == (currency != "USD")


def _plan(text: str) -> PlanVersion:
    plan, _ = read_plan("plan", text.encode())
    assert plan is not None
    return plan


def test_the_list_of_projects_has_quotes_in_the_currency_of_the_work(
    owner: Browser,
) -> None:
    owner.post("/setup/", BUSINESS)
    owner.post("/setup/plan/", {"plan": "complete"})
    owner.post("/setup/client/", CLIENT)
    owner.post(f"/clients/{Client.objects.get().key}/tickets/new/", FACTS)
    number = Ticket.objects.get().number
    owner.post(f"/tickets/{number}/project/", {"budget": "120"})
    owner.post(f"/tickets/{number}/approval/", {"type": "quote", "amount": "500"})
    page = owner.get("/projects/").content.decode()
    assert "500.00\xa0EUR" in page
    assert "USD" not in page


def test_the_first_ticket_is_the_last_step_and_says_what_is_next(owner: Browser) -> None:
    owner.post("/setup/", BUSINESS)
    owner.post("/setup/plan/", {"plan": "complete"})
    last = owner.post("/setup/client/", CLIENT)["Location"]
    page = owner.get(last).content.decode()
    assert '<li class="" aria-current="step">First ticket</li>' in page
    after = owner.post(last, FACTS, follow=True).content.decode()
    assert "That was the set-up." in after
    second = f"/clients/{Client.objects.get().key}/tickets/new/"
    assert "First ticket" not in owner.get(second).content.decode()
    assert "That was" not in owner.post(second, FACTS, follow=True).content.decode()
