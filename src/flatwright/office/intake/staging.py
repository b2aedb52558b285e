"""A file read into records, once: kept beside the files until the import is over."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings

from flatwright.domain.kernel.problem import Refusal
from flatwright.imports.business.logs import log_mapping, read_log
from flatwright.imports.business.looking import file_form
from flatwright.imports.business.reading import Tally, Way, records, refuse_unmapped
from flatwright.imports.business.records import Record, read_records, write_records
from flatwright.imports.business.sheets import SHEETS
from flatwright.imports.rejects import Reject
from flatwright.office.clients.models import Provider
from flatwright.office.clients.queries import provider
from flatwright.office.desk.files import path_of
from flatwright.office.intake.models import Batch
from flatwright.office.intake.weeks import week_of


@dataclass(slots=True, kw_only=True)
class Staged:
    """What reading a file gave."""

    total: int
    read: int
    repeated: int
    rejects: list[Reject]
    headings: tuple[str, ...] = ()
    says: tuple[str, ...] = ()
    week: list[list[int]] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)  # what the file told besides


def stage(batch: Batch) -> Staged:
    """Read the file as its columns were mapped. Raises Refusal for what is no export."""
    return _stage_log(batch) if batch.kind == "log" else _stage_table(batch)


def staged_records(batch: Batch, offset: int) -> Iterator[tuple[Record, int]]:
    """The records from a place on; read again from the file where they are gone."""
    path = staged_path(batch)
    if not path.exists():
        stage(batch)
    return read_records(path, offset)


def chunk_of(batch: Batch, offset: int, size: int) -> tuple[list[Record], int]:
    """Some records from a place on, and the place after them."""
    found = list(islice(staged_records(batch, offset), size))
    return [record for record, _ in found], found[-1][1] if found else offset


def staging_place() -> Path:
    """Where each batch has a folder, under its key."""
    return Path(settings.FILES) / "imports"


def staged_path(batch: Batch) -> Path:
    """Where a batch's records are kept."""
    return _folder(batch) / "records.jsonl"


def file_of(batch: Batch) -> Path:
    """The file under its own name, with the one that stands beside it."""
    if batch.blob is None:
        raise _gone(batch.name)
    beside = batch.options.get("beside")
    if beside:
        _named(batch, beside["name"], beside["digest"])
    return _named(batch, batch.name, batch.blob.digest)


def clear(batch: Batch) -> None:
    """Nothing of it is needed beside the kept file itself."""
    shutil.rmtree(_folder(batch), ignore_errors=True)


def _named(batch: Batch, name: str, digest: str) -> Path:
    """Another name for a kept file: messages name it, and files find one another."""
    kept, place = path_of(digest), _folder(batch) / "files" / name
    if not kept.exists():
        raise _gone(name)
    place.parent.mkdir(mode=0o700, exist_ok=True)
    if not place.exists():
        try:
            place.hardlink_to(kept)
        except OSError:  # a file system without them
            shutil.copyfile(kept, place)
    return place


def _folder(batch: Batch) -> Path:
    folder = staging_place() / batch.key
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _gone(name: str) -> Refusal:
    says = f"{name} is not among the files any more: upload it again."
    return Refusal(code="file_gone", says=says)


def house() -> Provider:
    """The provider. Raises Refusal (no_provider) before there is one."""
    found = provider()
    if found is None:
        says = "Nobody is set up to run this yet: enter the provider first."
        raise Refusal(code="no_provider", says=says)
    return found


def way_of(batch: Batch) -> Way:
    """How the batch's table is read."""
    told = batch.options
    return Way(
        sheet=SHEETS[batch.kind],
        columns=batch.columns,
        zone=told.get("zone") or house().time_zone,
        order=told.get("order", "iso"),
        unit=told.get("unit", "hours"),
        decimal=told.get("decimal", "."),
        client=batch.client.name if batch.client and _lacks_client(batch) else "",
    )


def _lacks_client(batch: Batch) -> bool:
    named = {each.name for each in SHEETS[batch.kind].fields}
    return "client" in named and "client" not in batch.columns


def _stage_table(batch: Batch) -> Staged:
    way, tally = way_of(batch), Tally()
    refuse_unmapped(way)
    path = file_of(batch)
    total = write_records(staged_path(batch), records(path, way, tally))
    week: list[list[int]] = []
    moments = {"tickets": "opened", "time": "start"}
    if batch.kind in moments:
        told = (record for record, _ in read_records(staged_path(batch)))
        week = week_of(told, moments[batch.kind], way.zone)
    return Staged(
        total=total,
        read=tally.read,
        repeated=tally.once.repeated,
        rejects=tally.rejects,
        headings=tally.headings,
        says=file_form(path)[1],
        week=week,
        options={"zone": way.zone},
    )


def _stage_log(batch: Batch) -> Staged:
    tally = Tally()
    mapping = log_mapping(str(batch.options.get("mapping", "")))
    log = read_log(file_of(batch), mapping, tally)
    total = write_records(staged_path(batch), log.records)
    opened = [each.values["opened"] for each in log.records if "opened" in each.values]
    return Staged(
        total=total,
        read=tally.read,
        repeated=tally.once.repeated,
        rejects=tally.rejects,
        says=log.says,
        week=[list(row) for row in log.week],
        options={"zone": log.zone} | ({"first": min(opened)[:10]} if opened else {}),
    )
