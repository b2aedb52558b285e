"""Rows that are kept aside: why, and how they are handed back."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

_FORMULA = tuple("=+-@\t\r\n\0＝＋－＠")  # noqa: RUF001 - full-width signs start formulas too


class RowRejected(Exception):  # noqa: N818 - not an error of ours: a row is kept aside
    """A row cannot be taken: a code, and one sentence that says why."""

    def __init__(self, code: str, says: str) -> None:
        super().__init__(says)
        self.code = code
        self.says = says


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Reject:
    """A row that was kept aside, with its reason and as it stood in the file."""

    row: int  # the line of a text file, the row of a sheet
    code: str
    reason: str
    raw: str


def rejects_csv(rejects: Iterable[Reject]) -> str:
    """Rejects as CSV that no spreadsheet takes for formulas."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("row", "code", "reason", "raw"))
    for each in rejects:
        writer.writerow((each.row, each.code, safe_cell(each.reason), safe_cell(each.raw)))
    return text.getvalue()


def safe_cell(text: str) -> str:
    """A text that a spreadsheet shows as text: what could start a formula gets a `'`."""
    shown = text.encode("utf-8", "backslashreplace").decode().replace("\0", "\\0")
    start = shown.lstrip(" \u00a0\ufeff'\"")
    return f"'{shown}" if start.startswith(_FORMULA) or text.startswith(_FORMULA) else shown
