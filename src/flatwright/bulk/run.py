"""One client's columns decided: sliced, asked, counted, grouped to lines and billed.

Lines are what the client would pay with every approval given; quotes, materials and
goodwill belong to single decisions. A work item with a fact that is not known and could
matter is left to the single decision, at its place in the order of time.
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
from flatwright.domain.coverage.slices import Pieces, Slices
from flatwright.domain.coverage.walk import Counters, Rows, Taken

Ints = npt.NDArray[np.int64]
CHUNK = 200_000  # entries at a time: what bounds the memory
Single = Callable[[int, Counters], None]  # decides the work item of a number singly


class Facts(NamedTuple):
    """What compiled code reads of a client's columns: by entry, then by work item."""

    start: Any
    person: Any
    ran_on: Any
    facts: Any
    by_provider: Any
    roster: Any  # by person, by day: 0 not on it, 1 on it, 2 unknown
    base: Any  # where each version's clauses begin
    versions: int


class Described(NamedTuple):
    """What is known of each slice."""

    item: Any
    entry: Any
    hours: Any
    day: Any
    key: Any
    base: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Lines of a client's work items; `unclear` ones were left to single decisions."""

    lines: Lines
    unclear: Ints


def decide_columns(
    columns: Columns, prepared: Prepared, book: Book, single: Single | None = None
) -> Decided:
    """The lines of one client's work items, a chunk of entries at a time."""
    counters = prepared.counters(columns)
    roster = prepared.roster(columns.people)
    parts = [
        _Chunk(columns.part(first, last), prepared, roster, first).decided(
            book, counters, single
        )
        for first, last in _chunks(columns)
    ]
    if len(parts) == 1:
        return parts[0]
    lines = Lines(
        *(np.concatenate(each) for each in zip(*(p.lines for p in parts), strict=True))
    )
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
        cut, facts = self._slices()
        rows = self._described(cut, facts)
        holds, unknown = book.masks(rows.key, self.prepared.terms)
        alone = np.flatnonzero(self.columns.alone)
        unclear = np.union1d(cut.item[unknown != 0], alone).astype(np.int64)
        taken = self._walked(cut, rows, holds, (unclear, counters, single))
        return Decided(lines=self._lines(taken, rows, facts), unclear=unclear + self.offset)

    def _slices(self) -> tuple[Slices, Facts]:
        columns, calendar = self.columns, self.prepared.calendar
        entries = self.prepared.entries(columns)
        items = columns.item_first
        parts = Pieces(*_empty(4, compiled.most_pieces(items, entries.start, entries.end)))
        made = compiled.pieces(items, entries, parts)
        out = Slices(*_empty(5, compiled.most_slices(made, parts, calendar)))
        compiled.cut(made, parts, calendar, out)
        ran_on = np.empty(len(entries.start), dtype=np.bool_)
        compiled.ran_on(entries, calendar, ran_on)
        facts = Facts(
            *(entries.start, columns.person, ran_on, columns.facts, columns.by_provider),
            *(self.roster, self.prepared.base, len(self.prepared.terms.plans)),
        )
        return out, facts

    def _described(self, cut: Slices, facts: Facts) -> Described:
        rows = Described(cut.item, cut.entry, *_empty(4, len(cut.item)))
        compiled.describe(facts, self.prepared.calendar, cut, rows)
        return rows

    def _walked(
        self,
        cut: Slices,
        rows: Described,
        holds: Ints,
        by: tuple[Ints, Counters, Single | None],
    ) -> Taken:
        unclear, counters, single = by
        walked = self._rows(cut, rows, holds)
        taken = Taken(*_empty(3, len(rows.item) * self.prepared.most_takings))
        limits = self.prepared.limits
        starts = np.searchsorted(rows.item, unclear)
        stops = np.searchsorted(rows.item, unclear, side="right")
        first = count = 0
        for item, start, stop in zip(unclear, starts, stops, strict=True):
            span = (first, int(start), count)
            count = compiled.count(span, walked, limits, counters, taken)
            if single:
                single(int(item) + self.offset, counters)
            first = int(stop)
        last = (first, len(rows.item), count)
        count = compiled.count(last, walked, limits, counters, taken)
        return Taken(*(column[:count] for column in taken))

    def _rows(self, cut: Slices, rows: Described, holds: Ints) -> Rows:
        columns = self.columns
        none = np.zeros(len(rows.item), dtype=np.int64)
        person = columns.person[cut.entry]
        return Rows(
            minutes=cut.minutes,
            holds=holds,
            base=rows.base,
            item=rows.item + self.offset,
            day=rows.day,
            uses=columns.uses[rows.item],
            slot=(
                none,
                columns.installation[rows.item],
                person,
                columns.site[rows.item],
                none,
            ),
            turn=self.prepared.calendar.turn,
        )

    def _lines(self, taken: Taken, rows: Described, facts: Facts) -> Lines:
        minutes = Minutes(*_empty(9, len(taken.row)))
        compiled.line_minutes(taken, rows, facts, self.prepared.priced, minutes)
        out = Lines(*_empty(11, len(taken.row)))
        made = compiled.grouped(minutes, out)
        compiled.bill(made, out, self.prepared.billing)
        lines = Lines(*(column[:made] for column in out))
        return lines._replace(item=lines.item + self.offset)


def _empty(columns: int, size: int) -> list[Ints]:
    return [np.empty(size, dtype=np.int64) for _ in range(columns)]
