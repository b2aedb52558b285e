"""Run the cases of an agreement: `flatwright cases AGREEMENT.yaml CASES.yaml`."""

from pathlib import Path

import typer

from flatwright.cli.console import note, print_json, progress, show


def cases(
    agreement: Path = typer.Argument(help="The client's agreement, a YAML text."),
    cases: Path = typer.Argument(help="Pieces of work, each with what is expected."),
    plans: Path | None = typer.Option(
        None, "--plans", help="A folder of your own plans, which go before shipped ones."
    ),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for other programs."),
) -> None:
    """Decide each case, and compare the answer with what the case expects."""
    from flatwright.cli.reading import read_or_stop, terms_at
    from flatwright.cli.rows import case_row
    from flatwright.domain.kernel.problem import Refusal
    from flatwright.imports.cases_text import read_cases, run_case

    terms = terms_at(agreement, plans)
    found = read_or_stop(cases, lambda file, source: read_cases(file, source, terms))
    if not found:
        says = f"{cases} holds no case: list them under cases."
        raise Refusal(code="no_cases", says=says)
    results = [run_case(each, terms) for each in progress(found, "Deciding")]
    for each in found:
        if not each.expect:
            note(f"Case {each.id or '(no id)'} expects nothing, so it cannot fail.")
    if as_json:
        print_json([case_row(each) for each in results])
    else:
        from flatwright.cli.pages import outcomes

        show(outcomes.page(results))
    if any(each.differs for each in results):
        raise typer.Exit(1)
