"""What the house does every night."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.utils import timezone

from flatwright.office.accounts.models import Attempts, Invitation, User
from flatwright.office.audit.changes import create
from flatwright.office.audit.guards import lift
from flatwright.office.audit.models import Event, Head
from flatwright.office.queue.enqueue import Order, order
from flatwright.office.queue.models import Job
from flatwright.office.queue.running import Worker, run_next
from flatwright.office.queue.schedules import keep, make_due
from flatwright.worker import record
from flatwright.worker.handlers import HANDLERS, SCHEDULES
from tests.office.queue.work import BY, NOW

pytestmark = pytest.mark.django_db


def ended(kind: str) -> Job:
    job = order(BY, Order(kind=kind, run_at=timezone.now()))
    assert run_next(HANDLERS, Worker(owner="night")) is not None
    return Job.objects.get(pk=job.pk)


def invited(name: str, **more: object) -> None:
    told = {"name": name, "role": "technician", "digest": name, "expires": NOW} | more
    create(BY, Invitation(email=f"{name}@example.com", **told))


def some_changes() -> None:
    for number in range(5):
        invited("ada", digest=str(number))


@pytest.fixture
def _short_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "CHUNK", 2)


def test_every_schedule_has_its_handler() -> None:
    assert {plan.kind for plan in SCHEDULES} <= set(HANDLERS)


def test_a_night_makes_each_job_once_and_all_are_done() -> None:
    now = timezone.now()
    keep(SCHEDULES, now)
    made = make_due(now + timedelta(days=1))
    assert len(made) == len(SCHEDULES)
    tomorrow = Worker(owner="night", clock=lambda: now + timedelta(days=1))
    while run_next(HANDLERS, tomorrow) is not None:
        pass
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


@pytest.mark.usefixtures("_short_chunks")
def test_a_record_that_is_whole_is_said_to_be_so() -> None:
    some_changes()
    job = ended("verify record")
    assert (job.state, job.says) == ("done", "5 changes, all as written.")


def test_a_record_without_a_change_is_whole() -> None:
    assert ended("verify record").state == "done"


@pytest.mark.usefixtures("_short_chunks")
@pytest.mark.parametrize(
    ("tampered", "found"),
    [
        (lambda: third().update(actor="Eve"), "was changed"),
        (lambda: third().delete(), "one before it is gone"),
        (lambda: last().delete(), "there are 4 events of 5"),
        (lambda: Head.objects.update(digest="0"), "not the one that was written last"),
    ],
    ids=["edited", "left out", "the last left out", "the head changed"],
)
def test_a_record_that_is_not_whole_fails_the_job_with_the_reason(
    tampered: object, found: str
) -> None:
    some_changes()
    lift(connection, "audit_event")
    assert callable(tampered)
    tampered()
    job = ended("verify record")
    assert job.state == "failed"
    assert found in job.error


def third() -> models.QuerySet[Event]:
    return Event.objects.filter(pk=Event.objects.order_by("id")[2].pk)


def last() -> models.QuerySet[Event]:
    return Event.objects.filter(pk=Event.objects.order_by("id")[4].pk)


def test_what_has_run_out_is_cleared_and_the_rest_stays() -> None:
    now = timezone.now()
    long_ago, soon = now - timedelta(days=200), now + timedelta(hours=1)
    user = User.objects.create(name="Ada", email="ada@example.com")
    for key, until in (("old", long_ago), ("new", soon)):
        Session.objects.create(session_key=key, session_data="", expire_date=until)
        UserSession.objects.create(
            user=user, session_key=key, ip="192.0.2.1", user_agent=""
        )
        Attempts.objects.create(key=key, since=until)
        invited(key, expires=until)
        Job.objects.create(kind="one", state="done", says=key, ended=until)
    job = ended("tidy")
    assert job.says == (
        "Cleared away: sessions 1, invitations 1, counts of sign-ins 1, jobs 1."
    )
    assert Session.objects.get().session_key == "new"
    assert UserSession.objects.get().session_key == "new"
    assert Attempts.objects.get().key == "new"
    assert Invitation.objects.get().email == "new@example.com"
    assert Job.objects.filter(kind="one").get().says == "new"


def test_the_record_keeps_that_an_invitation_was_cleared() -> None:
    invited("a")
    ended("tidy")
    event = Event.objects.get(verb="removed")
    assert (event.subject, event.before["email"]) == (
        "accounts.invitation",
        "a@example.com",
    )


def test_an_accepted_invitation_stays() -> None:
    invited("a", accepted=NOW)
    ended("tidy")
    assert Invitation.objects.count() == 1
