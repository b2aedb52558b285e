"""Learn rates from a history: `flatwright fit HISTORY --mapping NAME --clients FILE`."""

from pathlib import Path

import typer

from flatwright.cli.console import busy, note, print_json, show
from flatwright.domain.plan import written


def fit(
    history: Path = typer.Argument(help="The export: CSV, or a workbook."),
    mapping: str = typer.Option(help="A shipped mapping's name, or your own file."),
    clients: Path = typer.Option(help="Each client's units, a YAML text."),
    rates: Path | None = typer.Option(
        None, help="The rate book to begin from; else the example."
    ),
    stopped_at: str | None = typer.Option(
        None, help="Work was stopped after so long, such as 4h: it took longer."
    ),
    write: Path | None = typer.Option(
        None, help="Write the rate book that follows to this file."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """What your own history says of each class, and the rate book that follows."""
    from flatwright.cli.mappings import mapping_named
    from flatwright.cli.pages import fitted
    from flatwright.cli.past_tickets import learnt
    from flatwright.cli.pricing import rates_at
    from flatwright.cli.reading import read_or_stop
    from flatwright.domain.pricing.rate_book import written_rates
    from flatwright.imports import exports
    from flatwright.imports.client_units import read_client_units

    _spare(write, (history, clients))
    longest = _minutes(stopped_at)
    units = read_or_stop(clients, read_client_units)
    found = mapping_named(mapping)
    with busy(f"Reading {history}"):
        told = exports.history(history, found)
    with busy("Fitting each class"):
        made = learnt(told, units, rates_at(rates), longest)
    if write:
        write.write_text(written_rates(made.rates.book), encoding="utf-8")
        note(f"The rate book is in {write}.")
    if as_json:
        print_json(fitted.rows(made))
    else:
        show(fitted.page(made))


def _spare(write: Path | None, given: tuple[Path, ...]) -> None:
    """What is read is not written over."""
    if write and write.exists() and any(f.exists() and write.samefile(f) for f in given):
        says = f"--write names {write}, which is read. Name another file."
        raise typer.BadParameter(says)


def _minutes(text: str | None) -> float:
    """A duration above 0; without any, no work was stopped."""
    if text is None:
        return float("inf")
    try:
        minutes = written.duration(text)
    except ValueError:
        minutes = 0
    if not minutes:
        says = f"--stopped-at is a duration such as 4h or 90m; here stands {text}."
        raise typer.BadParameter(says)
    return minutes
