"""Technicians who work at the same moment wait for each other, and never for ever."""

from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.hashers import make_password

from flatwright.office.accounts.models import User
from flatwright.office.accounts.roles import Role
from flatwright.office.clients.actions import edit
from flatwright.office.clients.models import Person
from flatwright.office.desk.actions.agreeing import Asked, answer_approval, ask_approval
from flatwright.office.desk.actions.talk import comment
from flatwright.office.desk.actions.tickets import assign, merge, open_ticket, set_status
from flatwright.office.desk.actions.time import Span, log_time, start_timer, stop_timer
from flatwright.office.desk.models import Approval, Ticket, TimeEntry, Timer
from tests.office.clients.at_once import DONE, at_once
from tests.office.town import Town

pytestmark = pytest.mark.django_db(transaction=True)

TRIES = range(6)  # one alone may end well by luck
MORNING = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("UTC"))


@pytest.fixture
def hands() -> list[User]:
    return [
        User.objects.create(
            email=f"{name}@house.example",
            name=name,
            role=Role.TECHNICIAN,
            password=make_password(None),
        )
        for name in ("tim", "una", "vic")
    ]


def opened(town: Town, title: str, *, elsewhere: bool = False) -> Ticket:
    client = town.elsewhere if elsewhere else town.willow
    return open_ticket(town.house, client, {"title": title})


def again(ticket: Ticket) -> Ticket:
    return Ticket.objects.get(pk=ticket.pk)


def test_on_one_ticket_each_does_something_else(town: Town, hands: list[User]) -> None:
    ticket = opened(town, "Printer")
    for n in TRIES:
        start = MORNING + timedelta(hours=n)
        spans = [
            Span(start=start, end=start + timedelta(minutes=15), technician=each)
            for each in hands
        ]
        acts = [partial(log_time, town.house, again(ticket), span) for span in spans]
        assert (
            at_once(
                [
                    *acts,
                    partial(comment, town.house, again(ticket), "seen", public=False),
                    partial(set_status, town.house, again(ticket), "open"),
                    partial(assign, town.house, again(ticket), hands[0]),
                    partial(
                        edit, town.house, Person.objects.get(pk=town.ada.pk), name=f"A{n}"
                    ),
                ]
            )
            == [DONE] * 7
        )
    assert ticket.entries.count() == len(TRIES) * len(hands)


def test_timers_go_over_from_one_client_to_the_other(town: Town, hands: list[User]) -> None:
    """Each holds two clients; two that held them in another order would never end."""
    here, there = opened(town, "Here"), opened(town, "There", elsewhere=True)
    start_timer(town.house, here, hands[0])
    start_timer(town.house, there, hands[1])
    for n in TRIES:
        first, second = (there, here) if n % 2 == 0 else (here, there)
        told = at_once(
            [
                partial(start_timer, town.house, again(first), hands[0]),
                partial(start_timer, town.house, again(second), hands[1]),
            ]
        )
        assert told == [DONE] * 2
        TimeEntry.objects.all().delete()  # so that the next minute overlaps with none
    assert Timer.objects.count() == 2


def test_a_timer_that_is_stopped_twice_is_kept_once(town: Town, hands: list[User]) -> None:
    ticket = opened(town, "Printer")
    start_timer(town.house, ticket, hands[0])
    stops = [partial(stop_timer, town.house, hands[0]) for _ in range(3)]
    assert at_once([*stops]) == [DONE] * 3
    assert ticket.entries.count() == 1


def test_a_yes_that_is_given_twice_counts_once(town: Town) -> None:
    ticket = opened(town, "Printer")
    asked = ask_approval(town.house, ticket, Asked(type=Approval.Type.HOURLY))
    given = [
        partial(
            answer_approval,
            town.house,
            Approval.objects.get(pk=asked.pk),
            town.ada,
            yes=yes,
        )
        for yes in (True, False, True)
    ]
    assert at_once([*given]) == ["already_answered", "already_answered", DONE]


def test_nothing_is_written_on_a_ticket_while_it_is_merged(town: Town) -> None:
    for _ in TRIES:
        old, into = opened(town, "Old"), opened(town, "Into")
        told = at_once(
            [
                partial(merge, town.house, again(old), again(into)),
                partial(comment, town.house, again(old), "late", public=False),
            ]
        )
        assert told in ([DONE, DONE], [DONE, "ticket_merged"])
        assert old.comments.count() == 0
