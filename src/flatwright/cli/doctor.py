"""Look whether everything holds: `flatwright doctor`."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from flatwright.cli.console import note, print_json, print_text

if TYPE_CHECKING:
    from flatwright.office.checkup.finding import Finding


def doctor(
    deep: bool = typer.Option(
        False, "--deep", help="Decide all work again, and compare rows with the record."
    ),
    repairs: bool = typer.Option(
        False, "--repair", help="Let a worker decide what has no decision or an old one."
    ),
    checkpoint: Path | None = typer.Option(
        None, help="Compare the record with what this file noted; then note it anew."
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
    if checkpoint is not None:
        found += _since(checkpoint, found)
    if as_json:
        print_json([{"code": each.code, "says": each.says} for each in found])
    else:
        for each in found:
            print_text(f"{each.says} [{each.code}]")
    if repairs:
        repair(found)
    if found:
        raise typer.Exit(1)


def repair(found: "list[Finding]") -> None:
    """Ask for the work of these clients to be decided again."""
    from flatwright.office.desk.again import ask_again

    clients = {each.client for each in found if each.client is not None}
    for client in sorted(clients):
        ask_again(None, client=client)
    if clients:
        note("A worker decides this work again. Run: flatwright worker --once")


def _since(checkpoint: Path, found: "list[Finding]") -> "list[Finding]":
    """Whether the record still holds what was noted; a whole one is noted as it is now."""
    from flatwright.office.audit.checkpoint import note_head, now
    from flatwright.office.checkup.record import since

    cut = list(since(checkpoint))
    if not cut and not any(each.code in ("schema", "audit_chain") for each in found):
        note_head(checkpoint, now())
    return cut
