"""Deciding again under an amendment: what it brings, and what it may not take."""

from dataclasses import replace
from datetime import date

import pytest

from flatwright.domain.coverage.again import Again, Amendment, decide_again
from flatwright.domain.kernel.days import utc_minute
from flatwright.domain.records.work import Approval, TimeEntry, WorkItem, WorkObject
from tests.domain.coverage.any_work import northwind

AGREEMENT, TERMS = northwind()
FEBRUARY = date(2026, 2, 1)


def work(**facts: object) -> WorkItem:
    start = utc_minute(TERMS.zone, date(2026, 2, 3), 600)
    usual = WorkItem(
        person="alice",
        object=WorkObject(name="alice-pc"),
        location="hq",
        entries=(TimeEntry(start=start, end=start + 60),),
        approvals=(Approval(type="hourly", by="olivia", at=start - 60),),
    )
    return replace(usual, **facts)  # type: ignore[arg-type] # a test names them well


def again(item: WorkItem, **change: object) -> Again:
    amendment = Amendment(**{"first": FEBRUARY, "signed_by_both": True, **change})  # type: ignore[arg-type] # as above
    return decide_again(item, item, TERMS, amendment)


@pytest.mark.parametrize("name", ["new-pc", "p-new"])
def test_a_thing_that_is_listed_later_lowers_the_bill(name: str) -> None:
    found = again(work(object=WorkObject(name=name)), adds=name)
    assert (found.delta_client.minor, found.document) == (-11250, "credit_note")


def test_a_person_who_left_comes_back_from_a_day_on() -> None:
    stranger = work(person="frank", object=WorkObject(name="srv2-none"))
    assert again(stranger, adds="frank").error is None


def test_a_person_cannot_be_taken_out_of_covered_work() -> None:
    found = again(work(), removes="alice")
    assert found.error == "retroactive_reduction_not_allowed"
    assert found.delta_client.minor == 0


def test_a_change_of_the_past_is_signed_by_both() -> None:
    found = again(work(), adds="new-pc", signed_by_both=False)
    assert found.error == "amendment_not_signed"


def test_what_is_not_listed_cannot_be_removed() -> None:
    assert again(work(), removes="no-such-pc").error == "unknown_object"


def test_an_amendment_that_changes_nothing_changes_no_bill() -> None:
    assert again(work()).document is None
