"""Lines of a text file of any common encoding, with bounds on what is taken in."""

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.mapping import FileForm

LONGEST = 1_000_000  # characters of a line; the rest of a longer one is not kept
RATIO = 100  # unpacked to packed, as for workbooks
_GZIP = b"\x1f\x8b"
_FREE = 2_000_000  # a small file may be packed as tightly as it likes
_MARKS = (  # the longer mark first: UTF-32 begins like UTF-16
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line with its end; its number counts from 1."""

    number: int
    text: str
    recoded: bool = False
    undecoded: bool = False


def text_lines(path: Path, form: FileForm) -> Iterator[Line]:
    """Lines of a file, packed by gzip or not, decoded as its mark says, else as stated."""
    with path.open("rb") as file:
        if not file.peek(2).startswith(_GZIP):
            yield from _lines(file, form, None)
            return
        try:
            with gzip.GzipFile(fileobj=file) as unpacked:
                yield from _lines(io.BufferedReader(unpacked), form, path.stat().st_size)
        except (EOFError, OSError, zlib.error) as error:
            says = f"{path.name} ends or breaks in the middle: {error}"
            raise Refusal(code="broken_archive", says=says) from error


def _lines(raw: io.BufferedReader, form: FileForm, packed: int | None) -> Iterator[Line]:
    encoding = _encoding(raw.peek(4)[:4], form.encoding)
    wide = encoding.startswith(("utf-16", "utf-32"))
    errors = "replace" if wide else "surrogateescape"
    with io.TextIOWrapper(raw, encoding, errors, newline="") as text:
        number = total = 0
        while line := text.readline(LONGEST):
            number += 1
            total += len(line) if len(line) < LONGEST else len(line) + _rest(text)
            if packed is not None and total > max(_FREE, packed * RATIO):
                says = f"the file unpacks to more than {RATIO} times its size"
                raise Refusal(code="import_bomb", says=says)
            yield _line(number, line, form, wide=wide)


def _encoding(start: bytes, stated: str) -> str:
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return encoding
    first, second = start[:1], start[1:2]
    if b"\0" in (first, second) and first != second:
        return "utf-16-be" if first == b"\0" else "utf-16-le"
    return stated


def _rest(text: io.TextIOWrapper) -> int:
    """Pass over the rest of a line that is too long; its length."""
    passed = 0
    while part := text.readline(LONGEST):
        passed += len(part)
        if part.endswith(("\n", "\r")):
            break
    return passed


def _line(number: int, line: str, form: FileForm, *, wide: bool) -> Line:
    if line.isascii():
        return Line(number, line)
    if wide:
        return Line(number, line, undecoded="\ufffd" in line)
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        if form.fallback is None:
            return Line(number, line, undecoded=True)
        again = line.encode("utf-8", "surrogateescape").decode(
            form.fallback, "surrogateescape"
        )
        lost = any("\udc80" <= char <= "\udcff" for char in again)
        return Line(number, again, recoded=True, undecoded=lost)
    return Line(number, line)
