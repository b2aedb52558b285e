"""A backup that is enciphered with a passphrase: AES-256-GCM in pieces, a key by scrypt.

The file begins with its form, the cost of the key, a salt and a check of the passphrase.
Each piece is bound to that head, to its number and to whether it is the last one, so none
can be changed, moved, left out or cut off unseen. Any piece can be read by itself.
"""

import os
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from flatwright.domain.kernel.problem import Refusal

MAGIC = b"flatwright sealed "
SHORTEST = 12  # characters of a passphrase
_FORM = 1
_HEAD = struct.Struct(">18sBB16s")  # the magic, the form, the cost, the salt
_COST, _HIGHEST_COST = 16, 20  # as powers of two; 64 MB and a fifth of a second
_PIECE, _TAG = 1 << 18, 16
_CHECK, _MORE, _LAST = 0, 1, 2  # what a piece is


def passphrase_in(path: Path) -> bytes:
    """The passphrase that stands in a file, without the end of its line.

    Raises Refusal (short_passphrase).
    """
    told = path.read_bytes().strip(b"\r\n")
    if len(told) < SHORTEST:
        says = f"A passphrase has {SHORTEST} characters or more. Write one into {path}."
        raise Refusal(code="short_passphrase", says=says)
    return told


def is_sealed(path: Path) -> bool:
    """Whether a file begins as an enciphered backup does."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


class Sealer:
    """A file to write to: what is written is enciphered piece by piece."""

    def __init__(self, file: IO[bytes], passphrase: bytes) -> None:
        """Write the head."""
        head = _HEAD.pack(MAGIC, _FORM, _COST, os.urandom(16))
        self._file, self._cipher = file, _Cipher(head, passphrase)
        self._kept, self._number, self._at = bytearray(), 0, 0
        file.write(head + self._cipher.sealed(b"", 0, _CHECK))

    def write(self, data: bytes) -> int:
        """Take some bytes; a piece is written when it is known that others follow."""
        self._kept += data
        self._at += len(data)
        while len(self._kept) > _PIECE:
            self._put(bytes(self._kept[:_PIECE]), _MORE)
            del self._kept[:_PIECE]
        return len(data)

    def tell(self) -> int:
        """How much was written."""
        return self._at

    def end(self) -> None:
        """Write the last piece."""
        self._put(bytes(self._kept), _LAST)

    def _put(self, piece: bytes, what: int) -> None:
        self._file.write(self._cipher.sealed(piece, self._number, what))
        self._number += 1


class Unsealer:
    """An enciphered file to read from, at any place."""

    def __init__(self, file: IO[bytes], passphrase: bytes) -> None:
        """Look at the head and at the last piece.

        Raises Refusal (wrong_passphrase, newer_archive), and ValueError for a cut file.
        """
        head = file.read(_HEAD.size)
        check = file.read(_TAG)
        self._file, self._cipher = file, _Cipher(head, passphrase)
        self._begin = _HEAD.size + _TAG
        if self._cipher.opened(check, 0, _CHECK) is None:
            says = "The passphrase is not the one that this backup was enciphered with."
            raise Refusal(code="wrong_passphrase", says=says)
        sealed = file.seek(0, os.SEEK_END) - self._begin
        self._pieces = max(1, -(-sealed // (_PIECE + _TAG)))
        self._size = sealed - self._pieces * _TAG
        self._at, self._held, self._piece = 0, -1, b""
        self._load(self._pieces - 1)

    def read(self, count: int = -1) -> bytes:
        """The next bytes; fewer at the end. Raises ValueError where they were changed."""
        left = self._size - self._at
        left = left if count < 0 else min(count, left)
        found = bytearray()
        while left > 0:
            number, offset = divmod(self._at, _PIECE)
            self._load(number)
            part = self._piece[offset : offset + left]
            found += part
            self._at += len(part)
            left -= len(part)
        return bytes(found)

    def seek(self, place: int, whence: int = os.SEEK_SET) -> int:
        """Go on reading elsewhere."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: self._size}
        self._at = max(0, base[whence] + place)
        return self._at

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def _load(self, number: int) -> None:
        if number == self._held:
            return
        self._file.seek(self._begin + number * (_PIECE + _TAG))
        sealed = self._file.read(_PIECE + _TAG)
        what = _LAST if number == self._pieces - 1 else _MORE
        piece = self._cipher.opened(sealed, number, what)
        if piece is None:
            msg = "a part of it was changed, or its end is missing"
            raise ValueError(msg)
        self._held, self._piece = number, piece


@dataclass(slots=True)
class _Cipher:
    """The cipher of one file; its salt is new each time, so a nonce is used once."""

    head: bytes
    passphrase: bytes = field(repr=False)
    aead: AESGCM = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.head) < _HEAD.size:
            msg = "it ends in its first bytes"
            raise ValueError(msg)
        _, form, cost, salt = _HEAD.unpack(self.head)
        if form != _FORM:
            says = (
                f"This backup is enciphered in form {form}; this Flatwright reads {_FORM}."
            )
            raise Refusal(code="newer_archive", says=says)
        if cost > _HIGHEST_COST:
            says = (
                f"The key of this backup would cost 2^{cost}; this Flatwright makes none "
                f"over 2^{_HIGHEST_COST}. It was changed, or a newer one wrote it."
            )
            raise Refusal(code="newer_archive", says=says)
        key = Scrypt(salt=salt, length=32, n=1 << cost, r=8, p=1).derive(self.passphrase)
        self.aead = AESGCM(key)

    def sealed(self, piece: bytes, number: int, what: int) -> bytes:
        """A piece, enciphered, with its tag."""
        return self.aead.encrypt(_nonce(number, what), piece, self.head)

    def opened(self, sealed: bytes, number: int, what: int) -> bytes | None:
        """The piece again; None where it is not the one that was written there."""
        try:
            return self.aead.decrypt(_nonce(number, what), sealed, self.head)
        except InvalidTag:
            return None


def _nonce(number: int, what: int) -> bytes:
    return struct.pack(">QI", number, what)
