"""Say in words what changed: `flatwright diff complete@1 complete@2`."""

from pathlib import Path

import typer

from flatwright.cli.console import print_json, show


def diff(
    old: str = typer.Argument(help="The earlier plan: a file, or a name as complete@1."),
    new: str = typer.Argument(help="The later plan: a file, or a name as complete@2."),
    plans: Path | None = typer.Option(
        None, "--plans", help="A folder of your own plans, which go before shipped ones."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Say what changes from one plan version to another, clause by clause and in words."""
    from flatwright.cli.pages import changed
    from flatwright.cli.reading import plan_named

    before, after = plan_named(old, plans), plan_named(new, plans)
    if as_json:
        print_json(changed.rows(before, after))
    else:
        show(changed.page(before, after))
