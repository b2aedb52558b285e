"""Asking for jobs, doing them, and what comes of those that fail."""

from collections.abc import Callable

import pytest
from django.db import transaction

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.models import Event
from flatwright.office.queue.enqueue import Order, enqueue, order
from flatwright.office.queue.leases import LEASE, claim, extend, wait_of
from flatwright.office.queue.models import Job
from flatwright.office.queue.running import Done, Handler, More, Work, Worker, run_next
from tests.office.queue.work import BY, HANDLERS, NOW, later, made, make_client, worker

pytestmark = pytest.mark.django_db


def asked(kind: str = "one", name: str = "Willow", **more: object) -> Job:
    wanted: dict[str, object] = {"kind": kind, "payload": {"name": name}, "run_at": NOW}
    return order(BY, Order(**wanted | more))  # type: ignore[arg-type] # by name


def again(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def test_a_job_is_done_and_says_what_came_of_it() -> None:
    job = asked()
    assert run_next(HANDLERS, worker()) is not None
    assert run_next(HANDLERS, worker()) is None
    job = again(job)
    assert (job.state, job.result, job.says) == ("done", {"made": 1}, "One client made.")
    assert made() == ["Willow"]


def test_the_record_names_who_asked_and_the_job() -> None:
    job = asked()
    run_next(HANDLERS, worker())
    event = Event.objects.get()
    assert (event.actor, event.source) == ("Ada", f"worker, job {job.key}")


def test_a_job_that_is_asked_for_in_a_failed_transaction_is_none() -> None:
    with transaction.atomic():
        enqueue(BY, "one", {"name": "Willow"}, once="willow")
        transaction.set_rollback(True)
    assert Job.objects.count() == 0


def test_the_same_words_while_one_is_open_mean_that_one() -> None:
    first = asked(once="bill of March")
    assert asked(once="bill of March").pk == first.pk
    assert asked(once="bill of April").pk != first.pk
    run_next(HANDLERS, worker())
    assert again(first).state == "done"
    assert asked(once="bill of March").pk != first.pk


def test_jobs_without_such_words_are_each_their_own() -> None:
    assert asked().pk != asked().pk


def test_the_more_urgent_first_then_the_older_and_none_before_its_time() -> None:
    asked(name="ordinary", run_at=later(-1))
    asked(name="old", run_at=later(-2))
    asked(name="urgent", priority=5)
    asked(name="tomorrow", run_at=later(24 * 60))
    order_of = []
    while (job := run_next(HANDLERS, worker())) is not None:
        order_of.append(job.payload["name"])
    assert order_of == ["urgent", "old", "ordinary"]


def test_what_a_worker_does_not_know_it_leaves_to_others() -> None:
    job = asked(kind="of another version")
    assert run_next(HANDLERS, worker()) is None
    assert again(job).state == "waiting"


def test_a_mistake_takes_its_effect_back_and_is_tried_again_later_and_later() -> None:
    job, waits = asked(kind="broken", max_attempts=3), []
    at = NOW
    while again(job).state == "waiting":
        at = again(job).run_at
        assert run_next(HANDLERS, worker(at=at)) is not None
        waits.append((again(job).run_at - at).total_seconds() / 60)
    assert waits == [1, 2, 0]
    assert (again(job).state, again(job).attempts) == ("failed", 3)
    assert made() == []


def test_the_wait_grows_to_four_hours_and_no_further() -> None:
    waits = [wait_of(Job(attempts=number)).total_seconds() / 60 for number in range(1, 40)]
    assert waits[:9] == [1, 2, 4, 8, 16, 32, 64, 128, 240]
    assert set(waits[8:]) == {240}


def test_the_text_of_a_mistake_is_kept_for_owners_alone() -> None:
    job = asked(kind="broken")
    run_next(HANDLERS, worker())
    assert again(job).error == "It failed (ValueError)."
    assert "secret text of the database" in again(job).details


def test_what_the_rules_forbid_is_not_tried_again() -> None:
    def forbidden(_: Work) -> Done:
        raise Refusal(code="closed", says="March is closed.")

    job = asked()
    run_next({"one": Handler(forbidden)}, worker())
    assert (again(job).state, again(job).error) == ("failed", "March is closed.")


def test_a_failing_job_does_not_block_the_others() -> None:
    asked(kind="broken", priority=9)
    asked(name="Oak")
    while run_next(HANDLERS, worker()) is not None:
        pass
    assert made() == ["Oak"]


def test_a_result_that_is_no_json_fails_the_job_and_its_effect() -> None:
    def odd(work: Work) -> Done:
        make_client(work)
        return Done(result=object())

    job = asked()
    run_next({"one": Handler(odd)}, worker())
    assert (again(job).error, made()) == ("It failed (TypeError).", [])


def test_chunks_say_how_far_the_job_is() -> None:
    job, told = asked(kind="three"), []
    three = HANDLERS["three"].effect

    def told_three(work: Work) -> Done | More:
        told.append((again(job).done, again(job).of, again(job).says))
        return three(work)

    run_next({"three": Handler(told_three)}, worker())
    assert told == [(0, 0, ""), (1, 3, "clients made"), (2, 3, "clients made")]
    assert made() == ["Willow 0", "Willow 1", "Willow 2"]


def test_a_worker_that_is_to_stop_gives_the_job_back_between_two_chunks() -> None:
    job = asked(kind="three")
    stopping = Worker(owner="old", clock=lambda: NOW, is_stopping=lambda: True)
    run_next(HANDLERS, stopping)
    assert (again(job).state, again(job).attempts, made()) == ("waiting", 0, ["Willow 0"])
    run_next(HANDLERS, worker("new"))
    assert (again(job).state, made()) == ("done", ["Willow 0", "Willow 1", "Willow 2"])


def test_a_chunk_that_is_done_is_not_done_again_when_the_next_one_fails() -> None:
    job, left = asked(kind="three"), [1]
    three = HANDLERS["three"].effect

    def once_broken(work: Work) -> Done | More:
        if work.cursor == 1 and left:
            left.pop()
            raise ValueError
        return three(work)

    handlers = {"three": Handler(once_broken)}
    run_next(handlers, worker())
    assert (again(job).state, again(job).cursor) == ("waiting", 1)
    run_next(handlers, worker(at=later(5)))
    assert (again(job).state, again(job).error) == ("done", "")
    assert made() == ["Willow 0", "Willow 1", "Willow 2"]


def overtaken(by: Callable[[], object]) -> Handler:
    """A slow worker, to whom something happens before it comes to its effect."""
    return Handler(make_client, prepare=lambda _: by())


def test_a_worker_that_is_late_changes_nothing() -> None:
    job = asked()

    def another() -> None:
        run_next(HANDLERS, worker("second", later(2)))

    run_next({"one": overtaken(another)}, worker("first"))
    assert (again(job).state, again(job).owner, again(job).fence) == ("done", "second", 2)
    assert made() == ["Willow"]


def test_the_mistake_of_a_late_worker_does_not_touch_the_job() -> None:
    job = asked()

    def another() -> None:
        run_next(HANDLERS, worker("second", later(2)))
        raise ValueError

    run_next({"one": overtaken(another)}, worker("first"))
    assert (again(job).state, again(job).error) == ("done", "")


def test_within_its_lease_nobody_else_takes_a_job() -> None:
    asked()
    found: list[Job | None] = []

    def another() -> None:
        found.append(run_next(HANDLERS, worker("second", NOW + LEASE / 2)))

    run_next({"one": overtaken(another)}, worker("first"))
    assert (found, made()) == ([None], ["Willow"])


def test_a_sign_of_life_makes_the_lease_longer_until_somebody_else_has_the_job() -> None:
    job = asked()
    held: list[bool] = []

    def live_on() -> None:
        mine = again(job)
        held.append(extend(mine, later(2)))
        assert run_next(HANDLERS, worker("second", later(2))) is None
        run_next(HANDLERS, worker("third", later(9)))
        held.append(extend(mine, later(9)))

    run_next({"one": overtaken(live_on)}, worker("first"))
    assert (held, again(job).owner) == ([True, False], "third")


@pytest.mark.parametrize("ends", ["well", "with a mistake"])
def test_a_late_worker_does_not_end_what_another_has_in_hand(ends: str) -> None:
    job = asked()

    def another() -> None:
        assert claim("second", HANDLERS, later(2)) is not None
        if ends == "with a mistake":
            raise ValueError

    run_next({"one": overtaken(another)}, worker("first"))
    assert (again(job).state, again(job).owner, again(job).error) == (
        "running",
        "second",
        "",
    )
    assert made() == []
