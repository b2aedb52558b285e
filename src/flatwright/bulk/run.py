"""One client's columns decided: sliced, asked, counted, grouped to lines and billed.

Lines are what the client would pay with every approval given; quotes, materials and goodwill
belong to single decisions. A work item with a fact that is not known and could matter is left
to the single decision, at its place in the order of time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from flatwright.bulk import compiled
from flatwright.bulk.book import Book
from flatwright.bulk.columns import Columns
from flatwright.bulk.prepared import Prepared
from flatwright.domain.coverage.lines import Lines, Minutes
from flatwright.domain.coverage.slices import Slices
from flatwright.domain.coverage.walk import Counters, Rows, Taken

Ints = npt.NDArray[np.int64]
CHUNK = 200_000  # entries at a time: what bounds the memory
Single = Callable[[int, Counters], None]  # decides the work item of a number singly


class Facts(NamedTuple):
    """What `describe` reads of a client's columns."""

    start: Any
    end: Any
    person: Any
    site: Any
    installation: Any
    facts: Any
    roster: Any  # by person, by day: 0 not on it, 1 on it, 2 unknown
    versions: int


class Described(NamedTuple):
    """What is known of each slice."""

    hours: Any
    day: Any
    called_out: Any
    person: Any
    site: Any
    installation: Any
    key: Any
    version: Any
    item: Any
    by_provider: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Lines of a client's work items; `unclear` work items were left to single decisions."""

    lines: Lines
    unclear: Ints


def decide_columns(
    columns: Columns, prepared: Prepared, book: Book, single: Single | None = None
) -> Decided:
    """The lines of one client's work items, a chunk of entries at a time."""
    counters = prepared.counters(columns)
    roster = prepared.roster(columns.people)
    parts = [
        _Chunk(columns.part(first, last), prepared, roster, first).decided(book, counters, single)
        for first, last in _chunks(columns)
    ]
    lines = Lines(*(np.concatenate(each) for each in zip(*(p.lines for p in parts), strict=True)))
    return Decided(lines=lines, unclear=np.concatenate([part.unclear for part in parts]))


def _chunks(columns: Columns) -> Iterator[tuple[int, int]]:
    """Work items in stretches of about CHUNK entries; at least one stretch."""
    first = 0
    while True:
        goal = columns.item_first[first] + CHUNK
        last = int(np.searchsorted(columns.item_first, goal, side="right")) - 1
        last = min(max(last, first + 1), len(columns))
        yield first, last
        first = last
        if first >= len(columns):
            return


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Some work items of a client; `offset` is the number of the first."""

    columns: Columns
    prepared: Prepared
    roster: Any
    offset: int

    def decided(self, book: Book, counters: Counters, single: Single | None) -> Decided:
        """The chunk's lines; counters go on from chunk to chunk."""
        cut, item_of = self._slices()
        rows = self._described(cut, item_of)
        holds, unknown = book.masks(rows.key, self.prepared.terms)
        alone = np.flatnonzero(self.columns.alone)
        unclear = np.union1d(item_of[unknown != 0], alone).astype(np.int64)
        taken = self._walked(cut, rows, holds, (unclear, counters, single))
        return Decided(lines=self._lines(taken, rows), unclear=unclear + self.offset)

    def _slices(self) -> tuple[Slices, Ints]:
        columns, calendar = self.columns, self.prepared.calendar
        entries = self.prepared.entries(columns)
        room = compiled.room_for_slices(columns.item_first, entries, calendar)
        out = Slices(*(np.empty(room, dtype=np.int64) for _ in Slices._fields))
        item_of = np.empty(room, dtype=np.int64)
        made = compiled.cut_items(columns.item_first, entries, calendar, out, item_of)
        return Slices(*(column[:made] for column in out)), item_of[:made]

    def _described(self, cut: Slices, item_of: Ints) -> Described:
        columns = self.columns
        size = len(item_of)
        made = [np.empty(size, dtype=np.int64) for _ in range(8)]
        rows = Described(*made, item=item_of, by_provider=columns.by_provider[item_of])
        facts = Facts(
            *(columns.start, columns.end, columns.person, columns.site),
            *(columns.installation, columns.facts, self.roster, len(self.prepared.terms.plans)),
        )
        compiled.describe(facts, self.prepared.calendar, cut, item_of, rows)
        return rows

    def _walked(
        self,
        cut: Slices,
        rows: Described,
        holds: Ints,
        by: tuple[Ints, Counters, Single | None],
    ) -> Taken:
        unclear, counters, single = by
        none = self.prepared.none(len(rows.item))
        walked = Rows(
            minutes=cut.minutes,
            holds=holds,
            base=self.prepared.base[rows.version],
            item=rows.item + self.offset,
            day=rows.day,
            uses=self.columns.uses[rows.item],
            slot=(none, rows.installation, rows.person, rows.site, none),
            turn=self.prepared.calendar.turn,
        )
        size = len(rows.item) * self.prepared.most_takings
        taken = Taken(*(np.empty(size, dtype=np.int64) for _ in Taken._fields))
        limits = self.prepared.limits
        starts = np.searchsorted(rows.item, unclear)
        stops = np.searchsorted(rows.item, unclear, side="right")
        first = count = 0
        for item, start, stop in zip(unclear, starts, stops, strict=True):
            count = compiled.count_items((first, start, count), walked, limits, counters, taken)
            if single:
                single(int(item) + self.offset, counters)
            first = int(stop)
        last = (first, len(rows.item), count)
        count = compiled.count_items(last, walked, limits, counters, taken)
        return Taken(*(column[:count] for column in taken))

    def _lines(self, taken: Taken, rows: Described) -> Lines:
        size = len(taken.row)
        minutes = Minutes(*(np.empty(size, dtype=np.int64) for _ in Minutes._fields))
        compiled.line_minutes(taken, rows, self.prepared.priced, minutes)
        out = Lines(*(np.empty(size, dtype=np.int64) for _ in Lines._fields))
        made = compiled.lines_of_items(minutes, self.prepared.billing, out)
        lines = Lines(*(column[:made].copy() for column in out))
        return lines._replace(item=lines.item + self.offset)

