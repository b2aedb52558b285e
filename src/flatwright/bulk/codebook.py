"""Numbers for sets of facts: equal facts share one, so conditions are asked once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

import numpy as np
import numpy.typing as npt

from flatwright.bulk.compiled import distinct
from flatwright.domain.coverage.situation import Estimate, Situation, Values, told
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.condition import Is, Over, Truth, atoms, truth
from flatwright.domain.records.work import UNKNOWN, TimeEntry, WorkItem, WorkObject

Ints = npt.NDArray[np.int64]
WORKED = "worked"  # minutes of the work item, where a plan asks whether they are over
_FIRST_SIZE = 1 << 12
_MOST_SETS = 1 << 62
# Facts from which no others follow: but an estimate is added to related ones.
_OF_THEMSELVES = frozenset(("cause", "priority", "after_hours_by", "estimate_min"))
_ESTIMATE, _RELATED = frozenset(("estimate_min",)), "related_estimates_min"


@dataclass(slots=True)
class Distinct:
    """Keys seen so far, each with its number; grows as new ones come."""

    table: Ints = field(default_factory=lambda: np.full(_FIRST_SIZE, -1, dtype=np.int64))
    found: Ints = field(default_factory=lambda: np.zeros(_FIRST_SIZE, dtype=np.int64))
    count: int = 0

    def numbers(self, keys: Ints) -> Ints:
        """The number of each key."""
        which = np.empty(len(keys), dtype=np.int64)
        while True:
            count = distinct(keys, self.table, self.found, which, self.count)
            if count >= 0:
                self.count = count
                return which
            self._grow(-count - 1)

    def _grow(self, count: int) -> None:
        kept = self.found[:count]
        size = 4 * len(self.table)
        self.table = np.full(size, -1, dtype=np.int64)
        self.found = np.zeros(size, dtype=np.int64)
        which = np.empty(count, dtype=np.int64)
        self.count = distinct(kept, self.table, self.found, which, 0)


@dataclass(slots=True)
class Codebook:
    """Sets of facts, numbered; `values[n][v]` are those of number n under version v.

    Facts that no condition tells apart have one number.
    """

    terms: Terms
    values: list[tuple[Values, ...]] = field(default_factory=list)
    _by_kinds: dict[tuple[int, ...], int] = field(default_factory=dict)
    _asked: dict[str, list[Is | Over]] = field(default_factory=dict)  # by fact
    _kinds: dict[str, dict[object, int]] = field(default_factory=dict)  # by fact, by value
    _by_answers: dict[tuple[Truth, ...], int] = field(default_factory=dict)
    _coding: tuple[tuple[str, tuple[Any, ...]], ...] = ()
    _alike: dict[str, Ints] = field(default_factory=dict)
    _coded: Distinct = field(default_factory=Distinct)
    _number_of_coded: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def number(self, work: WorkItem) -> int:
        """The number of a work item's facts."""
        facts = tuple(told(work, self.terms, v) for v in range(len(self.terms.plans)))
        key = tuple(
            kinds[each[fact]] if each[fact] in kinds else self._kind(fact, each[fact])
            for each in facts
            for fact, kinds in self._kinds.items()
            if fact in each
        )
        if key not in self._by_kinds:
            self._by_kinds[key] = len(self.values)
            self.values.append(facts)
        return self._by_kinds[key]

    def __post_init__(self) -> None:
        every = (atom for clause in self.terms.clauses for atom in atoms(clause.when))
        for atom in dict.fromkeys(every):
            self._asked.setdefault(atom.fact, []).append(atom)
            self._kinds[atom.fact] = {}

    def _kind(self, fact: str, value: object) -> int:
        """The same number for values of a fact that no condition tells apart."""
        situation = Situation({fact: value})
        answers = tuple(truth(atom, situation) for atom in self._asked.get(fact, ()))
        found = self._by_answers.setdefault(answers, len(self._by_answers))
        if fact in self._kinds:
            self._kinds[fact][value] = found
        return found

    def numbers(
        self, codes: Mapping[str, Ints], words: Mapping[str, Sequence[Any]]
    ) -> Ints:
        """The numbers of columns of coded facts: `words[fact][code]` is a fact's value.

        Raises ValueError where there could be too many sets of facts to number.
        """
        if prod(len(words[fact]) for fact in codes) > _MOST_SETS:
            msg = "the facts have too many values to be packed into one number"
            raise ValueError(msg)
        self._begin(tuple((fact, tuple(words[fact])) for fact in codes))
        packed = np.zeros(len(next(iter(codes.values()))), dtype=np.int64)
        for fact, column in codes.items():
            packed *= len(words[fact])
            packed += self._alike[fact][column] if fact in self._alike else column
        which = self._coded.numbers(packed)
        known = len(self._number_of_coded)
        if self._coded.count > known:
            fresh = self._coded.found[known : self._coded.count]
            made = [self.number(_decoded(int(key), codes, words)) for key in fresh]
            self._number_of_coded = np.append(self._number_of_coded, made).astype(np.int64)
        return self._number_of_coded[which]

    def _begin(self, coding: tuple[tuple[str, tuple[Any, ...]], ...]) -> None:
        """Packed numbers mean the same as long as the facts are coded in the same way."""
        if coding != self._coding:
            self._coding = coding
            simple = _OF_THEMSELVES - (_ESTIMATE if _RELATED in dict(coding) else set())
            self._alike = {
                fact: self._first_alike(fact, values)
                for fact, values in coding
                if fact in simple
            }
            self._coded = Distinct()
            self._number_of_coded = np.zeros(0, dtype=np.int64)

    def _first_alike(self, fact: str, values: Sequence[Any]) -> Ints:
        """For each value of a fact, the first that no condition tells from it."""
        kinds: list[object] = []
        for value in values:
            known: object = value if value in self.terms.known.get(fact, ()) else UNKNOWN
            if fact in _ESTIMATE:
                known = value if value is None else Estimate(value)
            kinds.append((value is None, self._kind(fact, known)))
        return np.array([kinds.index(each) for each in kinds])


def _decoded(
    key: int, codes: Mapping[str, Ints], words: Mapping[str, Sequence[Any]]
) -> WorkItem:
    """The facts behind a packed key, as a work item."""
    facts: dict[str, Any] = {}
    for fact in reversed(tuple(codes)):
        key, code = divmod(key, len(words[fact]))
        facts[fact] = words[fact][code]
    if "object" in facts:
        facts["object"] = WorkObject(name=facts["object"])
    if WORKED in facts:
        facts["entries"] = (TimeEntry(start=0, end=facts.pop(WORKED)),)
    return WorkItem(**facts)
