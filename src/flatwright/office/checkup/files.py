"""Files on disk: each that a row speaks of is there as it was, and no other."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from flatwright.office.checkup.finding import Finding
from flatwright.office.desk.files import path_of
from flatwright.office.desk.models import Blob
from flatwright.office.intake.models import Batch
from flatwright.office.intake.staging import staging_place


def files() -> Iterator[Finding]:
    """Files on disk: each with the bytes that it had, and none that nobody knows."""
    known = set()
    for blob in Blob.objects.order_by("pk").iterator():
        known.add(path_of(blob.digest))
        yield from _of(blob)
    batches = {staging_place() / key for key in Batch.objects.values_list("key", flat=True)}
    folder = Path(settings.FILES)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path not in known and batches.isdisjoint(path.parents):
            says = (
                f"{path} belongs to no ticket and to no import. Look at it, then delete it."
            )
            yield Finding(code="orphan_file", says=says)


def _of(blob: Blob) -> Iterator[Finding]:
    path = path_of(blob.digest)
    if not path.is_file():
        says = f"The file {path} is missing. Bring it back from a backup."
        yield Finding(code="file_missing", says=says)
        return
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != blob.digest:
            says = f"The file {path} was changed. Bring it back from a backup."
            yield Finding(code="file_changed", says=says)
