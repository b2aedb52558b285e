"""A decision as a page: who pays what, why, what to ask, and the walk."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rich.text import Text

from flatwright.cli.pages import layout
from flatwright.cli.pages.words import STATUS, STYLES, amount, minutes
from flatwright.domain.coverage.decision import Decision, Line, Status, Step
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import ClauseRef
from flatwright.domain.wording.decided import (
    APPROVALS,
    BANDS,
    WHO_PAYS,
    for_the_work,
    in_short,
    reason,
    sentence,
)


def page(answer: Decision, terms: Terms, *, walk: bool = True) -> Iterator[Any]:
    """The decision, most important first; the walk comes last."""
    yield _headline(answer)
    yield layout.said(_under(answer, terms), layout.DIM)
    yield from _lines(answer)
    yield from _clauses(answer, terms)
    yield from _questions(answer)
    yield from _approvals(answer, terms)
    yield from _materials(answer)
    yield from _consequences(answer)
    yield from _goodwill(answer)
    if walk and answer.walk:
        yield from walked(answer)


def _headline(answer: Decision) -> Text:
    word, style = STATUS[answer.status]
    return Text.assemble((word, style), "  ", (in_short(answer), layout.BOLD))


def _under(answer: Decision, terms: Terms) -> str:
    client = terms.agreement.client.name
    if answer.status is Status.INVALID:
        return f"{client}: nothing is decided."
    if not answer.lines and answer.version is None:
        return client
    if answer.version is None:
        return f"{client}: no plan version is in force"
    names = dict.fromkeys(_name(ref) for ref in answer.cites)
    here = (plan.name for plan in terms.plans if plan.version == answer.version)
    return f"{client}, under {words.listing(list(names)) or next(here)}"


def _name(ref: ClauseRef) -> str:
    return f"{ref.plan}@{ref.version}"


def _lines(answer: Decision) -> Iterator[Any]:
    if not answer.lines:
        return
    yield layout.heading("Who pays")
    currency = answer.cost_tracked.currency
    head = ("Minutes", "When", "Payer", "Billed", currency, "Clause")
    days = {line.day for line in answer.lines if line.day}
    rows = [_line(line, dated=len(days) > 1) for line in answer.lines]
    if len(rows) > 1:
        rows.append(_total(answer))
    yield layout.table(head, rows, right=(0, 3, 4))


def _line(line: Line, *, dated: bool) -> tuple[layout.Cell, ...]:
    style = STYLES[line.outcome]
    when = BANDS[line.band] + (f" {line.day}" if dated and line.day else "")
    return (
        minutes(line.worked),
        when,
        layout.said(WHO_PAYS[line.outcome], style),
        minutes(line.billed),
        amount(line.amount) if line.amount else "-",
        f"{line.cites.number} {line.cites.code}",
    )


def _total(answer: Decision) -> tuple[layout.Cell, ...]:
    worked = sum(line.worked for line in answer.lines)
    billed = sum(line.billed for line in answer.lines)
    total = for_the_work(answer)
    owed = amount(total) if total else "-"
    cells = (minutes(worked), "together", "", minutes(billed), owed, "")
    return tuple(layout.said(cell, layout.BOLD) for cell in cells)


def _clauses(answer: Decision, terms: Terms) -> Iterator[Any]:
    """The sentences of the agreement that decide, and what makes each of them hold."""
    if not answer.cites:
        return
    several = len({_name(ref) for ref in answer.cites}) > 1
    yield layout.heading("What the agreement says")
    rows = []
    for ref in answer.cites:
        number = f"{_name(ref)} {ref.number}" if several else ref.number
        why = layout.said(f"\nBecause {reason(answer, ref)}.", layout.DIM)
        rows.append((number, layout.said(sentence(ref, terms)) + why))
    yield layout.columns(rows)


def _questions(answer: Decision) -> Iterator[Any]:
    if not answer.questions:
        return
    yield layout.heading("What to ask")
    rows = [
        (each.fact, layout.said(each.asks) + layout.said(f"\nAsk the {each.to}.", "dim"))
        for each in answer.questions
    ]
    yield layout.columns(rows)


def _approvals(answer: Decision, terms: Terms) -> Iterator[Any]:
    if not answer.approvals:
        return
    yield layout.heading("What must be approved before the work")
    yield layout.columns([(each, APPROVALS.get(each, each)) for each in answer.approvals])
    said = [
        f"{name} (any quote)"
        if limit is None
        else f"{name} (quotes up to {limit:,} {terms.currency})"
        for name, limit in terms.agreement.client.approvers.items()
    ]
    if said:
        yield layout.under(layout.said(f"Who may say yes: {words.listing(said)}."))


def _materials(answer: Decision) -> Iterator[Any]:
    if not answer.materials:
        return
    yield layout.heading("Materials")
    rows = [
        (each.item, f"the {each.payer.replace('_', ' ')}", amount(each.amount))
        for each in answer.materials
    ]
    head = ("Item", "Payer", answer.cost_tracked.currency)
    yield layout.table(head, rows, right=(2,))


def _consequences(answer: Decision) -> Iterator[Any]:
    """What the work uses up, whom it brings onto the roster, what it costs us."""
    points = [
        f"It uses {words.plural(count, 'move')} of {person}."
        for person, count in answer.moves.items()
    ]
    points += [
        f"{person} joins the roster on {day}; the fee begins on that day."
        for person, day in answer.roster_add.items()
    ]
    if answer.cost_tracked:
        points.append(f"Work that nobody pays for costs us {answer.cost_tracked}.")
    if points:
        yield layout.heading("What follows")
        yield layout.bullets(points)


def _goodwill(answer: Decision) -> Iterator[Any]:
    if answer.final:
        yield layout.heading("Goodwill")
        yield layout.bullets(
            [
                f"Waived: {answer.final.goodwill_amount}. The decision above stays.",
                f"The client pays {answer.final.client_pays}.",
                f"It costs us {answer.final.cost_tracked}.",
            ]
        )


def walked(answer: Decision) -> Iterator[Any]:
    """The walk: each clause in turn, what it took of the minutes or why it passed."""
    for (plan, version), steps in groupby(
        answer.walk, key=lambda step: (step.cites.plan, step.cites.version)
    ):
        yield layout.heading(f"The walk through {plan}@{version}")
        yield layout.columns([_step(step) for step in steps])


def _step(step: Step) -> tuple[layout.Cell, ...]:
    style = STYLES[step.outcome] if step.took else layout.DIM
    ref = step.cites
    cells = (ref.number, ref.code, str(step))
    return tuple(layout.said(cell, style) for cell in cells)
