"""A yes after the work changes nothing, and that is said where the yes is given."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser

from flatwright.office.desk import actions
from flatwright.office.desk.models import Ticket
from tests.office.town import Town

MONDAY = datetime(2026, 2, 2, 15, 0, tzinfo=UTC)
LATE = "The work was done before this yes: it stays with us, under "
Cast = dict[str, Browser]


@pytest.fixture
def hourly(town: Town) -> Ticket:
    """A ticket that is billed by the hour: a device that nobody registered."""
    told = {"title": "slow", "cause": "normal", "who": "listed", "person": town.ada}
    told |= {"what": "other", "thing_name": "old", "thing_kind": "computer"}
    return actions.open_ticket(town.house, town.willow, told, at=MONDAY)


def worked(town: Town, ticket: Ticket) -> None:
    end = MONDAY + timedelta(hours=1)
    span = actions.Span(start=MONDAY, end=end, technician=town.staff["owner"])
    actions.log_time(town.house, ticket, span)


def yes(cast: Cast, town: Town, ticket: Ticket) -> str:
    cast["dispatcher"].post(f"/tickets/{ticket.number}/approval/", {"type": "hourly"})
    asked = ticket.approvals.get()
    told = {"by": town.ada.key, "answer": "yes"}
    page = cast["dispatcher"].post(f"/approvals/{asked.key}/", told, follow=True)
    return page.content.decode()


def test_a_yes_after_the_work_is_said_to_come_too_late(
    cast: Cast, town: Town, hourly: Ticket
) -> None:
    worked(town, hourly)
    page = yes(cast, town, hourly)
    assert page.count(LATE) == 2  # as a message, and beside the yes, where it stays
    again = cast["dispatcher"].get(f"/tickets/{hourly.number}/").content.decode()
    assert again.count(LATE) == 1


def test_a_yes_before_the_work_comes_in_time(
    cast: Cast, town: Town, hourly: Ticket
) -> None:
    assert LATE not in yes(cast, town, hourly)
