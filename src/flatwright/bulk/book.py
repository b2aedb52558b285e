"""Which clauses hold in each situation that a book of clients has met so far."""

from dataclasses import dataclass, field
from math import prod
from threading import Lock

import numpy as np
import numpy.typing as npt

from flatwright.bulk.codebook import Codebook
from flatwright.bulk.masks import FactColumns, fact_columns, holding_masks
from flatwright.domain.coverage.situation import DAY_KINDS, HOURS
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import UNKNOWN

Ints = npt.NDArray[np.int64]
_ROSTER = ("no", "yes", UNKNOWN)
_YES_NO = ("no", "yes")
_OF_A_MOMENT = {  # what `describe` packs into a key behind the facts, the last one first
    "suspended": _YES_NO,
    "in_force": _YES_NO,
    "day": DAY_KINDS,
    "hours": HOURS,
    "on_roster": _ROSTER,
}


_MOMENTS = prod(map(len, _OF_A_MOMENT.values()))


@dataclass(slots=True)
class Book:
    """Terms made ready for columns, and which clauses hold in each situation.

    Situations are those of the sets of facts seen so far, at any moment, under any version.
    One book serves all clients under the same plan versions, in any thread.
    """

    codebook: Codebook
    holds: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    unknown: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    _asked: int = 0  # sets of facts
    _asking: Lock = field(default_factory=Lock)

    def masks(self, keys: Ints, terms: Terms) -> tuple[Ints, Ints]:
        """Which clauses hold for each key, and of which that is unknown."""
        if self._asked < len(self.codebook.values):
            with self._asking:
                self._ask(len(self.codebook.values), terms)
        return self.holds[keys], self.unknown[keys]

    def _ask(self, sets: int, terms: Terms) -> None:
        """Ask of all that the sets of facts can meet."""
        fresh = self.codebook.values[self._asked : sets]
        if not fresh:
            return
        versions = len(terms.plans)
        holds = np.zeros((len(fresh) * _MOMENTS, versions), dtype=np.int64)
        unknown = np.zeros_like(holds)
        for version in range(versions):
            facts = _at_any_moment(fact_columns([each[version] for each in fresh]))
            holds[:, version], unknown[:, version] = holding_masks(terms, version, facts)
        self.holds = np.append(self.holds, holds)
        self.unknown = np.append(self.unknown, unknown)
        self._asked = sets


def _at_any_moment(told: FactColumns) -> FactColumns:
    """Sets of facts, each at every moment there is, in the order of the keys."""
    key = np.arange(len(told.at_least) * _MOMENTS)
    moment: dict[str, Ints] = {}
    for fact, words in _OF_A_MOMENT.items():
        key, moment[fact] = np.divmod(key, len(words))
    return FactColumns(
        codes={fact: codes[key] for fact, codes in told.codes.items()} | moment,
        words={**told.words, **_OF_A_MOMENT},
        at_least=told.at_least[key],
        estimated=told.estimated[key],
    )
