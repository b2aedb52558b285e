"""Search for a better plan: `flatwright design PLAN --client FILE`."""

from datetime import datetime
from pathlib import Path

import typer

from flatwright.cli.console import busy, note, print_json, progress, show

REFINED = 20


def design(
    plan: str = typer.Argument(help="The plan to begin from: a text, or a name."),
    client: Path = typer.Option(
        help="The client: counts of units, or an agreement with its roster."
    ),
    rates: Path | None = typer.Option(None, help="Your rate book; else the example."),
    on: datetime | None = typer.Option(
        None, formats=["%Y-%m-%d"], help="The day on which a roster is counted."
    ),
    known: bool = typer.Option(
        False, "--known", help="The client is known to be as loud as the mean."
    ),
    chart: Path | None = typer.Option(None, help="Write a picture to this SVG file."),
    folder: Path | None = typer.Option(None, "--plans", help="A folder of plan texts."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Which devices, printers, moves, lines and hours leave both sides the most."""
    from flatwright.cli.pages import designed
    from flatwright.cli.pricing import asked_of, case_of
    from flatwright.cli.reading import plan_named
    from flatwright.domain.pricing.robust import otherwise
    from flatwright.domain.pricing.search import lattice, ranked, refined

    asked = asked_of(client, on, rates, known=known)
    listed_under = asked.subject.listed_under
    case = case_of(plan_named(plan, folder), asked)
    designs = list(lattice(asked.book))
    with busy(f"Ranking {len(designs):,} designs"):
        best = ranked(case, designs, listed_under)[:REFINED]
    few = progress(best, "Pricing the best in full")
    found = list(refined(case, few, listed_under))
    held = list(otherwise(case, found, listed_under))
    if chart:
        from flatwright.cli.pages.pictures import designs as drawn

        chart.write_text(drawn(found, case.plan.currency), encoding="utf-8")
        note(f"The picture is in {chart}.")
    if as_json:
        print_json(designed.rows(case, len(designs), found, held))
    else:
        show(designed.page(case, len(designs), found, held))
