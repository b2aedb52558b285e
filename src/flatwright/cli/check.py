"""Check plan texts before anybody signs them: `flatwright check PLAN.yaml`."""

from pathlib import Path

import typer

from flatwright.cli.console import print_json, print_text, show


def check(
    plans: list[Path] = typer.Argument(None, help="Plan texts, or folders of them."),
    strict: bool = typer.Option(False, "--strict", help="Findings count as problems."),
    schema: bool = typer.Option(False, "--schema", help="Print the JSON Schema of a plan."),
    starter: str = typer.Option("", help="Print a shipped plan's text, to begin from."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Look plan texts through: problems, findings, and the cases that stand beside them."""
    if schema:
        from flatwright.domain.plan.text import plan_schema

        print_json(plan_schema())
    elif starter:
        from flatwright.cli.checking import starter as text_of

        print_text(text_of(starter))
    elif plans:
        _check(plans, strict=strict, as_json=as_json)
    else:
        says = "Name a plan text or a folder, or use --starter complete."
        raise typer.BadParameter(says)


def _check(paths: list[Path], *, strict: bool, as_json: bool) -> None:
    from flatwright.cli.pages import checked

    found = checked.found(paths)
    if as_json:
        print_json(checked.row(found, strict=strict))
    else:
        show(checked.page(found, strict=strict))
    if not checked.is_good(found, strict=strict):
        raise typer.Exit(1)
