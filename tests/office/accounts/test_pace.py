"""A token's calls are counted, and most of them write nothing."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flatwright.office.accounts import pace
from flatwright.office.accounts.models import Attempts
from flatwright.office.accounts.pace import AT_ONCE, may_call
from flatwright.office.accounts.throttle import Limit

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
LIMIT = Limit(key="token x", most=50, within=MINUTE)


@pytest.fixture(autouse=True)
def _new_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "_owns", {})


def calls(count: int, at: datetime = NOW) -> list[bool]:
    return [may_call(LIMIT, at) for _ in range(count)]


@pytest.mark.django_db
def test_one_call_more_than_the_limit_is_refused_and_a_minute_later_taken() -> None:
    assert calls(51) == [True] * 50 + [False]
    assert calls(1, NOW + MINUTE - timedelta(seconds=1)) == [False]
    assert calls(51, NOW + MINUTE) == [True] * 50 + [False]


@pytest.mark.django_db
def test_twenty_calls_write_once_and_refused_ones_ask_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        calls(AT_ONCE)
    once = len(asked)
    with CaptureQueriesContext(connection) as asked:
        calls(AT_ONCE)
    assert len(asked) == once <= 6
    calls(50)
    with CaptureQueriesContext(connection) as asked:
        assert not any(calls(100))
    assert len(asked) == 0


@pytest.mark.django_db
def test_two_processes_together_stay_within_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    let_through = 0
    theirs: tuple[dict[str, pace._Own], ...] = ({}, {})
    for turn in range(200):
        monkeypatch.setattr(pace, "_owns", theirs[turn % 2])
        let_through += may_call(LIMIT, NOW)
    assert let_through == 50


@pytest.mark.django_db
def test_slow_caller_is_noted_once_a_minute_and_never_refused() -> None:
    for turn in range(10):
        at = NOW + timedelta(seconds=20 * turn)
        assert may_call(LIMIT, at)
    row = Attempts.objects.get(key=LIMIT.key)
    assert (row.since, row.count) == (NOW + timedelta(minutes=3), AT_ONCE)


@pytest.mark.django_db
def test_what_is_over_is_let_go() -> None:
    calls(1)
    may_call(Limit(key="token y", most=50, within=MINUTE), NOW + 2 * MINUTE)
    assert list(pace._owns) == ["token y"]


@pytest.mark.django_db(transaction=True)
def test_many_threads_are_let_through_exactly_as_often_as_the_limit_says() -> None:
    answers, barrier = list[bool](), threading.Barrier(4)

    def many() -> None:
        barrier.wait()
        answers.extend(calls(30))
        connection.close()

    threads = [threading.Thread(target=many) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (len(answers), sum(answers)) == (120, 50)
