"""Bring everything back: `flatwright restore FILE.tar`."""

from pathlib import Path

import typer

from flatwright.cli.console import print_json, print_text


def restore(
    file: Path = typer.Argument(help="A file that flatwright backup wrote."),
    home: Path | None = typer.Option(None, help="The home folder, if not the usual one."),
    replace: bool = typer.Option(
        False, "--replace", help="Replace what is there; it is kept in a file aside."
    ),
    passphrase_file: Path | None = typer.Option(
        None, help="The file with the passphrase, for a backup that is enciphered."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Look a backup through, then bring it back, to SQLite or PostgreSQL."""
    from flatwright.cli.office import begin, telling

    folder = begin(home)
    from flatwright.office.backups.in_use import alone
    from flatwright.office.backups.restoring import restore as bring_back
    from flatwright.office.backups.sealing import passphrase_in

    passphrase = passphrase_in(passphrase_file) if passphrase_file else None
    with alone(folder), telling("Looking the backup through") as tell:
        done = bring_back(file, tell, replace=replace, passphrase=passphrase)
    if as_json:
        told = {"rows": done.rows, "files": done.files, "made": done.made}
        print_json({**told, "aside": str(done.aside) if done.aside else None})
        return
    print_text(f"{done.rows} rows and {done.files} files, as they were on {done.made}.")
    if done.aside:
        print_text(f"What was there before is in {done.aside}.")
