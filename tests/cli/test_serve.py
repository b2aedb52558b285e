"""The server: it starts where it may, and says what to do where it may not."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from flatwright.cli.serving import Listening, free_port, is_loopback

PROGRAM = (sys.executable, "-c", "from flatwright.cli.main import main; main()")


def environment() -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("FLATWRIGHT_")}
    return kept | {"DATABASE_URL": ""}


def ended(*arguments: str) -> tuple[int, str]:
    """How a run ended, and what it said."""
    run = subprocess.run(
        [*PROGRAM, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment(),
    )
    return run.returncode, run.stdout + run.stderr


def own_port() -> int:
    """One that nobody listens on, and that no other test is given at the same time."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


@contextmanager
def serving(home: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    """A server on a free port, and what it said until it served."""
    port = own_port()
    command = [*PROGRAM, "serve", "--home", str(home), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment())
    said = ""
    assert server.stderr
    for line in server.stderr:
        said += line
        if "/setup/" in line:
            break
    try:
        yield server, said
    finally:
        server.kill()
        server.wait()
        server.stderr.close()


def test_open_to_all_without_tls_is_refused() -> None:
    code, said = ended("serve", "--host", "0.0.0.0")  # noqa: S104 - it is refused
    assert code == 1
    assert "[no_tls]" in said
    assert "--behind-tls" in said


def test_an_empty_home_leads_to_the_set_up_and_an_end_is_clean(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as (server, said):
        link = re.search(r"http://127\.0\.0\.1:(\d+)/setup/\?token=(\S+)", said)
        assert link, said
        kept = (tmp_path / "home" / "setup.token").read_text()
        assert link[2] not in kept
        try:
            status = urlopen(f"http://127.0.0.1:{link[1]}/", timeout=60).status
        except HTTPError as error:
            status = error.code
            error.close()
        assert status < 500
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=60) == 0


def test_tables_of_an_older_version_are_not_served(tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415 - one test looks into the file

    assert ended("upgrade", "--home", str(tmp_path))[0] == 0
    database = sqlite3.connect(tmp_path / "flatwright.sqlite3")
    database.execute("DELETE FROM django_migrations WHERE app = 'desk'")
    database.commit()
    database.close()
    code, said = ended("serve", "--home", str(tmp_path))
    assert code == 1
    assert "flatwright upgrade" in said


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield int(other.getsockname()[1])


def test_a_port_that_is_taken_is_passed_over_by_the_demo(taken: int) -> None:
    assert free_port("127.0.0.1", taken) != taken


def test_a_port_that_is_taken_is_refused_by_serve(taken: int, tmp_path: Path) -> None:
    code, said = ended("serve", "--home", str(tmp_path), "--port", str(taken))
    assert code == 1
    assert "[port_in_use]" in said
    assert f"--port {taken + 1}" in said


def test_this_machine_alone_is_told_from_others() -> None:
    assert is_loopback("127.0.0.1")
    assert is_loopback("::1")
    assert not is_loopback("192.0.2.7")
    assert Listening(host="::1", port=8000).address == "http://[::1]:8000"
