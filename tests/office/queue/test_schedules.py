"""Turns by the clock on the wall: over changes of that clock, missed, looked at by two."""

from datetime import UTC, datetime, time, timedelta

import pytest

from flatwright.office.audit.changes import change, create
from flatwright.office.clients.models import Provider
from flatwright.office.queue.models import Job, Rhythm, Schedule
from flatwright.office.queue.schedules import Plan, keep, make_due
from flatwright.office.queue.times import Every, last_until, next_after
from tests.office.queue.work import BY

NEW_YORK, BERLIN = "America/New_York", "Europe/Berlin"
NIGHTLY = Every(rhythm=Rhythm.DAILY, at=time(2, 30))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def turns(every: Every, after: str, zone: str, count: int) -> list[str]:
    found, at = [], utc(after)
    for _ in range(count):
        at = next_after(every, at, zone)
        found.append(f"{at:%m-%d %H:%M}")
    return found


def test_a_time_that_the_clock_skips_is_taken_an_hour_later() -> None:
    # On 8 March 2026 New York has no 02:30: it is 03:30 there, 07:30 in UTC.
    found = turns(NIGHTLY, "2026-03-06T12:00", NEW_YORK, 3)
    assert found == ["03-07 07:30", "03-08 07:30", "03-09 06:30"]


def test_a_time_that_the_clock_shows_twice_counts_once() -> None:
    # On 1 November 2026 New York has 01:30 at 05:30 and at 06:30 in UTC.
    every = Every(rhythm=Rhythm.DAILY, at=time(1, 30))
    found = turns(every, "2026-10-30T12:00", NEW_YORK, 3)
    assert found == ["10-31 05:30", "11-01 05:30", "11-02 06:30"]


def test_a_year_of_nights_has_one_turn_a_day_in_any_zone() -> None:
    for zone in (NEW_YORK, BERLIN, "Australia/Lord_Howe", "Asia/Kolkata", "UTC"):
        found = turns(NIGHTLY, "2026-01-01T00:00", zone, 365)
        assert len({each[:5] for each in found}) == 365, zone


def test_every_hour_is_every_hour_also_when_the_clock_is_put_back() -> None:
    every = Every(rhythm=Rhythm.HOURLY, at=time(0, 15))
    found = turns(every, "2026-10-25T00:14", BERLIN, 3)
    assert found == ["10-25 00:15", "10-25 01:15", "10-25 02:15"]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    every = Every(rhythm=Rhythm.MONTHLY, at=time(6, 0), day=31)
    found = turns(every, "2026-01-31T12:00", "UTC", 3)
    assert found == ["02-28 06:00", "03-31 06:00", "04-30 06:00"]


def test_the_last_turn_that_is_due_is_found() -> None:
    found = last_until(NIGHTLY, utc("2026-05-01T06:30"), utc("2026-05-04T08:00"), NEW_YORK)
    assert found == utc("2026-05-04T06:30")


def nightly(every: Every = NIGHTLY) -> Plan:
    return Plan(name="nightly", kind="one", every=every)


@pytest.fixture
def house(request: pytest.FixtureRequest) -> Provider:
    request.getfixturevalue("db")
    return create(BY, Provider(name="House", time_zone=NEW_YORK))


@pytest.mark.usefixtures("house")
def test_days_that_were_missed_are_made_up_once() -> None:
    keep([nightly()], utc("2026-05-01T00:00"))
    [job] = make_due(utc("2026-05-09T12:00"))
    assert job.run_at == utc("2026-05-09T06:30")
    assert job.once == "nightly of 2026-05-09 06:30"
    assert make_due(utc("2026-05-09T12:00")) == []
    assert [each.run_at for each in make_due(utc("2026-05-10T12:00"))] == [
        utc("2026-05-10T06:30")
    ]


@pytest.mark.usefixtures("house")
def test_nothing_is_made_before_its_turn() -> None:
    keep([nightly()], utc("2026-05-01T00:00"))
    assert make_due(utc("2026-05-01T06:29")) == []
    assert Job.objects.count() == 0


@pytest.mark.usefixtures("house")
def test_a_worker_that_starts_again_leaves_a_turn_that_is_due() -> None:
    keep([nightly()], utc("2026-05-01T00:00"))
    keep([nightly()], utc("2026-05-03T00:00"))
    assert len(make_due(utc("2026-05-03T00:00"))) == 1


@pytest.mark.usefixtures("house")
def test_a_new_version_brings_its_own_times_and_takes_away_what_it_lacks() -> None:
    now = utc("2026-05-01T00:00")
    keep([nightly(), Plan(name="gone", kind="one", every=NIGHTLY)], now)
    keep([nightly(Every(rhythm=Rhythm.DAILY, at=time(1, 0)))], now)
    assert Schedule.objects.get().next_run == utc("2026-05-01T05:00")


def test_turns_follow_the_provider_to_another_zone(house: Provider) -> None:
    now = utc("2026-05-01T00:00")
    keep([nightly()], now)
    change(BY, house, time_zone=BERLIN)
    make_due(now)
    assert Schedule.objects.get().next_run == utc("2026-05-01T00:30")


@pytest.mark.usefixtures("db")
def test_without_a_provider_the_clock_is_that_of_utc() -> None:
    keep([nightly()], utc("2026-05-01T00:00"))
    assert Schedule.objects.get().next_run - utc("2026-05-01T00:00") == timedelta(hours=2.5)
