"""A worker beside the server: it begins and ends with it, and is begun again if it dies.

The child watches whether its parent is still there, so that it also ends where the parent
was killed. It hears no Ctrl-C of the terminal: the parent tells it.
"""

import os
import subprocess
import sys
import time
from contextlib import suppress
from threading import Event, Thread

from flatwright.cli.console import note

_COMMAND = (sys.executable, "-c", "from flatwright.cli.main import main; main()", "worker")
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds
_TO_END = 10.0  # what is in hand is ended or given back; a job outlives its worker


class Beside:
    """One worker in a process of its own. Start it where processes are not forked later."""

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._over = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._keeper = Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Begin a worker on the home and the database that the environment names."""
        self._child = _begun()
        note(f"A worker does what waits in the background (process {self._child.pid}).")
        self._keeper.start()

    def stop(self) -> None:
        """End the worker and wait until it is gone."""
        self._over.set()
        if self._child is None:
            return
        _ended(self._child)
        self._keeper.join()

    def _keep(self) -> None:
        """Begin another whenever it ends unasked, after a longer pause each time."""
        pause = _FIRST_PAUSE
        while self._child is not None:
            began = time.monotonic()
            code = self._child.wait()
            if self._over.is_set():
                return
            if time.monotonic() - began > _LONGEST_PAUSE:
                pause = _FIRST_PAUSE
            note(f"The worker ended ({_words(code)}). Another begins in {pause:.0f} s.")
            if self._over.wait(pause):
                return
            pause = min(2 * pause, _LONGEST_PAUSE)
            self._child = _begun()
            note(f"A worker began again (process {self._child.pid}).")
            if self._over.is_set():  # asked to end while this one began
                _ended(self._child)


def _begun() -> "subprocess.Popen[bytes]":
    command = [*_COMMAND, "--beside", str(os.getpid())]
    return subprocess.Popen(  # noqa: S603 - this program itself
        command, stdin=subprocess.DEVNULL, start_new_session=True
    )


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
