"""CSV records of lines; one that breaks the form is kept aside, the next one goes on."""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from flatwright.imports.text_lines import LONGEST, Line

RECORD_LINES = 1_000  # more lines than this in one record are an open quote
RESCANS = 200  # open quotes that are looked back for; after them a line is a record
_SEPARATORS = ",;\t|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The cells of one record, where it begins, and how it stood in the file."""

    number: int
    cells: list[str]
    raw: str
    recoded: bool = False
    trouble: tuple[str, str] | None = None


class _OpenRecord(Exception):  # noqa: N818 - told to the caller of the csv reader, no error
    """A record does not end where one could."""


class _Feed:
    """Gives lines to the csv reader and remembers those of the record under way."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines = lines
        self.taken: list[Line] = []
        self.again: deque[Line] = deque()
        self.most = RECORD_LINES

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= self.most:
            raise _OpenRecord
        line = self.again.popleft() if self.again else next(self.lines, None)
        if line is None:
            if self.taken:
                raise _OpenRecord
            raise StopIteration
        self.taken.append(line)
        return line.text

    def give_back(self) -> None:
        """All but the first line of a broken record are looked at again."""
        self.again.extendleft(reversed(self.taken[1:]))


def records(lines: Iterator[Line], separator: str) -> Iterator[Record]:
    """Records of a CSV text, in order; blank lines are passed over."""
    first, lines = _first(lines)
    if first is None:
        return
    chosen = _separator(first.text) if separator == "auto" else separator
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=chosen)
    rescans = 0
    while True:
        feed.taken = []
        try:
            cells = next(reader, None)
        except (csv.Error, _OpenRecord):
            rescans += len(feed.taken) > 1
            feed.give_back()
            feed.most = RECORD_LINES if rescans < RESCANS else 1
            yield _broken(feed.taken[0])
            continue
        if cells is None:
            return
        if cells:
            yield _record(feed.taken, cells)


def _first(lines: Iterator[Line]) -> tuple[Line | None, Iterator[Line]]:
    """The first line that is not Excel's own word about the separator."""
    first = next(lines, None)
    if first is not None and first.text.strip('"\r\n')[:4] == "sep=":
        first = next(lines, None)
    return first, chain([first], lines) if first is not None else lines


def _separator(header: str) -> str:
    return max(_SEPARATORS, key=header.count)


def _record(lines: list[Line], cells: list[str]) -> Record:
    line = lines[0]
    raw = line.text if len(lines) == 1 else "".join(each.text for each in lines)
    undecoded = any(each.undecoded for each in lines)
    trouble = ("undecodable", "the row holds bytes that are no text") if undecoded else None
    recoded = any(each.recoded for each in lines)
    raw = raw.rstrip("\r\n")
    return Record(
        number=line.number, cells=cells, raw=raw, recoded=recoded, trouble=trouble
    )


def _broken(line: Line) -> Record:
    says = ("unclosed_quote", "a quote is opened in this line and not closed")
    if len(line.text) >= LONGEST or '"' not in line.text:
        says = (
            "cell_too_large",
            f"the line or a cell of it is too long ({len(line.text):,})",
        )
    raw = line.text.rstrip("\r\n")
    return Record(number=line.number, cells=[], raw=raw, trouble=says)
