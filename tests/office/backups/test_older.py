"""A backup of an older version comes back as tables of this one, or not at all."""

import json
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from tests.office.backups.conftest import Home, environment
from tests.office.databases import database

pytestmark = pytest.mark.timeout(900)  # a dozen programs, one after the other
WRITE_OLDER = """
import sys
from pathlib import Path
from flatwright.cli.office import begin
begin(Path(sys.argv[1]))
from django.core.management import call_command
call_command("migrate", "calls", "zero", verbosity=0)
call_command("migrate", "desk", "0001", verbosity=0)
from flatwright.office.backups.writing import back_up
back_up(Path(sys.argv[2]))
"""
KILLED_AT = """
import os, signal, sys
from pathlib import Path
from flatwright.cli.office import begin
begin(Path(sys.argv[1]))
from django.db import connection
from flatwright.office.backups import restoring
left = int(sys.argv[3])
def counted(execute, sql, params, many, context):
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return execute(sql, params, many, context)
restore = restoring.restore
restoring.back_up = lambda *_: None
with connection.execute_wrapper(counted):
    restore(Path(sys.argv[2]), replace=True)
print(sys.argv[3], "was enough for", left)
"""


def manifest(path: Path) -> dict[str, dict[str, int]]:
    """What a backup tells of itself."""
    with tarfile.open(path) as tar:
        member = tar.extractfile("manifest.json")
        assert member
        told: dict[str, dict[str, int]] = json.loads(member.read().partition(b"\n")[2])
        return told


def program(text: str, home: Home, *more: str | Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", text, str(home.folder), *map(str, more)],
        env=environment() | {"DATABASE_URL": home.database},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def older(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup from before calls were remembered and rows were guarded."""
    folder = tmp_path_factory.mktemp("older")
    ended = program(WRITE_OLDER, Home(folder=folder / "home").fill(), folder / "old.tar")
    assert ended.returncode == 0, ended.stderr
    return folder / "old.tar"


@pytest.fixture(scope="session")
def newer(sample: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of this version, of another home."""
    path = tmp_path_factory.mktemp("newer") / "new.tar"
    assert sample.run("backup", path).code == 0
    return path


def rows(home: Home, path: Path) -> dict[str, int]:
    """How many rows each table has now."""
    ended = home.run("backup", path)
    assert ended.code == 0, ended.out
    return manifest(path)["rows"]


def found_by_doctor(home: Home, *options: str) -> list[str]:
    """What does not hold, but that a server of tests is told to hurry."""
    told = home.run("doctor", *options).out.splitlines()
    return [each for each in told if not each.endswith("[database_setting]")]


@pytest.mark.parametrize("before", ["nothing", "rows of this version"])
def test_it_comes_back_whole_and_of_this_version(
    older: Path, newer: Path, tmp_path: Path, before: str
) -> None:
    with database() as url:
        home = Home(folder=tmp_path / "home", database=url)
        if before != "nothing":
            assert home.run("restore", newer).code == 0
        ended = home.run("restore", older, "--replace")
        assert ended.code == 0, ended.out
        assert "up to date" in home.run("upgrade").out
        found = rows(home, tmp_path / "after.tar")
        there = manifest(older)["rows"]
        assert {name: found[name] for name in there} == there
        assert there["audit.event"] > there["desk.ticket"] > 0
        assert found_by_doctor(home, "--deep") == []


@pytest.mark.parametrize("which", ["older", "same"])
def test_killed_at_any_moment_it_leaves_what_was_there(
    older: Path, newer: Path, tmp_path: Path, which: str
) -> None:
    backup, there = (older, newer) if which == "older" else (newer, older)
    with database() as url:
        home = Home(folder=tmp_path / "home", database=url)
        assert home.run("restore", there).code == 0
        before = rows(home, tmp_path / "before.tar")
        keys = {each.name: each.read_bytes() for each in home.folder.glob("*.key")}
        for place in (50, 200):
            ended = program(KILLED_AT, home, backup, str(place))
            assert ended.returncode == -9, ended.stdout + ended.stderr
        assert rows(home, tmp_path / "after.tar") == before
        now = {each.name: each.read_bytes() for each in home.folder.glob("*.key")}
        assert now == keys
        assert found_by_doctor(home) == []
        assert home.run("restore", backup, "--replace").code == 0
        assert found_by_doctor(home) == []
