"""What clauses see of each class of demand: the situations in which its tickets come.

A class is split by hour, cause, priority and visit; each situation has its share of the
class's tickets. Where clauses ask for the estimate, or for the time that a piece of work
took, situations are split once more, without a share: the minutes tell it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.kernel.condition import Over, Truth, atoms
from flatwright.domain.plan.clause import Clause
from flatwright.domain.pricing.minutes import ANY, Range
from flatwright.domain.pricing.rate_book import DemandClass, RateBook
from flatwright.domain.pricing.severity import NO_LIMIT

# What is so where nobody tells: a user's own listed thing, in order, at the client's.
USUAL: Final = {
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
_SHARED = ("server", "network", "shared_computer", "printer_central")


@dataclass(frozen=True, slots=True)
class Branch:
    """The tickets of a situation whose estimate and whose actual time lie in ranges."""

    estimate: Range = ANY
    actual: Range = ANY


@dataclass(frozen=True, eq=False, slots=True)
class Situations:
    """Rows of facts: each a class, a unit listed or not, a share of its tickets, a branch.

    Arrays have one entry for each row; `columns` has codes by fact, and their words.
    """

    classes: tuple[tuple[str, bool], ...]  # each class, and whether its units are listed
    class_of: NDArray[np.int64]  # the place in `classes`
    share: NDArray[np.float64]
    branches: tuple[Branch, ...]
    branch_of: NDArray[np.int64]
    columns: Mapping[str, tuple[NDArray[np.int64], tuple[str, ...]]]

    def among(self, fact: str, values: tuple[str, ...]) -> Truth:
        """Where a fact has one of the values; what a rate book never tells has none."""
        codes, words = self.columns.get(fact, _NOWHERE)
        yes = np.array([word in values for word in words])[codes]
        return Truth(yes=yes, no=~yes)

    def over(self, fact: str, limit: int) -> Truth:
        """Where the estimate is strictly more than the limit."""
        del fact  # there is one number: the estimate
        yes = np.array([each.estimate[0] >= limit for each in self.branches])
        yes = yes[self.branch_of]
        return Truth(yes=yes, no=~yes)


_NOWHERE = (np.zeros(1, dtype=np.int64), ("",))


def branches(clauses: Sequence[Clause], whole_over: int | None) -> tuple[Branch, ...]:
    """The ranges of estimate and time that some clause tells apart.

    `whole_over` is how long an incident may take before all of it is a project.
    """
    asked = [atom for clause in clauses for atom in atoms(clause.when)]
    limits = sorted({atom.limit for atom in asked if isinstance(atom, Over)})
    estimates = _ranges(limits)
    is_asked = any(atom.fact == "over_threshold" for atom in asked)
    actuals = _ranges([whole_over] if whole_over and is_asked else [])
    return tuple(Branch(e, a) for e, a in product(estimates, actuals))


def situations(book: RateBook, of: Sequence[Branch]) -> Situations:
    """Every situation of every class of the rate book, with each branch."""
    rows = [
        (key, share, number, facts | _over_threshold(branch))
        for key, share, facts in _told(book)
        for number, branch in enumerate(of)
    ]
    names = dict.fromkeys(name for *_, facts in rows for name in facts)
    classes = tuple(dict.fromkeys(key for key, *_ in rows))
    return Situations(
        classes=classes,
        class_of=np.array([classes.index(key) for key, *_ in rows], dtype=np.int64),
        share=np.array([share for _, share, *_ in rows]),
        branches=tuple(of),
        branch_of=np.array([number for *_, number, _ in rows], dtype=np.int64),
        columns={name: _coded([facts[name] for *_, facts in rows]) for name in names},
    )


def _told(book: RateBook) -> Iterator[tuple[tuple[str, bool], float, dict[str, str]]]:
    """Classes by hour, cause and visit: class and listing, share, facts."""
    split = _split(book)
    for name, demand in book.classes.items():
        for listed, (told, share) in product(_listings(demand), split):
            facts = USUAL | {
                "object_listed": "yes" if listed else "no",
                "object_shared": "yes" if demand.counts in _SHARED else "no",
            }
            yield (name, listed), share, facts | told | demand.work


def _listings(demand: DemandClass) -> tuple[bool, ...]:
    """Whether units of a class are on the plan's list; further devices may be either."""
    if demand.of_plan != "any":
        return (demand.of_plan == "listed",)
    return (True, False) if demand.counts == "extra_device" else (True,)


def _split(book: RateBook) -> list[tuple[dict[str, str], float]]:
    """Hours, causes and visits together, each with its share of tickets."""
    after, visits = float(book.after_hours.share) / 100, float(book.onsite.share) / 100
    hours = [({"hours": "business"}, 1 - after), ({"hours": "after_hours"}, after)]
    places = [({"onsite": "no"}, 1 - visits), ({"onsite": "yes"}, visits)]
    made = [
        (hour | cause | place, of_hour * of_cause * of_place)
        for (hour, of_hour), (cause, of_cause), (place, of_place) in product(
            hours, _causes(book), places
        )
    ]
    return [(facts, share) for facts, share in made if share]


def _causes(book: RateBook) -> list[tuple[dict[str, str], float]]:
    stopped = float(book.causes.p1) / 100
    causes = {name: float(share) / 100 for name, share in book.causes.shares.items()}
    made = [({"cause": "normal"}, 1 - sum(causes.values()))]
    for name, share in causes.items():
        made.append(({"cause": name, "priority": "p1"}, share * stopped))
        made.append(({"cause": name}, share * (1 - stopped)))
    return made


def _over_threshold(branch: Branch) -> dict[str, str]:
    return {"over_threshold": "yes"} if branch.actual[0] else {}


def _ranges(limits: Sequence[float]) -> list[Range]:
    bounds = [0.0, *map(float, limits), NO_LIMIT]
    return list(pairwise(bounds))


def _coded(told: list[str]) -> tuple[Any, tuple[str, ...]]:
    words = tuple(dict.fromkeys(told))
    numbers = {word: number for number, word in enumerate(words)}
    return np.array([numbers[word] for word in told], dtype=np.int64), words
