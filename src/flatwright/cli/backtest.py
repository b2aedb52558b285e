"""Try plans on a history: `flatwright backtest PLAN... --history FILE --mapping NAME`."""

from pathlib import Path

import typer

from flatwright.cli.console import busy, print_json, progress, show


def backtest(
    plans: list[str] = typer.Argument(help="Plan texts, or names such as complete@1."),
    history: Path = typer.Option(help="The export: CSV, or a workbook."),
    mapping: str = typer.Option(help="A shipped mapping's name, or your own file."),
    folder: Path | None = typer.Option(None, "--plans", help="A folder of plan texts."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """What plans would have made of past work: who pays for what, by clause and month."""
    from flatwright.cli.mappings import mapping_named
    from flatwright.cli.of_history import accounted, notes, past_of, regional_holidays
    from flatwright.cli.pages import backtested
    from flatwright.cli.reading import plan_named
    from flatwright.imports import exports

    versions = [plan_named(name, folder) for name in plans]
    found = mapping_named(mapping)
    with busy(f"Reading {history}"):
        told = exports.history(history, found)
        what = past_of(told)
    holidays = regional_holidays(versions, what)
    tried = [
        backtested.tried(version, what, holidays)
        for version in progress(versions, "Deciding under each plan")
    ]
    account, said = accounted(told, what), notes(told, what)
    if as_json:
        print_json(backtested.rows(tried, account, said))
    else:
        show(backtested.page(tried, account, said))
