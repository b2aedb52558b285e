"""Work that comes close to being a project: by the time it takes, or by its estimate."""

from collections.abc import Iterator
from typing import cast

from flatwright.domain.coverage.allowances import is_close
from flatwright.domain.coverage.looked import Looked, Near
from flatwright.domain.coverage.situation import Estimate, holding
from flatwright.domain.kernel.condition import Over, atoms
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Outcome

_ASKED = "estimate_min"


def near_incident(look: Looked) -> Iterator[Near]:
    """Help with one piece of work that comes to the time at which we stop and quote."""
    over = look.plan.projects.incident_over
    index = look.clause("threshold", not_asking=_ASKED)
    if over is None or index is None:
        return
    spent = _helped(look, index)
    if not spent or not is_close(spent, over):
        return
    said = f"Help with this work has taken {words.duration(spent)}"
    if spent > over:
        rest = "all of it" if look.plan.projects.incident_whole else "the rest"
        says = f"{said}, over {words.duration(over)}: {rest} is a project."
    else:
        says = f"{said} of {words.duration(over)}: stop there and quote."
    cites, left = look.terms.refs[index], max(0, over - spent)
    yield Near(code="incident", says=says, cites=cites, left=left)


def _helped(look: Looked, threshold: int) -> int:
    """The minutes that count to the threshold, with those of help before."""
    before = look.item.prior.covered_min
    if not look.item.entries:
        return before
    rows, clauses = look.work.rows, look.terms.clauses
    helped = [
        row.minutes
        for row in rows
        for held in [look.held_in(row.minute)]
        if threshold in held or any(clauses[each].code == "helpdesk" for each in held)
    ]
    if helped and look.plan.projects.incident_whole:
        return before + sum(row.minutes for row in rows)
    return before + sum(helped) if helped else 0


def near_estimate(look: Looked) -> Iterator[Near]:
    """An estimate, with related ones, that comes to where another clause takes it all."""
    terms, version = look.terms, look.begins.version
    values = look.held[look.begins].values
    told = cast("Estimate", values[_ASKED]).at_least
    for index in terms.under(version):
        for atom in atoms(terms.clauses[index].when):
            if not isinstance(atom, Over) or not told or not is_close(told, atom.limit):
                continue
            more = values | {_ASKED: Estimate(max(told, atom.limit + 1))}
            if index in terms.set_in(version, holding(terms, version, more)):
                yield _estimated(look, index, told, atom.limit)


def _estimated(look: Looked, index: int, told: int, limit: int) -> Near:
    outcome = look.terms.clauses[index].outcome or Outcome.COVERED
    what = {Outcome.PROJECT: "a project", Outcome.HOURLY: "hourly work"}
    then = f"it is {what.get(outcome, outcome.value.replace('_', ' '))}"
    said = f"The estimate of {words.duration(told)}, related work included, is"
    if told > limit:
        says = f"{said} over {words.duration(limit)}: {then}."
    else:
        says = f"{said} close to {words.duration(limit)}; over that {then}."
    cites = look.terms.refs[index]
    return Near(code="estimate", says=says, cites=cites, left=max(0, limit - told))
