"""The pages of background work: seen, tried again and cancelled by an owner."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from flatwright.office.accounts.roles import Role
from flatwright.office.queue.enqueue import Order, order
from flatwright.office.queue.models import Job
from flatwright.office.queue.pulse import beat
from flatwright.office.queue.queries import page
from flatwright.office.queue.running import run_next
from tests.office.accounts.cast import person
from tests.office.accounts.signing import signed_in, with_app
from tests.office.queue.work import BY, HANDLERS, NOW, made, worker

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Browser:
    return signed_in(with_app(person("ada")))


def waiting(name: str = "Willow", **more: object) -> Job:
    told: dict[str, object] = {"kind": "one", "payload": {"name": name}, "run_at": NOW}
    return order(BY, Order(**told | more))  # type: ignore[arg-type] # by name


def failed() -> Job:
    job = waiting(max_attempts=1)
    run_next({"one": HANDLERS["broken"]}, worker())
    return Job.objects.get(pk=job.pk)


def text(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_shows_what_failed_and_why_and_says_that_nobody_works(
    owner: Browser,
) -> None:
    failed()
    waiting()
    shown = text(owner, "/jobs/")
    assert "It failed (ValueError)." in shown
    assert "No worker was ever seen." in shown
    assert "Start a worker" in shown
    assert "It failed" not in text(owner, "/jobs/state/waiting/")
    assert owner.get("/jobs/state/unheard-of/").status_code == 404


def test_whether_a_worker_is_there_is_said(owner: Browser) -> None:
    now = timezone.now()
    beat(now - timedelta(minutes=10))
    assert "No worker was seen since" in text(owner, "/jobs/")
    beat(now)
    assert "No worker" not in text(owner, "/jobs/")


def test_a_worker_that_is_long_at_one_job_is_there(owner: Browser) -> None:
    waiting()
    Job.objects.update(state="running", lease_until=timezone.now() + timedelta(minutes=1))
    assert "No worker" not in text(owner, "/jobs/")
    Job.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    assert "No worker was ever seen." in text(owner, "/jobs/")


def test_the_full_text_of_an_error_stands_on_the_job_alone(owner: Browser) -> None:
    job = failed()
    assert "secret text of the database" not in text(owner, "/jobs/")
    assert "secret text of the database" in text(owner, f"/jobs/{job.key}/")


def test_a_job_is_tried_again_from_its_page(owner: Browser) -> None:
    job = failed()
    assert "Try again" in text(owner, f"/jobs/{job.key}/")
    owner.post(f"/jobs/{job.key}/retry/")
    assert "It waits to be tried again." in text(owner, f"/jobs/{job.key}/")
    run_next(HANDLERS, worker(at=Job.objects.get().run_at))
    assert made() == ["Willow"]
    assert "One client made." in text(owner, f"/jobs/{job.key}/")


def test_what_is_refused_is_said(owner: Browser) -> None:
    job = waiting()
    for _ in range(2):
        owner.post(f"/jobs/{job.key}/cancel/")
    assert "there is nothing left to cancel" in text(owner, f"/jobs/{job.key}/")
    assert Job.objects.get().state == "cancelled"


def test_a_job_that_runs_is_followed_and_one_that_is_over_is_not(owner: Browser) -> None:
    job = waiting()
    Job.objects.update(state="running", done=2, of=8, says="clients made")
    part = owner.get(f"/jobs/{job.key}/", headers={"HX-Request": "true"})
    assert 'hx-trigger="every 3s"' in part.content.decode()
    assert "25 %" in part.content.decode()
    assert "<html" not in part.content.decode()
    Job.objects.update(state="done")
    assert "hx-trigger" not in text(owner, f"/jobs/{job.key}/").partition("<main")[2]


def test_markup_in_a_job_is_text(owner: Browser) -> None:
    job = waiting("<script>alert(1)</script>", once="<b>bold</b>")
    for address in ("/jobs/", f"/jobs/{job.key}/"):
        shown = text(owner, address)
        assert "<script>alert" not in shown
        assert "<b>bold" not in shown


def test_a_technician_is_told_that_it_is_not_theirs() -> None:
    browser = signed_in(with_app(person("tim", Role.TECHNICIAN)))
    job = waiting()
    assert browser.get("/jobs/").status_code == 403
    assert browser.post(f"/jobs/{job.key}/cancel/").status_code == 403
    assert Job.objects.get().state == "waiting"


def test_older_jobs_stand_on_the_next_page() -> None:
    numbers = [waiting(str(number)).pk for number in range(5)]
    first = page(Job.objects.all(), size=3)
    second = page(Job.objects.all(), first.after, size=3)
    assert [job.pk for job in first.rows + second.rows] == numbers[::-1]
    assert second.after == ""
