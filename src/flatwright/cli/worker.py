"""Do what waits in the background: `flatwright worker`."""

from pathlib import Path

import typer

from flatwright.cli.console import print_json


def worker(
    once: bool = typer.Option(False, "--once", help="Do what is due now, and end."),
    threads: int = typer.Option(1, min=1, max=8, help="So many jobs at the same time."),
    home: Path | None = typer.Option(None, help="The home folder, if not the usual one."),
    as_json: bool = typer.Option(
        False, "--json", help="With --once: print how the jobs ended, as JSON."
    ),
    beside: int = typer.Option(0, hidden=True, help="The server that it belongs to."),
) -> None:
    """Do the jobs that wait in the background, and those whose turn has come."""
    if as_json and not once:
        says = "--json tells how the jobs ended: it goes with --once."
        raise typer.BadParameter(says)
    from flatwright.cli.office import begin_held, need_tables

    begin_held(home)
    need_tables()
    from flatwright.cli import working

    if beside:
        working.beside(beside)
        return
    if not once:
        working.until_stopped(threads)
        return
    ended = working.off()
    if as_json:
        print_json(ended)
    if ended["failed"]:
        raise typer.Exit(1)
