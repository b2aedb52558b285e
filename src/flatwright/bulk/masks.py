"""A plan's conditions asked of columns: for each clause a mask of true, and of unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flatwright.domain.coverage.situation import Estimate, Values
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.condition import Truth, truth
from flatwright.domain.records.work import UNKNOWN

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
BITS = 62  # of a signed number of 64


@dataclass(frozen=True, slots=True)
class FactColumns:
    """Facts of many situations: codes by fact, with the values that the codes stand for."""

    codes: Mapping[str, Ints]
    words: Mapping[str, Sequence[str]]
    at_least: Ints  # labour minutes
    estimated: Mask  # whether that is the whole estimate

    def among(self, fact: str, values: tuple[str, ...]) -> Truth:
        """Where a fact has one of the values, and where it has another."""
        codes, words = self.codes[fact], self.words[fact]
        wanted = np.array([word in values for word in words])
        told = np.array([word != UNKNOWN for word in words])
        return Truth(yes=wanted[codes], no=(told & ~wanted)[codes])

    def over(self, fact: str, limit: int) -> Truth:
        """Where a number is strictly more than the limit, and where it is not."""
        del fact  # there is one number: the estimate
        yes = self.at_least > limit
        return Truth(yes=yes, no=self.estimated & ~yes)


def fact_columns(situations: Sequence[Values]) -> FactColumns:
    """Situations with the same facts, turned to columns."""
    estimates = [each["estimate_min"] for each in situations]
    known = [each for each in estimates if isinstance(each, Estimate)]
    codes: dict[str, Ints] = {}
    words: dict[str, Sequence[str]] = {}
    for name in situations[0]:
        if name != "estimate_min":
            told = [str(each[name]) for each in situations]
            words[name] = tuple(dict.fromkeys(told))
            number = {word: code for code, word in enumerate(words[name])}
            codes[name] = np.array([number[word] for word in told], dtype=np.int64)
    return FactColumns(
        codes=codes,
        words=words,
        at_least=np.array([each.at_least for each in known], dtype=np.int64),
        estimated=np.array([each.known for each in known], dtype=np.bool_),
    )


def holding_masks(terms: Terms, version: int, facts: FactColumns) -> tuple[Ints, Ints]:
    """Bits of the clauses that hold, and of those of which that is not known, by situation.

    Clauses behind the first that takes all the rest are never asked, so they have no bit.
    A situation in which more clauses are asked than there are bits counts as not known.
    """
    size = len(facts.at_least)
    holds = np.zeros(size, dtype=np.int64)
    unknown = np.zeros(size, dtype=np.int64)
    is_open = np.ones(size, dtype=np.bool_)
    for place, clause in enumerate(terms.under(version)):
        yes, no = truth(terms.clauses[clause].when, facts)
        if place >= BITS:
            unknown |= (is_open & (yes | ~no)).astype(np.int64)
            continue
        holds |= (is_open & yes).astype(np.int64) << place
        unknown |= (is_open & ~(yes | no)).astype(np.int64) << place
        if terms.limits.limit[clause] < 0:
            is_open = is_open & ~yes
    return holds, unknown
