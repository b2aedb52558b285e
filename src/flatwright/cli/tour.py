"""See the main job done on data that is made on the spot: `flatwright tour`."""

import typer

SEED = 7


def tour(
    once: bool = typer.Option(False, "--once", help="Show it and end; ask for nothing."),
    seed: int = typer.Option(SEED, min=0, help="Another seed makes another year of work."),
) -> None:
    """Check a plan, decide a piece of work, show what is in and out, back-test a year."""
    from flatwright.cli.touring import begin, menu, show_all

    stops = begin(seed)
    show_all(stops)
    if not once:
        menu(stops)
