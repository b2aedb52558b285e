"""Write everything to one file: `flatwright backup FILE.tar`."""

from pathlib import Path

import typer

from flatwright.cli.console import note, print_json, print_text


def backup(
    file: Path = typer.Argument(help="The file to write; it must not exist yet."),
    home: Path | None = typer.Option(None, help="The home folder, if not the usual one."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Write the database, the files and the keys to one file, while work goes on."""
    from flatwright.cli.office import begin, need_tables, telling

    begin(home)
    need_tables()
    from flatwright.office.backups.writing import back_up

    with telling("Writing the backup") as tell:
        made = back_up(file, tell)
    for digest in made.missing:
        note(f"The file {digest} is not on disk, so it is not in the backup.")
    if as_json:
        told = {"file": str(file), "rows": made.rows, "files": made.files}
        print_json({**told, "missing": list(made.missing)})
    else:
        print_text(f"{file}: {made.rows} rows, {made.files} files and the keys.")
    if made.missing:
        raise typer.Exit(1)
