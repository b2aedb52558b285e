"""Workers that are killed at every step: `python -m tests.office.queue.deaths PLAY`.

Started by the tests on their own database. Nothing but forked children touches it, each
with a connection of its own: a worker is killed at its first step, the next at its second,
until one comes through; after each death a new worker finds what was left.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

import django
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "flatwright.site.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - after set-up

from flatwright.office.queue.enqueue import Order, order  # noqa: E402 - the same
from flatwright.office.queue.models import OPEN, Job, Rhythm  # noqa: E402 - the same
from flatwright.office.queue.running import Done, Handler, Work, Worker  # noqa: E402
from flatwright.office.queue.schedules import Plan, keep, make_due  # noqa: E402
from flatwright.office.queue.times import Every  # noqa: E402 - the same
from flatwright.worker.loop import work_off  # noqa: E402 - the same
from tests.office.queue.work import BY, HANDLERS, make_client  # noqa: E402 - the same

PATIENCE = 20.0  # seconds, for a server to notice that a worker is gone
HOURLY = Plan(
    name="hourly", kind="one", payload={"name": "turn"}, every=Every(rhythm=Rhythm.HOURLY)
)


def in_child(act: Callable[[], object]) -> int:
    """What a forked child ended with: 0, or less than 0 where it was killed."""
    return _ended(_forked(act))


def _forked(act: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            act()
            code = 0
        finally:
            if code:
                traceback.print_exc()
            sys.stderr.flush()
            os._exit(code)
    return child


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _beginning(sql: str) -> str:
    """The first three words of a statement, alike in both databases."""
    plain = sql.replace('"', "").replace("OR IGNORE ", "")
    return " ".join(plain.split()[:3])


class Reaper:
    """Counts the steps to the database, and ends the process at one of them."""

    def __init__(self, at: int, told: int) -> None:
        self.left, self.told = at, told

    def step(self, name: str) -> None:
        """One step less to live."""
        if self.left == 0:
            os.write(self.told, f"{name}\n".encode())
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1

    def __call__(self, execute: Any, sql: str, *rest: Any) -> Any:
        """Before a statement."""
        self.step(_beginning(sql))
        return execute(sql, *rest)

    def watch(self) -> None:
        """Before each statement, before each commit and after it."""
        here: Any = connection
        commit = here._commit

        def commit_watched() -> None:
            self.step("before commit")
            commit()
            self.step("after commit")

        here._commit = commit_watched
        connection.execute_wrappers.append(self)


def worker(ahead: timedelta = timedelta(0)) -> Worker:
    def clock() -> datetime:
        return timezone.now() + ahead

    return Worker(owner=f"process {os.getpid()}", clock=clock, tell=_to_stderr, rest=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """What is done before a death, by whom who dies, and by whoever comes after."""

    prepare: Callable[[int], object]
    work: Callable[[int], object]
    heal: Callable[[int], object]


def killed_at_every_step(play: Play) -> list[str]:
    """The steps at which workers died, until one came through."""
    reading, writing = os.pipe()
    for number in count():
        assert in_child(partial(play.prepare, number)) == 0
        code = in_child(partial(_mortal, play, number, writing))
        assert in_child(partial(play.heal, number)) == 0
        if code == 0:
            break
        assert code == -signal.SIGKILL, f"step {number} ended with {code}"
    os.close(writing)
    with os.fdopen(reading) as told:
        return told.read().splitlines()


def _mortal(play: Play, number: int, told: int) -> None:
    Reaper(number, told).watch()
    play.work(number)


def finish_all(_: int = 0) -> None:
    """Another worker, an hour later, until nothing is open."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        work_off(HANDLERS, worker(timedelta(hours=1)))
        if not Job.objects.filter(state__in=OPEN).exists():
            return
        time.sleep(0.05)
    msg = "jobs are still open"
    raise AssertionError(msg)


def play_job(kind: str) -> list[str]:
    """A job of a kind, killed at every step."""

    def ask(number: int) -> None:
        order(BY, Order(kind=kind, payload={"name": f"step {number:02}"}))

    def work(_: int) -> None:
        work_off(HANDLERS, worker())

    return killed_at_every_step(Play(prepare=ask, work=work, heal=finish_all))


def play_turn() -> list[str]:
    """The turn of a schedule, killed at every step: of each hour another turn."""
    began = timezone.now()

    def store(_: int) -> None:
        keep([HOURLY], began)

    def turn(number: int) -> None:
        make_due(began + timedelta(hours=number + 1))

    return killed_at_every_step(Play(prepare=store, work=turn, heal=turn))


def play_poison() -> list[str]:
    """A job that ends whoever does it, and one behind it."""

    def deadly(work: Work) -> Done:
        make_client(work)
        os.kill(os.getpid(), signal.SIGKILL)
        return Done()

    handlers = HANDLERS | {"deadly": Handler(deadly)}

    def ask() -> None:
        name = {"name": "poison"}
        order(BY, Order(kind="deadly", payload=name, priority=1, max_attempts=3))
        order(BY, Order(kind="one", payload={"name": "behind"}))

    assert in_child(ask) == 0
    codes = []
    for hour in range(5):
        ahead = timedelta(hours=hour)
        codes.append(in_child(lambda: work_off(handlers, worker(ahead))))  # noqa: B023
    return [str(code) for code in codes]


def play_crowd() -> list[str]:
    """Four workers at once on forty jobs."""

    def ask() -> None:
        for number in range(40):
            order(BY, Order(kind="one", payload={"name": f"job {number:02}"}))

    def work() -> None:
        assert set(work_off(HANDLERS, worker())) <= {"done"}

    assert in_child(ask) == 0
    return [str(_ended(child)) for child in [_forked(work) for _ in range(4)]]


def _to_stderr(text: str) -> None:
    sys.stderr.write(f"{os.getpid()} {text}\n")


PLAYS: dict[str, Callable[[], list[str]]] = {
    "one": lambda: play_job("one"),
    "three": lambda: play_job("three"),
    "turn": play_turn,
    "poison": play_poison,
    "crowd": play_crowd,
}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(PLAYS[sys.argv[1]]()))
