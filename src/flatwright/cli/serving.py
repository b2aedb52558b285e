"""The web server: what it listens on, and the processes that answer there.

Python answers one page at a time in a process, so there are two where the machine has the
cores. They share the sockets: who is free takes the next caller.
"""

import errno
import os
import signal
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from flatwright.cli.beside import Beside, Child, follow, worker
from flatwright.cli.console import note
from flatwright.domain.kernel.problem import Refusal

THREADS = 8  # a page takes some milliseconds; SQLite writes one at a time anyway
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TRIES = 100
_WAITING = 1024  # callers that nobody has answered yet
_CODE = "from flatwright.cli.serving import answer_beside; answer_beside()"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where a server listens, and whose forwarded headers it believes."""

    host: str
    port: int
    proxy: str | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"


def is_loopback(host: str) -> bool:
    """Whether this machine alone reaches an address."""
    return host in _LOOPBACK or host.startswith("127.")


def free_port(host: str, first: int) -> int:
    """The first port that nobody listens on, from a number on."""
    for port in range(first, first + _TRIES):
        with socket.socket() as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind((host, port))
            except OSError:
                continue
        return port
    return first  # then the server says what is wrong with it


class Running:
    """A server and what runs beside it; it listens from the moment it is made."""

    def __init__(self, where: Listening, *, no_worker: bool, processes: int = 1) -> None:
        """Raises as `listen` does."""
        sockets = listen(where)
        self.server = server(sockets, where.proxy)
        children = [] if no_worker else [worker()]
        children += [another(sockets, where.proxy)] * (processes - 1)
        self._beside = [Beside(each) for each in children]
        self._has_worker = not no_worker

    def run(self) -> None:
        """Serve until Ctrl-C, or until the system says that it is enough."""
        signal.signal(signal.SIGTERM, enough)
        try:
            if not self._has_worker:
                note("No worker runs beside it. Start one: flatwright worker")
            for each in self._beside:
                each.start()
            self.server.run()  # waitress ends by itself on either
        except (KeyboardInterrupt, SystemExit):
            note("It was told to end before it had begun.")
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, signal.SIG_IGN)  # a second one leaves no child behind
            for each in self._beside:
                each.stop()
        note("Ended.")


def usual_processes() -> int:
    """How many processes answer, if nobody says; sockets are handed down on Unix alone."""
    return 1 if sys.platform == "win32" else min(2, os.cpu_count() or 1)


def listen(where: Listening) -> list[socket.socket]:
    """What listens at an address; a name may have several.

    Raises Refusal (port_in_use) where somebody else does, OSError for no such address.
    """
    kind = socket.SOCK_STREAM
    found = socket.getaddrinfo(where.host, where.port, type=kind, flags=socket.AI_PASSIVE)
    places = dict.fromkeys((family, place[:2]) for family, *_, place in found)
    try:
        return [
            socket.create_server(place, family=family, backlog=_WAITING)
            for family, place in places
        ]
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        other = f"End it, or choose another port: --port {where.port + 1}"
        says = f"Something listens on port {where.port} already. {other}"
        raise Refusal(code="port_in_use", says=says) from error


def server(sockets: Sequence[socket.socket], proxy: str | None = None) -> Any:
    """A server, its pages loaded; `run()` serves until a key or a signal ends it."""
    from django.urls import get_resolver
    from waitress import create_server

    from flatwright.site.wsgi import application

    _ = get_resolver().reverse_dict  # the first caller would wait for all of it
    believed: dict[str, Any] = {}
    if proxy:
        believed = {
            "trusted_proxy": proxy,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return create_server(
        application,
        sockets=list(sockets),
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=64 * 1024 * 1024,
        **believed,
    )


def another(sockets: Sequence[socket.socket], proxy: str | None) -> Child:
    """One more process that answers on the same sockets."""
    handles = tuple(each.fileno() for each in sockets)
    return Child(
        name="second server",
        does="answers beside this one",
        code=_CODE,
        words=(str(os.getpid()), proxy or "", *map(str, handles)),
        handles=handles,
    )


def answer_beside() -> None:
    """In such a process: answer for as long as the one that began it is there."""
    parent, proxy, *handles = sys.argv[1:]
    signal.signal(signal.SIGTERM, enough)
    follow(int(parent), lambda: signal.raise_signal(signal.SIGTERM))
    sockets = [socket.socket(fileno=int(each)) for each in handles]
    server(sockets, proxy or None).run()


def enough(_signal: int, _frame: object) -> NoReturn:
    """End on a signal as on Ctrl-C: what is being answered is answered."""
    raise SystemExit(0)
