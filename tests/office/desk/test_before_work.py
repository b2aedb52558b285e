"""What a ticket says before any work: who would pay for an hour, and by which clause."""

from datetime import UTC, datetime
from typing import Any

import pytest

from flatwright.office.desk.actions import Asked, answer_approval, ask_approval, open_ticket
from flatwright.office.desk.deciding import day_of, preview
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.telling import Telling, telling
from tests.office.desk.place import Place

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 2, 2, 10, 0, tzinfo=UTC)
CLOSING = datetime(2026, 2, 2, 16, 40, tzinfo=UTC)
SECOND: dict[str, Any] = {
    "what": "other",
    "thing_name": "ada-pc2",
    "thing_kind": "computer",
}


def opened(place: Place, at: datetime = MONDAY, **values: Any) -> Ticket:
    own = {"what": "listed", "thing": place.ada_pc}
    told = {"title": "slow", "cause": "normal", "who": "listed", "person": place.ada}
    return open_ticket(place.owner, place.client, told | (values or own), at=at)


def told(ticket: Ticket) -> Telling:
    found = preview(ticket, day_of(ticket))
    assert found is not None
    return telling(found)


def test_covered_work_names_the_clause_that_covers_it(place: Place) -> None:
    says = told(opened(place))
    assert says.word == "covered"
    assert [clause.code for clause in says.clauses] == ["helpdesk"]


def test_a_covered_first_look_does_not_hide_the_hourly_work_after_it(place: Place) -> None:
    ticket = opened(place, **SECOND)
    says = told(ticket)
    assert [(line.minutes, line.code) for line in says.lines] == [
        (15, "triage"),
        (45, "devices"),
    ]
    assert says.approvals == (("hourly", "a yes to hourly work"),)
    assert says.word == "needs_hourly"
    assert ticket.decision is not None
    assert ticket.decision.badge == "needs_hourly"
    assert ticket.decision.pays == 0


def test_work_by_the_hour_is_not_called_covered_after_the_yes(place: Place) -> None:
    ticket = opened(place, **SECOND)
    asked = ask_approval(place.owner, ticket, Asked(type="hourly"))
    answer_approval(place.owner, asked, place.ada, yes=True, at=MONDAY)
    says = told(ticket)
    assert says.word == "hourly"
    assert says.says.startswith("The client pays 112.50 USD. This is for an hour")


def test_closing_time_does_not_cut_the_hour(place: Place) -> None:
    says = told(opened(place, CLOSING))
    assert {line.when for line in says.lines} == {"business hours"}


def test_an_estimate_is_spoken_of_in_place_of_an_hour(place: Place) -> None:
    says = told(opened(place, **SECOND, estimate=45))
    assert [line.minutes for line in says.lines] == [15, 30]
    assert "for the 45 minutes estimated, in business hours" in says.says
    assert says.tried == "the 45 minutes estimated"


def test_an_estimate_that_closing_time_would_cut_begins_on_the_next_day(
    place: Place,
) -> None:
    says = told(opened(place, CLOSING, **SECOND, estimate=45))
    assert {line.when for line in says.lines} == {"business hours"}
    assert says.tried == "the 45 minutes estimated"


def test_an_estimate_longer_than_a_day_is_told_for_an_hour(place: Place) -> None:
    says = told(opened(place, **SECOND, estimate=900))
    assert says.tried == "an hour"
