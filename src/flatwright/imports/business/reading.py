"""From the rows of a table to records, as its columns were mapped."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unicodedata import category

from flatwright.domain.kernel.letters import without_hidden
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.kinds import nearest
from flatwright.imports.business.fields import Field, Form, Sheet, plain
from flatwright.imports.business.looking import ORDERS, file_form, plain_mapping
from flatwright.imports.business.records import Once, Record, key_of
from flatwright.imports.mapping import NumberForm
from flatwright.imports.minutes import OPENS, minutes_of, utc_minute
from flatwright.imports.rejects import Reject, RowRejected, safe_cell
from flatwright.imports.rows import Row, is_workbook, read_rows, refuse_missing
from flatwright.imports.wall_time import WallClock

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_YES = frozenset(("yes", "y", "true", "1", "x", "ja", "oui", "si"))
_NO = frozenset(("no", "n", "false", "0", "nein", "non", ""))
_NAMES = frozenset(("name", "client", "title"))  # some people are called Null
_NOTHING = frozenset(("", "?", "n/a", "null", "none", "-", "--"))
_ONE_LINE = 1_000  # characters; notes and descriptions have more, and lines
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a table is read: which heading tells which field, and how cells are written."""

    sheet: Sheet
    columns: Mapping[str, str]  # field: heading
    zone: str = "UTC"
    order: str = "iso"  # of day and month: iso, dmy, mdy
    unit: str = "hours"  # of how long
    decimal: str = "."
    client: str = ""  # whose all rows are, where no column tells


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was met on the way."""

    read: int = 0
    once: Once = field(default_factory=Once)
    rejects: list[Reject] = field(default_factory=list)
    headings: tuple[str, ...] = ()


def records(path: Path, way: Way, tally: Tally) -> Iterator[Record]:
    """The records of a table; what cannot be taken is noted in the tally."""
    needed = tuple(way.columns.values())
    mapping = replace(
        plain_mapping(file_form(path)[0], needed[0] if needed else None),
        numbers=NumberForm(decimal=way.decimal),
    )
    made = _Reader(way, typed=is_workbook(path))
    for row in read_rows(path, mapping):
        tally.read += 1
        if not tally.headings and not row.trouble:
            tally.headings = tuple(row.cells)
            refuse_missing(tally.headings, frozenset(needed))
        try:
            record = tally.once.take(made.record(row))
        except RowRejected as error:
            record = Reject(row=row.number, code=error.code, reason=error.says, raw=row.raw)
        if isinstance(record, Reject):
            tally.rejects.append(record)
        elif record is not None:
            yield record


def refuse_unmapped(way: Way) -> None:
    """Raises Refusal (missing_column) where a needed field has no column."""
    missing = [
        each.label
        for each in way.sheet.fields
        if each.needed and each.name not in way.columns
        if not (each.name == "client" and way.client)
    ]
    if missing:
        says = f"No column tells {', '.join(missing)}. Choose one for each."
        raise Refusal(code="missing_column", says=says)


class _Reader:
    """Reads the cells of each row into values."""

    def __init__(self, way: Way, *, typed: bool) -> None:
        self.way = way
        self.clock = WallClock(
            zone=way.zone, formats=ORDERS[way.order], cells_are_typed=typed
        )
        self.wanted = [
            (each, way.columns[each.name], _READERS[each.form])
            for each in way.sheet.fields
            if each.name in way.columns
        ]

    def record(self, row: Row) -> Record:
        """The record of a row; refused with a reason where it cannot be one."""
        if row.trouble:
            raise RowRejected(*row.trouble)
        values: dict[str, Any] = {}
        for each, heading, read in self.wanted:
            _refuse_control(each, row.cells[heading])
            text = _without_quote(without_hidden(row.cells[heading]).strip())
            if text and (each.name in _NAMES or text.casefold() not in _NOTHING):
                values[each.name] = read(self, each, text)
        if self.way.client:
            values.setdefault("client", self.way.client)
        for each in self.way.sheet.fields:
            if each.needed and each.name not in values:
                says = f"the row does not tell {each.label.lower()}"
                raise RowRejected(code="missing_fact", says=says)
        _refuse_disorder(values)
        return Record(line=row.number, key=self._key(values), values=values, raw=row.raw)

    def _key(self, values: Mapping[str, Any]) -> str:
        told = values.get("key")
        if told:
            return str(told)
        known_by = [str(values.get(name, "")) for name in self.way.sheet.natural]
        if not any(known_by[1:] or known_by):
            says = "nothing in the row tells which one it is"
            raise RowRejected(code="no_key", says=says)
        return key_of(known_by)

    def text(self, of: Field, text: str) -> str:
        """A text that fits; a short one is one line."""
        if not text.isprintable():
            text = text if of.most > _ONE_LINE else " ".join(text.split())
        if len(text) > of.most:
            says = f"{of.label.lower()} has {len(text):,} characters; {of.most:,} fit"
            raise RowRejected(code="cell_too_large", says=says)
        if of.name == "email" and not _ADDRESS.fullmatch(text):
            says = f'"{text[:40]}" is no e-mail address'
            raise RowRejected(code="bad_address", says=says)
        return text

    def day(self, of: Field, text: str) -> str:
        """A day, ISO."""
        return str(self._read_time(of, text).day)

    def moment(self, of: Field, text: str) -> str:
        """A moment in UTC, ISO; a day alone begins with business hours."""
        told = self._read_time(of, text)
        minute = utc_minute(told.day, OPENS, self.way.zone) if told.date_only else told.at
        return (_EPOCH + timedelta(minutes=minute)).isoformat()

    def _read_time(self, of: Field, text: str) -> Any:
        try:
            return self.clock.read(text)
        except RowRejected as error:
            shown = {"iso": "2026-02-03", "dmy": "03/02/2026", "mdy": "02/03/2026"}
            says = f'{of.label.lower()}: "{text[:40]}" is no day written like '
            says += f"{shown[self.way.order]}, or none of the calendar"
            raise RowRejected(code=error.code, says=says) from error

    def minutes(self, _of: Field, text: str) -> int:
        """A duration in whole minutes."""
        unit = "h:mm" if ":" in text else self.way.unit
        return minutes_of(text, unit, NumberForm(decimal=self.way.decimal))

    def yes(self, of: Field, text: str) -> bool:
        """Yes or no."""
        said = text.casefold()
        if said not in _YES and said not in _NO:
            says = f'{of.label.lower()}: "{text[:40]}" is neither yes nor no'
            raise RowRejected(code="unknown_word", says=says)
        return said in _YES

    def word(self, of: Field, text: str) -> str:
        """One of the words that are known."""
        meant = of.words.get(plain(text))
        if meant is None:
            known = tuple(dict.fromkeys(of.words.values()))
            near = nearest(text, known)
            says = f'{of.label.lower()}: "{text[:40]}" is none of {", ".join(known[:12])}'
            raise RowRejected(code="unknown_word", says=f"{says}. {near}".strip(" ."))
        return meant

    def kind(self, of: Field, text: str) -> str:
        """A known word's meaning, else a kind of the plan's own."""
        return of.words.get(plain(text)) or self.text(of, plain(text).replace(" ", "_"))


Read = Callable[[_Reader, Field, str], Any]
_READERS: dict[Form, Read] = {
    Form.TEXT: _Reader.text,
    Form.DAY: _Reader.day,
    Form.MOMENT: _Reader.moment,
    Form.MINUTES: _Reader.minutes,
    Form.YES: _Reader.yes,
    Form.WORD: _Reader.word,
    Form.KIND: _Reader.kind,
}


def _refuse_control(of: Field, text: str) -> None:
    if text.isprintable():
        return
    found = next((c for c in text if category(c) == "Cc" and not c.isspace()), None)
    if found is not None:
        says = f"{of.label.lower()} holds a sign that is no letter (U+{ord(found):04X})"
        raise RowRejected(code="control_character", says=says)


def _refuse_disorder(values: Mapping[str, Any]) -> None:
    for first, last in (("first", "last"), ("opened", "resolved"), ("start", "end")):
        if first in values and last in values and values[last] < values[first]:
            says = f"it ends ({values[last][:10]}) before it begins ({values[first][:10]})"
            raise RowRejected(code="ends_before_start", says=says)


def _without_quote(text: str) -> str:
    """A cell of our own files, where a sign keeps a spreadsheet from seeing a formula."""
    return text[1:] if text[:1] == "'" and safe_cell(text[1:]) == text else text
