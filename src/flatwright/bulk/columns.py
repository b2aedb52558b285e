"""One client's work as columns: a row for each work item, a row for each entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flatwright.bulk.codebook import Codebook
from flatwright.domain.plan.limit import Scope
from flatwright.domain.records.work import NOBODY, UNKNOWN, PriorUse, WorkItem

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Work items in the order of their first entry, with the entries of each together.

    `item_first[i]:item_first[i + 1]` are the entries of work item i, `facts[i]` is the
    number of its facts in a codebook. People, sites and installations are numbered by the
    names given; number 0 is nobody, or nothing, in particular.
    """

    item_first: Ints
    start: Ints  # UTC minutes, by entry
    end: Ints
    person: Ints  # by entry
    site: Ints  # by item
    installation: Ints  # by item
    uses: Ints  # by item: 0 where it draws no times, visits or tickets
    by_provider: npt.NDArray[np.bool_]  # by item: the provider chose the hour
    facts: Ints  # by item
    alone: npt.NDArray[np.bool_]  # by item: told more than columns hold, so decided singly
    people: tuple[str, ...] = (NOBODY,)
    sites: tuple[str, ...] = (NOBODY,)
    installations: tuple[str, ...] = (NOBODY,)

    def __len__(self) -> int:
        return len(self.item_first) - 1

    def owners(self, scope: Scope) -> tuple[str, ...]:
        """By slot, whose counters there are; what is counted for the client has no name."""
        names = {
            Scope.PERSON: self.people,
            Scope.SITE: self.sites,
            Scope.INSTALLATION: self.installations,
        }
        return names.get(scope, ("",))

    def part(self, first: int, last: int) -> "Columns":
        """The work items `[first, last)`."""
        entries = slice(self.item_first[first], self.item_first[last])
        items = slice(first, last)
        return Columns(
            item_first=self.item_first[first : last + 1] - self.item_first[first],
            start=self.start[entries],
            end=self.end[entries],
            person=self.person[entries],
            site=self.site[items],
            installation=self.installation[items],
            uses=self.uses[items],
            by_provider=self.by_provider[items],
            facts=self.facts[items],
            alone=self.alone[items],
            people=self.people,
            sites=self.sites,
            installations=self.installations,
        )


def in_order(works: Sequence[WorkItem]) -> list[WorkItem]:
    """Work items in the order of their first entry, in which allowances are used."""
    return sorted(works, key=lambda work: min(entry.start for entry in work.entries))


def columns_of(works: Sequence[WorkItem], codebook: Codebook) -> Columns:
    """A client's work items, in order, as columns; each has at least one entry."""
    people, sites, things = _Numbers(), _Numbers(), _Numbers()
    entries = [(entry, work) for work in works for entry in work.entries]
    counts = np.cumsum([len(work.entries) for work in works], dtype=np.int64)
    by_provider = [work.after_hours_by == "provider" for work in works]
    return Columns(
        item_first=np.concatenate((np.zeros(1, dtype=np.int64), counts)),
        start=_ints(entry.start for entry, _ in entries),
        end=_ints(entry.end for entry, _ in entries),
        person=_ints(people.of(entry.person or work.person) for entry, work in entries),
        site=_ints(sites.of(work.location) for work in works),
        installation=_ints(things.of(work.object.name) for work in works),
        uses=_ints(int(work.completed and not work.planned) for work in works),
        by_provider=np.array(by_provider, dtype=np.bool_),
        facts=_ints(codebook.number(work) for work in works),
        alone=np.array([_tells_more(work) for work in works], dtype=np.bool_),
        people=people.names,
        sites=sites.names,
        installations=things.names,
    )


def _tells_more(work: WorkItem) -> bool:
    """Whether it tells what columns do not hold: a confirmed start, or use before it.

    Nor do they hold that it is not known who wants it at night: rates depend on that.
    """
    is_open = work.after_hours_by == UNKNOWN
    return is_open or work.confirmed_start is not None or work.prior != PriorUse()


def _ints(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


class _Numbers:
    """Numbers for names, in the order in which they first occur; nobody is 0."""

    def __init__(self) -> None:
        self._numbers = {NOBODY: 0}

    def of(self, name: str) -> int:
        """The number of a name."""
        return self._numbers.setdefault(name, len(self._numbers))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, by number."""
        return tuple(self._numbers)
