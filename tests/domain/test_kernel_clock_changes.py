"""Every change of the clocks of twenty zones from 2004 to 2027."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.kernel.days import DAY, utc_minute, wall_time

ZONES = (
    *("America/Chicago", "America/New_York", "America/Los_Angeles", "America/St_Johns"),
    *("America/Sao_Paulo", "America/Caracas", "Europe/Berlin", "Europe/London"),
    *("Europe/Dublin", "Europe/Moscow", "Africa/Cairo", "Africa/Casablanca"),
    *("Asia/Tehran", "Asia/Gaza", "Asia/Pyongyang", "Australia/Lord_Howe"),
    *("Australia/Adelaide", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia"),
)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = (datetime(2004, 1, 1, tzinfo=UTC) - EPOCH).days * DAY
LAST = (datetime(2028, 1, 1, tzinfo=UTC) - EPOCH).days * DAY


def offset(zone: ZoneInfo, minute: int) -> int:
    """Minutes east of UTC, from the zone's own table."""
    east = datetime.fromtimestamp(minute * 60, tz=zone).utcoffset()
    assert east is not None
    return int(east.total_seconds()) // 60


def change_between(zone: ZoneInfo, low: int, high: int) -> int:
    """The first minute of the new offset, found by halving."""
    before = offset(zone, low)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
    return high


def changes(name: str) -> Iterator[int]:
    zone = ZoneInfo(name)
    for low, high in pairwise(range(FIRST, LAST + 1, DAY)):
        if offset(zone, low) != offset(zone, high):
            yield change_between(zone, low, high)


def read_back(zone: ZoneInfo, wall: datetime) -> int:
    return utc_minute(zone, wall.date(), wall.hour * 60 + wall.minute)


CHANGES = {name: tuple(changes(name)) for name in ZONES}
CASES = [(name, at) for name, found in CHANGES.items() for at in found]


def test_the_changes_are_those_that_history_knows() -> None:
    assert all(CHANGES.values())
    assert len(CHANGES["America/Chicago"]) == 48
    assert len(CHANGES["Asia/Pyongyang"]) == 2  # half an hour away in 2015, back in 2018
    assert len(CHANGES["Pacific/Apia"]) > 20  # and a whole day was left out in 2011


@pytest.mark.parametrize("name", ZONES)
def test_a_wall_time_is_the_first_utc_minute_that_has_it(name: str) -> None:
    zone = ZoneInfo(name)
    for change in CHANGES[name]:
        for minute in range(change - 90, change + 90, 5):
            wall = wall_time(zone, minute)
            back = offset(zone, change - 1) - offset(zone, change) if wall.fold else 0
            assert read_back(zone, wall) == minute - back
            assert wall_time(zone, minute - back).replace(fold=0) == wall.replace(fold=0)


@pytest.mark.parametrize("name", ZONES)
def test_a_wall_time_that_occurs_twice_is_told_by_its_fold(name: str) -> None:
    zone = ZoneInfo(name)
    for change in CHANGES[name]:
        gained = offset(zone, change - 1) - offset(zone, change)
        if gained > 0:
            assert [wall_time(zone, change + n).fold for n in (-1, 0)] == [0, 1]
            assert wall_time(zone, change + gained).fold == 0
            assert read_back(zone, wall_time(zone, change)) == change - gained


@pytest.mark.parametrize("name", ZONES)
def test_a_wall_time_that_is_left_out_is_moved_on_by_the_gap(name: str) -> None:
    zone = ZoneInfo(name)
    for change in CHANGES[name]:
        lost = offset(zone, change) - offset(zone, change - 1)
        if lost > 0:
            never = change + offset(
                zone, change - 1
            )  # counted as if clocks had not changed
            day = datetime.fromtimestamp(never // DAY * DAY * 60, tz=UTC).date()
            read = utc_minute(zone, day, never % DAY)
            assert read == change
            assert (wall_time(zone, read).hour * 60 + wall_time(zone, read).minute) == (
                (never + lost) % DAY
            )


@given(
    case=st.sampled_from(CASES),
    before=st.integers(60, 600),
    after=st.integers(120, 600),
)
def test_work_over_a_change_lasts_as_long_as_it_took(
    case: tuple[str, int], before: int, after: int
) -> None:
    name, change = case
    zone = ZoneInfo(name)
    start, end = wall_time(zone, change - before), wall_time(zone, change + after)
    worked = read_back(zone, end) - read_back(zone, start)
    shift = offset(zone, change) - offset(zone, change - 1)
    on_the_wall = end.replace(tzinfo=None) - start.replace(tzinfo=None)
    assert worked == before + after
    assert on_the_wall.total_seconds() // 60 - worked == shift


@given(name=st.sampled_from(ZONES), minute=st.integers(FIRST, LAST))
def test_any_minute_is_read_back_unless_it_is_a_second_one(name: str, minute: int) -> None:
    zone = ZoneInfo(name)
    wall = wall_time(zone, minute)
    assert (wall.astimezone(UTC) - EPOCH).total_seconds() == minute * 60
    assert (read_back(zone, wall) == minute) == (wall.fold == 0)


@given(name=st.sampled_from(ZONES), minutes=st.integers(0, 10 * DAY))
def test_minutes_past_midnight_lead_into_later_days(name: str, minutes: int) -> None:
    zone = ZoneInfo(name)
    day = datetime(2026, 6, 1, tzinfo=UTC).date()
    wall = datetime.combine(day, datetime.min.time())
    later = wall.fromordinal(day.toordinal() + minutes // DAY).date()
    assert utc_minute(zone, day, minutes) == utc_minute(zone, later, minutes % DAY)
