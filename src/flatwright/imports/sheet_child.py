"""The child process that opens a workbook: prints its rows as JSON lines."""

import json
import sys
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook

try:
    import resource
except ImportError:  # Windows has no such bounds
    resource = None  # type: ignore[assignment] # asked for below

Cell = str | int | float | bool | date | datetime | time | timedelta
MEMORY = 1_500_000_000  # bytes of address space
SECONDS = 60  # of computing


def main(path: str, sheet: str, decimal: str) -> int:
    """Print the rows of a sheet; 3 and a sentence where there are none to print."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        book = CalamineWorkbook.from_path(path)
        names = book.sheet_names
        if sheet and sheet not in names:
            return _refuse(f'it has no sheet "{sheet}", but {", ".join(names[:20])}')
        page = book.get_sheet_by_name(sheet or names[0])
    except (CalamineError, OSError, IndexError) as error:
        return _refuse(f"{error}")
    for number, row in enumerate(page.iter_rows(), 1):
        cells = [cell_text(cell, decimal) for cell in row]
        sys.stdout.write(json.dumps([number, cells]) + "\n")
    return 0


def cell_text(cell: Cell, decimal: str) -> str:
    """A cell as an export would write it in a text file."""
    match cell:
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", decimal)
        case datetime() | date() | time():
            return cell.isoformat()
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(cell)


def _refuse(why: str) -> int:
    sys.stderr.write(why)
    return 3


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
