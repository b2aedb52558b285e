"""A work item of the checks, in words that an owner understands."""

from collections.abc import Mapping

from flatwright.domain.checks.made_up import Piece
from flatwright.domain.coverage.situation import values_of
from flatwright.domain.coverage.space import Value
from flatwright.domain.plan import words
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.version import PlanVersion

_USUAL: Mapping[str, Value] = {
    "kind": "incident",
    "action": "fix",
    "cause": "normal",
    "priority": "p3",
    "on_roster": "yes",
    "object_listed": "yes",
    "object_shared": "no",
    "object_kind": "computer",
    "object_place": "other",
    "end_of_life": "no",
    "pre_existing": "no",
    "onsite": "no",
    "from_home": "no",
    "place_listed": "yes",
    "hours": "business",
    "day": "weekday",
    "after_hours_by": "client",
    "over_threshold": "no",
    "in_force": "yes",
    "suspended": "no",
}


def usual(plan: PlanVersion) -> dict[str, Value]:
    """The usual value of each fact; of an owner's own fact, its first."""
    own = {fact: values_of(plan, fact)[0] for fact in plan.facts if fact not in BY_NAME}
    return {**own, **_USUAL}


def told(facts: Mapping[str, object], plan: PlanVersion) -> str:
    """What is unusual about a situation, in words."""
    ordinary = usual(plan)
    said = [
        _says(fact, str(value))
        for fact, value in facts.items()
        if fact in ordinary and value != ordinary[fact]
    ]
    if facts.get("kind") == "request":
        said.append(f"it is estimated at {words.duration(int(str(facts['estimate_min'])))}")
    return words.listing(said) or "an ordinary repair"


def _says(fact: str, value: str) -> str:
    known = BY_NAME.get(fact)
    if known and value in known.says:
        return known.says[value]
    return f"{fact.replace('_', ' ')} is {value.replace('_', ' ')}"


def told_piece(piece: Piece, plan: PlanVersion) -> str:
    """A piece of work in words: how long, when, and what is unusual about it."""
    left = ", with every allowance used up" if piece.used_up else ""
    length = words.plural(piece.minutes, "minute")
    return f"{length} {piece.occasion.says}{left}: {told(piece.facts, plan)}"
