"""Do what waits in the background: `flatwright worker`."""

import typer

from flatwright.cli.console import print_json


def worker(
    once: bool = typer.Option(False, "--once", help="Do what is due now, and end."),
    threads: int = typer.Option(1, min=1, max=32, help="So many jobs at the same time."),
    as_json: bool = typer.Option(
        False, "--json", help="With --once: print how the jobs ended, as JSON."
    ),
) -> None:
    """Do the jobs that wait in the background, and those whose turn comes by the clock."""
    from flatwright.cli import working

    if as_json and not once:
        says = "--json tells how the jobs ended: it goes with --once."
        raise typer.BadParameter(says)
    working.ready()
    if not once:
        working.until_stopped(threads)
        return
    ended = working.off()
    if as_json:
        print_json(ended)
    if ended["failed"]:
        raise typer.Exit(1)
