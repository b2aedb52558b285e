"""What work would be, before there is any: for the minutes estimated, or for an hour.

The core answers for one minute; a first look that is covered would hide who pays after it.
"""

from dataclasses import replace

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision, Status
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.coverage.valid import probe
from flatwright.domain.records.work import TimeEntry, WorkItem

_HOUR = 60
_OPEN = (Status.NEEDS_FACTS, Status.INVALID)


def looked_ahead(item: WorkItem, terms: Terms, decided: Decision) -> Decision | None:
    """The decision on work in business hours; None where work is done or facts lack."""
    if item.entries or decided.status in _OPEN:
        return None
    entry = _estimated(item, terms) or _at_once(item, terms, _HOUR)
    tried = decide(replace(item, planned=True, goodwill=None, entries=(entry,)), terms)
    return None if tried.status in _OPEN else tried


def _estimated(item: WorkItem, terms: Terms) -> TimeEntry | None:
    """The minutes estimated, where there are any and one business day holds them."""
    if not item.estimate_min:
        return None
    entry = _at_once(item, terms, item.estimate_min)
    return entry if _opening(item, terms, entry.end - 1) == entry.end - 1 else None


def _at_once(item: WorkItem, terms: Terms, minutes: int) -> TimeEntry:
    """Minutes from now, or from the next opening where closing time would cut them."""
    begin = probe(item, terms).entries[0].start
    last = begin + minutes - 1
    open_at = _opening(item, terms, last)
    begin = begin if open_at == last else open_at
    return TimeEntry(start=begin, end=begin + minutes)


def _opening(item: WorkItem, terms: Terms, at: int) -> int:
    """A minute that is in business hours, or the first one after it that is."""
    return probe(replace(item, opened_at=at), terms).entries[0].start
