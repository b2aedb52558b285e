"""A row of a business as it is kept between reading it and storing it: a line of JSON."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from flatwright.imports.rejects import Reject

_LONGEST = 200  # characters of a key


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What one row (or the rows of one work item) tells, by field; days are ISO."""

    line: int
    key: str  # its name where it comes from: told, or made of what it is known by
    values: dict[str, Any] = field(default_factory=dict)
    raw: str = ""  # as it stood

    @property
    def digest(self) -> str:
        """The same for the same values."""
        text = json.dumps([self.key, self.values], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


def key_of(parts: Iterable[str]) -> str:
    """A key made of what something is known by; a long one ends in its hash."""
    made = "=" + "|".join(" ".join(part.casefold().split()) for part in parts)
    if len(made) <= _LONGEST:
        return made
    return f"{made[:120]}#{hashlib.sha256(made.encode()).hexdigest()[:40]}"


def write_records(path: Path, records: Iterable[Record]) -> int:
    """Write records, one a line; gives how many."""
    count = 0
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        for each in records:
            file.write(json.dumps(asdict(each)) + "\n")
            count += 1
    unfinished.replace(path)
    return count


def read_records(path: Path, offset: int = 0) -> Iterator[tuple[Record, int]]:
    """The records from a place in the file on, each with the place after it."""
    with path.open("rb") as file:
        file.seek(offset)
        for line in file:
            offset += len(line)
            yield Record(**json.loads(line)), offset


@dataclass(slots=True, kw_only=True)
class Once:
    """What was read before: the same again is passed over, another one is a reject."""

    seen: dict[str, tuple[int, str]] = field(default_factory=dict)
    repeated: int = 0

    def take(self, record: Record) -> Record | Reject | None:
        """The record, None for one repeated word for word, a reject for another one."""
        before = self.seen.setdefault(record.key, (record.line, record.digest))
        if before[0] == record.line:
            return record
        if before[1] == record.digest:
            self.repeated += 1
            return None
        says = f"row {before[0]} is of the same one already, with other cells"
        return Reject(row=record.line, code="key_again", reason=says, raw=record.raw)
