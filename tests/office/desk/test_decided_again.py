"""A fact that is corrected: what stands on it is decided again, and the ticket says so."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser

from flatwright.cli.doctor import repair
from flatwright.domain.coverage.decide import decide
from flatwright.office.agreements.actions import (
    Signed,
    end_agreement,
    enter_agreement,
)
from flatwright.office.checkup.decided import standing
from flatwright.office.clients.actions import edit, leave_roster
from flatwright.office.desk.actions import Span, log_time, open_ticket
from flatwright.office.desk.again import JOB
from flatwright.office.desk.models import Decision, Ticket
from flatwright.office.queue.models import Job
from flatwright.office.queue.running import Handler, Worker
from flatwright.worker.handlers import HANDLERS
from flatwright.worker.loop import work_off
from tests.office.town import Town

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)


@pytest.fixture
def ticket(town: Town) -> Ticket:
    """An hour for Ada, covered."""
    told = {"title": "slow", "who": "listed", "person": town.ada, "cause": "normal"}
    told |= {"what": "listed", "thing": town.ada_pc}
    made = open_ticket(town.house, town.willow, told, at=MONDAY)
    hour = Span(
        start=MONDAY, end=MONDAY + timedelta(hours=1), technician=town.staff["owner"]
    )
    log_time(town.house, made, hour)
    made.refresh_from_db()
    assert badge(made) == "covered"
    return made


def badge(ticket: Ticket) -> str:
    """What lists show."""
    ticket.refresh_from_db()
    return ticket.decision.badge if ticket.decision else ""


def worked_off() -> list[str]:
    """How the jobs ended that decide again, in words."""
    while Job.objects.filter(state="waiting", kind=JOB).exists():
        work_off(HANDLERS, Worker(owner="test"))
    return list(Job.objects.filter(kind=JOB).values_list("says", flat=True))


def page(cast: dict[str, Browser], ticket: Ticket) -> str:
    return cast["owner"].get(f"/tickets/{ticket.number}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_roster_that_is_corrected_turns_what_was_decided(
    town: Town, ticket: Ticket
) -> None:
    leave_roster(town.house, town.ada, date(2026, 2, 27))
    assert worked_off() == ["1 of 1 differ now."]
    assert badge(ticket) != "covered"
    assert Decision.objects.filter(ticket=ticket, by="a changed fact").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_fact_that_decides_nothing_leaves_decisions_as_they_are(
    town: Town, ticket: Ticket
) -> None:
    assert ticket.decision
    before = Decision.objects.count()
    edit(town.house, town.ada, name="Ada Byron")
    assert worked_off() == ["0 of 1 differ now."]
    assert Decision.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_many_changes_ask_for_one_job(town: Town, ticket: Ticket) -> None:
    edit(town.house, town.ada_pc, kind="tablet")
    edit(town.house, town.ada_pc, kind="phone")
    assert Job.objects.filter(kind=JOB).count() == 1
    assert worked_off() == ["1 of 1 differ now."]
    assert badge(ticket) == "covered"


@pytest.mark.django_db(transaction=True)
def test_a_change_while_the_job_runs_is_looked_at_too(
    town: Town, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(town.house, town.ada, name="Ada Byron")
    chunks: list[object] = []

    def change_after_the_first(work: object) -> None:
        chunks.append(work)
        if len(chunks) == 2:
            leave_roster(town.house, town.ada, date(2026, 2, 27))

    effect = HANDLERS[JOB].effect
    monkeypatch.setitem(HANDLERS, JOB, Handler(effect, change_after_the_first))
    worked_off()
    assert badge(ticket) != "covered"


@pytest.mark.django_db(transaction=True)
def test_work_is_gone_through_once_whatever_follows_from_it(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"title": "desk", "who": "listed", "person": town.ada, "action": "move_desk"}
    for day in range(6):
        at = MONDAY + timedelta(days=day)
        made = open_ticket(town.house, town.willow, told, at=at)
        hour = Span(start=at, end=at + timedelta(hours=1), technician=town.staff["owner"])
        log_time(town.house, made, hour)
    asked: list[object] = []

    def counted(*what: Any) -> Any:
        asked.append(what)
        return decide(*what)

    monkeypatch.setattr("flatwright.office.desk.deciding.decide", counted)
    leave_roster(town.house, town.ada, date(2026, 2, 27))
    assert len(worked_off()) == 1
    assert len(asked) == 6


def test_a_client_without_tickets_asks_for_nothing(town: Town) -> None:
    edit(town.house, town.ada, name="Ada Byron")
    end_agreement(town.house, town.agreement, None)
    assert not Job.objects.filter(kind=JOB).exists()


@pytest.mark.django_db(transaction=True)
def test_the_ticket_shows_what_it_was_and_what_it_is(
    cast: dict[str, Browser], town: Town, ticket: Ticket
) -> None:
    assert "What has changed" not in page(cast, ticket)
    leave_roster(town.house, town.ada, date(2026, 2, 27))
    assert "It is decided again in the background" in page(cast, ticket)
    worked_off()
    assert "It was decided again" in page(cast, ticket)


@pytest.mark.django_db(transaction=True)
def test_an_agreement_entered_later_decides_what_was_done_before(
    cast: dict[str, Browser], town: Town
) -> None:
    told = {"title": "slow", "who": "listed", "person": town.zoe, "cause": "normal"}
    made = open_ticket(town.house, town.elsewhere, told, at=MONDAY)
    assert badge(made) == ""
    plan = town.agreement.versions.get().plan
    enter_agreement(town.house, town.elsewhere, Signed(plan=plan, first=date(2026, 1, 1)))
    assert worked_off() == ["1 of 1 differ now."]
    assert badge(made) != ""
    listed = cast["owner"].get("/tickets/?status=all").content.decode()
    assert badge(made) in listed


def test_the_doctor_lets_a_worker_decide_what_has_no_decision(
    town: Town, ticket: Ticket, capsys: pytest.CaptureFixture[str]
) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(decision=None)
    found = list(standing())
    assert [each.says for each in found] == [
        f"{ticket} has no decision. Run: flatwright doctor --repair"
    ]
    Job.objects.filter(kind=JOB).delete()
    repair(found)
    assert Job.objects.get(kind=JOB).payload == {"client": town.willow.pk}
    assert "flatwright worker --once" in capsys.readouterr().err
