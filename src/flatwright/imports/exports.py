"""From an export and its mapping to a history; what cannot be taken is kept aside."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from flatwright.imports.gathering import Gathering
from flatwright.imports.history import Counts, History, HistoryItem
from flatwright.imports.items import item
from flatwright.imports.mapping import ExportMapping
from flatwright.imports.rejects import Reject, RowRejected
from flatwright.imports.rows import Row, is_workbook, read_rows
from flatwright.imports.wall_time import WallClock


def history(path: Path, mapping: ExportMapping) -> History:
    """The history that an export tells; a row that cannot be taken is a reject."""
    form = mapping.time
    clock = WallClock(
        zone=form.zone,
        formats=form.formats,
        use_offsets=form.offsets == "used",
        first_year=form.two_digit_years_from,
        cells_are_typed=is_workbook(path),
    )
    gathering = Gathering(mapping, clock)
    rejects: list[Reject] = []
    read, recoded = 0, 0
    for row in read_rows(path, mapping):
        read += 1
        recoded += row.recoded
        try:
            gathering.take(row)
        except RowRejected as error:
            rejects.append(_reject(row, error))
    items, late = _items(gathering)
    rejects += _with_raw(late, read_rows(path, mapping)) if late else []
    return History(
        source=path.name,
        title=mapping.title,
        zone=form.zone,
        items=items,
        rejects=tuple(sorted(rejects)),
        counts=_counts(read, gathering, items, len(rejects)),
        assumptions=_assumptions(gathering, items, recoded),
    )


def _items(gathering: Gathering) -> tuple[tuple[HistoryItem, ...], dict[int, RowRejected]]:
    made: list[HistoryItem] = []
    late: dict[int, RowRejected] = {}
    for group in gathering.groups.values():
        one, wrong = item(gathering, group)
        late.update(wrong)
        if one is not None:
            made.append(one)
    return tuple(made), late


def _with_raw(late: dict[int, RowRejected], rows: Iterable[Row]) -> Iterator[Reject]:
    """Rejects that were found after their row had gone by, with the row read again."""
    for row in rows:
        if row.number in late:
            yield _reject(row, late[row.number])


def _reject(row: Row, error: RowRejected) -> Reject:
    return Reject(row=row.number, code=error.code, reason=error.says, raw=row.raw)


def _counts(
    read: int, gathering: Gathering, items: tuple[HistoryItem, ...], rejected: int
) -> Counts:
    return Counts(
        read=read,
        used=sum(len(each.rows) for each in items),
        duplicates=gathering.duplicates,
        rejected=rejected,
        keys=len(gathering.groups),
        items=len(items),
        modelled=sum(each.modelled for each in items),
        date_only=sum(each.date_only for each in items),
    )


def _assumptions(
    gathering: Gathering, items: tuple[HistoryItem, ...], recoded: int
) -> tuple[str, ...]:
    """What the result rests on, in sentences: the mapping's own, and what was met."""
    mapping = gathering.mapping
    said = list(mapping.assumptions)
    said += [fact.assume for _, fact in mapping.facts.each() if fact.assume]
    offsets = (
        "; offsets in the file are ignored" if mapping.time.offsets == "ignored" else ""
    )
    said.append(f"Times are read in the zone {mapping.time.zone}{offsets}.")
    modelled = sum(each.modelled for each in items)
    if modelled:
        said.append(f"Minutes of {modelled:,} work items are modelled: the log has none.")
    days = sum(each.date_only for each in items)
    if days:
        says = "have a date and no clock time: they count as business hours from 09:00"
        said.append(f"{days:,} work items {says}.")
    if gathering.moved_times:
        says = "lie in an hour that the clocks skip and are read an hour later"
        said.append(f"{gathering.moved_times:,} times {says}.")
    if recoded:
        said.append(f"{recoded:,} rows are read as {mapping.file.fallback}.")
    return tuple(said)
