"""Entries cut where their meaning may change: at opening, closing and grace, local midnight.

Written for one work item, in plain loops over lists or arrays, so that the same functions
run as they are for one and compiled for millions.
"""

from typing import Any, NamedTuple


class Entries(NamedTuple):
    """Time entries of work items: UTC minutes, half-open, in the order in which they stand."""

    start: Any
    end: Any


class Slices(NamedTuple):
    """Pieces of entries, each inside one stretch of the calendar."""

    entry: Any
    start: Any
    minutes: Any
    stretch: Any


def stretch_at(minute: int, calendar: Any) -> int:
    """The calendar's stretch that holds a UTC minute."""
    stretch: int = calendar.by_day[(minute - calendar.origin) // 1440]
    while calendar.at[stretch + 1] <= minute:
        stretch += 1
    return stretch


def hours_at(stretch: int, entry_start: int, calendar: Any) -> int:
    """0 in business hours, 1 in the grace of an entry that ran on past closing, else 2."""
    if calendar.business[stretch]:
        return 0
    return 1 if calendar.grace_from[stretch] > entry_start else 2


def runs_on(start: int, end: int, calendar: Any) -> bool:
    """Whether an entry was at work in business hours and ran on past closing."""
    closing: int = calendar.next_close[stretch_at(start, calendar)]
    return closing < end


def cut(piece: tuple[int, int, int], calendar: Any, out: Slices, count: int) -> int:
    """Cut `(entry, start, end)` by the calendar; gives the number of slices so far."""
    entry, start, end = piece
    stretch = stretch_at(start, calendar)
    while start < end:
        stop = min(end, calendar.at[stretch + 1])
        out.entry[count] = entry
        out.start[count] = start
        out.minutes[count] = stop - start
        out.stretch[count] = stretch
        count += 1
        start = stop
        stretch += 1
    return count


def slices(
    span: tuple[int, int], entries: Entries, calendar: Any, out: Slices, count: int
) -> int:
    """Cut the entries `[first, last)` of one work item, in the order of time.

    Entries that run at the same time are cut to minutes, which are walked by time and then
    in the order of the entries.
    """
    first, last = span
    moment = earliest_start(first, last, entries)
    while moment >= 0:
        stop, running, one = change_after(moment, first, last, entries)
        if running == 1:
            count = cut((one, moment, stop), calendar, out, count)
        elif running > 1:
            for minute in range(moment, stop):
                for entry in range(first, last):
                    if entries.start[entry] <= minute < entries.end[entry]:
                        count = cut((entry, minute, minute + 1), calendar, out, count)
        moment = stop
    return count


def earliest_start(first: int, last: int, entries: Entries) -> int:
    """When the first of the entries starts, or -1 when there is none."""
    moment = -1
    for entry in range(first, last):
        if moment < 0 or entries.start[entry] < moment:
            moment = entries.start[entry]
    return moment


def change_after(
    moment: int, first: int, last: int, entries: Entries
) -> tuple[int, int, int]:
    """When an entry next starts or ends (-1: never), how many run until then, and one of them."""
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
