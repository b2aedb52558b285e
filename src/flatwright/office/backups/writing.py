"""Write a backup: all tables, all files, the keys."""

import gzip
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from flatwright import __version__
from flatwright.office.audit.checkpoint import Checkpoint, now
from flatwright.office.backups.archive import Writing, written
from flatwright.office.backups.numbering import last_numbers
from flatwright.office.backups.tables import Model, lines, models_at, one_moment, steps_done
from flatwright.office.desk.files import path_of

BLOB = "desk.blob"
Tell = Callable[[str, float], None]  # what is being done, and the share that is done


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a backup holds: rows, files, and files that should be there and are not."""

    rows: int
    files: int
    record: Checkpoint  # how far the record of changes goes
    missing: tuple[str, ...] = ()


def quiet(_what: str, _share: float) -> None:
    """Nobody is told."""


def back_up(path: Path, tell: Tell = quiet, passphrase: bytes | None = None) -> Written:
    """Write everything to a new file, as it is at one moment; work may go on meanwhile.

    With a passphrase the file is enciphered. Raises Refusal (file_exists).
    """
    steps = steps_done()
    models = models_at(steps)
    counts: dict[str, int] = {}
    with written(path, passphrase) as archive, one_moment():
        record = now()
        told = {
            "flatwright": __version__,
            "made": timezone.now().isoformat(timespec="seconds"),
            "engine": connection.vendor,
            "migrations": steps,
            "record": asdict(record),
            "last_numbers": last_numbers(models),
        }
        for place, model in enumerate(models):
            tell(model._meta.label, place / len(models))
            counts[model._meta.label_lower] = _add_table(archive, model)
        tell("files", 1.0)
        missing = _add_files(archive, models)
        for key in sorted(Path(settings.HOME).glob("*.key")):
            archive.add(f"keys/{key.name}", key)
        archive.close({**told, "rows": counts, "missing": missing})
    files = sum(name.startswith("files/") for name in archive.members)
    rows = sum(counts.values())
    return Written(rows=rows, files=files, record=record, missing=tuple(missing))


def _add_table(archive: Writing, model: Model) -> int:
    count = 0
    with tempfile.NamedTemporaryFile(dir=settings.HOME, suffix=".unfinished") as file:
        with gzip.GzipFile("", "wb", 5, file, mtime=0) as zipped:
            for line in lines(model):
                zipped.write(line.encode())
                count += 1
        file.flush()
        archive.add(table_member(model), Path(file.name))
    return count


def table_member(model: Model) -> str:
    """Where a table's rows are in the archive."""
    return f"tables/{model._meta.label_lower}.jsonl.gz"


def _add_files(archive: Writing, models: list[Model]) -> list[str]:
    """The files that rows speak of; gives those that are not on disk."""
    missing = []
    for digest in _digests(models):
        path = path_of(digest)
        if path.is_file():
            archive.add(f"files/{digest}", path)
        else:
            missing.append(digest)
    return missing


def _digests(models: list[Model]) -> Iterator[Any]:
    for model in models:
        if model._meta.label_lower == BLOB:
            yield from model._default_manager.order_by("pk").values_list(
                "digest", flat=True
            )
