"""An invitation is mailed in the background, or its link is shown and that said."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from django.test import Client as Browser
from pytest_django import Settings

from flatwright.office.accounts.models import Invitation
from flatwright.office.queue.models import Job
from flatwright.office.queue.running import Worker, run_next
from flatwright.worker.handlers import HANDLERS
from tests.office.accounts.cast import person
from tests.office.accounts.postbox import Postbox, postbox
from tests.office.accounts.signing import signed_in, with_app

pytestmark = pytest.mark.django_db
SMTP = "django.core.mail.backends.smtp.EmailBackend"
FORM = {"email": "tom@example.com", "name": "Tom", "role": "technician"}


@pytest.fixture
def owner() -> Browser:
    return signed_in(with_app(person("ada")))


def use(settings: Settings, box: Postbox) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_PORT, settings.EMAIL_USE_TLS = box.port, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""


def invited(owner: Browser) -> tuple[str, str]:
    """What the page says, and the link on it."""
    answer = owner.post("/settings/accounts/invite/", FORM)
    shown = answer.content.decode()
    assert answer.status_code == 200, shown
    return shown, shown.partition('readonly value="')[2].partition('"')[0]


def worked() -> Job:
    """The one job, tried at the time that it waits for."""
    job = Job.objects.get()
    at = job.run_at + timedelta(seconds=1)
    run_next(HANDLERS, Worker(owner="postman", clock=partial(_same, at)))
    return Job.objects.get()


def _same(at: datetime) -> datetime:
    return at


def test_without_a_mail_server_the_link_is_shown_and_that_said(
    owner: Browser, settings: Settings
) -> None:
    settings.EMAIL_HOST = ""
    shown, link = invited(owner)
    assert "no mail server, so" in shown
    assert "/invitation/" in link
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_with_one_the_mail_arrives_with_the_link(
    owner: Browser, settings: Settings
) -> None:
    with postbox() as box:
        use(settings, box)
        shown, link = invited(owner)
        assert "A mail with this link goes to tom@example.com" in shown
        assert box.mails == []
        assert worked().says == "Mailed to tom@example.com."
    (mail,) = box.mails
    assert "To: tom@example.com" in mail
    assert link in mail


@pytest.mark.django_db(transaction=True)
def test_a_server_that_does_not_take_it_is_asked_again(
    owner: Browser, settings: Settings
) -> None:
    with postbox(refusals=2) as box:
        use(settings, box)
        invited(owner)
        assert [worked().state for _ in range(3)] == ["waiting", "waiting", "done"]
    assert len(box.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_link_is_not_mailed(owner: Browser, settings: Settings) -> None:
    with postbox() as box:
        use(settings, box)
        invited(owner)
        key = Invitation.objects.get().key
        owner.post(f"/settings/accounts/invitations/{key}/")
        assert "holds no longer" in worked().says
    assert box.mails == []


def test_who_is_invited_twice_by_one_form_is_invited_once(owner: Browser) -> None:
    for _ in range(2):
        owner.post("/settings/accounts/invite/", FORM | {"once": "a number of the page"})
    assert Invitation.objects.count() == 1


def test_the_secret_of_the_link_is_not_stored(owner: Browser, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example.com"
    _, link = invited(owner)
    secret = link.rstrip("/").rpartition("/")[2]
    assert len(secret) == 43
    assert secret not in str(list(Job.objects.values()))
    assert secret not in owner.get(f"/jobs/{Job.objects.get().key}/").content.decode()
