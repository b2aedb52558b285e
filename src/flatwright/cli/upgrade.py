"""Bring the database up to this version: `flatwright upgrade`."""

from datetime import UTC, datetime
from pathlib import Path

import typer

from flatwright.cli.console import print_json, print_text


def upgrade(
    home: Path | None = typer.Option(None, help="The home folder, if not the usual one."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Write a backup, then bring the database up to this version of Flatwright."""
    from flatwright.cli.office import begin, telling

    folder = begin(home)
    from flatwright.office.backups.schema import bring_up, is_new, missing_steps
    from flatwright.office.backups.writing import back_up

    steps, aside = missing_steps(), None
    if steps and not is_new():
        folder = folder / "backups"
        folder.mkdir(mode=0o700, exist_ok=True)
        aside = folder / f"before-upgrade-{datetime.now(UTC):%Y%m%d-%H%M%S}.tar"
        with telling("Writing a backup first") as tell:
            back_up(aside, tell)
    bring_up()
    if as_json:
        print_json({"done": steps, "backup": str(aside) if aside else None})
        return
    for step in steps:
        print_text(f"done: {step}")
    print_text("The database is up to date.")
    if aside:
        print_text(f"As it was before, it is in {aside}.")
