"""Everything that may happen, as columns of sets of situations, no finer than clauses ask.

A row is a region: for each fact, the values that it may have there. A condition that is
neither true nor false of a whole region splits it, so that a few thousand rows stand for
every possible situation and none is left out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from flatwright.domain.coverage.situation import values_of
from flatwright.domain.kernel.condition import (
    Condition,
    Is,
    Not,
    Over,
    Truth,
    among,
    atoms,
    every,
    truth,
)
from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.facts import BY_NAME, NUMBERS
from flatwright.domain.plan.version import PlanVersion

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Value = str | int
Fixed = Mapping[str, Value]  # facts that are the same for every row, for now

_PRINTER = among("object_kind", "printer")
_LISTED = among("object_listed", "yes")
_SHARED = among("object_shared", "yes")
_FROM_HOME = among("from_home", "yes")
CANNOT_BE = (
    every(_SHARED, Not(_LISTED)),
    every(_SHARED, among("object_kind", "printer", "application", "account")),
    every(_LISTED, _PRINTER, among("object_place", "other")),
    every(_LISTED, Not(_PRINTER), Not(among("object_place", "other"))),
    every(among("action", "add_machine"), Not(_LISTED)),
    every(_FROM_HOME, among("onsite", "yes")),
    every(_FROM_HOME, among("place_listed", "yes")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Regions of situations: by fact, for each row, which of its values it may have."""

    values: Mapping[str, tuple[Value, ...]]
    may: Mapping[str, Bools]

    def __len__(self) -> int:
        return len(next(iter(self.may.values())))

    def among(self, fact: str, values: tuple[str, ...]) -> Truth:
        """Whether a fact has one of the values, all over a region."""
        return self._within(fact, lambda value: value in values)

    def over(self, fact: str, limit: int) -> Truth:
        """Whether a number is strictly more than the limit, all over a region."""
        return self._within(fact, lambda value: int(value) > limit)

    def _within(self, fact: str, fits: Callable[[Value], bool]) -> Truth:
        hit = np.array([fits(value) for value in self.values[fact]], dtype=bool)
        may = self.may[fact]
        return Truth(yes=~may[:, ~hit].any(axis=1), no=~may[:, hit].any(axis=1))

    def at(self, fixed: Fixed) -> "Regions":
        """The same rows, where some facts have one value each."""
        may = dict(self.may)
        for fact, value in fixed.items():
            column = np.array([each == value for each in self.values[fact]], dtype=bool)
            may[fact] = np.broadcast_to(column, (len(self), len(column)))
        return Regions(values=self.values, may=may)

    def rows(self, which: Any) -> "Regions":
        """Some of the rows, by index or by mask."""
        return Regions(
            values=self.values, may={name: each[which] for name, each in self.may.items()}
        )

    def split(self, which: Bools, atom: Is | Over) -> tuple["Regions", Ints]:
        """Some rows cut in two: where a comparison holds; at the end, where it does not.

        Gives for each row also the row that it was cut from.
        """
        hit = np.array([_fits(atom, value) for value in self.values[atom.fact]], dtype=bool)
        origin = np.concatenate((np.arange(len(self)), np.flatnonzero(which)))
        made = self.rows(origin)
        column = made.may[atom.fact]
        column[: len(self)][which] &= hit
        column[len(self) :] &= ~hit
        return made, origin

    def usual_first(self, usual: Mapping[str, Value]) -> Ints:
        """The rows by how many facts must have a value that is not the usual one."""
        odd = np.zeros(len(self), dtype=np.int64)
        for fact, value in usual.items():
            odd += ~self.may[fact][:, self.values[fact].index(value)]
        return np.argsort(odd, kind="stable")

    def one(self, row: int, usual: Mapping[str, Value]) -> dict[str, Value]:
        """One situation of a region: the usual value of each fact, else its first."""
        found = {}
        for fact, may in self.may.items():
            open_ = [
                v for v, there in zip(self.values[fact], may[row], strict=True) if there
            ]
            found[fact] = usual[fact] if usual.get(fact) in open_ else open_[0]
        return found


def _fits(atom: Is | Over, value: Value) -> bool:
    return int(value) > atom.limit if isinstance(atom, Over) else value in atom.values


def everything(plan: PlanVersion, conditions: Sequence[Condition]) -> Regions:
    """Every possible situation of a plan; what cannot be is cut out.

    Numbers stand for all that the conditions tell apart: at most each limit, or over all.
    """
    values: dict[str, tuple[Value, ...]] = {
        name: values_of(plan, name) for name in (*BY_NAME, *plan.facts)
    }
    asked = [atom for condition in conditions for atom in atoms(condition)]
    for name in NUMBERS:
        limits = sorted({a.limit for a in asked if isinstance(a, Over) and a.fact == name})
        values[name] = (*limits, limits[-1] + 1) if limits else (0,)
    may = {name: np.ones((1, len(each)), dtype=bool) for name, each in values.items()}
    regions = Regions(values=values, may=may)
    for condition in CANNOT_BE:
        regions = without(regions, condition)
    return regions


