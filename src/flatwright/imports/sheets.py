"""Rows of a workbook, read by a child process that may use only so much."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.records import Record

_REFUSED = 3  # exit code of a child that can say why


def sheet_records(path: Path, sheet: str | None, decimal: str) -> Iterator[Record]:
    """Rows of a sheet as text: dates as ISO, numbers with the mapping's decimal mark."""
    child_file = str(Path(__file__).with_name("sheet_child.py"))
    command = [sys.executable, "-P", child_file, str(path.resolve()), sheet or "", decimal]
    with tempfile.TemporaryFile() as errors:
        child = subprocess.Popen(  # noqa: S603 - our own module
            command, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL
        )
        try:
            yield from _rows(child)
            child.wait()
        finally:
            child.kill()
            child.wait()
            if child.stdout:
                child.stdout.close()
        if child.returncode:
            errors.seek(0)
            raise _refusal(path.name, child.returncode, errors.read(2_000))


def _rows(child: "subprocess.Popen[bytes]") -> Iterator[Record]:
    for line in child.stdout or ():
        number, cells = json.loads(line)
        yield Record(number=number, cells=cells, raw="\t".join(cells))


def _refusal(name: str, code: int, errors: bytes) -> Refusal:
    why = "it asks for more memory or time than a workbook may"
    if code == _REFUSED:
        why = errors.decode("utf-8", "replace").strip()
    return Refusal(code="unreadable_workbook", says=f"{name} cannot be read: {why}")
