"""The web server: what it listens on, until it is told to end."""

import socket
from dataclasses import dataclass
from typing import Any

THREADS = 8  # a page takes some milliseconds; SQLite writes one at a time anyway
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_TRIES = 100


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


def server(where: Listening) -> Any:
    """A server that listens already; `run()` serves until a key or a signal ends it."""
    from waitress import create_server

    from flatwright.site.wsgi import application

    believed: dict[str, Any] = {}
    if where.proxy:
        believed = {
            "trusted_proxy": where.proxy,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    return create_server(
        application,
        host=where.host,
        port=where.port,
        threads=THREADS,
        ident=None,
        clear_untrusted_proxy_headers=True,
        max_request_body_size=64 * 1024 * 1024,
        **believed,
    )
