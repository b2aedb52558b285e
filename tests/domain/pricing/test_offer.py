"""A plan's own price is scaled to what a month should bring, and keeps its shape."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flatwright.domain.kernel.money import Money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import Counts, monthly_fee
from flatwright.domain.pricing.offer import Aim, good_better_best, repriced
from tests.domain.pricing.priced import (
    OFFICE,
    SOME_COUNTS,
    plan_at,
    priced_plans,
    shown,
    steps,
)


def test_a_price_for_each_user_reaches_the_month() -> None:
    plan = repriced(plan_at(per_user=140), Counts(users=25), Money(388_275))
    assert plan.price.per_user == Decimal("155.31")
    assert monthly_fee(plan, Counts(users=25)).total == Money(388_275)


@pytest.mark.parametrize(
    ("unit", "each"), [(None, "155.32"), ("0.05", "155.35"), ("1", "156"), ("5", "160")]
)
def test_each_amount_is_rounded_up_to_the_unit(unit: str | None, each: str) -> None:
    to = Decimal(unit) if unit else None
    plan = repriced(plan_at(per_user=140), Counts(users=25), Money(388_276), to)
    assert str(plan.price.per_user) == each


def test_yen_are_rounded_up_to_whole_yen() -> None:
    plan = plan_at(per_user=140, currency="JPY")
    assert repriced(plan, OFFICE, Money(2_001, "JPY")).price.per_user == 101


def test_the_shape_stays() -> None:
    plan = plan_at(
        base=100,
        base_includes={"server": 1},
        per_server=50,
        per_user=steps(("40", 5), ("30", None)),
        lines={"cloud": Decimal(100)},
        minimum_amount=200,
    )
    assert monthly_fee(plan, OFFICE).total == Money(90_000)
    twice = repriced(plan, OFFICE, Money(180_000))
    assert shown(monthly_fee(twice, OFFICE)) == [
        ("Base", 1, "200.00", "200.00"),
        ("Users 1 to 5", 5, "80.00", "400.00"),
        ("Users from 6 on", 15, "60.00", "900.00"),
        ("Servers", 1, "100.00", "100.00"),
        ("Cloud", 1, "200.00", "200.00"),
    ]
    assert twice.price.minimum_amount == 400
    assert replace(twice, price=plan.price) == plan


def test_a_fee_at_its_minimum_reaches_the_month_by_the_minimum() -> None:
    plan = plan_at(per_user=100, minimum_amount=1900)
    dearer = repriced(plan, Counts(users=2), Money(250_000), Decimal(1))
    assert monthly_fee(dearer, Counts(users=2)).total == Money(250_000)
    assert dearer.price.per_user == 132


@pytest.mark.parametrize("plan", [plan_at(), plan_at(per_server=99), plan_at(per_user=0)])
def test_a_price_of_nothing_cannot_be_scaled(plan: PlanVersion) -> None:
    with pytest.raises(Refusal, match="small@1 comes to nothing") as refused:
        repriced(plan, Counts(users=5, servers=0), Money(100_000))
    assert refused.value.code == "nothing_to_scale"


@pytest.mark.parametrize("minor", [0, -1])
def test_a_month_that_brings_nothing_is_refused(minor: int) -> None:
    with pytest.raises(Refusal, match="A month should bring") as refused:
        repriced(plan_at(per_user=140), OFFICE, Money(minor))
    assert refused.value.code == "impossible_aim"


def test_a_month_in_another_currency_is_an_error() -> None:
    with pytest.raises(ValueError, match="plan is in USD, the sum in EUR"):
        repriced(plan_at(per_user=140), OFFICE, Money(100_000, "EUR"))


@pytest.mark.parametrize("unit", ["0", "0.001", "0.015", "-1"])
def test_a_unit_of_broken_cents_is_an_error(unit: str) -> None:
    with pytest.raises(ValueError, match=r"rounded to whole 0\.01 USD"):
        repriced(plan_at(per_user=140), OFFICE, Money(100_000), Decimal(unit))


def test_three_plans_are_offered_side_by_side() -> None:
    plan = plan_at(per_user=140)
    aims = (
        Aim(name="good", plan=plan, monthly=Money(170_000)),
        Aim(name="better", plan=plan_at(base=500, per_user=100), monthly=Money(280_000)),
        Aim(name="best", plan=plan, monthly=Money(420_100)),
    )
    offers = good_better_best(aims, OFFICE, Decimal(5))
    assert [(offer.name, str(offer.fee.total)) for offer in offers] == [
        ("good", "1,700.00 USD"),
        ("better", "2,860.00 USD"),
        ("best", "4,300.00 USD"),
    ]
    assert offers[1].plan.price.base == 560
    assert offers[2].plan.price.per_user == 215
    assert all(offer.fee == monthly_fee(offer.plan, OFFICE) for offer in offers)


UNITS = st.sampled_from([None, Decimal("0.01"), Decimal(1), Decimal(5)])


@given(priced_plans(), SOME_COUNTS, st.integers(1, 2_000_000), UNITS)
def test_a_month_is_reached_by_less_than_a_unit_for_each_unit_billed(
    plan: PlanVersion, counts: Counts, minor: int, unit: Decimal | None
) -> None:
    parts = replace(plan, price=replace(plan.price, minimum_amount=None))
    assume(any(line.each for line in monthly_fee(plan, counts).lines))
    fee = monthly_fee(repriced(plan, counts, Money(minor), unit), counts)
    billed = sum(line.quantity for line in monthly_fee(parts, counts).lines)
    excess = fee.total.decimal - Money(minor).decimal
    assert 0 <= excess < (unit or Decimal("0.01")) * max(1, billed)
