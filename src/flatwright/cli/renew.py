"""Price the next year of a client: `flatwright renew PLAN --client FILE --hours 9,11`."""

from datetime import datetime
from pathlib import Path

import typer

from flatwright.cli.console import note, print_json, show


def renew(
    plan: str = typer.Argument(help="The plan of the agreement: a text, or a name."),
    client: Path = typer.Option(
        help="The client: counts of units, or an agreement with its roster."
    ),
    hours: str = typer.Option(help="Covered hours by month, the oldest first: 9,11.5,8"),
    current: str | None = typer.Option(
        None, help="What they pay a month; the plan's own fee, when left out."
    ),
    tickets: float = typer.Option(0.0, help="More tickets a user next year, in percent."),
    effort: float = typer.Option(0.0, help="More time for each ticket, in percent."),
    wages: float = typer.Option(0.0, help="Dearer hours and tools, in percent."),
    fall: float = typer.Option(5.0, help="The most that a price may fall, in percent."),
    rise: float = typer.Option(12.0, help="The most that a price may rise, in percent."),
    rates: Path | None = typer.Option(None, help="Your rate book; else the example."),
    on: datetime | None = typer.Option(
        None, formats=["%Y-%m-%d"], help="The day on which a roster is counted."
    ),
    chart: Path | None = typer.Option(None, help="Write a picture to this SVG file."),
    folder: Path | None = typer.Option(None, "--plans", help="A folder of plan texts."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """What to offer for the next year, from the hours of the last one, and why."""
    from flatwright.cli.pages import renewed
    from flatwright.cli.renewing import Terms, made

    terms = Terms(
        tickets=tickets, effort=effort, wages=wages, fall=fall, rise=rise, current=current
    )
    found = made(plan, folder, (client, on, rates), hours, terms)
    if chart:
        chart.write_text(renewed.picture(found), encoding="utf-8")
        note(f"The picture is in {chart}.")
    if as_json:
        print_json(renewed.row(found))
    else:
        show(renewed.page(found))
