"""Facts that cannot be: found before anything is decided."""

from dataclasses import replace
from itertools import pairwise

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.records.work import TimeEntry, WorkItem

LONGEST = 31 * 24 * 60  # minutes; nobody works longer without a break
ALWAYS_KNOWN = ("kind", "priority")


def error_of(work: WorkItem) -> tuple[str, str] | None:
    """A code and a sentence for facts that cannot be, or None."""
    for fact in ALWAYS_KNOWN:
        value = getattr(work, fact)
        if value not in BY_NAME[fact].values:
            known = ", ".join(BY_NAME[fact].values)
            return f"unknown_{fact}", f'"{value}" is not a {fact}: it is one of {known}.'
    if not isinstance(work.onsite, bool):
        return "unknown_onsite", "Say whether somebody goes there: true or false."
    if work.location == "unknown":
        return (
            "unknown_location",
            "The location is always known: say where the work is done.",
        )
    return _error_of_entries(work.entries)


def _error_of_entries(entries: tuple[TimeEntry, ...]) -> tuple[str, str] | None:
    """A code and a sentence for times that cannot be, or None."""
    for entry in entries:
        if entry.end <= entry.start:
            return "negative_duration", "An entry ends before it starts, or when it starts."
        if entry.end - entry.start > LONGEST:
            return "entry_too_long", "An entry lasts more than 31 days: look at its dates."
    if _overlapping(entries):
        return "overlapping_entries", "Two entries of one technician overlap."
    return None


def _overlapping(entries: tuple[TimeEntry, ...]) -> bool:
    by_technician = sorted((e.technician, e.start, e.end) for e in entries)
    return any(a[0] == b[0] and b[1] < a[2] for a, b in pairwise(by_technician))


def probe(work: WorkItem, terms: Terms) -> WorkItem:
    """Work that has no entry yet, with one minute in its first business hours."""
    calendar = terms.calendar
    when = work.opened_at
    if when is None or not calendar.at[0] <= when < calendar.at[-2]:
        when = utc_minute(terms.zone, terms.agreement.first)
    start = next(
        (
            max(at, when)
            for at, following, open_ in zip(
                calendar.at, calendar.at[1:], calendar.business, strict=False
            )
            if open_ and following > when
        ),
        when,
    )
    return replace(work, entries=(TimeEntry(start=start, end=start + 1),))
