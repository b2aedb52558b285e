"""Homes of their own, each used by the program in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-c", "from flatwright.cli.main import main; main()")
MAKE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from flatwright.cli.office import begin
begin(Path(sys.argv[1]))
from flatwright.office.backups.schema import bring_up
from flatwright.sample.make import Wanted, make_sample
bring_up()
now = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)
make_sample(Wanted(now=now, tickets=60, clients=3))
"""


def environment() -> dict[str, str]:
    """What a run is told, without what is set for this one."""
    return {k: v for k, v in os.environ.items() if not k.startswith("FLATWRIGHT_")}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended, and all that it printed."""

    code: int
    out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A home folder, and the database if it is not the embedded one."""

    folder: Path
    database: str = ""

    def run(self, *arguments: str | Path) -> Ended:
        """Run the program on this home."""
        return self._run([*PROGRAM, *map(str, arguments), "--home", str(self.folder)])

    def fill(self) -> "Home":
        """Make a small sample here."""
        ended = self._run([sys.executable, "-c", MAKE, str(self.folder)])
        assert ended.code == 0, ended.out
        return self

    def _run(self, command: list[str]) -> Ended:
        ended = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env=environment() | {"DATABASE_URL": self.database},
        )
        return Ended(ended.returncode, ended.stdout + ended.stderr)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a small sample, to read alone."""
    return Home(folder=tmp_path_factory.mktemp("sample") / "home").fill()
