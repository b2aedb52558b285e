"""A project: quoted, worked on, and loud before its budget is gone."""

from datetime import UTC, datetime, timedelta

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.desk import actions
from flatwright.office.desk.models import Ticket
from flatwright.office.projects.actions import (
    Outline,
    begin_project,
    drop_project,
    quote_project,
)
from flatwright.office.projects.models import Project
from flatwright.office.projects.queries import Progress, progress, projects
from tests.office.desk.place import Place, made

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 2, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def place(request: pytest.FixtureRequest) -> Place:
    request.getfixturevalue("db")
    return made()


def begun(place: Place, budget: int = 300) -> Project:
    told = {
        "title": "new server",
        "kind": "request",
        "action": "add_machine",
        "cause": "normal",
        "who": "none",
        "what": "none",
        "estimate": budget,
    }
    ticket = actions.open_ticket(place.owner, place.client, told, at=MONDAY)
    return begin_project(place.owner, ticket, Outline(budget=budget))


def stands(place: Place) -> Progress:
    return progress(projects(place.owner).get())


def worked(place: Place, ticket: Ticket, minutes: int) -> None:
    end = MONDAY + timedelta(minutes=minutes)
    span = actions.Span(start=MONDAY, end=end, technician=place.technician)
    actions.log_time(place.owner, ticket, span)


def test_a_stage_follows_from_what_happened(place: Place) -> None:
    project = begun(place)
    assert stands(place).stage == "draft"
    quote = quote_project(place.owner, project, 90_000, fixed=False)
    assert stands(place).stage == "quoted"
    before = MONDAY - timedelta(hours=1)
    actions.answer_approval(place.owner, quote, place.ada, yes=True, at=before)
    assert stands(place).stage == "approved"
    worked(place, project.ticket, 60)
    assert stands(place).stage == "running"
    actions.set_status(place.owner, project.ticket, "resolved")
    assert stands(place).stage == "done"


@pytest.mark.parametrize(
    ("minutes", "alarm"), [(239, ""), (240, "near"), (300, "near"), (301, "over")]
)
def test_it_is_loud_from_four_fifths_of_the_budget_on(
    place: Place, minutes: int, alarm: str
) -> None:
    worked(place, begun(place, budget=300).ticket, minutes)
    assert stands(place).alarm == alarm


def test_time_on_a_joined_ticket_counts_to_the_budget(place: Place) -> None:
    project = begun(place, budget=100)
    other = actions.open_ticket(place.owner, place.client, {"title": "cabling"}, at=MONDAY)
    worked(place, other, 90)
    assert stands(place).alarm == ""
    actions.join(place.owner, project.ticket, other)
    assert stands(place).alarm == "near"
    told = [(part.ticket.title, part.worked) for part in stands(place).parts]
    assert told == [("new server", 0), ("cabling", 90)]


def test_a_quote_that_was_refused_drops_it(place: Place) -> None:
    project = begun(place)
    quote = quote_project(place.owner, project, 90_000, fixed=True)
    actions.answer_approval(place.owner, quote, place.ada, yes=False)
    assert stands(place).stage == "dropped"


def test_one_that_was_dropped_can_be_begun_again(place: Place) -> None:
    project = begun(place)
    drop_project(place.owner, project)
    assert stands(place).stage == "dropped"
    begin_project(place.owner, project.ticket, Outline(budget=500))
    assert (stands(place).stage, stands(place).project.budget) == ("draft", 500)


def test_a_project_without_a_budget_is_refused(place: Place) -> None:
    with pytest.raises(Refusal, match="budget"):
        begun(place, budget=0)
