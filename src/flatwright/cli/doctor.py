"""Look whether everything holds: `flatwright doctor`."""

from pathlib import Path

import typer

from flatwright.cli.console import print_json, print_text


def doctor(
    deep: bool = typer.Option(
        False, "--deep", help="Decide all work again, and compare rows with the record."
    ),
    home: Path | None = typer.Option(None, help="The home folder, if not the usual one."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Say what does not hold of the database, the files and the record of changes."""
    from flatwright.cli.office import begin, telling

    begin(home)
    from flatwright.office.checkup.doctor import findings

    with telling("Looking") as tell:
        found = list(findings(tell, deep=deep))
    if as_json:
        print_json([{"code": each.code, "says": each.says} for each in found])
    else:
        for each in found:
            print_text(f"{each.says} [{each.code}]")
    if found:
        raise typer.Exit(1)
