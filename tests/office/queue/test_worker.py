"""`flatwright worker` as its user runs it, on a home of its own."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError, connection

from flatwright.office.queue.running import Worker
from flatwright.worker import loop
from tests.house.source import ROOT

PROGRAM = "from flatwright.cli.main import main; main()"


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", PROGRAM, *arguments]


def surroundings(home: Path) -> dict[str, str]:
    here = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return here | {"FLATWRIGHT_HOME": str(home)}


def ran(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env=surroundings(home),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    subprocess.run(command("upgrade"), cwd=ROOT, env=surroundings(folder), check=True)
    return folder


@pytest.mark.once
def test_without_a_database_it_says_where_to_begin(tmp_path: Path) -> None:
    ended = ran(tmp_path, "worker", "--once")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "There is no database here yet" in ended.stderr


@pytest.mark.once
def test_once_does_what_is_due_and_ends(home: Path) -> None:
    ended = ran(home, "worker", "--once", "--json")
    assert ended.returncode == 0, ended.stderr
    assert '"done": 0' in ended.stdout
    assert ended.stderr == "No more to do now. Jobs: none.\n"


@pytest.mark.once
def test_json_goes_with_once_alone(home: Path) -> None:
    ended = ran(home, "worker", "--json")
    assert ended.returncode == 2
    assert "it goes with --once" in ended.stderr


@pytest.mark.once
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "INT"])
def test_a_signal_stops_it_when_nothing_is_in_hand(home: Path, number: int) -> None:
    with subprocess.Popen(
        command("worker"),
        cwd=ROOT,
        env=surroundings(home),
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stderr is not None
        assert running.stderr.readline().startswith("Working.")
        running.send_signal(number)
        told = running.stderr.read()
    assert running.returncode == 0
    assert told.splitlines() == [
        "Stopping after what is in hand.",
        "Stopped; nothing is left half done.",
    ]


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    waits: list[float] = []
    turns = iter([OperationalError("it is away"), None])

    def work_off(*_: object) -> None:
        if error := next(turns):
            raise error

    monkeypatch.setattr(loop, "work_off", work_off)
    monkeypatch.setattr(connection, "close", lambda: None)
    worker = Worker(owner="me", is_stopping=lambda: len(waits) == 2, tell=told.append)
    loop.keep_working({}, worker, waits.append)
    assert waits == [loop.AFTER_TROUBLE, loop.PAUSE]
    assert told == ["The database does not answer (it is away). Trying again."]
