"""A database of its own for what runs in processes of its own: a file, or on the server."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import pytest

SERVER = os.environ.get("DATABASE_URL", "")
needs_server = pytest.mark.skipif(
    not SERVER.startswith("postgres"), reason="needs DATABASE_URL"
)
ENGINES = ("embedded", pytest.param("server", marks=needs_server))


@contextmanager
def database(engine: str) -> Iterator[str]:
    """What DATABASE_URL is to say: nothing for a file, else an empty database."""
    if engine == "embedded":
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
