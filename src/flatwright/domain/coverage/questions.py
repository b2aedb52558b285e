"""Which unknown facts could change the answer, and whom to ask."""

from collections.abc import Callable, Hashable, Iterator, Mapping
from itertools import product

from flatwright.domain.coverage.decision import Question
from flatwright.domain.coverage.situation import (
    LISTED,
    UNLISTED,
    Estimate,
    WhatIf,
    needs_estimate,
    values_of,
)
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.condition import Is, Over, atoms
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.records.work import NOBODY, UNKNOWN, WorkItem

ASKED = {
    "cause": (
        "What happened just before? A storm, a contractor, new software, a change of ours?",
        "caller; the technician confirms",
    ),
    "person": ("Who has the problem?", "caller"),
    "confirmed_start": (
        "When did this person start? Shall we add them from that day?",
        "approver",
    ),
    "object": ("Which device or printer?", "caller"),
    "action": (
        "A fix release of what you have, or a new version or product?",
        "technician",
    ),
    "after_hours_by": (
        "Must it be done outside business hours, at the after-hours rate?",
        "approver",
    ),
    "estimate_min": (
        "How many labour minutes will it take?",
        "technician, before the work",
    ),
}
Answer = Hashable


def question(fact: str) -> Question:
    """What to ask for a fact, and whom."""
    asks, to = ASKED.get(fact, (f"What is {fact.replace('_', ' ')}?", "caller"))
    return Question(fact=fact, asks=asks, to=to)


def unknown_facts(work: WorkItem, terms: Terms) -> dict[str, tuple[Answer, ...]]:
    """Each unknown fact, in the order of asking, with the answers that are told apart."""
    people = {entry.person or work.person for entry in work.entries} or {work.person}
    unknown = {
        "cause": not _is_known(terms, "cause", work.cause),
        "person": UNKNOWN in people,
        "confirmed_start": work.confirmed_start == UNKNOWN and work.person != NOBODY,
        "object": work.object.name == UNKNOWN,
        "action": not _is_known(terms, "action", work.action),
        "after_hours_by": work.after_hours_by == UNKNOWN,
        "estimate_min": needs_estimate(work, work.action),
    }
    own = dict.fromkeys(
        name for plan in terms.plans for name in plan.facts if name not in BY_NAME
    )
    for name in own:
        unknown[name] = not _is_known(terms, name, work.other.get(name, UNKNOWN))
    return {
        fact: _answers(fact, work, terms) for fact, is_open in unknown.items() if is_open
    }


def _is_known(terms: Terms, fact: str, value: str) -> bool:
    return value in terms.known[fact]


def _answers(fact: str, work: WorkItem, terms: Terms) -> tuple[Answer, ...]:
    if fact == "person":
        return (LISTED, UNLISTED, *work.prior.moves)
    if fact == "confirmed_start":
        return ("yes", "no")
    if fact == "estimate_min":
        return tuple(_estimates(work, terms))
    if fact not in terms.answers:
        told = _objects(terms) if fact == "object" else told_apart(fact, terms)
        terms.answers[fact] = tuple(told)
    return terms.answers[fact]


def told_apart(fact: str, terms: Terms) -> Iterator[str]:
    """One value for each set of values that no clause tells apart."""
    groups = [
        atom.values
        for clause in terms.clauses
        for atom in atoms(clause.when)
        if isinstance(atom, Is) and atom.fact == fact
    ]
    seen = set()
    for value in dict.fromkeys(v for plan in terms.plans for v in values_of(plan, fact)):
        special = value if value in _SPECIAL else ""
        kind = (special, *(value in group for group in groups))
        if kind not in seen:
            seen.add(kind)
            yield value


_SPECIAL = ("provider", "howto", "add_machine", "move")  # rules outside `when` know these


def _estimates(work: WorkItem, terms: Terms) -> Iterator[Estimate]:
    """At most each threshold, and over it; related requests alone may be over it."""
    limits = {
        atom.limit
        for clause in terms.clauses
        for atom in atoms(clause.when)
        if isinstance(atom, Over)
    }
    near = work.related_within_days <= min(
        plan.projects.related_within.count for plan in terms.plans
    )
    least = sum(work.related_estimates_min) if near else 0
    for minutes in sorted({0, *(limit + 1 for limit in limits)}):
        yield Estimate(max(minutes, least))


def _objects(terms: Terms) -> Iterator[tuple[str, ...]]:
    """Every sort of thing that the plan tells apart, as values of OBJECT_FACTS."""
    kinds = tuple(told_apart("object_kind", terms))
    places = tuple(told_apart("object_place", terms))
    for listed, shared, kind in product(("yes", "no"), ("yes", "no"), kinds):
        if shared == "yes" and (listed == "no" or kind == "printer"):
            continue
        for place in places if kind == "printer" or listed == "no" else ("other",):
            yield (listed, shared, kind, place, "no", "no")
    yield ("yes", "no", "computer", "other", "yes", "no")
    yield ("yes", "no", "computer", "other", "no", "yes")


def asked(
    unknown: Mapping[str, tuple[Answer, ...]], answer_to: Callable[[WhatIf], Hashable]
) -> list[str]:
    """The facts of which two answers lead to different ends, somewhere."""
    facts, choices = tuple(unknown), tuple(unknown.values())
    ends: dict[tuple[Answer, ...], Hashable] = {}

    def end(answers: tuple[Answer, ...]) -> Hashable:
        if answers not in ends:
            ends[answers] = answer_to(dict(zip(facts, answers, strict=True)))
        return ends[answers]

    return [fact for place, fact in enumerate(facts) if _matters(place, choices, end)]


def _matters(
    place: int,
    choices: tuple[tuple[Answer, ...], ...],
    end: Callable[[tuple[Answer, ...]], Hashable],
) -> bool:
    """Whether changing one answer alone changes the end somewhere; the first will do."""
    for others in product(*choices[:place], *choices[place + 1 :]):
        tried = ((*others[:place], answer, *others[place:]) for answer in choices[place])
        first = end(next(tried))
        if any(end(answers) != first for answers in tried):
            return True
    return False
