"""Each minute counts as one thing: running, paused, or outside; against a slow reading."""

from datetime import date
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.domain.kernel.days import wall_time
from flatwright.domain.plan.written import Days
from flatwright.domain.records.agreement import Suspension
from flatwright.domain.sla.clock import Asked, SlaState, sla_clock
from flatwright.domain.sla.counted import Wait, due_after, in_order, passed
from tests.domain.coverage.any_work import CHICAGO
from tests.domain.sla.desk import OPEN, TERMS, at, desk

SUSPENDED = Suspension(first=date(2026, 10, 1), last=date(2026, 10, 2))
DESK = desk(suspended=(SUSPENDED,))
CLOSED = TERMS.closed[0]
# A usual week, the changes of the clocks, a holiday, days without service, the end.
BEGINS: Final = ("02-03", "02-06", "03-07", "10-31", "07-02", "09-30", "12-30")
LONGEST = 4 * 1440


def is_open(minute: int) -> bool:
    """Whether the desk is open at a minute, read off the wall clock."""
    wall = wall_time(CHICAGO, minute)
    day, clock = wall.date(), wall.hour * 60 + wall.minute
    if day in CLOSED or day > date(2026, 12, 31):
        return False
    if SUSPENDED.first <= day <= SUSPENDED.last:
        return False
    return any(opens <= clock < closes for opens, closes in OPEN.days[day.weekday()])


def is_waiting(minute: int, waits: tuple[Wait, ...]) -> bool:
    return any(a <= minute and (b is None or minute < b) for a, b in waits)


@st.composite
def spans(draw: st.DrawFn) -> tuple[int, int]:
    first = at(draw(st.sampled_from(BEGINS))) + draw(st.integers(0, 1440))
    return first, first + draw(st.integers(0, LONGEST))


@st.composite
def waits_near(draw: st.DrawFn, first: int) -> tuple[Wait, ...]:
    found: list[Wait] = []
    for _ in range(draw(st.integers(0, 4))):
        since = first + draw(st.integers(-600, LONGEST))
        length = draw(st.none() | st.integers(0, 1000))
        found.append((since, None if length is None else since + length))
    return tuple(found)


@settings(max_examples=60)
@given(st.data())
def test_running_paused_and_outside_are_all_of_the_time(data: st.DataObject) -> None:
    first, last = data.draw(spans())
    waits = data.draw(waits_near(first))
    found = passed(DESK.calendar, (first, last), in_order(waits))
    assert found.running + found.paused + found.outside == last - first
    open_ = [minute for minute in range(first, last) if is_open(minute)]
    waited = sum(is_waiting(minute, waits) for minute in open_)
    assert (found.paused, found.running) == (waited, len(open_) - waited)


@settings(max_examples=60)
@given(st.data(), st.integers(0, 1500))
def test_it_is_due_when_so_many_minutes_have_run(data: st.DataObject, minutes: int) -> None:
    first, last = data.draw(spans())
    waits = data.draw(waits_near(first))
    runs = [m for m in range(first, last) if is_open(m) and not is_waiting(m, waits)]
    due = due_after(DESK.calendar, first, minutes, in_order(waits))
    if 0 < minutes <= len(runs):
        assert due == runs[minutes - 1] + 1
    elif minutes and due is not None:
        assert due > last or minutes == len(runs)


@settings(max_examples=60)
@given(st.data(), st.sampled_from([0, 30, 240, 600, Days(1), Days(2, business=True)]))
def test_a_breach_once_seen_stays_at_its_minute(
    data: st.DataObject, target: int | Days
) -> None:
    first, last = data.draw(spans())
    waits = data.draw(waits_near(first))
    known = tuple(wait for wait in waits if wait[0] < last)
    seen = sla_clock(DESK, target, (Asked(opened=first, waits=known), None), last)
    later = sla_clock(DESK, target, (Asked(opened=first, waits=waits), None), last + 9999)
    if seen.state is SlaState.BREACHED:
        assert later.breached == seen.breached
        assert seen.due is not None
        assert seen.due < last
    elif later.breached is not None:
        assert later.breached >= last


def test_time_that_goes_back_has_no_minutes() -> None:
    found = passed(DESK.calendar, (at("02-03", "12:00"), at("02-03", "11:00")), ())
    assert (found.running, found.paused, found.outside) == (0, 0, 0)
