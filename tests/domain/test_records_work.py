from dataclasses import fields
from datetime import date

from flatwright.domain.kernel.money import Money
from flatwright.domain.records.agreement import Agreement, Suspension, VersionInForce
from flatwright.domain.records.client import Client
from flatwright.domain.records.work import (
    NOBODY,
    UNKNOWN,
    Approval,
    Goodwill,
    Material,
    PriorUse,
    TimeEntry,
    WorkItem,
    WorkObject,
)


def test_a_work_item_of_which_nothing_is_told_is_the_usual_incident() -> None:
    work = WorkItem()
    assert (work.kind, work.action, work.cause) == ("incident", "fix", "normal")
    assert (work.person, work.object.name, work.location) == (NOBODY, NOBODY, NOBODY)
    assert work.completed
    assert not work.planned


def test_no_fact_is_unknown_before_somebody_says_so() -> None:
    work = WorkItem()
    assert UNKNOWN not in [getattr(work, field.name) for field in fields(work)]


def test_nothing_was_used_and_nothing_is_waived_before() -> None:
    work = WorkItem()
    assert work.prior == PriorUse()
    assert not any((work.prior.covered_min, work.prior.moves, work.prior.by_code))
    assert work.goodwill is None


def test_two_work_items_share_no_table() -> None:
    assert WorkItem().other is not WorkItem().other
    assert PriorUse().moves is not PriorUse().moves


def test_a_time_entry_is_for_the_work_items_person() -> None:
    assert TimeEntry(start=0, end=30).person is None


def test_a_yes_is_to_time_worked_unless_the_price_is_fixed() -> None:
    quote = Approval(type="quote", by="ann", at=0, amount=Money(500_00))
    assert not quote.fixed


def test_goodwill_without_an_amount_is_for_the_whole_bill() -> None:
    assert Goodwill(by="ann", reason="a bad week").amount is None


def test_a_material_is_a_part_that_no_warranty_pays() -> None:
    part = Material(item="fan", amount=Money(20_00))
    assert (part.kind, part.under_warranty) == ("parts", False)


def test_a_thing_may_be_named_without_its_kind() -> None:
    assert (WorkObject(name="pc-1").kind, WorkObject(name="pc-1").place) == (None, None)


def test_an_agreement_is_in_force_for_good_and_never_suspended() -> None:
    first = date(2026, 1, 1)
    agreement = Agreement(
        client=Client(name="Northwind", time_zone="America/Chicago"),
        first=first,
        last=None,
        versions=(VersionInForce(plan="complete", version=2, first=first),),
    )
    assert agreement.suspended == ()
    assert agreement.versions[0].signed is None
    assert Suspension(first=first, last=first).reason == ""
