"""Price a plan for a client: `flatwright price PLAN --client FILE`."""

from datetime import datetime
from pathlib import Path
from typing import Any

import typer

from flatwright.cli.console import note, print_json, print_text, show

_USE = "Name a plan, and the client by --client FILE; or use --example."


def price(
    plans: list[str] = typer.Argument(
        None, help="Plan texts, or names such as complete@1; several stand side by side."
    ),
    client: Path | None = typer.Option(
        None, help="The client: counts of units, or an agreement with its roster."
    ),
    rates: Path | None = typer.Option(None, help="Your rate book; else the example."),
    on: datetime | None = typer.Option(
        None, formats=["%Y-%m-%d"], help="The day on which units are counted."
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
    chart: Path | None = typer.Option(None, help="Write a picture to this SVG file."),
    picture: str | None = typer.Option(
        None, help="Of hours (if left out), floors, worth, assumptions or client."
    ),
    folder: Path | None = typer.Option(None, "--plans", help="A folder of plan texts."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """What a plan costs to serve for a client, what to ask for it, and why."""
    from flatwright.cli.pricing import asked_of, quotes

    if example:
        _print_example()
        return
    if not plans or client is None:
        raise typer.BadParameter(_USE)
    _check_drawing(plans, chart, picture, brief=brief)
    asked = asked_of(client, on, rates, known=known, period=period)
    made = quotes(plans, folder, asked, brief=brief)
    _draw(chart, picture or "hours", made[0])
    _show(made, asked.subject.assumed, as_json=as_json)


def _show(made: Any, assumed: tuple[str, ...], *, as_json: bool) -> None:
    from flatwright.cli.pages import priced, priced_rows

    if as_json:
        more = {"assumed_of_client": list(assumed)}
        print_json([priced_rows.row(each) | more for each in made])
    else:
        show(priced.page(made, assumed))


def _print_example() -> None:
    from flatwright.imports.rate_texts import example_file

    print_text(example_file().read_text(encoding="utf-8"))


def _check_drawing(
    plans: list[str], chart: Path | None, picture: str | None, *, brief: bool
) -> None:
    """A picture is of one plan, and of what is computed of it."""
    from flatwright.cli.pages.pictures import PICTURES

    if picture and picture not in PICTURES:
        says = f"--picture is {', '.join(PICTURES)}; here stands {picture}."
        raise typer.BadParameter(says)
    if picture and chart is None:
        says = (
            f"--picture {picture} draws nothing by itself. Name a file: --chart FILE.svg."
        )
        raise typer.BadParameter(says)
    if chart and len(plans) > 1:
        says = f"--chart draws one plan, and {len(plans)} are named. Name one of them."
        raise typer.BadParameter(says)
    if brief and picture in ("worth", "assumptions"):
        says = f"--brief leaves out what --picture {picture} shows. Leave out one of them."
        raise typer.BadParameter(says)


def _draw(chart: Path | None, picture: str, quote: Any) -> None:
    if chart is None:
        return
    from flatwright.cli.pages.pictures import PICTURES

    chart.write_text(PICTURES[picture](quote), encoding="utf-8")
    note(f"The picture is in {chart}.")
