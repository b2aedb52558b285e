"""A log of work, read by one of the shipped mappings, as records of tickets with time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.records.work import NOBODY, TimeEntry
from flatwright.imports.business.fields import plain
from flatwright.imports.business.reading import Tally
from flatwright.imports.business.records import Record, key_of
from flatwright.imports.exports import history
from flatwright.imports.history import History, HistoryItem
from flatwright.imports.mapping import ExportMapping
from flatwright.imports.mapping_read import read_mapping, shipped_mappings
from flatwright.imports.rejects import Reject
from flatwright.imports.report import hour_of_week
from flatwright.imports.rows import read_rows

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TITLES = ("summary", "title", "subject", "short description", "description")
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log as it was read."""

    records: tuple[Record, ...]
    says: tuple[str, ...]
    week: tuple[tuple[int, ...], ...]  # work items by weekday and hour
    zone: str


def log_mapping(name: str) -> ExportMapping:
    """A shipped mapping. Raises Refusal (unknown_mapping) for any other name."""
    text = shipped_mappings().get(name)
    made = read_mapping(f"{name}.yaml", text)[0] if text else None
    if made is None:
        raise Refusal(code="unknown_mapping", says=f'There is no mapping "{name}".')
    return made


def log_titles() -> list[tuple[str, str]]:
    """The shipped mappings by name, with what each reads."""
    return [(name, log_mapping(name).title) for name in shipped_mappings()]


def read_log(path: Path, mapping: ExportMapping, tally: Tally) -> Log:
    """Its work items as records; what cannot be taken is noted in the tally."""
    told = history(path, mapping)
    titles = _titles(path, mapping)
    tally.read = told.counts.read
    tally.once.repeated = told.counts.duplicates
    tally.headings = ()
    tally.rejects += told.rejects
    return Log(
        records=tuple(_records(told, mapping, titles, tally)),
        says=told.assumptions,
        week=hour_of_week(told),
        zone=told.zone,
    )


def _records(
    told: History, mapping: ExportMapping, titles: dict[str, str], tally: Tally
) -> Iterator[Record]:
    for item in told.items:
        key = item.key if mapping.keys == "file" else key_of((item.client, item.key))
        values = _values(item)
        title = titles.get(item.key) or f"{item.work.kind.capitalize()} {item.key}"
        values["title"] = title[:_LONGEST_TITLE]
        record = Record(line=item.rows[0], key=key[:200], values=values, raw=item.key)
        taken = tally.once.take(record)
        if isinstance(taken, Reject):
            tally.rejects.append(taken)
        elif taken is not None:
            yield taken


def _values(item: HistoryItem) -> dict[str, Any]:
    work = item.work
    entries = [_entry(each) for each in work.entries]
    opened = work.opened_at
    begins = min((each.start for each in work.entries), default=None)
    moments = [each for each in (opened, begins) if each is not None]
    values: dict[str, Any] = {
        "client": item.client,
        "kind": work.kind,
        "action": work.action,
        "cause": work.cause,
        "priority": work.priority,
        "person_told": None if work.person == NOBODY else work.person,
        "thing_told": None if work.object.name == NOBODY else work.object.name,
        "thing_kind": work.object.kind or "",
        "onsite": work.onsite is True,
        "after_hours_by": "provider" if item.date_only else work.after_hours_by,
        "opened": _moment(min(moments)) if moments else None,
        "resolved": max((each[1] for each in entries), default=None),
        "estimate": work.estimate_min,
        "other": {k: v for k, v in work.other.items() if v},
        "entries": entries,
    }
    return {name: value for name, value in values.items() if value not in (None, "")}


def _entry(entry: TimeEntry) -> list[str]:
    return [_moment(entry.start), _moment(entry.end), entry.technician]


def _moment(minute: int) -> str:
    return (_EPOCH + timedelta(minutes=minute)).isoformat()


def _titles(path: Path, mapping: ExportMapping) -> dict[str, str]:
    """What each work item is in a few words, where a column says so."""
    found: dict[str, str] = {}
    heading: str | None = None
    for row in read_rows(path, mapping):
        if row.trouble:
            continue
        if heading is None:
            by_words = {plain(name): name for name in row.cells}
            heading = next((by_words[w] for w in _TITLES if w in by_words), "")
            if not heading:
                return {}
        key = next((k for name in mapping.columns.key if (k := row.cells.get(name))), "")
        found.setdefault(key.strip(), row.cells[heading].strip())
    return found
