"""What was moved or removed by others since it was looked at, and one pair of hands."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import make_password

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.audit.changes import remove
from flatwright.office.audit.models import Event
from flatwright.office.checkup.decided import decided_again, drawn_uses, standing
from flatwright.office.clients.actions import add_client
from flatwright.office.clients.models import Client
from flatwright.office.desk.actions.agreeing import add_material, remove_material
from flatwright.office.desk.actions.talk import comment
from flatwright.office.desk.actions.tickets import merge, open_ticket
from flatwright.office.desk.actions.time import (
    Span,
    edit_entry,
    log_time,
    remove_entry,
    start_timer,
    stop_timer,
)
from flatwright.office.desk.models import Material, Ticket, TimeEntry, Timer
from flatwright.office.projects.actions import Outline, begin_project
from tests.office.clients.at_once import DONE, at_once
from tests.office.town import Town

pytestmark = pytest.mark.django_db(transaction=True)

TRIES = range(6)
MORNING = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("UTC"))
QUARTER = timedelta(minutes=15)


@pytest.fixture
def tim() -> User:
    return User.objects.create(
        email="tim@house.example",
        name="tim",
        role=Role.TECHNICIAN,
        password=make_password(None),
    )


def opened(town: Town, title: str, *, elsewhere: bool = False) -> Ticket:
    client = town.elsewhere if elsewhere else town.willow
    return open_ticket(town.house, client, {"title": title})


def span(tim: User, n: int = 0) -> Span:
    start = MORNING + n * QUARTER
    return Span(start=start, end=start + QUARTER, technician=tim)


def found() -> list[str]:
    """What doctor says of decisions, all of them decided again."""
    return [
        each.says for check in (standing, drawn_uses, decided_again) for each in check()
    ]


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_nobody_works_for_two_clients_in_one_minute(town: Town, tim: User) -> None:
    here, there = opened(town, "Here"), opened(town, "There", elsewhere=True)
    for n in TRIES:
        acts = [partial(log_time, town.house, t, span(tim, n)) for t in (here, there)]
        assert at_once([*acts]) == [DONE, "overlapping_entries"]


def test_of_two_first_timers_of_one_technician_one_runs(town: Town, tim: User) -> None:
    here, there = opened(town, "Here"), opened(town, "There", elsewhere=True)
    for _ in TRIES:
        acts = [partial(start_timer, town.house, t, tim) for t in (here, there)]
        assert at_once([*acts]) == [DONE] * 2
        assert Timer.objects.count() == 1
        Timer.objects.all().delete()
        TimeEntry.objects.all().delete()


def test_time_that_is_removed_twice_is_removed_once(town: Town, tim: User) -> None:
    entry = log_time(town.house, opened(town, "Printer"), span(tim))
    both = [TimeEntry.objects.get(pk=entry.pk) for _ in range(2)]
    acts = [partial(remove_entry, town.house, each) for each in both]
    assert at_once([*acts]) == [DONE, "gone_meanwhile"]
    assert Event.objects.filter(verb="removed", subject="desk.timeentry").count() == 1


def test_time_that_was_removed_is_not_corrected(town: Town, tim: User) -> None:
    entry = log_time(town.house, opened(town, "Printer"), span(tim))
    stale = TimeEntry.objects.get(pk=entry.pk)
    remove_entry(town.house, entry)
    edit = partial(edit_entry, town.house, stale, None, span(tim, 2))
    assert code_of(edit) == "gone_meanwhile"


def test_time_that_was_merged_away_is_decided_where_it_is(town: Town, tim: User) -> None:
    old, into = opened(town, "Old"), opened(town, "Into")
    entry = log_time(town.house, old, span(tim))
    stale = TimeEntry.objects.select_related("ticket").get(pk=entry.pk)
    merge(town.house, old, into)
    edit_entry(town.house, stale, None, span(tim, 2))
    assert found() == []
    removed = TimeEntry.objects.select_related("ticket").get(pk=entry.pk)
    removed.ticket = old
    remove_entry(town.house, removed)
    assert found() == []


def test_a_part_that_is_removed_twice_is_removed_once(town: Town) -> None:
    row = Material(item="Toner", amount=5000)
    part = add_material(town.house, opened(town, "Printer"), row)
    stale = Material.objects.select_related("ticket").get(pk=part.pk)
    remove_material(town.house, part)
    assert code_of(partial(remove_material, town.house, stale)) == "gone_meanwhile"


def test_nothing_is_said_of_a_ticket_that_was_undone(town: Town) -> None:
    ticket = open_ticket(town.house, town.elsewhere, {"title": "Printer"})
    stale = Ticket.objects.get(pk=ticket.pk)
    remove(town.house.actor, ticket)
    told = code_of(partial(comment, town.house, stale, "late", public=False))
    assert told == "gone_meanwhile"


def test_a_ticket_is_merged_once(town: Town) -> None:
    old, first, second = (opened(town, title) for title in ("Old", "One", "Two"))
    merge(town.house, old, first)
    assert code_of(partial(merge, town.house, old, second)) == "ticket_merged"


def test_a_timer_goes_with_the_ticket_that_is_merged(town: Town, tim: User) -> None:
    old, into = opened(town, "Old"), opened(town, "Into")
    start_timer(town.house, old, tim)
    merge(town.house, old, into)
    entry = stop_timer(town.house, tim)
    assert entry
    assert entry.ticket == into


def test_two_who_plan_one_project_plan_it_once(town: Town) -> None:
    ticket = opened(town, "New server")
    acts = [
        partial(
            begin_project, town.house, Ticket.objects.get(pk=ticket.pk), Outline(budget=n)
        )
        for n in (60, 90)
    ]
    assert at_once([*acts]) == [DONE] * 2


def test_who_goes_over_within_a_minute_can_stop_the_second_clock(
    town: Town, tim: User
) -> None:
    tickets = [opened(town, title) for title in ("One", "Two", "Three")]
    for ticket in tickets:
        start_timer(town.house, ticket, tim)
    assert stop_timer(town.house, tim)
    assert [each.entries.get().minutes for each in tickets] == [1, 1, 1]


def test_a_client_that_was_removed_meanwhile_is_told(town: Town) -> None:
    client = add_client(town.house, name="Gone", time_zone="UTC", first=MORNING.date())
    remove(town.house.actor, Client.objects.get(pk=client.pk))
    with pytest.raises(Refusal) as told:
        open_ticket(town.house, client, {"title": "Printer"})
    assert told.value.code == "gone_meanwhile"
