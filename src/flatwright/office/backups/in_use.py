"""Who uses a home: servers and workers share a lock on it, a restore wants it alone.

The system lets go of a lock when its process ends, however it ends.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flatwright.domain.kernel.problem import Refusal

LOCK = "server.lock"
_held: list[IO[bytes]] = []  # open for as long as the process lives


def hold(home: Path) -> None:
    """Note that this process uses the home until it ends.

    Raises Refusal (home_in_use) while something is being restored to it.
    """
    file = (home / LOCK).open("ab")
    _held.append(file)
    if not _locked(file, alone=False):
        says = f"A backup is being restored to {home}. Start again when it has ended."
        raise Refusal(code="home_in_use", says=says)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Use the home while nobody else does. Raises Refusal (home_in_use) where one does."""
    with (home / LOCK).open("ab") as file:
        if not _locked(file, alone=True):
            says = (
                f"A server or a worker of {home} is running, and would go on with what is "
                "replaced. Stop flatwright serve, demo and worker first, then restore. "
                "Nothing was changed."
            )
            raise Refusal(code="home_in_use", says=says)
        yield


def _locked(file: IO[bytes], *, alone: bool) -> bool:
    """Whether the lock was had; where the system or the disk has none, it is had."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - Unix alone has it

    kind = fcntl.LOCK_EX if alone else fcntl.LOCK_SH
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # some network disks have no locks
        return True
    return True
