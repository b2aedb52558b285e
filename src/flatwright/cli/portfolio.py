"""All clients together: `flatwright portfolio BOOK`."""

from pathlib import Path

import typer

from flatwright.cli.console import note, print_json, progress, show


def portfolio(
    book: Path = typer.Argument(help="The clients, their plans and fees: a YAML text."),
    rates: Path | None = typer.Option(None, help="Your rate book; else the example."),
    chart: Path | None = typer.Option(None, help="Write a picture to this SVG file."),
    folder: Path | None = typer.Option(None, "--plans", help="A folder of plan texts."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """The year of all clients together, who leaves how much, and one bad wave."""
    from flatwright.cli.booked import year_of, yearbook
    from flatwright.cli.pages import pooled
    from flatwright.cli.pricing import rates_at
    from flatwright.cli.reading import plan_named, read_or_stop
    from flatwright.imports.client_book import read_client_book

    told = read_or_stop(book, read_client_book)
    of_rates = rates_at(rates)
    names = dict.fromkeys(each.plan for each in told.clients.values())
    plans = {each: plan_named(each, folder) for each in names}
    clients = progress(list(told.clients.items()), "Pricing each client")
    years = [year_of(name, each, of_rates, plans[each.plan]) for name, each in clients]
    found = yearbook(years, told, of_rates)
    if chart:
        chart.write_text(pooled.picture(found), encoding="utf-8")
        note(f"The picture is in {chart}.")
    if as_json:
        print_json(pooled.row(found))
    else:
        show(pooled.page(found))
