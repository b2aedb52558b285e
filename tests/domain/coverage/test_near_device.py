"""Devices too many, and work at night, are told before they cost."""

from dataclasses import replace
from typing import Any

import pytest

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.plan.sections import Users
from flatwright.domain.records.client import Device
from flatwright.domain.records.work import Approval, PriorUse, WorkItem, WorkObject
from tests.domain.coverage.nearly import (
    AGREEMENT,
    REFERENCE_2,
    minute,
    said,
    sentence,
    under,
    work,
)


def with_devices(devices: Any, *kinds: str) -> Terms:
    """Alice has devices of these kinds, named by their number."""
    mine = tuple(Device(name=f"d{n}", kind=kind) for n, kind in enumerate(kinds, start=1))
    client = replace(AGREEMENT.client, devices={"bob": (), "alice": mine})
    plan = replace(REFERENCE_2, users=Users(devices=devices))
    first = replace(AGREEMENT.versions[0], version=2)
    return terms(replace(AGREEMENT, client=client, versions=(first,)), (plan,))


def on(name: str, **facts: Any) -> WorkItem:
    return work(object=WorkObject(name=name), **facts)


def test_the_fourth_computer_is_told_where_three_count() -> None:
    four = with_devices({"computer": 3, "phone": 1}, *("computer",) * 4, "tablet")
    assert said(on("d3"), four) == []
    assert said(on("d4"), four) == [("device", "devices", 0)]
    assert sentence(on("d4"), four) == (
        "This is the 4th computer of its user; the plan counts 3."
    )
    assert sentence(on("d5"), four) == (
        "This is the 1st tablet of its user; the plan counts none."
    )


def test_devices_of_any_kind_are_counted_together() -> None:
    two = with_devices(2, "computer", "tablet", "phone")
    assert sentence(on("d3"), two) == (
        "This is the 3rd device of its user; the plan counts 2."
    )


@pytest.mark.parametrize(
    ("number", "said_so"),
    [(2, "2nd"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (112, "112th")],
)
def test_ordinals_are_said_as_people_say_them(number: int, said_so: str) -> None:
    one = with_devices(1, *("computer",) * number)
    assert f"the {said_so} device" in sentence(on(f"d{number}"), one)


def test_a_thing_that_nobody_registered_is_no_device_too_many() -> None:
    assert said(on("strange-pc")) == []


def test_a_device_too_many_matters_only_where_it_costs() -> None:
    one = with_devices(1, "computer", "computer")
    assert said(on("d2", cause="provider"), one) == []


# ------------------------------------------------------------ nights


def test_standing_authority_is_nearly_used() -> None:
    assert said(work(89, since=20, priority="p1")) == []
    assert said(work(90, since=20, priority="p1")) == [
        ("standing_authority", "after_hours", 30)
    ]
    assert sentence(work(90, since=20, priority="p1")) == (
        "After hours, 1 hour 30 minutes of the 2 hours that need no yes first are used; "
        "30 minutes left."
    )


@pytest.mark.parametrize("told", [60, {"": 60}])
def test_what_was_used_of_it_before_counts(told: Any) -> None:
    prior = PriorUse(drawn=(), by_code={"standing_authority": told})
    found = said(work(60, since=20, priority="p1", prior=prior))
    assert found == [("standing_authority", "after_hours", 0)]


def test_work_with_a_yes_does_not_use_it() -> None:
    yes = Approval(type="after_hours", by="olivia", at=minute(19))
    assert said(work(120, since=20, priority="p1", approvals=(yes,))) == []


def test_another_priority_has_none() -> None:
    assert said(work(120, since=20)) == []


def test_it_is_no_matter_where_all_hours_are_included() -> None:
    hours = REFERENCE_2.hours
    after = replace(hours.after_hours, included="all")
    always = under(hours=replace(hours, after_hours=after))
    assert said(work(120, since=20, priority="p1"), always) == []


def test_it_is_no_matter_before_there_is_work() -> None:
    assert said(work(0, since=20, priority="p1")) == []


def test_work_that_runs_on_past_closing_is_told() -> None:
    assert said(work(70, since=16)) == [("grace", "helpdesk", 5)]
    assert sentence(work(70, since=16)) == (
        "This work ran on 10 minutes past closing; 15 minutes are covered."
    )
    assert said(work(90, since=16)) == [("grace", "helpdesk", 0)]


def test_work_that_stops_at_closing_needs_no_grace() -> None:
    assert said(work(60, since=16)) == []


def test_work_at_any_hour_needs_no_grace() -> None:
    assert said(work(70, since=16, cause="provider")) == []


def test_paid_work_has_no_grace() -> None:
    assert said(work(70, since=16, action="train_other")) == []
