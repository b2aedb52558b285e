"""What an hour of work would be, before there is any.

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


def an_hour(item: WorkItem, terms: Terms, decided: Decision) -> Decision | None:
    """The decision on an hour in business hours; None where work is done or facts lack."""
    if item.entries or decided.status in _OPEN:
        return None
    begin = _first_hour(item, terms)
    entry = TimeEntry(start=begin, end=begin + _HOUR)
    tried = decide(replace(item, planned=True, goodwill=None, entries=(entry,)), terms)
    return None if tried.status in _OPEN else tried


def _first_hour(item: WorkItem, terms: Terms) -> int:
    """The first minute of an hour that closing time does not cut."""
    begin = probe(item, terms).entries[0].start
    last = begin + _HOUR - 1
    open_at = probe(replace(item, opened_at=last), terms).entries[0].start
    return begin if open_at == last else open_at
