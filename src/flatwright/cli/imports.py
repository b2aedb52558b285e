"""Try another system's export: `flatwright import FILE --mapping NAME`."""

from pathlib import Path

import typer

from flatwright.cli.console import busy, note, print_json, print_text, stop


def import_(
    file: Path | None = typer.Argument(None, help="The export: CSV, or a workbook."),
    mapping: str = typer.Option("", help="A shipped mapping's name, or your own file."),
    rejects: Path | None = typer.Option(
        None, help="Write the rows that are kept aside to this CSV file."
    ),
    mappings: bool = typer.Option(False, "--mappings", help="List the shipped mappings."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Try an import: what is read, what is kept aside and why, and when work came in."""
    from flatwright.cli.mappings import listing

    if mappings:
        listing(as_json=as_json)
        return
    if file is None or not mapping:
        says = "Name the file and its mapping; --mappings lists those that are shipped."
        raise typer.BadParameter(says)
    if rejects is not None and rejects.exists() and rejects.samefile(file):
        says = "The rejects would overwrite the export itself."
        raise typer.BadParameter(says)
    _try(file, mapping, rejects, as_json=as_json)


def _try(file: Path, mapping: str, aside: Path | None, *, as_json: bool) -> None:
    from flatwright.cli.mappings import mapping_named
    from flatwright.imports.exports import history
    from flatwright.imports.rejects import rejects_csv
    from flatwright.imports.report import dry_run, summary

    found = mapping_named(mapping)
    with busy(f"Reading {file}"):
        told = history(file, found)
    if aside is not None:
        aside.write_text(rejects_csv(told.rejects), encoding="utf-8", newline="")
        note(f"{_kept_aside(len(told.rejects))} in {aside}.")
    if as_json:
        print_json(summary(told))
    else:
        print_text(dry_run(told))
    if not told.items:
        stop("No row became a work item: look at the mapping. [nothing_read]")
    note("A dry run: nothing is kept. To keep it, bring the file under Imports.")


def _kept_aside(count: int) -> str:
    one = "1 row that was kept aside is"
    return one if count == 1 else f"{count:,} rows that were kept aside are"
