"""Work long before or after an agreement is decided like any other."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import flatwright
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Status
from flatwright.domain.coverage.rows import calendar_over
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.records.work import PriorUse, TimeEntry, WorkItem
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.plan_shelf import shelf, terms_of

TEXT = Path(flatwright.__file__).parent / "plans" / "reference.agreement.yaml"


@pytest.mark.parametrize("year", [1975, 1999, 2025, 2027, 2031, 2090])
def test_a_move_far_from_the_term_is_hourly_at_the_nearest_rates(year: int) -> None:
    agreement, problems = read_agreement(str(TEXT), TEXT.read_bytes())
    assert agreement, problems
    under = terms_of(agreement, shelf())
    start = utc_minute(under.zone, date(year, 2, 3), 600)
    entry = TimeEntry(start=start, end=start + 60)
    work = WorkItem(kind="request", action="move", person="alice", entries=(entry,))
    decision = decide(work, under)
    assert decision.status is Status.DECIDED
    assert decision.version is None
    assert [(line.worked, line.cites.code) for line in decision.lines] == [(60, "in_force")]


@pytest.mark.parametrize("year", [2027, 2030, 2031, 2047])
def test_what_was_drawn_counts_in_every_year_of_an_agreement_without_an_end(
    year: int,
) -> None:
    agreement, problems = read_agreement(str(TEXT), TEXT.read_bytes())
    assert agreement, problems
    under = terms_of(replace(agreement, last=None), shelf())
    start = utc_minute(under.zone, date(year, 6, 3), 600)
    work = WorkItem(
        kind="request",
        action="move",
        person="alice",
        location="hq",
        entries=(TimeEntry(start=start, end=start + 60),),
    )
    first = decide(replace(work, prior=PriorUse(drawn=())), under)
    assert first.moves == {"alice": 1}
    moved = tuple(replace(each, day=date(year, 3, 3)) for each in first.drawn)
    second = decide(replace(work, prior=PriorUse(drawn=moved)), under)
    assert second.moves == {}
    assert len(under.calendars) <= 1  # of the years after the third


def test_calendars_that_are_made_are_kept_up_to_a_number() -> None:
    agreement, problems = read_agreement(str(TEXT), TEXT.read_bytes())
    assert agreement, problems
    under = terms_of(agreement, shelf())
    for year in range(1975, 2020):
        days = date(year, 1, 1), date(year, 1, 3)
        assert calendar_over(under, days) == calendar_over(under, days)
    assert len(under.calendars) == 16
