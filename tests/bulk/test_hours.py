"""Business minutes by table look-up, held against a count minute by minute."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.bulk.hours import HoursTable, hours_table
from flatwright.domain.coverage.calendar import Calendar, Span, calendar_of
from flatwright.domain.plan.text import read_plan
from flatwright.domain.records.agreement import Agreement, VersionInForce
from flatwright.domain.records.client import Client

ZONES = ("America/Chicago", "Australia/Lord_Howe", "Asia/Kolkata", "Europe/London")
WEEKS = (
    '{Mon-Fri: "08:00-17:00"}',
    '{Mon-Sun: "00:00-24:00"}',
    '{Mon-Thu: ["08:00-12:00", "13:00-17:30"], Sat: "09:00-09:15"}',
    '{Mon: ["08:00-08:01", "08:02-08:03"]}',
)
FIRST, LAST = date(2026, 3, 1), date(2026, 11, 30)


def calendar(zone: str, week: str) -> Calendar:
    text = (
        "plan: tried\ntitle: Tried\nversion: 1\ncurrency: USD\n"
        f"hours: {{open: {week}, after_hours: {{rate: 200}}}}\n"
        "rates: {hourly: 100, own_cost: 50}\nprojects: {rate: 120}\n"
    )
    plan, problems = read_plan("tried.yaml", text)
    assert plan, problems
    agreement = Agreement(
        client=Client(name="c", time_zone=zone),
        first=FIRST,
        last=LAST,
        versions=(VersionInForce(plan="tried", version=1, first=FIRST),),
    )
    return calendar_of(agreement, (plan,), {}, Span(first=FIRST, last=LAST))


TABLES = {(z, w): calendar(z, w) for z in ZONES for w in WEEKS}
LOOKED_UP = {key: hours_table(each) for key, each in TABLES.items()}


def counted(table: Calendar, start: int, end: int) -> int:
    stretch = np.searchsorted(table.at, np.arange(start, end), side="right") - 1
    return int(np.asarray(table.business)[stretch].sum())


@settings(max_examples=200)
@given(st.sampled_from(sorted(TABLES)), st.integers(0, 350_000), st.integers(0, 6_000))
def test_the_table_counts_as_a_clock_does(
    key: tuple[str, str], after: int, length: int
) -> None:
    table = TABLES[key]
    start = int(table.at[0]) + after
    found = LOOKED_UP[key].minutes(np.array([start]), np.array([start + length]))
    assert found.tolist() == [counted(table, start, start + length)]


def looked_up() -> HoursTable:
    return LOOKED_UP[ZONES[0], WEEKS[0]]


def test_threads_change_nothing() -> None:
    start = np.arange(600_000) % 350_000 + looked_up().origin
    end = start + 777
    one, two = (looked_up().minutes(start, end, workers) for workers in (1, 2))
    assert (one == two).all()


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (10, 9), (0, 10**9)])
def test_an_interval_that_does_not_fit_is_refused(start: int, end: int) -> None:
    at = looked_up().origin
    with pytest.raises(ValueError, match="outside the table"):
        looked_up().minutes(np.array([at + start]), np.array([at + end]))


def test_no_interval_is_no_minutes() -> None:
    none = np.array([], dtype=np.int64)
    assert looked_up().minutes(none, none).tolist() == []
