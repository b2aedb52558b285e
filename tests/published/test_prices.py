"""Every published price example comes out to the cent, the one that adds up wrongly too."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import Counts, monthly_fee
from flatwright.domain.pricing.offer import repriced
from flatwright.domain.pricing.price_terms import fee_of_year, onboarding_fee, requote
from flatwright.imports.plan_shelf import plan_files
from tests.plans.reading import plan_of

HERE = Path(__file__).parent
PLANS = {path.stem: plan_of(path) for path in plan_files(HERE)}

# ------------------------------------------------------------ employees, sites, servers


def offices() -> PlanVersion:
    return PLANS["per_employee_site_server"]


def without_backup() -> PlanVersion:
    return replace(offices(), price=replace(offices().price, lines={}))


def test_a_law_firm_with_backup_pays_11_875() -> None:
    fee = monthly_fee(offices(), Counts(users=70, servers=5, sites=1))
    assert [f"{line.quantity} {line.what}: {line.amount}" for line in fee.lines] == [
        "70 Users: 10,150.00 USD",
        "5 Servers: 925.00 USD",
        "1 Sites: 250.00 USD",
        "1 Backup: 550.00 USD",
    ]
    assert fee.total == Money(1_187_500)


def test_a_preschool_of_six_sites_pays_6_865() -> None:
    fee = monthly_fee(without_backup(), Counts(users=37, servers=0, sites=6))
    assert [line.amount.decimal for line in fee.lines] == [5_365, 1_500]
    assert fee.total == Money(686_500)


def test_a_property_manager_pays_2_795_where_the_source_prints_5_985() -> None:
    """The page prints 15 x 145 = 5,365, which is the 37 x 145 of the line above."""
    fee = monthly_fee(without_backup(), Counts(users=15, servers=2, sites=1))
    assert [line.amount.decimal for line in fee.lines] == [2_175, 370, 250]
    assert fee.total == Money(279_500)
    copied = sum(line.amount.decimal for line in fee.lines[1:]) + 37 * 145
    assert copied == 5_985


@pytest.mark.parametrize(
    ("monthly", "onboarding"), [(11_875, 16_625), (6_865, 9_611), (5_985, 8_379)]
)
def test_every_printed_onboarding_is_140_percent_where_the_source_says_40(
    monthly: int, onboarding: int
) -> None:
    assert onboarding_fee(offices(), Money(monthly * 100)).total == Money(onboarding * 100)
    assert Decimal(monthly) * 40 / 100 != onboarding


def test_the_property_managers_onboarding_follows_the_right_sum() -> None:
    fee = monthly_fee(without_backup(), Counts(users=15, servers=2, sites=1))
    assert onboarding_fee(offices(), fee.total).total == Money(391_300)


# ------------------------------------------------------------ other published prices


@pytest.mark.parametrize(
    ("servers", "computers", "total"),
    [(0, 0, 149), (1, 0, 149), (1, 10, 539), (2, 10, 638)],
)
def test_a_base_of_149_holds_a_server(servers: int, computers: int, total: int) -> None:
    counts = Counts(computers=computers, servers=servers)
    assert monthly_fee(PLANS["base_plus_workstation"], counts).total == Money(total * 100)


def test_a_user_or_a_server_is_85() -> None:
    fee = monthly_fee(PLANS["user_or_computer_labour"], Counts(users=12, servers=2))
    assert fee.total == Money(14 * 85_00)


@pytest.mark.parametrize(
    ("users", "total"), [(10, 1_900), (12, 2_280), (15, 2_850), (8, 1_900)]
)
def test_ten_to_fifteen_users_are_within_1_900_and_3_500(users: int, total: int) -> None:
    fee = monthly_fee(PLANS["ten_to_fifteen_users"], Counts(users=users))
    assert fee.total == Money(total * 100)
    assert 1_900 <= fee.total.decimal <= 3_500


def test_the_highest_quote_for_fifteen_users_can_be_asked() -> None:
    plan, office = PLANS["ten_to_fifteen_users"], Counts(users=15)
    dearer = repriced(plan, office, Money(3_500_00), Decimal(1))
    assert dearer.price.per_user == 234
    assert monthly_fee(dearer, office).total == Money(3_510_00)


def test_ten_users_may_become_thirteen_before_a_new_quote() -> None:
    plan, ten = PLANS["ten_to_fifteen_users"], Counts(users=10)
    due = [requote(plan, ten, Counts(users=users)).due for users in (6, 7, 13, 14)]
    assert due == [True, False, False, True]


def test_a_price_for_each_user_falls_from_140_to_50_and_a_computer_is_30() -> None:
    fee = monthly_fee(PLANS["user_plus_computer"], Counts(users=25, computers=30))
    assert [line.each for line in fee.lines] == [140, 95, 50, 30]
    assert fee.total == Money((5 * 140 + 15 * 95 + 5 * 50 + 30 * 30) * 100)


def test_computers_and_servers_are_5_percent_dearer_each_year_and_the_cloud_is_not() -> (
    None
):
    plan, office = (
        PLANS["computers_and_servers_yearly_rise"],
        Counts(computers=10, servers=1),
    )
    totals = [str(fee_of_year(plan, office, year).total) for year in (1, 2, 3)]
    assert totals == ["950.00 AUD", "982.50 AUD", "1,016.63 AUD"]


@pytest.mark.parametrize(
    ("name", "included"),
    [
        ("one_person", 1),
        ("three_devices", 5),
        ("three_devices_account_manager", 10),
        ("five_devices", 20),
    ],
)
def test_the_included_hours_of_onboarding_cost_nothing(name: str, included: int) -> None:
    nothing = Money(0)
    assert onboarding_fee(PLANS[name], nothing, included).lines == ()
    assert onboarding_fee(PLANS[name], nothing, included + 2).total == Money(2 * 165_00)


# ------------------------------------------------------------ no published price


def test_a_plan_by_the_hour_has_no_fee() -> None:
    fee = monthly_fee(PLANS["hourly_only"], Counts())
    assert (fee.lines, fee.total) == ((), Money(0))
    assert fee.because == "The plan has no flat fee: help is billed by the hour."


def test_each_published_plan_has_a_fee_or_says_why_not() -> None:
    office = Counts(users=30, computers=40, servers=3, sites=2, printers=5)
    fees = {name: monthly_fee(plan, office) for name, plan in PLANS.items()}
    priced = {name for name, fee in fees.items() if fee.total}
    assert priced == {
        "base_plus_workstation",
        "computers_and_servers_yearly_rise",
        "per_employee_site_server",
        "ten_to_fifteen_users",
        "user_or_computer_labour",
        "user_plus_computer",
    }
    assert all(fees[name].because.startswith("The plan") for name in fees.keys() - priced)
