"""What an owner may do with a job, and what others may not."""

from collections.abc import Callable

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.models import Event
from flatwright.office.clients.scope import Right, Scope, everything
from flatwright.office.queue.actions import cancel, retry
from flatwright.office.queue.enqueue import Order, order
from flatwright.office.queue.models import Job
from flatwright.office.queue.queries import jobs, schedules, standing
from flatwright.office.queue.running import Handler, run_next
from tests.office.queue.work import BY, HANDLERS, NOW, later, made, make_client, worker

pytestmark = pytest.mark.django_db
OWNER = everything(BY)
TECHNICIAN = Scope(actor=BY, clients=None, rights=frozenset({Right.SEE, Right.WORK}))


def failed(once: str = "") -> Job:
    payload = {"name": "Willow"}
    wanted = Order(kind="one", payload=payload, run_at=NOW, max_attempts=1, once=once)
    job = order(BY, wanted)
    run_next({"one": HANDLERS["broken"]}, worker())
    job.refresh_from_db()
    assert job.state == "failed"
    return job


def waiting(once: str = "") -> Job:
    payload = {"name": "Willow"}
    return order(BY, Order(kind="one", payload=payload, run_at=NOW, once=once))


def code_of(act: Callable[[Scope, Job], object], scope: Scope, job: Job) -> str:
    with pytest.raises(Refusal) as refused:
        act(scope, job)
    return refused.value.code


def test_a_failed_job_is_tried_again_at_once_and_the_record_says_who_asked() -> None:
    job = retry(OWNER, failed())
    assert (job.state, job.attempts) == ("waiting", 0)
    run_next(HANDLERS, worker(at=job.run_at))
    job.refresh_from_db()
    assert (job.state, job.error, made()) == ("done", "", ["Willow"])
    event = Event.objects.get(subject="queue.job")
    assert (event.verb, event.actor, event.after["state"]) == ("changed", "Ada", "waiting")


def test_what_is_done_or_waits_is_not_tried_again() -> None:
    job = waiting()
    assert code_of(retry, OWNER, job) == "job_not_failed"
    run_next(HANDLERS, worker())
    assert code_of(retry, OWNER, job) == "job_not_failed"


def test_it_is_not_tried_again_beside_the_same_work() -> None:
    job = failed(once="bill")
    waiting(once="bill")
    assert code_of(retry, OWNER, job) == "job_again"


def test_a_job_that_is_cancelled_is_not_done() -> None:
    cancel(OWNER, waiting())
    assert run_next(HANDLERS, worker()) is None
    assert made() == []


def test_a_job_that_is_cancelled_while_it_runs_has_no_effect() -> None:
    job = waiting()
    slow = Handler(make_client, prepare=lambda _: cancel(OWNER, job))
    run_next({"one": slow}, worker())
    job.refresh_from_db()
    assert (job.state, made()) == ("cancelled", [])


def test_what_is_over_is_not_cancelled() -> None:
    assert code_of(cancel, OWNER, failed()) == "job_is_over"


@pytest.mark.parametrize("act", [retry, cancel], ids=["retry", "cancel"])
def test_others_than_owners_change_nothing(act: Callable[[Scope, Job], object]) -> None:
    assert code_of(act, TECHNICIAN, failed()) == "not_allowed"


def test_others_than_owners_see_nothing() -> None:
    waiting()
    assert (jobs(OWNER).count(), jobs(TECHNICIAN).count()) == (1, 0)
    assert schedules(TECHNICIAN).count() == 0


def test_the_standing_counts_each_state_and_notices_that_nobody_works() -> None:
    failed()
    waiting()
    soon, late = standing(OWNER, later(1)), standing(OWNER, later(10))
    assert soon.counts == {"waiting": 1, "running": 0, "failed": 1}
    assert (soon.is_stuck, late.is_stuck) == (False, True)
