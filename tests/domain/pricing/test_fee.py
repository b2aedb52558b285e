"""A month's fee comes out to the cent, in lines that say why."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.kernel.money import Money, money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.price import UNITS
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import FEE, RATES, Counts, PriceLine, monthly_fee
from flatwright.domain.wording.fee import fee
from flatwright.domain.wording.schedules import schedules
from tests.domain.pricing.priced import (
    OFFICE,
    SOME_COUNTS,
    plan_at,
    priced_plans,
    shown,
    steps,
)

# ------------------------------------------------------------ lines


def test_each_unit_is_a_line_in_the_order_of_the_plan() -> None:
    plan = plan_at(per_user=85, per_computer=10, per_server="99.50", per_site=250)
    fee = monthly_fee(
        replace(plan, price=replace(plan.price, per_printer=Decimal(5))), OFFICE
    )
    assert shown(fee) == [
        ("Users", 20, "85", "1,700.00"),
        ("Computers", 24, "10", "240.00"),
        ("Servers", 2, "99.50", "199.00"),
        ("Sites", 1, "250", "250.00"),
        ("Printers", 4, "5", "20.00"),
    ]
    assert fee.total == Money(240_900)
    assert fee.because == "5 lines of the plan's price for these counts."


def test_a_line_says_why_and_cites_the_setting() -> None:
    line = monthly_fee(plan_at(per_user=85), OFFICE).lines[0]
    assert line.because == "20 users: 20 at 85 USD."
    assert [str(each) for each in line.cites] == ["small@1 D price.per_user"]


def test_what_is_cited_is_in_the_schedule_of_that_letter() -> None:
    plan = plan_at(per_user=85)
    headings = [part.heading for part in schedules(plan)]
    assert fee(plan).heading == f"Schedule {FEE}. The fee"
    assert f"Schedule {RATES}. Rates" in headings


def test_nobody_is_no_line() -> None:
    fee = monthly_fee(plan_at(per_user=85, per_server=99), replace(OFFICE, servers=0))
    assert [line.what for line in fee.lines] == ["Users"]


def test_a_line_is_rounded_once() -> None:
    assert shown(monthly_fee(plan_at(per_user="0.3335"), OFFICE)) == [
        ("Users", 20, "0.3335", "6.67")
    ]
    yen = monthly_fee(plan_at(currency="JPY", per_user="0.3335"), OFFICE)
    assert yen.total == Money(7, "JPY")


def test_a_price_of_half_an_amount_has_its_cents() -> None:
    line = monthly_fee(plan_at(per_user="99.5"), OFFICE).lines[0]
    assert line.because == "20 users: 20 at 99.50 USD."


def test_a_line_without_a_citation_cannot_be_built() -> None:
    line = monthly_fee(plan_at(per_user=85), OFFICE).lines[0]
    with pytest.raises(ValueError, match="cites no setting"):
        replace(line, cites=())


# ------------------------------------------------------------ steps


@pytest.mark.parametrize(
    ("users", "amounts"),
    [
        (0, []),
        (5, ["700.00"]),
        (6, ["700.00", "95.00"]),
        (20, ["700.00", "1,425.00"]),
        (21, ["700.00", "1,425.00", "50.00"]),
    ],
)
def test_each_user_is_at_the_price_of_their_step(users: int, amounts: list[str]) -> None:
    plan = plan_at(per_user=steps(("140", 5), ("95", 20), ("50", None)))
    lines = shown(monthly_fee(plan, Counts(users=users)))
    assert [amount for *_, amount in lines] == amounts
    names = ["Users 1 to 5", "Users 6 to 20", "Users from 21 on"]
    assert [what for what, *_ in lines] == names[: len(amounts)]


@pytest.mark.parametrize(
    "written",
    [
        (("140", 20), ("95", 5), ("50", None)),
        (("140", 5), ("95", 5), ("50", None)),
        (("140", None), ("95", 5)),
        (("140", None), ("95", None)),
    ],
)
def test_steps_that_do_not_rise_are_refused(written: Any) -> None:
    with pytest.raises(Refusal, match="per_user do not rise") as refused:
        monthly_fee(plan_at(per_user=steps(*written)), Counts(users=1))
    assert refused.value.code == "unclear_steps"


def test_a_user_beyond_the_last_step_is_refused() -> None:
    plan = plan_at(per_user=steps(("140", 5), ("95", 20)))
    assert monthly_fee(plan, Counts(users=20)).total == Money(212_500)
    with pytest.raises(Refusal, match="end at 20, and 21 are billed") as refused:
        monthly_fee(plan, Counts(users=21))
    assert refused.value.code == "unclear_steps"


def test_no_steps_price_nobody() -> None:
    plan = plan_at(per_user=())
    assert monthly_fee(plan, Counts(users=0)).lines == ()
    with pytest.raises(Refusal, match="end at 0, and 1 are billed"):
        monthly_fee(plan, Counts(users=1))


# ------------------------------------------------------------ base, minimum, fixed lines


def test_the_base_pays_for_the_units_in_it() -> None:
    plan = plan_at(base=149, base_includes={"server": 1}, per_computer=39, per_server=99)
    fee = monthly_fee(plan, OFFICE)
    assert shown(fee) == [
        ("Base", 1, "149", "149.00"),
        ("Computers", 24, "39", "936.00"),
        ("Servers", 1, "99", "99.00"),
    ]
    assert fee.lines[0].because == (
        "The base is billed whatever the counts; it pays for 1 server."
    )
    assert fee.lines[2].because == "2 servers, 1 paid by the base: 1 at 99 USD."
    assert [each.code for each in fee.lines[2].cites] == [
        "price.per_server",
        "price.base_includes",
    ]


def test_the_base_alone_is_billed_for_less_than_it_includes() -> None:
    plan = plan_at(base=149, base_includes={"server": 3}, per_server=99)
    fee = monthly_fee(plan, OFFICE)
    assert [line.what for line in fee.lines] == ["Base"]


def test_users_of_the_base_are_the_first_ones_of_the_steps() -> None:
    plan = plan_at(
        base=500, base_includes={"user": 3}, per_user=steps(("140", 5), ("95", None))
    )
    assert shown(monthly_fee(plan, Counts(users=7)))[1:] == [
        ("Users 1 to 5", 2, "140", "280.00"),
        ("Users from 6 on", 2, "95", "190.00"),
    ]


def test_without_a_base_nothing_is_included_in_it() -> None:
    plan = plan_at(base_includes={"server": 1}, per_server=99)
    assert monthly_fee(plan, OFFICE).total == Money(19_800)


def test_a_fixed_line_keeps_its_name() -> None:
    plan = plan_at(lines={"cloud_backup": Decimal(550)})
    fee = monthly_fee(plan, Counts())
    assert shown(fee) == [("Cloud backup", 1, "550", "550.00")]
    assert str(fee.lines[0].cites[0]) == "small@1 D price.lines.cloud_backup"
    assert fee.because == "1 line of the plan's price for these counts."


def test_the_least_number_of_users_is_billed() -> None:
    plan = plan_at(minimum=10, per_user=85)
    line = monthly_fee(plan, Counts(users=7)).lines[0]
    assert line.amount == Money(85_000)
    assert line.because == "7 users, at least 10 billed: 10 at 85 USD."
    assert [each.code for each in line.cites] == ["price.per_user", "users.minimum"]
    assert monthly_fee(plan, Counts(users=11)).total == Money(93_500)


def test_the_least_number_is_of_users_alone() -> None:
    assert monthly_fee(plan_at(minimum=10, per_server=99), OFFICE).total == Money(19_800)


def test_a_line_lifts_the_fee_to_the_least_billed() -> None:
    plan = plan_at(per_user=190, minimum_amount=1900)
    fee = monthly_fee(plan, Counts(users=7))
    assert shown(fee) == [
        ("Users", 7, "190", "1,330.00"),
        ("Up to the least billed", 1, "570.00", "570.00"),
    ]
    assert fee.lines[1].because == (
        "The parts come to 1,330 USD; the least billed for a month is 1,900 USD."
    )
    assert len(monthly_fee(plan, Counts(users=10)).lines) == 1


# ------------------------------------------------------------ no price, no count


def test_a_plan_by_the_hour_has_no_lines_and_says_so() -> None:
    plan = plan_at()
    by_the_hour = replace(plan, basics=replace(plan.basics, helpdesk="hourly"))
    fee = monthly_fee(by_the_hour, Counts())
    assert (fee.lines, fee.total) == ((), Money(0))
    assert fee.because == "The plan has no flat fee: help is billed by the hour."


def test_a_plan_that_names_no_price_is_quoted() -> None:
    assert monthly_fee(plan_at(currency="EUR"), Counts()).total == Money(0, "EUR")
    assert monthly_fee(plan_at(), Counts()).because == (
        "The plan names no price: the fee is agreed by itself, in a quote."
    )


def test_no_units_come_to_nothing() -> None:
    fee = monthly_fee(plan_at(per_user=85), Counts(users=0))
    assert fee.because == "The plan's price comes to nothing for these counts."


@pytest.mark.parametrize("unit", UNITS)
def test_a_count_that_the_price_needs_is_asked_for(unit: str) -> None:
    price: dict[str, Any] = {f"per_{unit}": 85}
    plan = plan_at(**price)
    with pytest.raises(Refusal, match=f"number of {unit}s is not told") as refused:
        monthly_fee(plan, replace(OFFICE, **{f"{unit}s": None}))
    assert refused.value.code == "missing_count"


@pytest.mark.parametrize("unit", UNITS)
def test_a_count_below_nothing_is_refused(unit: str) -> None:
    with pytest.raises(Refusal, match=f"There are -1 {unit}s") as refused:
        Counts(**{f"{unit}s": -1})
    assert refused.value.code == "negative_count"


# ------------------------------------------------------------ laws


@given(priced_plans(), SOME_COUNTS)
def test_the_total_is_the_sum_of_its_lines(plan: PlanVersion, counts: Counts) -> None:
    fee = monthly_fee(plan, counts)
    assert fee.total.minor == sum(line.amount.minor for line in fee.lines)
    assert all(line.amount == _priced(line) for line in fee.lines)


def _priced(line: PriceLine) -> Money:
    return money(line.quantity * line.each, line.amount.currency)


@given(priced_plans(), SOME_COUNTS, st.sampled_from(["users", "servers"]))
def test_one_more_never_lowers_a_fee(plan: PlanVersion, counts: Counts, of: str) -> None:
    more = replace(counts, **{of: getattr(counts, of) + 1})
    assert monthly_fee(plan, counts).total <= monthly_fee(plan, more).total


@given(priced_plans(), SOME_COUNTS)
def test_a_fee_is_never_below_the_least(plan: PlanVersion, counts: Counts) -> None:
    least = money(plan.price.minimum_amount or Decimal(0), plan.currency)
    assert monthly_fee(plan, counts).total >= least


@given(priced_plans(), st.integers(0, 60))
def test_steps_price_each_user_as_if_counted_one_by_one(
    plan: PlanVersion, users: int
) -> None:
    price = replace(plan.price, minimum_amount=None)
    counts = Counts(users=users, servers=0)
    quantity = sum(
        line.quantity
        for line in monthly_fee(replace(plan, price=price), counts).lines
        if line.what.startswith("Users")
    )
    held = price.base_includes.get("user", 0) if price.base is not None else 0
    billed = max(0, max(users, plan.users.minimum) - held)
    assert quantity == (0 if price.per_user is None else billed)
