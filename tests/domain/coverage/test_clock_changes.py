"""Minutes are counted in UTC, over every clock change of many zones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.records.work import TimeEntry, WorkItem
from flatwright.imports.plan_shelf import shelf, terms_of
from tests.domain.coverage.any_work import northwind

ZONES = (
    *("America/Chicago", "America/New_York", "America/Los_Angeles", "America/St_Johns"),
    *("America/Sao_Paulo", "America/Santiago", "America/Havana", "America/Caracas"),
    *("Europe/London", "Europe/Berlin", "Europe/Moscow", "Europe/Istanbul"),
    *("Africa/Cairo", "Africa/Casablanca", "Asia/Gaza", "Asia/Tehran", "Asia/Pyongyang"),
    *("Australia/Lord_Howe", "Pacific/Apia", "Pacific/Chatham"),
)
FIRST, LAST = date(2004, 1, 1), date(2027, 12, 31)
SHELF = shelf()


@cache
def terms_in(zone: str) -> Terms:
    """Northwind as if it stood in another zone, from 2004 to 2027."""
    agreement, _ = northwind()
    versions = (replace(agreement.versions[0], first=FIRST),)
    client = replace(agreement.client, time_zone=zone)
    moved = replace(
        agreement, client=client, first=FIRST, last=LAST, versions=versions, suspended=()
    )
    return terms_of(moved, SHELF)


def offset(minute: int, zone: ZoneInfo) -> timedelta:
    found = datetime.fromtimestamp(minute * 60, zone).utcoffset()
    assert found is not None
    return found


def changes(zone: ZoneInfo) -> Iterator[int]:
    """The first UTC minute of each new offset."""
    start = int(datetime(2004, 1, 3, tzinfo=UTC).timestamp()) // 60
    end = int(datetime(2027, 12, 28, tzinfo=UTC).timestamp()) // 60
    for day in range(start, end, 1440):
        low, high = day, day + 1440
        if offset(low, zone) == offset(high, zone):
            continue
        while high - low > 1:
            middle = (low + high) // 2
            if offset(middle, zone) == offset(day, zone):
                low = middle
            else:
                high = middle
        yield high


def is_open(minute: int, zone: ZoneInfo, terms: Terms) -> bool:
    local = datetime.fromtimestamp(minute * 60, zone)
    if local.weekday() > 4 or local.date() in terms.closed[0]:
        return False
    return 8 <= local.hour < 17


@pytest.mark.parametrize("zone", ZONES)
def test_no_minute_is_lost_or_doubled_at_a_clock_change(zone: str) -> None:
    terms, info = terms_in(zone), ZoneInfo(zone)
    for change in changes(info):
        entry = TimeEntry(start=change - 95, end=change + 8 * 60)
        work = WorkItem(person="alice", after_hours_by="provider", entries=(entry,))
        decision = decide(work, terms)
        assert sum(line.worked for line in decision.lines) == entry.end - entry.start
        in_hours = sum(n.worked for n in decision.lines if n.band == "business")
        expected = sum(is_open(n, info, terms) for n in range(entry.start, entry.end))
        assert in_hours == expected, datetime.fromtimestamp(change * 60, info)


@pytest.mark.parametrize("zone", ZONES)
def test_a_wall_time_is_its_first_occurrence(zone: str) -> None:
    info = ZoneInfo(zone)
    for change in changes(info):
        for gap in (-60, -30, -1, 0, 1, 30, 60):
            local = datetime.fromtimestamp((change + gap) * 60, info)
            first = int(local.replace(fold=0).timestamp()) // 60
            assert utc_minute(info, local.date(), local.hour * 60 + local.minute) == first
