"""Work that comes close to being a project is told while it is service."""

from dataclasses import replace
from typing import Any

import pytest

from flatwright.domain.kernel.condition import Over
from flatwright.domain.plan.own import OwnClause
from flatwright.domain.plan.sections import Basics
from flatwright.domain.records.work import PriorUse
from tests.domain.coverage.nearly import (
    REFERENCE_2,
    said,
    sentence,
    under,
    work,
)


@pytest.mark.parametrize(
    ("minutes", "before", "told"),
    [
        (179, 0, []),
        (180, 0, [("incident", "threshold", 60)]),
        (60, 120, [("incident", "threshold", 60)]),
        (240, 0, [("incident", "threshold", 0)]),
        (300, 0, [("incident", "threshold", 0)]),
        (0, 200, [("incident", "threshold", 40)]),
    ],
)
def test_help_comes_close_to_where_we_stop_and_quote(
    minutes: int, before: int, told: list[tuple[str, str, int]]
) -> None:
    prior = PriorUse(drawn=(), covered_min=before)
    assert said(work(minutes, prior=prior)) == told


def test_the_fifth_hour_is_a_project() -> None:
    assert sentence(work(200)) == (
        "Help with this work has taken 3 hours 20 minutes of 4 hours: stop there and quote."
    )
    assert sentence(work(300)) == (
        "Help with this work has taken 5 hours, over 4 hours: the rest is a project."
    )


def test_the_whole_may_be_a_project() -> None:
    whole = under(projects=replace(REFERENCE_2.projects, incident_whole=True))
    assert said(work(200), whole) == [("incident", "threshold", 40)]
    assert sentence(work(300), whole) == (
        "Help with this work has taken 5 hours, over 4 hours: all of it is a project."
    )


def test_what_we_caused_ourselves_is_never_a_project() -> None:
    assert said(work(300, cause="provider")) == []


def test_other_work_does_not_count_to_the_threshold_of_help() -> None:
    assert said(work(300, kind="vendor")) == []


def test_without_a_threshold_nothing_is_close_to_it() -> None:
    none = under(projects=replace(REFERENCE_2.projects, incident_over=None))
    assert said(work(300), none) == []
    assert said(work(300), under(basics=Basics(helpdesk="hourly"))) == []


@pytest.mark.parametrize(
    ("facts", "left"),
    [
        ({"estimate_min": 179}, None),
        ({"estimate_min": 180}, 60),
        ({"estimate_min": 240}, 0),
        ({"estimate_min": 241}, 0),
        ({"estimate_min": 120, "related_estimates_min": (70,)}, 50),
        ({"estimate_min": 0}, None),
    ],
)
def test_an_estimate_comes_close_to_a_project(
    facts: dict[str, Any], left: int | None
) -> None:
    found = said(work(0, kind="request", action="change", **facts))
    assert found == ([] if left is None else [("estimate", "threshold", left)])


def test_an_estimate_is_said_with_what_follows() -> None:
    close = work(0, kind="request", action="change", estimate_min=200)
    assert sentence(close) == (
        "The estimate of 3 hours 20 minutes, related work included, is close to 4 hours; "
        "over that it is a project."
    )
    over = replace(close, estimate_min=300)
    assert sentence(over) == (
        "The estimate of 5 hours, related work included, is over 4 hours: it is a project."
    )


def test_an_estimate_of_an_incident_is_near_nothing() -> None:
    assert said(work(estimate_min=200)) == []


def test_a_clause_of_the_owners_own_may_ask_for_the_estimate() -> None:
    own = OwnClause(
        code="big_changes",
        when=Over("estimate_min", 60),
        outcome="declined",
        says="We do no change that takes more than an hour.",
    )
    item = work(0, estimate_min=50)
    assert sentence(item, under(clauses=(own,))) == (
        "The estimate of 50 minutes, related work included, is close to 1 hour; "
        "over that it is declined."
    )
