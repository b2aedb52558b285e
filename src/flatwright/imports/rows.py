"""Rows of an export as they stand in its file, one by one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.kinds import nearest
from flatwright.imports.archive import refuse_bomb
from flatwright.imports.mapping import ExportMapping, wanted
from flatwright.imports.records import Record, records
from flatwright.imports.sheets import sheet_records
from flatwright.imports.text_lines import text_lines

COLUMNS = 1_000  # an export has 20 to 200
CELL = 65_536  # characters
PREAMBLE = 20  # rows that may stand above the header
_NAMES_SHOWN, _NAME_SHOWN = 40, 40  # of a header that is not the right one
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # a column may be called PK
_OLE = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row: its place, its cells by column, and what is wrong with it as a row."""

    number: int
    cells: dict[str, str]
    raw: str
    recoded: bool = False  # read with the fallback encoding
    trouble: tuple[str, str] | None = None  # a code and a sentence


def read_rows(path: Path, mapping: ExportMapping) -> Iterator[Row]:
    """The rows of a file, with its companion's; what cannot be an export is refused."""
    if mapping.file.companion is None:
        return _rows(path, mapping, wanted(mapping).needed)
    return _joined(path, mapping, _rows(path, mapping, frozenset()))


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook, by its first bytes."""
    with path.open("rb") as file:
        return file.read(4) in _ZIP


def _rows(path: Path, mapping: ExportMapping, needed: frozenset[str]) -> Iterator[Row]:
    found = _records(path, mapping)
    header = _header(path.name, found, needed)
    for record in found:
        if any(record.cells) or record.trouble:
            yield _row(record, header)


def _header(name: str, found: Iterator[Record], needed: frozenset[str]) -> tuple[str, ...]:
    """The first row that has all needed columns; titles may stand above it."""
    told = (record for record in found if any(cell.strip() for cell in record.cells))
    first: tuple[str, ...] = ()
    for record in islice(told, PREAMBLE):
        names = unique_names(record.cells)
        if needed <= set(names):
            return names
        first = max(first, names, key=len)
    if not first:
        raise Refusal(code="empty_file", says=f"{name} has no header row")
    refuse_missing(first, needed)
    return first


def _records(path: Path, mapping: ExportMapping) -> Iterator[Record]:
    form = mapping.file
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(_OLE):
        says = (
            f"{path.name} is locked with a password or an old .xls: save it as .xlsx or CSV"
        )
        raise Refusal(code="unreadable_workbook", says=says)
    if start.startswith(_ZIP):
        refuse_bomb(path)
        return sheet_records(path, form.sheet, mapping.numbers.decimal)
    return records(text_lines(path, form), form.separator)


def _row(record: Record, header: tuple[str, ...]) -> Row:
    cells, trouble = record.cells, record.trouble
    width = len(header)
    if trouble is None and len(cells) > width and not any(cells[width:]):
        cells = cells[:width]
    if trouble is None and len(cells) != width:
        trouble = ("ragged_row", f"the row has {len(cells)} cells, the header has {width}")
    if trouble is None and "\0" in record.raw:
        trouble = ("nul_character", "the row holds a NUL character")
    if trouble is None and len(record.raw) > CELL and max(map(len, cells)) > CELL:
        trouble = ("cell_too_large", f"a cell has more than {CELL:,} characters")
    by_name = {} if trouble else dict(zip(header, cells, strict=True))
    raw = record.raw[:CELL]
    return Row(
        number=record.number,
        cells=by_name,
        raw=raw,
        recoded=record.recoded,
        trouble=trouble,
    )


def unique_names(cells: Sequence[str]) -> tuple[str, ...]:
    """Header names, a second one of a name as `Name (2)`, an empty one by its place."""
    if len(cells) > COLUMNS:
        raise Refusal(
            code="too_many_columns", says=f"the header has more than {COLUMNS:,} columns"
        )
    seen: dict[str, int] = {}
    names: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = " ".join(cell.replace("\ufeff", "").split()) or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return tuple(names)


def refuse_missing(header: tuple[str, ...], needed: frozenset[str]) -> None:
    """Refuse a header without a column that the mapping needs, naming the nearest."""
    missing = sorted(needed - set(header))
    if missing:
        near = nearest(missing[0], header)
        names = ", ".join(f'"{name}"' for name in missing)
        has = ", ".join(name[:_NAME_SHOWN] for name in header[:_NAMES_SHOWN])
        raise Refusal(
            code="missing_column", says=f"the header has no {names}. {near}It has {has}."
        )


def _joined(path: Path, mapping: ExportMapping, rows: Iterator[Row]) -> Iterator[Row]:
    """Rows with the cells of the companion's row that has the same key."""
    beside, needed = _beside(path, mapping), wanted(mapping).needed
    key, checked = mapping.columns.key[0], False
    others = next(iter(beside.values()), {})
    for row in rows:
        if row.trouble:
            yield row
            continue
        if not checked:
            refuse_missing((*row.cells, *others), needed)
            checked = True
        more = beside.get(row.cells.get(key, "").strip(), dict.fromkeys(others, ""))
        yield replace(row, cells={**more, **row.cells})


def _beside(path: Path, mapping: ExportMapping) -> dict[str, dict[str, str]]:
    companion = mapping.file.companion
    if companion is None:
        return {}
    if Path(companion.file).name != companion.file or companion.file in {".", ".."}:
        raise Refusal(
            code="companion_elsewhere",
            says=f"{companion.file} does not stand beside the export",
        )
    other = path.with_name(companion.file)
    if not other.is_file():
        raise Refusal(
            code="companion_missing", says=f"{companion.file} is not beside {path.name}"
        )
    kept = set(wanted(mapping).kept)
    found: dict[str, dict[str, str]] = {}
    for row in _rows(other, mapping, frozenset({companion.key})):
        if not row.trouble:
            cells = {name: cell for name, cell in row.cells.items() if name in kept}
            found.setdefault(row.cells[companion.key].strip(), cells)
    return found
