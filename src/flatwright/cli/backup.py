"""Write everything to one file: `flatwright backup FILE.tar`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flatwright.cli.console import note, print_json, print_text, stop

if TYPE_CHECKING:
    from flatwright.office.audit.checkpoint import Checkpoint


def backup(
    file: Path = typer.Argument(help="The file to write; it must not exist yet."),
    passphrase_file: Path | None = typer.Option(
        None, help="Encipher it with the passphrase that stands in this file."
    ),
    checkpoint: Path | None = typer.Option(
        None, help="Note in this file how far the record of changes goes."
    ),
    home: Path | None = typer.Option(None, help="The home folder, if not the usual one."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Write the database, the files and the keys to one file, while work goes on."""
    from flatwright.cli.office import begin, need_tables, telling

    begin(home)
    need_tables()
    from flatwright.office.backups.sealing import passphrase_in
    from flatwright.office.backups.writing import back_up

    passphrase = passphrase_in(passphrase_file) if passphrase_file else None
    with telling("Writing the backup") as tell:
        made = back_up(file, tell, passphrase)
    for digest in made.missing:
        note(f"The file {digest} is not on disk, so it is not in the backup.")
    if as_json:
        told = {"file": str(file), "rows": made.rows, "files": made.files}
        record = {"events": made.record.events, "digest": made.record.digest}
        print_json({**told, "missing": list(made.missing), "record": record})
    else:
        print_text(f"{file}: {made.rows} rows, {made.files} files and the keys.")
    if checkpoint is not None:
        _note(checkpoint, made.record)
    if made.missing:
        raise typer.Exit(1)


def _note(path: Path, record: "Checkpoint") -> None:
    """Note the head of the record, unless what was noted before is not in it any more."""
    from flatwright.office.audit.checkpoint import note_head, problem_since

    if problem := problem_since(path):
        stop(f"The record was cut or made anew: {problem}. {path} stays as it was.")
    note_head(path, record)
