"""What a ticket's page offers to tap: never somebody else's machine or word at once."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client as Browser

from flatwright.office.clients.actions import add
from flatwright.office.clients.models import Person, Thing
from flatwright.office.desk import actions
from flatwright.office.desk.models import Approval, Ticket
from tests.office.town import Town

MONDAY = datetime(2026, 2, 2, 10, 0, tzinfo=UTC)
BEGUN = date(2026, 1, 1)
Cast = dict[str, Browser]


def owned(town: Town, name: str, kind: str, owner: Person | None = None) -> Thing:
    day = {"registered": BEGUN, "first": BEGUN}
    row = Thing(client=town.willow, name=name, kind=kind, owner=owner, **day)
    return add(town.house, row)


@pytest.fixture
def asking(town: Town) -> Ticket:
    """A ticket that asks which device Ada means; another stands first in the alphabet."""
    owned(town, "a-first", "computer")
    told = {"title": "slow", "who": "listed", "person": town.ada, "cause": "normal"}
    return actions.open_ticket(
        town.house, town.willow, told | {"what": "unknown"}, at=MONDAY
    )


def page_of(cast: Cast, ticket: Ticket) -> str:
    return cast["dispatcher"].get(f"/tickets/{ticket.number}/").content.decode()


def test_no_device_is_chosen_and_the_callers_own_come_first(
    cast: Cast, town: Town, asking: Ticket
) -> None:
    page = page_of(cast, asking)
    begins = page.index('aria-label="Which device or printer"')
    offered = page[begins : page.index("</select>", begins)]
    assert '<option value="">choose</option>' in offered
    assert offered.index(f"Of {town.ada}") < offered.index(town.ada_pc.name)
    assert offered.index(town.ada_pc.name) < offered.index("a-first")


def test_the_only_one_of_its_kind_is_one_tap(
    cast: Cast, town: Town, asking: Ticket
) -> None:
    tap = f'name="value" value="{town.ada_pc.key}" formnovalidate'
    assert tap in page_of(cast, asking)
    owned(town, "ada-second", "computer", town.ada)
    assert tap not in page_of(cast, asking)


def test_a_tap_counts_whatever_the_select_beside_it_has(
    cast: Cast, town: Town, asking: Ticket
) -> None:
    told = {"fact": "object", "value": [town.ada_pc.key, ""], "said_by": "Ada"}
    cast["dispatcher"].post(f"/tickets/{asking.number}/answer/", told)
    asking.refresh_from_db()
    assert asking.thing == town.ada_pc


def test_nothing_chosen_is_no_answer(cast: Cast, asking: Ticket) -> None:
    told = {"fact": "object", "value": ""}
    cast["dispatcher"].post(f"/tickets/{asking.number}/answer/", told)
    asking.refresh_from_db()
    assert asking.what == "unknown"


def test_nobody_has_said_yes_until_somebody_is_chosen(cast: Cast, asking: Ticket) -> None:
    cast["dispatcher"].post(f"/tickets/{asking.number}/approval/", {"type": "hourly"})
    yes = asking.approvals.get()
    assert "choose who answers</option>" in page_of(cast, asking)
    told = {"by": "", "answer": "yes"}
    page = cast["dispatcher"].post(f"/approvals/{yes.key}/", told, follow=True)
    assert "Choose who answers." in page.content.decode()
    yes.refresh_from_db()
    assert yes.answer == Approval.Answer.OPEN
