"""Files on disk: each kept once, under the hash of its bytes."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.audit.actor import Actor
from flatwright.office.audit.changes import create
from flatwright.office.desk.models import Blob

LARGEST = 25 * 1024 * 1024
_SHOWN = {  # what a browser may be told that a file is, by its first bytes
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}
OTHER = "application/octet-stream"
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that comes in: its name as told, its size, its bytes in pieces."""

    name: str
    size: int
    begins: bytes
    pieces: Iterable[bytes]


def kept(by: Actor, upload: Upload) -> Blob:
    """The bytes on disk; those that are there already are not written again.

    Raises Refusal (file_too_large). A write that is cut off leaves no file of this name.
    """
    if upload.size > LARGEST:
        says = (
            f"A file has at most {LARGEST // 1024 // 1024} MB; share larger ones by link."
        )
        raise Refusal(code="file_too_large", says=says)
    folder = Path(settings.FILES)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder / f".{os.getpid()}-{id(upload)}"
    digest, size = hashlib.sha256(), 0
    with unfinished.open("wb") as file:
        for piece in upload.pieces:
            digest.update(piece)
            size += len(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    name = digest.hexdigest()
    place = path_of(name)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    unfinished.replace(place)
    there = Blob.objects.filter(digest=name).first()
    return there or create(by, Blob(digest=name, size=size))


def path_of(digest: str) -> Path:
    """Where the bytes of a hash are kept."""
    return Path(settings.FILES) / digest[:2] / digest


def kind_of(begins: bytes) -> str:
    """A picture that browsers may show, or just bytes; the name is not believed."""
    for magic, kind in _SHOWN.items():
        if begins.startswith(magic):
            return kind
    return OTHER


def safe_name(name: str) -> str:
    """A file's name without folders, control and direction signs; never empty."""
    last = re.split(r"[/\\]", name)[-1]
    kept_signs = "".join(
        char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    trimmed = kept_signs.strip(" .")
    stem, dot, ending = trimmed.rpartition(".")
    if len(trimmed) > _LONGEST and dot:
        trimmed = f"{stem[: _LONGEST - len(ending) - 1]}.{ending}"
    return trimmed[:_LONGEST] or "file"
