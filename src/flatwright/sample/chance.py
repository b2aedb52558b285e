"""Choices that are the same for the same seed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

import numpy as np

Each = TypeVar("Each")
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"  # as of office/clients/keys.py
_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Chance:
    """A generator, asked in the words of the sample."""

    numbers: np.random.Generator

    def whole(self, least: int, most: int) -> int:
        """A whole number; both ends may come."""
        return int(self.numbers.integers(least, most + 1))

    def happens(self, share: float) -> bool:
        """Whether something comes to pass that does in this share of cases."""
        return bool(self.numbers.random() < share)

    def pick(self, among: Sequence[Each]) -> Each:
        """One of them, each as likely."""
        return among[self.whole(0, len(among) - 1)]

    def some(self, among: Sequence[Each], count: int) -> list[Each]:
        """So many different ones, or all where there are fewer."""
        places = self.numbers.permutation(len(among))[:count]
        return [among[int(place)] for place in places]

    def weighted(self, shares: Mapping[Each, float]) -> Each:
        """One of them, by its share."""
        total = np.cumsum(list(shares.values()))
        place = int(np.searchsorted(total, self.numbers.random() * total[-1], "right"))
        return list(shares)[min(place, len(shares) - 1)]

    def about(self, middle: float, spread: float, bounds: tuple[int, int]) -> int:
        """A whole number around a middle, with a heavy tail upwards, within bounds."""
        drawn = self.numbers.lognormal(np.log(middle), spread)
        return int(np.clip(drawn, *bounds))

    def day(self, first: date, last: date) -> date:
        """A day between two, both included."""
        return first + timedelta(days=self.whole(0, max((last - first).days, 0)))

    def key(self) -> str:
        """A row's public name."""
        return "".join(self.pick(_LETTERS) for _ in range(_LENGTH))


def chance_of(seed: int) -> Chance:
    """The choices of a seed."""
    return Chance(np.random.default_rng(seed))
