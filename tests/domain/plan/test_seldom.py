"""Settings that few plans have, and what becomes of them."""

from dataclasses import replace
from datetime import date

import pytest

from flatwright.domain.coverage.calendar import Span, calendar_of
from flatwright.domain.kernel.problem import Spot
from flatwright.domain.plan.changes import changes
from flatwright.domain.plan.kinds import DURATION, MISSING
from flatwright.domain.plan.node import Reading, Text
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.week import DATE, REGION
from flatwright.domain.plan.write import written
from flatwright.domain.records.agreement import Agreement, VersionInForce
from flatwright.domain.records.client import Client

TEXT = (
    "plan: tried\ntitle: Tried\nversion: 1\ncurrency: USD\n"
    "hours: {{open: {open}, after_hours: {{rate: 200, standing_authority: {standing}}}}}\n"
    "rates: {{hourly: 100, own_cost: 50}}\nprojects: {{rate: 120}}\n"
)


def plan(open_: str = '{Mon: "09:00-17:00"}', standing: str = "{}") -> PlanVersion:
    found, problems = read_plan("tried.yaml", TEXT.format(open=open_, standing=standing))
    assert found, problems
    return found


def test_hours_that_the_clocks_skip_open_nothing() -> None:
    night = plan('{Sun: "02:30-03:00"}')
    day = date(2026, 3, 8)
    agreement = Agreement(
        client=Client(name="c", time_zone="America/Chicago"),
        first=day,
        last=day,
        versions=(VersionInForce(plan="tried", version=1, first=day),),
    )
    found = calendar_of(agreement, (night,), {}, Span(first=day, last=day))
    assert not found.business.any()


def test_one_entry_of_a_table_changes_alone() -> None:
    old = plan(standing="{p1: 2h, p2: 1h}")
    new = plan(standing="{p1: 2h, p2: 30m}")
    assert [change.path[-1] for change in changes(old, new)] == ["p2"]


@pytest.mark.parametrize("word", ["2026-1-1", "2026/01/01", "tomorrow"])
def test_a_day_is_written_in_full(word: str) -> None:
    with pytest.raises(ValueError, match=word):
        DATE.parse(word)


@pytest.mark.parametrize("word", ["us", "U", "Texas"])
def test_a_region_is_a_code(word: str) -> None:
    with pytest.raises(ValueError, match=word):
        REGION.parse(word)


def test_a_duration_has_a_number() -> None:
    reading = Reading()
    assert DURATION.read(Text("", Spot("plan.yaml", 1, 1)), reading) is MISSING
    assert [problem.code for problem in reading.problems] == ["wrong-value"]


def test_a_region_is_written_as_it_was() -> None:
    made = replace(plan(), hours=replace(plan().hours, holidays="DE-BY"))
    again, problems = read_plan("again.yaml", written(made))
    assert not problems
    assert again == made
