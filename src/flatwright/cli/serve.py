"""Run the office for real use: `flatwright serve`."""

import os
from pathlib import Path

import typer

from flatwright.cli.console import note
from flatwright.domain.kernel.problem import Refusal


def serve(
    home: Path | None = typer.Option(None, help="The home folder, if not the usual one."),
    host: str = typer.Option("127.0.0.1", help="The address to listen on."),
    port: int = typer.Option(8000, help="The port to listen on."),
    hosts: str = typer.Option("", help="Names that browsers call it by: it.example.com"),
    behind_tls: bool = typer.Option(
        False, "--behind-tls", help="A proxy in front speaks TLS with the browsers."
    ),
    proxy: str = typer.Option("127.0.0.1", help="The proxy's address, as seen from here."),
    no_worker: bool = typer.Option(
        False, "--no-worker", help="Leave work in the background to flatwright worker."
    ),
    processes: int = typer.Option(
        0, min=0, max=16, help="So many processes answer; 0: two, on two cores or more."
    ),
) -> None:
    """Serve the pages; on an empty database, print the link that begins the set-up."""
    from flatwright.cli.serving import Listening, Running, is_loopback, usual_processes

    if not is_loopback(host) and not behind_tls:
        raise _open_to_all(host)
    _told(hosts, behind_tls=behind_tls)
    from flatwright.cli.office import begin_held

    folder = begin_held(home)
    secret = _ready(folder)
    where = Listening(host=host, port=port, proxy=proxy if behind_tls else None)
    name = hosts.partition(",")[0] or "localhost"
    public = f"https://{name}" if behind_tls else where.address
    running = Running(where, no_worker=no_worker, processes=processes or usual_processes())
    note(f"Flatwright serves {public} from {folder}. Ctrl-C ends it.")
    if secret:
        note(f"Set it up here (the link works once): {public}/setup/?token={secret}")
    running.run()


def _told(hosts: str, *, behind_tls: bool) -> None:
    """What the settings read of the environment."""
    if hosts:
        os.environ["FLATWRIGHT_HOSTS"] = f"{hosts},localhost,127.0.0.1,[::1]"
    if behind_tls:
        os.environ["FLATWRIGHT_HTTPS"] = "1"


def _ready(folder: Path) -> str | None:
    """Tables of this version; the secret of the set-up link, where nobody is there yet."""
    from flatwright.cli.office import need_tables
    from flatwright.office.accounts.first import setup_token
    from flatwright.office.backups.schema import bring_up, is_new

    if is_new():
        note("Making the database.")
        bring_up()
    need_tables()
    return setup_token(folder)


def _open_to_all(host: str) -> Refusal:
    says = (
        f"On {host} others could read passwords as they pass. Put a proxy with TLS in "
        "front, such as Caddy or nginx, and say so with --behind-tls (docs/running.md "
        "shows both), or leave --host out to serve this machine alone."
    )
    return Refusal(code="no_tls", says=says)
