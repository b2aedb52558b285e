"""A worked example for a clause: the simplest work under the plan that the clause decides.

It is searched for over the facts that the plan tells apart, and really decided.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, islice, product, takewhile
from typing import Any

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.questions import told_apart
from flatwright.domain.coverage.situation import OBJECT_FACTS, Minute, Situation, at, told
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.condition import Is, Over, atoms, truth
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.facts import BY_NAME, CARE, PROACTIVE
from flatwright.domain.plan.limit import Scope, Unit
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.work import Approval, PriorUse, WorkItem, WorkObject
from flatwright.domain.wording.example_client import (
    APPROVER,
    ELSEWHERE,
    SITE,
    STRANGER,
    USER,
    example_terms,
    things,
)
from flatwright.domain.wording.example_time import Moment, entries, moments

HOUR = 60
_MOST_CHANGES = 3
_MOST_TRIES = 4_000
_EARLY = -(1 << 31)  # before any work
_CEILING = 10**12
_ASKED_FOR = ("howto", "change", "account_change", "order")
_PLACE = ("onsite", "place_listed", "from_home")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Where examples play: a small client's terms, the kinds of time, the things."""

    terms: Terms
    moments: tuple[Moment, ...]
    things: tuple[WorkObject, ...]
    usual: WorkItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Work that a clause decides: when it is done, what was used before, the decision."""

    work: WorkItem
    moment: Moment
    used_up: bool
    decision: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """One thing that is not as usual: other facts, another time, a longer work."""

    work: Mapping[str, Any] = field(default_factory=dict)
    moment: Moment | None = None
    minutes: int | None = None
    used_up: bool = False


def stage(plan: PlanVersion) -> Stage:
    """A plan's stage."""
    terms = example_terms(plan)
    there = things(plan)
    usual = WorkItem(
        person=USER, object=there[0], estimate_min=HOUR, other=_usual_own(terms)
    )
    return Stage(terms=terms, moments=moments(terms), things=there, usual=usual)


def example(clause: Clause, on: Stage) -> Example | None:
    """The simplest work of which a clause takes some minutes; None where none was found."""
    for changes in islice(_by_simplicity(_choices(clause, on)), _MOST_TRIES):
        found = _tried(changes, clause, on)
        if found:
            return found
    return None


def usual_work(on: Stage) -> WorkItem:
    """An hour of the most ordinary work."""
    work = replace(on.usual, entries=entries(on.moments[0], HOUR))
    return decided(work, on.moments[0], on, used_up=False).work


def _choices(clause: Clause, on: Stage) -> list[list[_Change]]:
    """What may be unusual: the facts that a clause asks about, and always time and use."""
    plan, terms = on.terms.plans[0], on.terms
    asked = {atom.fact for atom in atoms(clause.when)}
    choices = [
        [_Change(moment=each) for each in on.moments[1:]],
        _lengths(terms),
        [_Change(used_up=True)],
    ]
    by_facts: list[tuple[tuple[str, ...], list[_Change]]] = [
        (("kind", "action"), list(_activities(terms))),
        (("cause",), _told(terms, "cause", "normal")),
        (("priority",), _told(terms, "priority", "p3")),
        (("on_roster",), [_Change(work={"person": STRANGER})]),
        (OBJECT_FACTS, [_Change(work={"object": each}) for each in on.things[1:]]),
        (_PLACE, _places()),
        (("after_hours_by",), [_Change(work={"after_hours_by": "provider"})]),
        (("estimate_min",), list(_estimates(terms))),
    ]
    choices.extend(changes for facts, changes in by_facts if asked & {*facts})
    own = [name for name in plan.facts if name not in BY_NAME and name in asked]
    choices.extend(
        [_Change(work={"other": {name: value}}) for value in plan.facts[name]]
        for name in own
    )
    return [each for each in choices if each]


def _told(terms: Terms, fact: str, usual: str) -> list[_Change]:
    values = [value for value in told_apart(fact, terms) if value != usual]
    return [_Change(work={fact: value}) for value in values]


def _activities(terms: Terms) -> Iterator[_Change]:
    """Each kind of activity: what is asked for is a request, what is watched proactive."""
    actions = tuple(told_apart("action", terms))
    yield _Change(work={"action": "change", "kind": "request"})
    yield _Change(work={"action": "monitor", "kind": "proactive"})
    for action in actions:
        yield _Change(work={"action": action, "kind": usual_kind(action)})
    yield _Change(work={"kind": "vendor"})
    for kind, action in product(told_apart("kind", terms), actions):
        yield _Change(work={"action": action, "kind": kind})


