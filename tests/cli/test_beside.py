"""What runs beside the server: there while the server is, and not a moment longer."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.cli.test_serve import PROGRAM, environment, own_port
from tests.office.databases import database

MAKE = """
import sys
from pathlib import Path
from flatwright.cli.office import begin
begin(Path(sys.argv[1]))
from flatwright.office.backups.schema import bring_up
bring_up()
"""
PATIENCE = 60  # seconds, on a machine that has more to do
ASK = """
import sys
from pathlib import Path
from flatwright.cli.office import begin
begin(Path(sys.argv[1]))
from flatwright.office.audit.actor import Actor
from flatwright.office.queue.enqueue import enqueue
from flatwright.office.queue.models import Job
asked = sys.argv[2:] and enqueue(Actor(name="ada", source="test"), "tidy").pk
print(*Job.objects.values_list("state", flat=True))
"""


class Server:
    """A server that was begun, and what it says."""

    def __init__(self, process: "subprocess.Popen[str]", port: int) -> None:
        self.process, self.port = process, port

    def says(self, pattern: str) -> re.Match[str]:
        """Read on until it says something."""
        assert self.process.stderr
        said = ""
        for line in self.process.stderr:
            said += line
            if found := re.search(pattern, line):
                return found
        pytest.fail(f"it never said {pattern}: {said}")

    def worker(self) -> int:
        """The process of its worker."""
        return int(self.says(r"A worker .*\(process (\d+)\)")[1])

    def second(self) -> int:
        """The process that answers beside it."""
        return int(self.says(r"A second server .*\(process (\d+)\)")[1])


def status(port: int) -> int:
    """How the sign-in page of a server is answered."""
    with urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=PATIENCE) as page:
        return int(page.status)


@contextmanager
def serving(home: Path, *more: str, url: str = "") -> Iterator[Server]:
    port = own_port()
    command = [*PROGRAM, "serve", "--home", str(home), "--port", str(port), *more]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env=environment() | {"DATABASE_URL": url},
    ) as process:
        try:
            yield Server(process, port)
        finally:
            process.kill()


def until(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold, in good time."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def is_gone(process: int) -> bool:
    """Whether a process is no more; what is left of one that nobody asked about counts."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{process}/stat")
    return state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z"


def jobs(home: Path, url: str, *ask: str) -> str:
    """The states of all jobs, after one was asked for or not."""
    command = [sys.executable, "-c", ASK, str(home), *ask]
    told = environment() | {"DATABASE_URL": url}
    return subprocess.check_output(command, text=True, env=told).strip()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with its tables, made once for all of them."""
    home = tmp_path_factory.mktemp("made") / "home"
    subprocess.run([sys.executable, "-c", MAKE, home], check=True, env=environment())
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "home"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["INT", "TERM"])
def test_it_ends_with_the_server(home: Path, number: int) -> None:
    with serving(home) as server:
        worker = server.worker()
        assert not is_gone(worker)
        server.process.send_signal(number)
        assert server.process.wait(PATIENCE) == 0
        assert is_gone(worker)


def test_it_ends_where_the_server_was_killed(home: Path) -> None:
    with serving(home) as server:
        worker = server.worker()
        server.process.kill()
        assert until(lambda: is_gone(worker))


def test_another_one_begins_where_it_died(home: Path) -> None:
    with serving(home) as server:
        os.kill(server.worker(), signal.SIGKILL)
        server.says(r"The worker ended \(signal 9\)\. Another begins in 1 s\.")
        second = server.worker()
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0
        assert is_gone(second)


def test_without_it_the_server_says_who_does_the_work(home: Path) -> None:
    with serving(home, "--no-worker") as server:
        server.says("No worker runs beside it. Start one: flatwright worker")


def test_a_job_is_done_without_another_command(home: Path) -> None:
    with database() as url, serving(home, url=url) as server:
        server.worker()
        assert jobs(home, url, "tidy")
        assert until(lambda: jobs(home, url) == "done")
        server.process.send_signal(signal.SIGINT)
        assert server.process.wait(PATIENCE) == 0


def test_a_second_process_answers_where_the_first_does_not(home: Path) -> None:
    with serving(home, "--processes", "2", "--no-worker") as server:
        second = server.second()
        server.process.send_signal(signal.SIGSTOP)  # the first hears nobody
        assert status(server.port) == 200
        server.process.send_signal(signal.SIGCONT)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(PATIENCE) == 0
        assert is_gone(second)


def test_a_second_process_ends_where_the_first_was_killed(home: Path) -> None:
    with serving(home, "--processes", "2", "--no-worker") as server:
        second = server.second()
        server.process.kill()
        assert until(lambda: is_gone(second))
