"""The rows that were kept aside, as they were, to be put right and brought again."""

import csv
import io
from collections.abc import Iterator

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.business.logs import log_mapping
from flatwright.imports.business.looking import file_form, plain_mapping
from flatwright.imports.rejects import safe_cell
from flatwright.imports.rows import Row, read_rows
from flatwright.office.intake.models import Batch, Rejected
from flatwright.office.intake.staging import file_of

_ADDED = ("line", "reason")


def rejects_text(batch: Batch) -> Iterator[str]:
    """Lines of a CSV: the row's own columns, its line, and why it was kept aside.

    No cell of it is taken for a formula by a spreadsheet.
    """
    why: dict[int, list[str]] = {}
    for each in Rejected.objects.filter(batch=batch):
        why.setdefault(each.line, []).append(each.reason)
    try:
        rows = list(_rows(batch, set(why)))
    except Refusal:
        rows = []
    headings = next((tuple(row.cells) for row in rows if row.cells), ("row as it stood",))
    yield _line([*headings, *_ADDED])
    told = {row.number: row for row in rows}
    raw = dict(Rejected.objects.filter(batch=batch).values_list("line", "raw"))
    for line in sorted(why):
        row = told.get(line)
        cells = [row.cells.get(each, "") for each in headings] if row else []
        if row is None or not row.cells:
            cells = [raw[line], *([""] * (len(headings) - 1))]
        yield _line([*cells, str(line), "; ".join(why[line])])


def _rows(batch: Batch, lines: set[int]) -> Iterator[Row]:
    """The rows of these lines, and one that tells the headings."""
    if batch.kind == "inventory":
        return
    path = file_of(batch)
    mapping = plain_mapping(file_form(path)[0], next(iter(batch.columns.values()), None))
    if batch.kind == "log":
        mapping = log_mapping(str(batch.options.get("mapping", "")))
    for row in read_rows(path, mapping):
        if row.number in lines:
            yield row


def _line(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([safe_cell(each) for each in cells])
    return text.getvalue()
