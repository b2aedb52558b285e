"""Search for a better plan: `flatwright design PLAN --client FILE`."""

from datetime import datetime
from pathlib import Path
from typing import Any

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
    from flatwright.cli.pricing import asked_of, case_of
    from flatwright.cli.reading import plan_named
    from flatwright.domain.kernel.problem import Refusal

    asked = asked_of(client, on, rates, known=known)
    case = case_of(plan_named(plan, folder), asked)
    try:
        _search(case, asked.subject.listed_under, chart, as_json=as_json)
    except Refusal as refusal:
        if refusal.code != "unbounded_bill":
            raise
        if chart:
            note(f"There is nothing to draw: {chart} is not written.")
        _without_bound(case, refusal.says, as_json=as_json)


def _search(case: Any, listed_under: Any, chart: Path | None, *, as_json: bool) -> None:
    from flatwright.cli.pages import designed
    from flatwright.domain.pricing.robust import otherwise
    from flatwright.domain.pricing.search import lattice, ranked, refined

    designs = list(lattice(case.book))
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


def _without_bound(case: Any, says: str, *, as_json: bool) -> None:
    """The client would take any fee: nothing tells one design from another."""
    from flatwright.cli.pages import designed

    if as_json:
        print_json(designed.unbounded_rows(case, says))
    else:
        show(designed.unbounded_page(case, says))
