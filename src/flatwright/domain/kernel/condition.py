"""Conditions on facts, with three answers: true, false, and not known yet (Kleene).

The same condition is asked of one situation or of whole columns of them: the facts compare,
and answer with booleans or with arrays of booleans; the condition only joins the answers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, NamedTuple, Protocol


class Truth(NamedTuple):
    """Whether something holds, and whether its opposite does; neither, where it is unknown.

    Each is a boolean, or an array of booleans of one shape.
    """

    yes: Any
    no: Any


class Facts(Protocol):
    """What a condition may ask."""

    def among(self, fact: str, values: tuple[str, ...]) -> Truth:
        """Whether a fact has one of the values."""

    def over(self, fact: str, limit: int) -> Truth:
        """Whether a number is strictly more than the limit."""


@dataclass(frozen=True, slots=True)
class Is:
    """A fact has one of these values."""

    fact: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Over:
    """A number is strictly more than a limit."""

    fact: str
    limit: int


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold; with no part, always."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Condition"


Condition = Is | Over | Every | Either | Not
ALWAYS = Every()


def among(fact: str, *values: str) -> Is:
    """The condition that a fact has one of the values."""
    return Is(fact, values)


def every(*parts: Condition) -> Every:
    """The condition that all parts hold."""
    return Every(parts)


def either(*parts: Condition) -> Either:
    """The condition that some part holds."""
    return Either(parts)


def truth(condition: Condition, facts: Facts) -> Truth:
    """What the facts answer to a condition."""
    match condition:
        case Is(fact, values):
            return facts.among(fact, values)
        case Over(fact, limit):
            return facts.over(fact, limit)
        case Every(parts):
            return reduce(_both, (truth(part, facts) for part in parts), _TRUE)
        case Either(parts):
            return reduce(_some, (truth(part, facts) for part in parts), _FALSE)
        case _:
            yes, no = truth(condition.part, facts)
            return Truth(no, yes)


def atoms(condition: Condition) -> Iterator[Is | Over]:
    """The comparisons that a condition is made of, in the order of writing."""
    match condition:
        case Is() | Over():
            yield condition
        case Not(part):
            yield from atoms(part)
        case _:
            for part in condition.parts:
                yield from atoms(part)


_TRUE = Truth(yes=True, no=False)
_FALSE = Truth(yes=False, no=True)


def _both(a: Truth, b: Truth) -> Truth:
    return Truth(a.yes & b.yes, a.no | b.no)


def _some(a: Truth, b: Truth) -> Truth:
    return Truth(a.yes | b.yes, a.no & b.no)
