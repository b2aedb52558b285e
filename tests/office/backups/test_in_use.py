"""Nothing is restored under a server or a worker that is alive."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.backups.in_use import alone

_RUNS = "import sys; from pathlib import Path"
_RUNS += "; from flatwright.office.backups.in_use import hold"
_RUNS += "; hold(Path(sys.argv[1])); print('runs', flush=True); sys.stdin.read()"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such lock")


def running(home: Path) -> "subprocess.Popen[bytes]":
    """A process that uses the home as a server does."""
    command = [sys.executable, "-c", _RUNS, str(home)]
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe)
    assert process.stdout is not None
    assert process.stdout.readline() == b"runs\n"
    return process


def test_a_restore_waits_for_the_server_to_be_stopped(tmp_path: Path) -> None:
    with running(tmp_path) as one, running(tmp_path) as other:
        with pytest.raises(Refusal, match="Stop flatwright serve"), alone(tmp_path):
            pytest.fail("it is restored under a server")
        one.kill()
        other.kill()
    with alone(tmp_path):
        pass


def test_no_server_begins_while_a_backup_comes_back(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _RUNS, str(tmp_path)]
    with alone(tmp_path):
        ended = subprocess.run(
            command, capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
    assert ended.returncode != 0
    assert b"A backup is being restored" in ended.stderr