def usual_kind(action: str) -> str:
    """The kind of work that an action usually is."""
    if action in PROACTIVE:
        return "proactive"
    return "incident" if action in CARE and action not in _ASKED_FOR else "request"


def _places() -> list[_Change]:
    return [
        _Change(work={"onsite": True, "location": SITE}),
        _Change(work={"onsite": True, "location": ELSEWHERE}),
        _Change(work={"location": "home"}),
    ]


def _estimates(terms: Terms) -> Iterator[_Change]:
    limits = {
        atom.limit
        for clause in terms.clauses
        for atom in atoms(clause.when)
        if isinstance(atom, Over)
    }
    for limit in sorted(limits):
        more = limit + HOUR
        yield _Change(work={"estimate_min": more}, minutes=more)


def _lengths(terms: Terms) -> list[_Change]:
    """Work that is longer than what a clause allows of it."""
    limits = {
        clause.up_to.amount
        for clause in terms.clauses
        if clause.up_to and clause.up_to.unit is Unit.MINUTES
    } | {terms.plans[0].projects.incident_over or HOUR}
    return [_Change(minutes=limit + HOUR) for limit in sorted(limits)]


def _by_simplicity(choices: Sequence[Sequence[_Change]]) -> Iterator[tuple[_Change, ...]]:
    """Nothing unusual, then one thing, then two, then three."""
    for count in range(_MOST_CHANGES + 1):
        for chosen in combinations(choices, count):
            yield from product(*chosen)


def _tried(changes: Sequence[_Change], clause: Clause, on: Stage) -> Example | None:
    """The decision on work with these changes, where the clause takes minutes of it."""
    moment = next((each.moment for each in changes if each.moment), on.moments[0])
    limit = clause.up_to
    least = limit.amount + HOUR if limit and limit.unit is Unit.MINUTES else HOUR
    minutes = max((each.minutes or least for each in changes), default=least)
    work = replace(_work(changes, on), entries=entries(moment, minutes))
    if not _may_take(clause, work, moment, on.terms):
        return None
    found = decided(work, moment, on, used_up=any(each.used_up for each in changes))
    lines = found.decision.lines
    return found if any(line.cites.number == clause.number for line in lines) else None


def _work(changes: Sequence[_Change], on: Stage) -> WorkItem:
    facts: dict[str, Any] = {}
    other = dict(on.usual.other)
    for each in changes:
        facts |= each.work
        other |= each.work.get("other", {})
    return replace(on.usual, **{**facts, "other": other})


def _usual_own(terms: Terms) -> dict[str, str]:
    """For each fact of the owner's own, a value that no clause asks about, if any."""
    asked = {
        value
        for clause in terms.clauses
        for atom in atoms(clause.when)
        if isinstance(atom, Is)
        for value in atom.values
    }
    return {
        name: next((value for value in values if value not in asked), values[0])
        for name, values in terms.plans[0].facts.items()
        if name not in BY_NAME and values
    }


def _may_take(clause: Clause, work: WorkItem, moment: Moment, terms: Terms) -> bool:
    """Whether a clause may hold then, and none before it takes everything."""
    minute = Minute(
        person=work.person,
        day=moment.day,
        hours=moment.hours,
        day_kind=moment.day_kind,
        version=0,
        in_force=moment.in_force,
        suspended=moment.suspended,
    )
    values = at(minute, told(work, terms, 0), work, (terms, None), {})
    situation = Situation(values)
    if truth(clause.when, situation).no:
        return False
    before = takewhile(lambda each: each is not clause, terms.clauses)
    return not any(
        each.up_to is None and truth(each.when, situation).yes for each in before
    )


def decided(work: WorkItem, moment: Moment, on: Stage, *, used_up: bool) -> Example:
    """Work of a kind of time, decided with every yes it needs."""
    done = replace(
        work,
        approvals=_yes_to_all(on.terms),
        prior=_everything_used(on.terms) if used_up else PriorUse(),
    )
    return Example(
        work=done,
        moment=moment,
        used_up=used_up,
        decision=decide(done, on.terms),
    )


def _yes_to_all(terms: Terms) -> tuple[Approval, ...]:
    types = ("hourly", "after_hours", "quote", "purchase")
    ceiling = Money(_CEILING, terms.currency)
    return tuple(Approval(type=t, by=APPROVER, at=_EARLY, amount=ceiling) for t in types)


def _everything_used(terms: Terms) -> PriorUse:
    """Every allowance but those of one piece of work is used up."""
    used = {
        clause.code: clause.up_to.amount
        for clause in terms.clauses
        if clause.up_to and clause.up_to.per is not Scope.WORK_ITEM
    }
    return PriorUse(by_code=used)
