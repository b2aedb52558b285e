"""What a ticket's page says of its facts, of its clocks and of goodwill."""

from datetime import UTC, datetime

import pytest
from django.test import Client as Browser

from flatwright.office.desk import actions
from flatwright.office.desk.models import Goodwill, Ticket
from tests.office.town import Town

MONDAY = datetime(2026, 2, 2, 10, tzinfo=UTC)
Cast = dict[str, Browser]


@pytest.fixture
def asking(town: Town) -> Ticket:
    told = {"title": "Cannot print", "who": "listed", "person": town.ada}
    told |= {"what": "listed", "thing": town.ada_pc, "cause": "unknown"}
    return actions.open_ticket(town.house, town.willow, told, at=MONDAY)


def test_what_is_not_listed_is_told_as_the_form_says_it(cast: Cast, town: Town) -> None:
    new = f"/clients/{town.willow.key}/tickets/new/"
    told = {"title": "An old laptop", "kind": "incident", "action": "fix"}
    told |= {"cause": "normal", "who": "none", "what": "other", "thing_kind": "computer"}
    told |= {"where": "office", "impact": "3", "urgency": "2"}
    made = cast["dispatcher"].post(new, told)
    page = cast["dispatcher"].get(made["Location"]).content.decode()
    assert "nobody in particular" in page
    assert "something that is not listed" in page


def test_goodwill_stands_on_the_ticket_and_can_be_taken_back(
    cast: Cast, asking: Ticket
) -> None:
    home = f"/tickets/{asking.number}/"
    page = cast["owner"].get(home).content.decode()
    assert "Amount, in USD" in page
    given = {"reason": "our first ticket", "amount": "20"}
    page = cast["owner"].post(f"{home}goodwill/", given, follow=True).content.decode()
    assert "20.00\xa0USD of what the client would pay is waived by" in page
    assert "our first ticket" in page
    back = cast["owner"].post(f"{home}goodwill/", {"take_back": ""}, follow=True)
    assert "our first ticket" not in back.content.decode()


def test_goodwill_without_a_reason_is_not_given(cast: Cast, asking: Ticket) -> None:
    home = f"/tickets/{asking.number}/"
    sent = cast["owner"].post(f"{home}goodwill/", {"reason": " "}, follow=True)
    assert "Why: This field is required." in sent.content.decode()
    assert not Goodwill.objects.exists()


def test_clock_that_was_met_says_so(cast: Cast, asking: Ticket) -> None:
    home = f"/tickets/{asking.number}/"
    assert "Answer late, due" in cast["owner"].get(home).content.decode()
    time = {"day": "2026-02-02", "begin": "10:05", "end": "10:10"}
    page = cast["owner"].post(f"{home}time/", time, follow=True).content.decode()
    assert "Answered <time" in page


def test_clock_that_waits_for_somebody_else_is_paused(cast: Cast, town: Town) -> None:
    made = actions.open_ticket(town.house, town.willow, {"title": "slow"})
    home = f"/tickets/{made.number}/"
    waits = {"status": "waiting_client"}
    page = cast["owner"].post(f"{home}status/", waits, follow=True).content.decode()
    assert "Resolution clock paused" in page
