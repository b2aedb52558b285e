"""A database of its own for what runs in processes of its own: a file, or on the server."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

SERVER = os.environ.get("DATABASE_URL", "")
ENGINE = "server" if SERVER.startswith("postgres") else "embedded"


@contextmanager
def database() -> Iterator[str]:
    """What DATABASE_URL is to say: nothing for a file, else an empty database."""
    if ENGINE == "embedded":
        yield ""
        return
    name = f"own_{secrets.token_hex(4)}"
    _told(f"CREATE DATABASE {name}")
    try:
        yield urlunsplit(urlsplit(SERVER)._replace(path=f"/{name}"))
    finally:
        _told(f"DROP DATABASE {name} WITH (FORCE)")


def _told(sql: str) -> None:
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(SERVER, autocommit=True) as server:
        server.execute(sql.encode())
