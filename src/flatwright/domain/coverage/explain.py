"""Why each clause took its minutes, or passed: in words."""

from collections.abc import Iterable, Sequence

from flatwright.domain.coverage.approve import Agreed
from flatwright.domain.coverage.decision import Step
from flatwright.domain.coverage.situation import Situation, Values
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.condition import (
    Condition,
    Either,
    Every,
    Is,
    Over,
    atoms,
    truth,
)
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.facts import BY_NAME

NOTHING_EARLIER = "nothing earlier took them"


def explained(
    rows: Sequence[tuple[int, Values]], agreed: Sequence[Agreed], worked: int, terms: Terms
) -> tuple[Step, ...]:
    """The walk, clause by clause; `rows` are the version and the facts of each slice."""
    took: dict[int, int] = {}
    absorbed: dict[int, int] = {}
    for each in agreed:
        clause = each.taking.clause
        took[clause] = took.get(clause, 0) + each.taking.minutes
        if each.outcome is Outcome.ABSORBED:
            absorbed[clause] = absorbed.get(clause, 0) + each.taking.minutes
    steps: list[Step] = []
    for version in dict.fromkeys(version for version, _ in rows):
        told = {id(values): values for each, values in rows if each == version}
        facts = list(told.values())  # slices of one sort share their facts
        last = max(
            (clause for clause in took if clause in terms.under(version)), default=-1
        )
        steps.extend(
            _step(index, facts, (took, absorbed, worked), terms)
            for index in terms.under(version)
            if index <= last
        )
    return tuple(steps)


def _step(
    index: int,
    facts: list[Values],
    minutes: tuple[dict[int, int], dict[int, int], int],
    terms: Terms,
) -> Step:
    took, absorbed, worked = minutes
    why = _why(index, facts, terms, took=index in took)
    if absorbed.get(index):
        lost = words.plural(absorbed[index], "minute")
        why = f"{why}; {lost} had no approval, so the provider bears them"
    return Step(
        cites=terms.refs[index],
        outcome=terms.clauses[index].outcome or Outcome.COVERED,
        took=took.get(index, 0),
        of=worked,
        why=why,
    )


def _why(index: int, facts: list[Values], terms: Terms, *, took: bool) -> str:
    """Why a clause took minutes or passed; the same facts have the same reason."""
    clause = terms.clauses[index]
    asks = terms.asks[index]
    key = (index, took, *(values.get(fact) for values in facts for fact in asks))
    found = terms.reasons.get(key)
    if found is None:
        found = because(clause.when, facts) if took else passed(clause, facts)
        if len(terms.reasons) < _REMEMBERED:
            terms.reasons[key] = found
    return found


_REMEMBERED = 100_000


def because(when: Condition, facts: Iterable[Values]) -> str:
    """What made a condition hold, for the first of the slices for which it did."""
    for values in facts:
        situation = Situation(values)
        if truth(when, situation).yes:
            said = [_says(atom, values) for atom in _holding_atoms(when, situation)]
            return words.listing(list(dict.fromkeys(said))) or NOTHING_EARLIER
    return NOTHING_EARLIER


def passed(clause: Clause, facts: Sequence[Values]) -> str:
    """Why a clause took nothing: what is against it, what is unknown, or it is used up."""
    for values in facts:
        situation = Situation(values)
        answer = truth(clause.when, situation)
        if answer.yes:
            continue
        if not answer.no:
            unknown = [
                atom.fact for atom in atoms(clause.when) if _is_open(atom, situation)
            ]
            names = [_name(fact) for fact in dict.fromkeys(unknown)]
            return f"not known: {words.listing(names)}"
        said = [_says(atom, values) for atom in _failing_atoms(clause.when, situation)]
        return words.listing(list(dict.fromkeys(said))[:2])
    if clause.up_to:
        return f"used up: {words.allowance(clause.up_to)}"
    return "earlier clauses took every minute"


def _is_open(atom: Is | Over, situation: Situation) -> bool:
    answer = truth(atom, situation)
    return not answer.yes and not answer.no


def _holding_atoms(when: Condition, situation: Situation) -> list[Is | Over]:
    """The comparisons that made a condition hold."""
    match when:
        case Is() | Over():
            return [when]
        case Every(parts):
            return [atom for part in parts for atom in _holding_atoms(part, situation)]
        case Either(parts):
            part = next(part for part in parts if truth(part, situation).yes)
            return _holding_atoms(part, situation)
        case _:
            return _failing_atoms(when.part, situation)


def _failing_atoms(when: Condition, situation: Situation) -> list[Is | Over]:
    """The comparisons that kept a condition from holding."""
    match when:
        case Is() | Over():
            return [when]
        case Every(parts):
            part = next(part for part in parts if truth(part, situation).no)
            return _failing_atoms(part, situation)
        case Either(parts):
            return [atom for part in parts for atom in _failing_atoms(part, situation)]
        case _:
            return _holding_atoms(when.part, situation)


def _says(atom: Is | Over, values: Values) -> str:
    """The fact that a comparison asks about, as it is."""
    if isinstance(atom, Over):
        over = truth(atom, Situation(values)).yes
        limit = words.duration(atom.limit)
        return f"the estimate is {'over' if over else 'not over'} {limit}"
    value = str(values[atom.fact])
    known = BY_NAME.get(atom.fact)
    if known and value in known.says:
        return known.says[value]
    return f"{_name(atom.fact)} is {value.replace('_', ' ')}"


def _name(fact: str) -> str:
    return "estimate" if fact == "estimate_min" else fact.replace("_", " ")
