"""Price a plan for a client: `flatwright price PLAN --client FILE`."""

from datetime import datetime
from pathlib import Path

import typer

from flatwright.cli.console import print_json, print_text, show


def price(
    plans: list[str] = typer.Argument(
        None, help="Plan texts, or names such as complete@1; several stand side by side."
    ),
    client: Path | None = typer.Option(
        None, help="The client: counts of units, or an agreement with its roster."
    ),
    rates: Path | None = typer.Option(None, help="Your rate book; else the example."),
    on: datetime | None = typer.Option(
        None, formats=["%Y-%m-%d"], help="The day on which a roster is counted."
    ),
    period: str = typer.Option("year", help="A year, a quarter or a month."),
    known: bool = typer.Option(
        False, "--known", help="The client is known to be as loud as the mean."
    ),
    brief: bool = typer.Option(
        False, "--brief", help="Leave out what each setting is worth."
    ),
    example: bool = typer.Option(
        False, "--example", help="Print the example rate book, to begin from."
    ),
    folder: Path | None = typer.Option(None, "--plans", help="A folder of plan texts."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """What a plan costs to serve for a client, what to ask for it, and why."""
    from flatwright.cli.pages import priced, priced_rows
    from flatwright.cli.pricing import asked_of, quotes

    if example:
        _print_example()
        return
    if not plans or client is None:
        says = "Name a plan, and the client by --client FILE; or use --example."
        raise typer.BadParameter(says)
    asked = asked_of(client, on, rates, known=known, period=period)
    made = quotes(plans, folder, asked, brief=brief)
    if as_json:
        print_json([priced_rows.row(each) for each in made])
    else:
        show(priced.page(made))


def _print_example() -> None:
    from flatwright.imports.rate_texts import example_file

    print_text(example_file().read_text(encoding="utf-8"))
