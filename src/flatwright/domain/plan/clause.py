"""A clause: words for people, fields for rules."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum

from flatwright.domain.kernel.condition import ALWAYS, Condition
from flatwright.domain.plan.limit import Limit


class Outcome(Enum):
    """Who pays for a minute of work."""

    COVERED = "covered"  # the flat fee
    AFTER_HOURS = "after_hours"  # the client, at the after-hours rate, once acknowledged
    HOURLY = "hourly"  # the client, at the hourly rate, once approved
    PROJECT = "project"  # the client, on an approved quote
    ABSORBED = "absorbed"  # the provider: done without the approval it needed
    DECLINED = "declined"  # nobody: not done


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A numbered promise or limit.

    Clauses are tried in order: the first that holds and has room takes the minute. One
    without an outcome takes none: it is about materials or words.
    """

    code: str
    heading: str  # the section of the plan text, which is the agreement's
    outcome: Outcome | None
    when: Condition = ALWAYS
    up_to: Limit | None = None
    says: str = ""
    rate: Decimal | None = None  # of its own; else the plan's rate for the outcome
    minimum: int = 0  # minutes: the least billed of a piece of work on a date
    number: str = ""


@dataclass(frozen=True, slots=True, order=True)
class ClauseRef:
    """A clause of a plan version that supports an answer."""

    plan: str
    version: int
    code: str
    number: str

    def __str__(self) -> str:
        return f"{self.plan}@{self.version} {self.number} {self.code}"


def numbered(clauses: tuple[Clause, ...], headings: tuple[str, ...]) -> tuple[Clause, ...]:
    """Clauses with their printed numbers: the heading's place, then the place under it.

    A clause that says nothing of its own has the number of the one of its code that speaks.
    """
    speaking = [clause for clause in clauses if clause.says]
    spoken = {clause.heading for clause in speaking}
    used = [name for name in headings if name in spoken]
    numbers: dict[int, str] = {}
    for place, name in enumerate(used, start=1):
        under = [clause for clause in speaking if clause.heading == name]
        numbers |= {
            id(each): f"{place}.{index}" for index, each in enumerate(under, start=1)
        }
    voice = {clause.code: numbers[id(clause)] for clause in speaking}
    return tuple(
        replace(each, number=numbers.get(id(each)) or voice[each.code]) for each in clauses
    )
