"""A server of the office, or of its peer, as a process of its own."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_INSIDE = Path(__file__).with_name("office_inside.py")
_PATIENCE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An installation: its folder, its database, the Python that it runs on."""

    name: str
    folder: Path
    database: str = ""  # empty: the embedded one
    python: str = sys.executable
    script: Path = _INSIDE
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told."""
        told = {"FLATWRIGHT_HOME": str(self.folder), **self.more}
        if self.database:
            told["DATABASE_URL"] = self.database
        return os.environ | told

    def asked(self, *words: str) -> Any:
        """What one of its processes answers, as JSON on the last line."""
        done = subprocess.run(
            [self.python, str(self.script), *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return json.loads(done.stdout.strip().splitlines()[-1])

    def made(self) -> dict[str, int]:
        """Fill it, where no earlier run did; gives how many rows of each kind it has."""
        mark = self.folder / "made"
        if not mark.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            mark.write_text(json.dumps(self.asked("make")), encoding="utf-8")
        found: dict[str, int] = json.loads(mark.read_text(encoding="utf-8"))
        return found


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs: where it listens, and its process."""

    port: int
    process: int

    def worked(self) -> float:
        """Milliseconds that it and its children kept a core busy, where it is told."""
        try:
            place = Path(f"/proc/{self.process}/task/{self.process}/children")
            children = place.read_text(encoding="ascii").split()
            return sum(_worked(each) for each in (str(self.process), *children))
        except OSError:
            return 0.0


def _worked(process: str) -> float:
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii")
    fields = told.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


@contextmanager
def served(house: House) -> Iterator[Server]:
    """It, while it is served."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with (house.folder / "served.log").open("ab") as log:  # how its queue stands, warnings
        process = subprocess.Popen(
            [house.python, str(house.script), "serve", str(port)],
            env=house.environment,
            stderr=log,
        )
    try:
        _wait(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    msg = "the server did not start"
    raise RuntimeError(msg)
