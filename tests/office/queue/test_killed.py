"""Workers are killed with SIGKILL at every step; every effect happens exactly once."""

import json
import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.db import connection

from flatwright.office.audit.queries import verdict
from flatwright.office.queue.models import Job
from tests.house.source import ROOT
from tests.office.queue.work import made

pytestmark = pytest.mark.django_db(transaction=True)


def played(play: str) -> list[str]:
    """What a play told, on the database of this test."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.office.queue.deaths", play],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address()},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    assert isinstance(told, list)
    return told


def address() -> str:
    """Of the database of this test, for another process."""
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{here['NAME']}"
    user = f"{here['USER']}:{here['PASSWORD']}@".replace(":@", "@")
    host = quote(str(here["HOST"]), safe="")
    port = f":{here['PORT']}" if here["PORT"] else ""
    return f"postgresql://{user}{host}{port}/{here['NAME']}"


def states() -> set[str]:
    return set(Job.objects.values_list("state", flat=True))


def in_order(steps: list[str], wanted: list[str]) -> bool:
    """Whether the wanted steps are among those told, in this order."""
    rest = iter(steps)
    return all(step in rest for step in wanted)


def test_a_worker_killed_at_any_step_leaves_exactly_one_effect() -> None:
    steps = played("one")
    assert in_order(
        steps,
        [
            "SELECT clients_provider.id, clients_provider.name,",  # before it looks
            "UPDATE queue_job SET",  # before it takes the job
            "before commit",
            "after commit",  # it has the job
            "INSERT INTO clients_client",  # before the effect
            "INSERT INTO audit_event",  # in the middle of it
            "UPDATE queue_job SET",  # after the effect, before it is done
            "before commit",
            "after commit",
        ],
    )
    assert made() == [f"step {number:02}" for number in range(len(steps) + 1)]
    assert states() == {"done"}
    assert verdict().problem == ""


def test_of_a_job_in_chunks_each_chunk_happens_exactly_once() -> None:
    steps = played("three")
    assert steps.count("after commit") == 4  # taken, and three chunks
    rounds = range(len(steps) + 1)
    assert made() == [f"step {each:02} {chunk}" for each in rounds for chunk in range(3)]
    assert states() == {"done"}
    assert verdict().problem == ""


def test_a_turn_makes_one_job_wherever_its_maker_was_killed() -> None:
    steps = played("turn")
    assert in_order(
        steps, ["UPDATE queue_schedule SET", "INSERT INTO queue_job", "after commit"]
    )
    assert Job.objects.count() == len(steps) + 1
    assert Job.objects.values("once").distinct().count() == len(steps) + 1


def test_a_job_that_kills_its_worker_is_set_aside_and_the_next_one_is_done() -> None:
    assert played("poison") == ["-9", "-9", "-9", "0", "0"]
    poison = Job.objects.get(kind="deadly")
    assert (poison.state, poison.attempts) == ("failed", 3)
    assert poison.error == "The worker ended in the middle of it, 3 times."
    assert made() == ["behind"]


def test_four_workers_at_once_do_each_job_once() -> None:
    assert played("crowd") == ["0", "0", "0", "0"]
    assert made() == [f"job {number:02}" for number in range(40)]
    assert states() == {"done"}
    assert set(Job.objects.values_list("fence", flat=True)) == {1}
