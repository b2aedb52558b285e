"""Write a plan out for the client: `flatwright agreement PLAN.yaml`."""

from enum import Enum
from pathlib import Path

import typer

from flatwright.cli.console import print_json, print_text


class Form(Enum):
    """How the words are set."""

    TEXT = "text"
    MARKDOWN = "markdown"


class Part(Enum):
    """Which document of the plan's words."""

    AGREEMENT = "agreement"
    IN_AND_OUT = "in-and-out"
    EXCLUSIONS = "exclusions"


def agreement(
    plan: str = typer.Argument(help="A plan or an agreement (a file), or complete@1."),
    part: Part = typer.Option(Part.AGREEMENT, help="Which document."),
    form: Form = typer.Option(Form.TEXT, help="Plain text, or Markdown."),
    plans: Path | None = typer.Option(
        None, "--plans", help="A folder of your own plans, which go before shipped ones."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Write what the client signs, the page of what is in and out, or the exclusions."""
    from flatwright.cli.documents import documents, in_form, row

    made = documents(plan, part.value, plans)
    if as_json:
        print_json([row(each) for each in made])
    else:
        print_text("\n".join(in_form(each, form.value) for each in made))
