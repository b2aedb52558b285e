"""Make a database from a backup: everything is looked at before anything is touched."""

import gzip
import io
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from flatwright.domain.kernel.problem import Refusal
from flatwright.office.backups.archive import looked_through, member, opened
from flatwright.office.backups.numbering import go_on_from
from flatwright.office.backups.schema import bring_up
from flatwright.office.backups.tables import (
    Step,
    empty_all,
    fill,
    has_rows,
    models_at,
    refuse_unknown,
    steps_done,
)
from flatwright.office.backups.writing import Tell, back_up, quiet, table_member
from flatwright.office.desk.files import path_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What came back: rows, files, when the backup was made, and where the old ones are."""

    rows: int
    files: int
    made: str
    aside: Path | None = None


def restore(
    path: Path,
    tell: Tell = quiet,
    *,
    replace: bool = False,
    passphrase: bytes | None = None,
) -> Restored:
    """Bring back what a backup holds, to either database.

    Raises Refusal: broken_archive, newer_database, what is wrong with the passphrase,
    not_empty (unless it may be replaced; then what was there is written to a backup in
    the home folder first).
    """
    manifest = looked_through(path, passphrase)
    steps = [(app, name) for app, name in manifest["migrations"]]
    refuse_unknown(steps, "This backup was")
    _refuse_strange(path, manifest["members"])
    aside = None
    if has_rows():
        if not replace:
            says = (
                "There is something in this database. Restore to an empty one, or with "
                "--replace, which keeps what is there in a file aside."
            )
            raise Refusal(code="not_empty", says=says)
        stamp = f"{timezone.now():%Y%m%d-%H%M%S}"
        aside = Path(settings.HOME) / f"replaced-{stamp}.tar"
        back_up(aside, tell)
    with opened(path, passphrase) as tar:
        files = _files(tar, manifest)
        keys = _keys(tar, manifest)
        rows = _rows(tar, manifest, steps, tell)
        for waits, place in keys:
            waits.replace(place)
    return Restored(rows=rows, files=files, made=manifest["made"], aside=aside)


def _refuse_strange(path: Path, members: dict[str, str]) -> None:
    """Files are named by their hash and keys by a plain name: none leads elsewhere."""
    for name, digest in members.items():
        place, _, rest = name.partition("/")
        fits = {"files": rest == digest, "keys": "/" not in rest, "tables": True}
        if not fits.get(place):
            says = f"{path} holds {name}, which no backup does. Nothing was changed."
            raise Refusal(code="broken_archive", says=says)


def _migrate_to(steps: set[Step]) -> None:
    """Go to these steps of the migrations: back to what is common to both, then on."""
    for wanted in (steps & set(steps_done()), steps):
        executor = MigrationExecutor(connection)
        executor.migrate(_ends_of(executor.loader.graph, wanted))


def _ends_of(graph: Any, steps: set[Step]) -> list[tuple[str, str | None]]:
    """The last of the steps of each app; an app without one goes back to nothing."""
    ends: list[tuple[str, str | None]] = [
        node
        for node in steps
        if not any(
            child.key in steps and child.key[0] == node[0]
            for child in graph.node_map[node].children
        )
    ]
    without = {app for app, _ in graph.nodes} - {app for app, _ in steps}
    return sorted([*ends, *((app, None) for app in without)], key=str)


def _rows(
    tar: tarfile.TarFile, manifest: dict[str, Any], steps: list[Step], tell: Tell
) -> int:
    """All in one transaction: the tables of this version as in the backup, or as before."""
    with _one_transaction():
        if set(steps) != set(steps_done()):
            empty_all()
            _migrate_to(set(steps))
        empty_all()  # also of what migrations put there
        count = _fill(tar, manifest, steps, tell)
        bring_up()
        return count


@contextmanager
def _one_transaction() -> Iterator[None]:
    """One in which tables can be changed too; SQLite looks at its links at the end."""
    connection.ensure_connection()
    connection.disable_constraint_checking()
    try:
        with transaction.atomic(durable=True):
            yield
            connection.check_constraints()
    finally:
        connection.enable_constraint_checking()


def _fill(
    tar: tarfile.TarFile, manifest: dict[str, Any], steps: list[Step], tell: Tell
) -> int:
    models = models_at(steps)
    count = 0
    for place, model in enumerate(models):
        tell(model._meta.label, place / len(models))
        with gzip.open(member(tar, table_member(model))) as file:
            text = io.TextIOWrapper(file, encoding="utf-8", newline="\n")
            count += fill(model, text)
    connection.check_constraints()
    go_on_from(manifest["last_numbers"])
    return count


def _files(tar: tarfile.TarFile, manifest: dict[str, Any]) -> int:
    """Their names are their hashes, which were checked: the same name, the same bytes."""
    names = [name for name in manifest["members"] if name.startswith("files/")]
    for name in names:
        place = path_of(name.removeprefix("files/"))
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _put(tar, name, place)
    return len(names)


def _keys(tar: tarfile.TarFile, manifest: dict[str, Any]) -> list[tuple[Path, Path]]:
    """The keys of the record and the sessions: where they wait, and where they belong."""
    found = []
    for name in (each for each in manifest["members"] if each.startswith("keys/")):
        place = Path(settings.HOME) / Path(name).name
        waits = waiting(place)
        _put(tar, name, waits)
        waits.chmod(0o600)
        found.append((waits, place))
    return found


def waiting(place: Path) -> Path:
    """Where a key waits until the rows that it belongs to are stored."""
    return place.with_name(f".{place.name}.restored")


def _put(tar: tarfile.TarFile, name: str, place: Path) -> None:
    unfinished = place.with_name(f".{place.name}.unfinished")
    with unfinished.open("wb") as file:
        shutil.copyfileobj(member(tar, name), file)
    unfinished.replace(place)
