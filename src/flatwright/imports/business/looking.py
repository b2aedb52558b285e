"""A first look at a table file: its headings, some rows, its encoding, how days stand."""

import codecs
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.mapping import Columns, ExportMapping, Facts, FileForm, TimeForm
from flatwright.imports.mapping_kinds import Fact
from flatwright.imports.rows import Row, is_workbook, read_rows

SAMPLE = 2_000  # rows that are looked at
_PIECE = 1 << 20
_MOST = 200_000_000  # bytes of text that are looked through
_UNUSED = b"\x81\x8d\x8f\x90\x9d"  # no letters of Windows-1252
ORDERS = {  # how days are written, and the forms that are tried
    "iso": ("iso",),
    "dmy": (
        *("iso", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%d/%m/%Y"),
        *("%d.%m.%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y", "%d-%m-%Y %H:%M"),
        *("%d-%m-%Y", "%d/%m/%y", "%d.%m.%y", "%d-%b-%y", "%d-%b-%Y", "%d %b %Y"),
    ),
    "mdy": (
        *("iso", "%m/%d/%Y %H:%M", "%m/%d/%Y %I:%M %p", "%m/%d/%Y %I:%M:%S %p"),
        *("%m/%d/%Y %H:%M:%S", "%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m/%d/%y %H:%M"),
        *("%m/%d/%y %I:%M %p", "%b %d, %Y", "%B %d, %Y"),
    ),
}
_YEAR_FIRST = re.compile(r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_NUMBERS = re.compile(r"^\s*([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{2,4}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What a file looks like."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str  # as it is read
    says: tuple[str, ...]  # what was guessed, in sentences


def look(path: Path) -> Looked:
    """The headings and the first rows. Raises Refusal for what is no table."""
    form, says = file_form(path)
    rows = tuple(islice(read_rows(path, plain_mapping(form)), SAMPLE))
    sound = next((row for row in rows if not row.trouble), None)
    if sound is None:
        why = "has no row below its headings"
        if rows and rows[0].trouble:
            why = f"has no row that can be read: {rows[0].trouble[1]}. "
            why += "Its first line must be the headings"
        raise Refusal(code="empty_file", says=f"{path.name} {why}.")
    return Looked(headings=tuple(sound.cells), rows=rows, encoding=form.encoding, says=says)


def plain_mapping(form: FileForm, heading: str | None = None) -> ExportMapping:
    """A mapping that reads any table; with a heading, titles above it are passed over."""
    return ExportMapping(
        mapping="table",
        title="A table",
        checked=(),
        rows="item",
        file=form,
        time=TimeForm(zone="UTC"),
        columns=Columns(key=(heading,) if heading else ()),
        facts=Facts(client=Fact(otherwise="none")),
    )


def file_form(path: Path) -> tuple[FileForm, tuple[str, ...]]:
    """How a text file is written, by its mark or its bytes; and what was guessed."""
    if is_workbook(path):
        return FileForm(), ("It is a workbook: its first sheet is read.",)
    with path.open("rb") as file:
        start = file.read(4)
    for mark, name in (
        (b"\xef\xbb\xbf", "UTF-8"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ):
        if start.startswith(mark):
            return FileForm(), (f"It is read as {name}, as its first bytes say.",)
    if b"\0" in start[:2]:
        return FileForm(), ("It is read as UTF-16, by its first letters.",)
    if _is_utf8(path):
        return FileForm(), ()
    encoding = "latin-1" if _holds(path, _UNUSED) else "windows-1252"
    name = "Latin-1" if encoding == "latin-1" else "Windows-1252 (Latin-1)"
    says = f"It is no UTF-8 and is read as {name}: look whether names are written well."
    return FileForm(encoding=encoding), (says,)


def day_order(samples: list[str]) -> tuple[str, str]:
    """Whether the year, the day or the month stands first; what is unsure about it."""
    if samples and all(_YEAR_FIRST.match(text) for text in samples):
        return "iso", ""
    found = [match for text in samples if (match := _NUMBERS.match(text))]
    if not found:
        return "mdy" if any(", " in text for text in samples) else "dmy", ""
    firsts = max(int(match[1]) for match in found)
    seconds = max(int(match[2]) for match in found)
    if firsts > 12 >= seconds:  # noqa: PLR2004 - months
        return "dmy", ""
    if seconds > 12 >= firsts:  # noqa: PLR2004 - months
        return "mdy", ""
    dotted = any("." in match[0] for match in found)
    order = "dmy" if dotted else "mdy"
    first = "day" if dotted else "month"
    says = f"Nothing tells whether the day or the month stands first: the {first} is taken."
    return order, says


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    read = 0
    with gzip.open(path) if packed else path.open("rb") as file:
        while read < _MOST and (piece := file.read(_PIECE)):
            read += len(piece)
            yield piece


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
    except (UnicodeDecodeError, EOFError, OSError):
        return False
    return True


def _holds(path: Path, signs: bytes) -> bool:
    try:
        return any(sign in piece for piece in _pieces(path) for sign in signs)
    except (EOFError, OSError):
        return False
