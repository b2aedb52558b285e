"""Rows of one work item, gathered as they stream by."""

from dataclasses import dataclass, field

from flatwright.imports.mapping import Columns, ExportMapping, wanted
from flatwright.imports.minutes import minutes_of, regrouped
from flatwright.imports.rejects import RowRejected
from flatwright.imports.rows import Row
from flatwright.imports.wall_time import Told, WallClock

Names = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The work that one row tells of."""

    row: int
    technician: str
    start: Told
    minutes: int


@dataclass(slots=True, kw_only=True)
class Gathered:
    """What the rows of one work item have told so far; only what is needed is kept."""

    key: str
    rows: list[int] = field(default_factory=list)
    first: dict[str, str] = field(
        default_factory=dict
    )  # by column, the first that was told
    last: dict[str, str] = field(default_factory=dict)  # by column, the last that was told
    seen: set[int] = field(default_factory=set)
    pieces: list[Piece] = field(default_factory=list)
    began: Told | None = None  # the first event
    in_progress: Told | None = None
    resolved: Told | None = None


class Gathering:
    """All work items of an export under way."""

    def __init__(self, mapping: ExportMapping, clock: WallClock) -> None:
        self.mapping = mapping
        self.clock = clock
        self.groups: dict[tuple[str, str], Gathered] = {}
        self.duplicates = 0
        self.moved_times = 0  # in an hour that the clocks skip
        self._kept = wanted(mapping).kept
        self._missing = frozenset({"", *mapping.missing})
        self._states = {
            word.casefold(): meaning
            for meaning in ("in_progress", "resolved", "passed")
            for word in getattr(mapping.states, meaning)
        }

    def take(self, row: Row) -> None:
        """Add a row to its work item; refused with a reason where it cannot be."""
        if row.trouble:
            raise RowRejected(*row.trouble)
        told = self._told(row)
        group = self._group(told)
        mark = hash(row.raw)
        if mark in group.seen:
            self.duplicates += 1
            return
        if self.mapping.rows == "item" and group.rows:
            says = f"{group.key} stands in row {group.rows[0]} already, with other cells"
            raise RowRejected(code="key_again", says=says)
        self._add(group, row, told)
        group.seen.add(mark)
        group.rows.append(row.number)
        for column, text in told.items():
            group.first.setdefault(column, text)
        group.last.update(told)

    def _told(self, row: Row) -> dict[str, str]:
        cells = row.cells
        stripped = ((name, cells[name].strip()) for name in self._kept if name in cells)
        return {name: text for name, text in stripped if text not in self._missing}

    def _group(self, told: dict[str, str]) -> Gathered:
        key = first_told(told, self.mapping.columns.key)
        if key is None:
            raise RowRejected(
                code="no_key", says="the row does not say which work item it is of"
            )
        key = regrouped(key, self.mapping.numbers)
        client = ""
        if self.mapping.keys == "client":
            client = first_told(told, self.mapping.facts.client.column) or ""
        group = self.groups.get((client, key))
        if group is None:
            group = self.groups[client, key] = Gathered(key=key)
        return group

    def _add(self, group: Gathered, row: Row, told: dict[str, str]) -> None:
        if self.mapping.rows == "event":
            self._event(group, told)
        elif self.mapping.model is None:
            group.pieces.append(self._piece(row, told))

    def _event(self, group: Gathered, told: dict[str, str]) -> None:
        columns = self.mapping.columns
        word = first_told(told, columns.state)
        meaning = self._states.get(word.casefold()) if word else None
        if meaning is None:
            raise RowRejected(
                code="unknown_state", says=f'the mapping does not know the state "{word}"'
            )
        when = self.when(told, columns.event_at)
        if when is None:
            raise RowRejected(
                code="no_date", says="the row does not say when its event was"
            )
        if group.began is None or when.at < group.began.at:
            group.began = when
        if meaning == "in_progress" and (
            not group.in_progress or when.at < group.in_progress.at
        ):
            group.in_progress = when
        if meaning == "resolved" and (not group.resolved or when.at > group.resolved.at):
            group.resolved = when

    def _piece(self, row: Row, told: dict[str, str]) -> Piece:
        columns = self.mapping.columns
        minutes = self._minutes(told, columns)
        start, end = self.when(told, columns.worked), self.when(told, columns.ended)
        if start is None and end is None:
            raise RowRejected(
                code="no_date", says="the row does not say when the work was done"
            )
        if start and end and not start.date_only and not end.date_only:
            if end.at < start.at:
                raise RowRejected(
                    code="ends_before_start", says="the work ends before it starts"
                )
            minutes = minutes or end.at - start.at
        if not minutes:
            raise RowRejected(
                code="no_effort", says="the row does not say how long the work took"
            )
        if start is None and end is not None:
            at = end.at if end.date_only else end.at - minutes
            start = Told(at=at, day=end.day, date_only=end.date_only)
        technician = first_told(told, columns.technician) or "t1"
        made = start or end
        if made is None:  # one of them is told, as said above
            raise RowRejected(
                code="no_date", says="the row does not say when the work was done"
            )
        return Piece(row=row.number, technician=technician, start=made, minutes=minutes)

    def _minutes(self, told: dict[str, str], columns: Columns) -> int | None:
        text = first_told(told, columns.effort)
        if text is None:
            return None
        return minutes_of(text, self.mapping.units.effort, self.mapping.numbers)

    def when(self, told: dict[str, str], columns: Names) -> Told | None:
        """The first time that one of the columns tells."""
        text = first_told(told, columns)
        if text is None:
            return None
        made = self.clock.read(text)
        self.moved_times += made.skipped
        return made


def first_told(told: dict[str, str], columns: Names) -> str | None:
    """What the first of the columns says that says anything."""
    return next((told[column] for column in columns if column in told), None)
