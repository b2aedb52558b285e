"""Look at a living provider: `flatwright demo`, which `./run` starts."""

import os
from pathlib import Path

import typer

from flatwright.cli.console import note, print_text

FOLDER = ".flatwright-demo"


def demo(
    home: Path = typer.Option(Path(FOLDER), help="The folder that all of it lies in."),
    port: int = typer.Option(8000, help="The first port to try."),
    show_sign_in: bool = typer.Option(
        False, "--show-sign-in", help="Make a new password for the owner, and print it."
    ),
    once: bool = typer.Option(
        False, "--once", help="Make all, fetch the first pages, say what they are, end."
    ),
    no_worker: bool = typer.Option(
        False, "--no-worker", help="Leave work in the background to flatwright worker."
    ),
) -> None:
    """Serve an invented provider with clients and a year of work, on this machine alone."""
    _settle()
    from flatwright.cli.office import begin_held
    from flatwright.cli.serving import Listening, Running, free_port

    begin_held(home)
    from flatwright.cli import demo_home

    made = demo_home.make()
    password = None
    if made or show_sign_in or once:
        password = demo_home.new_password()
    where = Listening(host="127.0.0.1", port=free_port("127.0.0.1", port))
    running = Running(where, no_worker=no_worker)
    email = demo_home.owner().email
    print_text(f"Flatwright is at {where.address}")
    print_text(f"Sign in as {email}")
    if password:
        print_text(f"with the password {password} (shown this once)")
    else:
        print_text("Forgot the password? flatwright demo --show-sign-in makes a new one.")
    if once and password:
        from flatwright.cli.demo_visit import visit

        visit(running.server, where.address, (email, password))
        return
    note("Ctrl-C ends it. It is invented: the start page can remove all of it.")
    running.run()


def _settle() -> None:
    """A home of its own, whatever the environment says of a real one."""
    for name in ("DATABASE_URL", "FLATWRIGHT_HTTPS", "FLATWRIGHT_HOSTS"):
        os.environ.pop(name, None)
    os.environ["FLATWRIGHT_SECOND_FACTOR"] = "0"
