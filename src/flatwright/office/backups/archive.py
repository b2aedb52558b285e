"""The file of a backup: a tar whose last member tells the hash of every other.

It is written under another name, flushed to disk and renamed, so a half one never stays.
It is looked through from end to end before anything is done with it.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.backups.sealing import Sealer, Unsealer, is_sealed

FORMAT = 1
MANIFEST = "manifest.json"
_PIECE = 1 << 20
_LARGEST_MANIFEST = 64 * 1024 * 1024


@dataclass(slots=True)
class Writing:
    """An archive that is being written: members are added, then what is told of all."""

    tar: tarfile.TarFile
    members: dict[str, str] = field(default_factory=dict)  # SHA-256 by name

    def add(self, name: str, path: Path) -> None:
        """Take a file in."""
        with path.open("rb") as file:
            self.members[name] = hashlib.file_digest(file, "sha256").hexdigest()
            file.seek(0)
            self._put(name, path.stat().st_size, file)

    def close(self, told: dict[str, Any]) -> None:
        """Write the manifest: what is told, and the members with their hashes."""
        manifest = {"format": FORMAT, **told, "members": self.members}
        body = json.dumps(manifest, sort_keys=True, indent=1).encode()
        digest = hashlib.sha256(body).hexdigest().encode()
        self._put(MANIFEST, len(body) + len(digest) + 1, io.BytesIO(digest + b"\n" + body))

    def _put(self, name: str, size: int, file: IO[bytes]) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode = size, 0o600
        self.tar.addfile(member, file)


@contextmanager
def written(path: Path, passphrase: bytes | None = None) -> Iterator[Writing]:
    """A new archive, there only when all of it is; enciphered where there is a passphrase.

    Raises Refusal (file_exists).
    """
    if path.exists():
        says = f"{path} exists. Choose another name: a backup never overwrites one."
        raise Refusal(code="file_exists", says=says)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            sealer = Sealer(file, passphrase) if passphrase else None
            with tarfile.open(fileobj=sealer or file, mode="w") as tar:  # type: ignore[call-overload] # it writes and tells
                yield Writing(tar)
            if sealer:
                sealer.end()
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        _to_disk(path.absolute().parent)
    finally:
        unfinished.unlink(missing_ok=True)


def _to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def looked_through(path: Path, passphrase: bytes | None = None) -> dict[str, Any]:
    """The manifest of an archive that is whole.

    Raises Refusal: broken_archive, sealed_backup, not_sealed, wrong_passphrase.
    """
    try:
        with opened(path, passphrase) as tar:
            found, manifest = _hashes(tar)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise _broken(path, f"it cannot be read to its end ({error})") from error
    if manifest is None:
        raise _broken(path, "its last part is missing")
    wrong = sorted(
        name
        for name in found.keys() | manifest["members"].keys()
        if found.get(name) != manifest["members"].get(name)
    )
    if wrong:
        raise _broken(path, f"{wrong[0]} is not as it was written")
    if manifest["format"] != FORMAT:
        says = f"{path} has the form {manifest['format']}; this Flatwright reads {FORMAT}."
        raise Refusal(code="newer_archive", says=says)
    return manifest


@contextmanager
def opened(path: Path, passphrase: bytes | None = None) -> Iterator[tarfile.TarFile]:
    """The archive, to take members out of."""
    _need_passphrase(path, passphrase)
    with path.open("rb") as file:
        source = Unsealer(file, passphrase) if passphrase else file
        with tarfile.open(fileobj=source, mode="r:") as tar:  # type: ignore[call-overload] # it reads and seeks
            yield tar


def _need_passphrase(path: Path, passphrase: bytes | None) -> None:
    """A plain file in place of an enciphered one is not believed."""
    sealed = is_sealed(path)
    if sealed and not passphrase:
        says = f"{path} is enciphered. Name the passphrase with --passphrase-file."
        raise Refusal(code="sealed_backup", says=says)
    if passphrase and not sealed:
        says = f"{path} is not enciphered. Leave --passphrase-file out if that is right."
        raise Refusal(code="not_sealed", says=says)


def member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    """The bytes of a member."""
    file = tar.extractfile(name)
    if file is None:
        msg = f"{name} is no file"
        raise ValueError(msg)
    return file


def _hashes(tar: tarfile.TarFile) -> tuple[dict[str, str], dict[str, Any] | None]:
    found: dict[str, str] = {}
    manifest = None
    for each in tar:
        file = tar.extractfile(each) if each.isreg() else None
        if file is None or each.name in found or manifest is not None:
            msg = f"{each.name} does not belong there"
            raise ValueError(msg)
        if each.name == MANIFEST:
            manifest = _manifest(file.read(_LARGEST_MANIFEST))
        else:
            found[each.name] = _digest(file, each.size)
    return found, manifest


def _manifest(text: bytes) -> dict[str, Any]:
    digest, _, body = text.partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        msg = "its list of contents was changed"
        raise ValueError(msg)
    read = json.loads(body)
    if not isinstance(read, dict):
        msg = "its list of contents is none"
        raise ValueError(msg)  # noqa: TRY004 - what is wrong is the file's content
    return read


def _digest(file: IO[bytes], size: int) -> str:
    digest, left = hashlib.sha256(), size
    while piece := file.read(_PIECE):
        digest.update(piece)
        left -= len(piece)
    if left:
        msg = "it ends too early"
        raise EOFError(msg)
    return digest.hexdigest()


def _broken(path: Path, why: str) -> Refusal:
    says = f"{path} is no whole backup: {why}. Nothing was changed. Take another one."
    return Refusal(code="broken_archive", says=says)
