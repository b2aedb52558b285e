"""Processes beside the server: each begins and ends with it, and again if it dies.

A child watches whether its parent is still there, so that it also ends where the parent
was killed. It hears no Ctrl-C of the terminal: the parent tells it.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread

from flatwright.cli.console import note

_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds
_TO_END = 10.0  # what is in hand is ended or given back; a job outlives its worker
_LOOK = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What runs beside: its name, what it does, how it begins, the handles it is given."""

    name: str
    does: str
    code: str  # Python, with the words after it
    words: tuple[str, ...] = ()
    handles: tuple[int, ...] = ()

    def begin(self) -> "subprocess.Popen[bytes]":
        """A process of its own, on the home and the database of the environment."""
        return subprocess.Popen(  # noqa: S603 - this program itself
            [sys.executable, "-c", self.code, *self.words],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            pass_fds=self.handles,
        )


def worker() -> Child:
    """It does the jobs that wait in the background."""
    return Child(
        name="worker",
        does="does what waits in the background",
        code="from flatwright.cli.main import main; main()",
        words=("worker", "--beside", str(os.getpid())),
    )


class Beside:
    """One child, kept alive. Start it where processes are not forked later."""

    def __init__(self, child: Child) -> None:
        """Nothing runs yet."""
        self._what = child
        self._over = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Begin the child, and keep it."""
        self._child = self._what.begin()
        note(f"A {self._what.name} {self._what.does} (process {self._child.pid}).")
        self._keeper.start()

    def stop(self) -> None:
        """End the child and wait until it is gone."""
        self._over.set()
        if self._child is None:
            return
        _ended(self._child)
        if self._keeper.is_alive():  # an end may come while it begins
            self._keeper.join()

    def _keep(self) -> None:
        """Begin another whenever it ends unasked, after a longer pause each time."""
        pause, name = _FIRST_PAUSE, self._what.name
        while self._child is not None:
            began = time.monotonic()
            code = self._child.wait()
            if self._over.is_set():
                return
            if time.monotonic() - began > _LONGEST_PAUSE:
                pause = _FIRST_PAUSE
            note(f"The {name} ended ({_words(code)}). Another begins in {pause:.0f} s.")
            if self._over.wait(pause):
                return
            pause = min(2 * pause, _LONGEST_PAUSE)
            self._child = self._what.begin()
            note(f"A {name} began again (process {self._child.pid}).")
            if self._over.is_set():  # asked to end while this one began
                _ended(self._child)


def follow(parent: int, end: Callable[[], None]) -> None:
    """In a child: be told when the process that began this one is there no more.

    Whose parent is gone is given to another one; that is so after a kill as well.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        end()

    Thread(target=watch, daemon=True).start()


def _ended(child: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        child.terminate()
    try:
        child.wait(_TO_END)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _words(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"
