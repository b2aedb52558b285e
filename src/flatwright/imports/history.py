"""A history: the work items of an export, what was kept aside, and what was assumed."""

from dataclasses import dataclass

from flatwright.domain.records.work import WorkItem
from flatwright.imports.rejects import Reject


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryItem:
    """One work item of a history, and the rows that it was made of."""

    key: str
    client: str
    work: WorkItem
    modelled: bool  # its minutes come from the mapping's effort model
    date_only: bool  # placed in business hours: the log has a date and no clock time
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What became of the rows: used, duplicate and rejected add up to read."""

    read: int
    used: int
    duplicates: int
    rejected: int
    keys: int  # work items that the rows name, also those with no good row
    items: int
    modelled: int
    date_only: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What an export tells of past work."""

    source: str  # the file's name
    title: str  # the mapping's
    zone: str
    items: tuple[HistoryItem, ...]
    rejects: tuple[Reject, ...]
    counts: Counts
    assumptions: tuple[str, ...]
