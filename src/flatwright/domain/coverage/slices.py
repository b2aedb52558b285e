"""Entries cut where their meaning may change: at opening, closing, grace and midnight.

Plain loops over lists or arrays of many work items, or of one: the same functions run as
they are for a single decision, and compiled for millions.
"""

from typing import Any, NamedTuple

DAY = 1440


class Entries(NamedTuple):
    """Time entries in UTC minutes, half-open; those of one work item stand together."""

    start: Any
    end: Any


class Pieces(NamedTuple):
    """Parts of entries in the order in which minutes are walked."""

    item: Any
    entry: Any
    start: Any
    end: Any


class Slices(NamedTuple):
    """Parts of pieces, each inside one stretch of the calendar."""

    item: Any
    entry: Any
    start: Any
    minutes: Any
    stretch: Any


def stretch_at(minute: int, at: Any, by_day: Any, origin: int) -> int:
    """The stretch that holds a UTC minute; the rest is the calendar's."""
    stretch: int = by_day[(minute - origin) // DAY]
    while at[stretch + 1] <= minute:
        stretch += 1
    return stretch


def hours_of(business: bool, grace_from: int, entry_start: int) -> int:  # noqa: FBT001 - compiled
    """0 in business hours, 1 in the grace of an entry that ran on past closing, else 2."""
    if business:
        return 0
    return 1 if grace_from > entry_start else 2


def pieces(items: Any, entries: Entries, out: Pieces) -> int:
    """The entries in the order in which their minutes are walked; gives how many pieces.

    `items[i]:items[i + 1]` are the entries of work item i. Entries that run at the same
    time are cut to minutes, walked by time and then in the order of the entries.
    """
    count = 0
    for item in range(len(items) - 1):
        first, last = items[item], items[item + 1]
        moment = earliest_start(first, last, entries.start)
        while moment >= 0:
            stop, running, one = change_after(moment, first, last, entries)
            if running == 1:
                out.item[count], out.entry[count] = item, one
                out.start[count], out.end[count] = moment, stop
                count += 1
            elif running > 1:
                count = by_minute((item, first, last), (moment, stop), entries, out, count)
            moment = stop if last - first > 1 else -1
    return count


def by_minute(
    of: tuple[int, int, int],
    span: tuple[int, int],
    entries: Entries,
    out: Pieces,
    count: int,
) -> int:
    """Pieces of a minute each, of all entries `(item, first, last)` that run in a span."""
    item, first, last = of
    for minute in range(span[0], span[1]):
        for entry in range(first, last):
            if entries.start[entry] <= minute < entries.end[entry]:
                out.item[count], out.entry[count] = item, entry
                out.start[count], out.end[count] = minute, minute + 1
                count += 1
    return count


def earliest_start(first: int, last: int, start: Any) -> int:
    """When the first of the entries starts, or -1 when there is none."""
    moment = -1
    for entry in range(first, last):
        if moment < 0 or start[entry] < moment:
            moment = start[entry]
    return moment


def change_after(
    moment: int, first: int, last: int, entries: Entries
) -> tuple[int, int, int]:
    """When an entry next starts or ends (-1: never), how many run until then, and one."""
    stop = -1
    running = 0
    one = -1
    for entry in range(first, last):
        start, end = entries.start[entry], entries.end[entry]
        if start <= moment < end:
            running += 1
            one = entry
            stop = end if stop < 0 or end < stop else stop
        elif start > moment:
            stop = start if stop < 0 or start < stop else stop
    return stop, running, one


def most_slices(made: int, parts: Pieces, calendar: Any) -> int:
    """How many slices the pieces are cut to."""
    count = 0
    for piece in range(made):
        first = stretch_at(
            parts.start[piece], calendar.at, calendar.by_day, calendar.origin
        )
        count += 1
        while calendar.at[first + 1] < parts.end[piece]:
            first += 1
            count += 1
    return count


def cut(made: int, parts: Pieces, calendar: Any, out: Slices) -> int:
    """Cut the pieces by the calendar; gives the number of slices."""
    count = 0
    for piece in range(made):
        start, end = parts.start[piece], parts.end[piece]
        stretch = stretch_at(start, calendar.at, calendar.by_day, calendar.origin)
        while start < end:
            stop = min(end, calendar.at[stretch + 1])
            out.item[count] = parts.item[piece]
            out.entry[count] = parts.entry[piece]
            out.start[count] = start
            out.minutes[count] = stop - start
            out.stretch[count] = stretch
            count += 1
            start = stop
            stretch += 1
    return count


def ran_on(entries: Entries, calendar: Any, out: Any) -> None:
    """For each entry, whether it was at work in business hours and ran on past closing."""
    for entry in range(len(entries.start)):
        start = entries.start[entry]
        stretch = stretch_at(start, calendar.at, calendar.by_day, calendar.origin)
        out[entry] = calendar.next_close[stretch] < entries.end[entry]
