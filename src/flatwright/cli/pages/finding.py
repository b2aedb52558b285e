"""A finding of the checks in a few lines; all of it is in the JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Group

from flatwright.cli.pages import layout
from flatwright.cli.pages.words import plural
from flatwright.domain.checks.finding import Finding

_WAYS_SHOWN = 2


def findings_page(found: Sequence[Finding], most: int | None = None) -> Iterator[Any]:
    """The open findings, at most so many, then the accepted ones in a line each."""
    open_ones = [each for each in found if each.is_open]
    for each in open_ones[:most]:
        yield layout.said("")
        yield layout.under(_finding(each))
    if most is not None and len(open_ones) > most:
        yield layout.said("")
        more = plural(len(open_ones) - most, "more finding")
        yield layout.under(layout.said(f"And {more}."))
    accepted = [each for each in found if not each.is_open]
    if accepted:
        yield layout.heading("  Accepted by the plan")
        rows = [(each.name, each.accepted or "") for each in accepted]
        yield layout.columns(
            [tuple(layout.said(cell, layout.DIM) for cell in row) for row in rows]
        )
    if not found:
        yield layout.under(layout.said("No gap, contradiction or perversity was found."))
    yield layout.said("")


def _finding(finding: Finding) -> Group:
    return layout.stacked(
        layout.said(finding.says, layout.WARM),
        layout.columns(
            [(layout.said(label, layout.DIM), says) for label, says in _told(finding)]
        ),
    )


def _told(finding: Finding) -> Iterator[tuple[str, str]]:
    if finding.work:
        yield "for example", finding.work
    if finding.bills:
        before, after = finding.bills
        yield "the bill", f"{before}, then {after}"
    yield from (("likewise", each) for each in finding.also[:_WAYS_SHOWN])
    if len(finding.also) > _WAYS_SHOWN:
        yield "", f"and {plural(len(finding.also) - _WAYS_SHOWN, 'more way')}"
    if finding.cites:
        cited = dict.fromkeys(f"{ref.number} {ref.code}" for ref in finding.cites)
        yield "clauses", ", ".join(cited)
    yield "what to change", finding.change
    yield "to accept it", f"name {finding.name}, with your reason"
