"""Decide one piece of work: `flatwright decide AGREEMENT.yaml FACTS.yaml`."""

from pathlib import Path

import typer

from flatwright.cli.console import print_json, show


def decide(
    agreement: Path = typer.Argument(help="The client's agreement, a YAML text."),
    facts: Path = typer.Argument(help="One piece of work: its facts, a YAML text."),
    plans: Path | None = typer.Option(
        None, "--plans", help="A folder of your own plans, which go before shipped ones."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Say who pays for a piece of work, and walk through the clauses that say so."""
    from flatwright.cli.reading import read_or_stop, terms_at
    from flatwright.domain.coverage.decide import decide as decided
    from flatwright.imports.answers import full_answer
    from flatwright.imports.cases_text import read_facts

    terms = terms_at(agreement, plans)
    work = read_or_stop(facts, lambda file, source: read_facts(file, source, terms))
    answer = decided(work, terms)
    if as_json:
        print_json(full_answer(answer))
    else:
        from flatwright.cli.pages import decision

        show(decision.page(answer, terms))
    if answer.error:
        raise typer.Exit(1)
