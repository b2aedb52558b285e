"""What is due next stands first; what is long late is counted and can be seen."""

from datetime import datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from flatwright.office.desk.actions import open_ticket
from flatwright.office.desk.models import Ticket
from flatwright.office.desk.summary import counts, soon_due
from tests.office.town import Town

LATE_BY = {
    "a month late": timedelta(days=30),
    "due next week": timedelta(days=-7),
    "late since an hour": timedelta(hours=1),
    "due in four minutes": timedelta(minutes=-4),
}
Cast = dict[str, Browser]


@pytest.fixture
def now(town: Town) -> datetime:
    now = timezone.now()
    for title, late in LATE_BY.items():
        made = open_ticket(town.house, town.willow, {"title": title})
        dues = {"respond_due": None, "resolve_due": now - late}
        Ticket.objects.filter(pk=made.pk).update(**dues)
    return now


def test_what_is_due_within_the_day_is_first_and_what_is_long_late_last(
    town: Town, now: datetime
) -> None:
    assert [ticket.title for ticket in soon_due(town.house, now)] == [
        "due in four minutes",
        "late since an hour",
        "due next week",
        "a month late",
    ]


def test_home_says_how_many_are_late_and_the_list_shows_as_many(
    cast: Cast, town: Town, now: datetime
) -> None:
    assert counts(town.house, now)["late"] == 2
    page = cast["dispatcher"].get("/").content.decode()
    assert '<a class="late" href="/tickets/?due=late">2 late, see all</a>' in page
    listed = cast["dispatcher"].get("/tickets/?due=late").content.decode()
    shown = [title for title in LATE_BY if title in listed]
    assert shown == ["a month late", "late since an hour"]


@pytest.mark.usefixtures("now")
def test_a_list_of_running_clocks_leaves_out_what_has_none(cast: Cast, town: Town) -> None:
    quiet = open_ticket(town.house, town.willow, {"title": "no clock here"})
    Ticket.objects.filter(pk=quiet.pk).update(respond_due=None, resolve_due=None)
    listed = cast["dispatcher"].get("/tickets/?due=runs").content.decode()
    assert "due next week" in listed
    assert "no clock here" not in listed


@pytest.mark.usefixtures("now")
def test_whose_ticket_is_due_is_said(cast: Cast, town: Town) -> None:
    page = cast["dispatcher"].get("/").content.decode()
    card = page[page.index("Due next") : page.index("Questions that wait")]
    assert card.count(str(town.willow)) == len(LATE_BY)
