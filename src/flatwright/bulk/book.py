"""Which clauses hold in each situation that a book of clients has met so far."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from flatwright.bulk.codebook import Codebook, Distinct
from flatwright.bulk.masks import fact_columns, holding_masks
from flatwright.domain.coverage.situation import DAY_KINDS, HOURS, Values
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.records.work import UNKNOWN

Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Book:
    """Terms made ready for columns, and which clauses held in the situations seen so far.

    One book serves all clients under the same plan versions, one thread at a time.
    """

    codebook: Codebook
    seen: Distinct = field(default_factory=Distinct)
    holds: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    unknown: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def masks(self, keys: Ints, terms: Terms) -> tuple[Ints, Ints]:
        """Which clauses hold for each key, and of which that is unknown."""
        which = self.seen.numbers(keys)
        known = len(self.holds)
        if self.seen.count > known:
            self._ask(self.seen.found[known : self.seen.count], terms)
        return self.holds[which], self.unknown[which]

    def _ask(self, fresh: Ints, terms: Terms) -> None:
        holds = np.zeros(len(fresh), dtype=np.int64)
        unknown = np.zeros(len(fresh), dtype=np.int64)
        decoded = [_situation(int(key), self.codebook) for key in fresh]
        for version in range(len(terms.plans)):
            mine = [n for n, (each, _) in enumerate(decoded) if each == version]
            if mine:
                facts = fact_columns([decoded[n][1] for n in mine])
                holds[mine], unknown[mine] = holding_masks(terms, version, facts)
        self.holds = np.append(self.holds, holds)
        self.unknown = np.append(self.unknown, unknown)


_ROSTER = ("no", "yes", UNKNOWN)
_YES_NO = ("no", "yes")


def _situation(key: int, codebook: Codebook) -> tuple[int, Values]:
    """The version and the facts behind a key of `describe`."""
    key, version = divmod(key, len(codebook.terms.plans))
    key, suspended = divmod(key, 2)
    key, in_force = divmod(key, 2)
    key, day_kind = divmod(key, 3)
    key, hours = divmod(key, 3)
    number, roster = divmod(key, 3)
    return version, codebook.values[number][version] | {
        "on_roster": _ROSTER[roster],
        "hours": HOURS[hours],
        "day": DAY_KINDS[day_kind],
        "in_force": _YES_NO[in_force],
        "suspended": _YES_NO[suspended],
    }
