"""A device that is handed over stays one device: its work, its faults and who had it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client as Browser

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.clients.actions import Joining, add, hand_over, join_roster
from flatwright.office.clients.models import Condition, Person, Thing
from flatwright.office.clients.queries import lives_of
from flatwright.office.desk.actions import Span, log_time, open_ticket
from flatwright.office.desk.models import Ticket
from tests.office.town import Town

TUESDAY = datetime(2026, 3, 3, 10, tzinfo=UTC)
FRIDAY = datetime(2026, 3, 6, 10, tzinfo=UTC)
HANDED = date(2026, 3, 5)


@pytest.fixture
def ben(town: Town) -> Person:
    made = add(town.house, Person(client=town.willow, name="Ben"))
    join_roster(town.house, Joining(person=made, first=date(2026, 1, 1)))
    return made


@pytest.fixture
def ticket(town: Town) -> Ticket:
    told = {"title": "slow", "who": "listed", "person": town.ada, "cause": "normal"}
    told |= {"what": "listed", "thing": town.ada_pc}
    return open_ticket(town.house, town.willow, told, at=TUESDAY)


def handed(town: Town, to: Person | None, on: date = HANDED) -> Thing:
    town.ada_pc.refresh_from_db()
    return hand_over(town.house, town.ada_pc, to, on)


def worked(town: Town, ticket: Ticket, at: datetime) -> str:
    """Who pays for an hour at a time."""
    technician = town.staff["owner"]
    span = Span(start=at, end=at + timedelta(hours=1), technician=technician)
    ticket.refresh_from_db()
    log_time(town.house, ticket, span)
    ticket.refresh_from_db()
    assert ticket.decision is not None
    return ticket.decision.badge


def test_work_after_a_hand_over_on_an_older_ticket_is_on_a_listed_device(
    town: Town, ticket: Ticket
) -> None:
    handed(town, None)
    assert worked(town, ticket, FRIDAY) == "covered"


def test_work_before_a_hand_over_is_on_the_device_of_who_had_it(
    town: Town, ticket: Ticket, ben: Person
) -> None:
    handed(town, ben)
    assert worked(town, ticket, TUESDAY) == "covered"


def test_a_fault_of_onboarding_goes_with_the_device(town: Town, ticket: Ticket) -> None:
    fault = Condition(thing=town.ada_pc, says="the fan", found=date(2026, 1, 1))
    add(town.house, fault)
    handed(town, None)
    assert worked(town, ticket, FRIDAY) == "absorbed"  # it needs a yes that nobody gave


def test_it_counts_to_the_new_owner_after_what_they_have(town: Town, ben: Person) -> None:
    days = {"registered": date(2026, 2, 1), "first": date(2026, 2, 1)}
    own = add(town.house, Thing(client=town.willow, name="ben-pc", owner=ben, **days))
    made = handed(town, ben)
    assert list(ben.things.order_by("registered")) == [own, made]


def test_each_day_has_one_owner(town: Town, ben: Person) -> None:
    later = handed(town, ben)
    with pytest.raises(Refusal, match="it is Ben"):
        handed(town, None, date(2026, 3, 2))
    with pytest.raises(Refusal, match="it is Ada"):
        hand_over(town.house, later, None, date(2026, 3, 2))
    last = hand_over(town.house, later, None, date(2026, 3, 9))
    lives = [
        (str(each.owner), each.first, each.last) for each in lives_of(town.house, last)
    ]
    assert lives == [
        ("None", date(2026, 3, 9), None),
        ("Ben", HANDED, date(2026, 3, 8)),
        ("Ada", date(2026, 1, 1), date(2026, 3, 4)),
    ]


def test_its_page_says_who_had_it_and_shows_the_work_of_all(
    cast: dict[str, Browser], town: Town, ticket: Ticket, ben: Person
) -> None:
    made = handed(town, ben)
    page = cast["owner"].get(f"/things/{made.key}/").content.decode()
    assert "Who had it" in page
    assert f"#{ticket.number}" in page
    assert "1 Jan 2026 to 4 Mar 2026" in page
    assert "5 Mar 2026 to now" in page
    earlier = cast["owner"].get(f"/things/{town.ada_pc.key}/").content.decode()
    assert f"/things/{made.key}/" in earlier
    assert "hand-over/" not in earlier


def test_a_new_ticket_offers_it_once_and_an_old_one_keeps_its_own(
    cast: dict[str, Browser], town: Town, ticket: Ticket, ben: Person
) -> None:
    handed(town, ben)
    new = cast["owner"].get(f"/clients/{town.willow.key}/tickets/new/").content.decode()
    assert new.count("ada-pc (computer)") == 1
    edit = f"/tickets/{ticket.number}/edit/"
    shown = cast["owner"].get(edit).content.decode()
    assert f'value="{town.ada_pc.key}" selected' in shown
    facts = {"title": "slow", "kind": "incident", "action": "fix", "cause": "normal"}
    facts |= {"who": town.ada.key, "what": town.ada_pc.key, "where": "office"}
    cast["owner"].post(edit, facts | {"impact": "3", "urgency": "1"})
    ticket.refresh_from_db()
    assert (ticket.urgency, ticket.thing) == (1, town.ada_pc)
