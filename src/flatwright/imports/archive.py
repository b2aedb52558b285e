"""Workbooks are zip archives: a bomb is refused before anything opens it."""

import struct
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO

from flatwright.domain.kernel.problem import Refusal

PACKED = 20_000_000  # bytes of the file
UNPACKED = 50_000_000  # bytes of all members
RATIO = 100
MEMBERS = 200
_SMALL = 100_000  # a member below this may be packed as tightly as it likes
_DIRECTORY = 200_000  # bytes of the directory; 200 members need about 20,000
_END = struct.Struct("<4s4H2LH")
_LOCAL = struct.Struct("<4s5H3L2H")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NESTED = (
    ".zip",
    ".xlsx",
    ".xlsm",
    ".docx",
    ".gz",
    ".7z",
    ".rar",
    ".jar",
    ".xls",
    ".bin.zip",
)
# What zipfile raises for a file that is none; the second for one of a newer kind.
_NO_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, ValueError, OSError)


def refuse_bomb(path: Path) -> None:
    """Refuse an archive by its size and its directory, then by what its members hold."""
    if path.stat().st_size > PACKED:
        raise _bomb(says=f"{path.name} has more than {PACKED // 1_000_000} MB")
    with path.open("rb") as file:
        _check_end(path.name, file)
        try:
            members = zipfile.ZipFile(file).infolist()
        except _NO_ARCHIVE as error:
            raise _unreadable(path.name, why=str(error)) from error
        _check_directory(path.name, members)
        for member in members:
            _check_content(path.name, file, member)


def _check_end(name: str, file: BinaryIO) -> None:
    """The end record counts the members before the directory is read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise _unreadable(name, why="its directory is missing")
    _, _, _, _, count, length, _, _ = _END.unpack_from(tail, at)
    if count > MEMBERS or length > _DIRECTORY:
        raise _bomb(says=f"{name} holds {count:,} files; at most {MEMBERS} are opened")


def _check_directory(name: str, members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(members) > MEMBERS:
        raise _bomb(
            says=f"{name} holds {len(members):,} files; at most {MEMBERS} are opened"
        )
    if sum(member.file_size for member in members) > UNPACKED:
        raise _bomb(says=f"{name} unpacks to more than {UNPACKED // 1_000_000} MB")
    if len(set(names)) != len(names):
        raise _unreadable(name, why="it holds one name twice")
    if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
        raise _unreadable(name, why="it is an archive, but no workbook: unpack it first")
    for member in members:
        _check_member(name, member)


def _check_member(name: str, member: zipfile.ZipInfo) -> None:
    inner = member.filename
    if member.flag_bits & 1:
        raise _unreadable(name, why=f"{inner} is encrypted")
    if inner.startswith(("/", "\\")) or ".." in inner.replace("\\", "/").split("/"):
        raise _unreadable(name, why=f"{inner!r} points out of the archive")
    if inner.lower().endswith(_NESTED):
        raise _bomb(says=f"{name} holds another archive, {inner}")
    if member.compress_type not in _METHODS:
        raise _unreadable(name, why=f"{inner} is packed in a way that workbooks are not")
    if member.file_size > max(_SMALL, RATIO * member.compress_size):
        raise _bomb(says=f"{inner} of {name} unpacks to more than {RATIO} times its size")


def _check_content(name: str, file: BinaryIO, member: zipfile.ZipInfo) -> None:
    """A member holds what the directory says and no more; a directory may lie."""
    file.seek(member.header_offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\x03\x04"):
        raise _unreadable(name, why="its directory points nowhere")
    *_, name_length, extra_length = _LOCAL.unpack(header)
    file.seek(name_length + extra_length, 1)
    packed = file.read(member.compress_size)
    if member.compress_type == zipfile.ZIP_DEFLATED:
        packed = _inflated(name, packed, member.file_size + 1)
    if len(packed) != member.file_size:
        raise _bomb(
            says=f"{member.filename} of {name} is not as long as the directory says"
        )
    if packed.startswith((b"PK\x03\x04", b"\x1f\x8b")):
        raise _bomb(says=f"{name} holds another archive, {member.filename}")


def _inflated(name: str, packed: bytes, most: int) -> bytes:
    try:
        return zlib.decompressobj(-15).decompress(packed, most)
    except zlib.error as error:
        raise _unreadable(name, why=str(error)) from error


def _bomb(says: str) -> Refusal:
    return Refusal(code="import_bomb", says=says)


def _unreadable(name: str, why: str) -> Refusal:
    return Refusal(code="unreadable_workbook", says=f"{name} cannot be read: {why}")