def without(regions: Regions, condition: Condition) -> Regions:
    """The regions in which a condition does not hold."""
    cut, _, holds = decided(regions, condition, np.ones(len(regions), dtype=bool), {})
    return cut.rows(~holds)


def parted(regions: Regions, condition: Condition) -> Regions:
    """The same regions, where a condition is decided all over each."""
    return decided(regions, condition, np.ones(len(regions), dtype=bool), {})[0]


def decided(
    regions: Regions, condition: Condition, live: Bools, fixed: Fixed
) -> tuple[Regions, Ints, Bools]:
    """Live rows cut until a condition holds or does not hold all over each of them.

    Gives the rows, the row that each was cut from, and where the condition holds.
    """
    origin = np.arange(len(regions))
    while True:
        seen = regions.at(fixed)
        yes, no = (np.broadcast_to(each, len(seen)) for each in truth(condition, seen))
        open_ = live & ~yes & ~no
        if not open_.any():
            return regions, origin, live & yes
        atom, which = _first_open(condition, seen, open_)
        regions, cut_from = regions.split(which, atom)
        origin, live = origin[cut_from], live[cut_from]


def _first_open(condition: Condition, seen: Regions, open_: Bools) -> tuple[Any, Bools]:
    answers = ((atom, truth(atom, seen)) for atom in atoms(condition))
    undecided = ((atom, open_ & ~answer.yes & ~answer.no) for atom, answer in answers)
    return next((atom, which) for atom, which in undecided if which.any())


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Regions with, for each moment, the clauses that hold in turn, up to one unlimited."""

    regions: Regions
    at: tuple[Ints, ...]  # by moment, by row: which of `known`
    known: tuple[tuple[int, ...], ...]  # indices of clauses, in order

    def reached(self) -> set[int]:
        """The clauses that some work comes to."""
        walked = (self.known[path] for column in self.at for path in np.unique(column))
        return {clause for path in walked for clause in path}

    def example(
        self, moment: int, wanted: Callable[[tuple[int, ...]], bool], usual: Fixed
    ) -> dict[str, Value] | None:
        """The most usual situation whose path at a moment is wanted, if there is one."""
        fits = np.array([wanted(path) for path in self.known])
        order = self.regions.usual_first(usual)
        rows = order[fits[self.at[moment][order]]]
        return self.regions.one(int(rows[0]), usual) if len(rows) else None

    def different(
        self, moments: Sequence[int], usual: Fixed
    ) -> Iterator[tuple[dict[str, Value], tuple[tuple[int, ...], ...]]]:
        """A situation for each set of paths at some moments, with them; the usual first.

        Who chose the hour is told apart, since rates ask for it.
        """
        order = self.regions.usual_first(usual)
        by_us = self.regions.may["after_hours_by"][order].argmax(axis=1)
        columns = np.stack([self.at[moment][order] for moment in moments])
        asked = np.vstack((columns, by_us))
        for row in sorted(np.unique(asked, axis=1, return_index=True)[1]):
            facts = self.regions.one(int(order[row]), usual)
            yield facts, tuple(self.known[path] for path in columns[:, row])


def paths(regions: Regions, walks: Sequence[tuple[Sequence[Clause], Fixed]]) -> Paths:
    """Walk the clauses at each moment; rows are cut where a path depends on it."""
    known: dict[tuple[int, ...], int] = {(): 0}
    at: list[Ints] = []
    for clauses, fixed in walks:
        here = np.zeros(len(regions), dtype=np.int64)
        live = np.ones(len(regions), dtype=bool)
        for index, clause in enumerate(clauses):
            if clause.outcome is None:
                continue
            regions, origin, holds = decided(regions, clause.when, live, fixed)
            here, live = here[origin], live[origin]
            at = [column[origin] for column in at]
            here[holds] = _longer(here[holds], index, known)
            if clause.up_to is None:
                live &= ~holds
        at.append(here)
    return Paths(regions=regions, at=tuple(at), known=tuple(known))


def _longer(here: Ints, index: int, known: dict[Any, int]) -> Ints:
    """Paths that go on with one more clause."""
    old, inverse = np.unique(here, return_inverse=True)
    names = list(known)
    new = [known.setdefault((*names[path], index), len(known)) for path in old]
    return np.array(new, dtype=np.int64)[inverse]
