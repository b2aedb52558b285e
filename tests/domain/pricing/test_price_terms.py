"""Bringing a client in, later agreement years, and another size."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.kernel.money import Money
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.price import Escalator, Onboarding
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import Counts, Fee, monthly_fee
from flatwright.domain.pricing.price_terms import (
    fee_of_year,
    onboarding_fee,
    requote,
)
from tests.domain.pricing.priced import (
    OFFICE,
    SOME_COUNTS,
    plan_at,
    priced_plans,
    shown,
    steps,
)

MONTH = Money(1_187_500)


def starting(takes: int = 0, monthly: Money = MONTH, **start: Any) -> Fee:
    """The fee of an onboarding that takes some hours; strings are amounts."""
    plan = plan_at(per_user=85, onboarding=Onboarding(**_decimals(start)))
    return onboarding_fee(plan, monthly, takes)


def rising(**rise: Any) -> Escalator:
    return Escalator(**_decimals(rise))


def _decimals(written: dict[str, Any]) -> dict[str, Any]:
    return {
        name: Decimal(value) if isinstance(value, str) else value
        for name, value in written.items()
    }


# ------------------------------------------------------------ onboarding


def test_onboarding_is_a_fixed_fee() -> None:
    fee = starting(fee="750")
    assert shown(fee) == [("Onboarding", 1, "750", "750.00")]
    assert fee.because == "Bringing the client in is billed once, in 1 line."
    assert str(fee.lines[0].cites[0]) == "small@1 D price.onboarding.fee"


def test_onboarding_is_a_share_of_a_month_rounded_once() -> None:
    fee = starting(of_monthly="140")
    assert fee.total == Money(1_662_500)
    assert fee.lines[0].because == "140% of 11,875 USD a month, once."
    assert starting(of_monthly="33.3", monthly=Money(10_001)).total == Money(3_330)


def test_a_fee_and_a_share_are_both_billed() -> None:
    assert starting(fee="750", of_monthly="50").total == Money(75_000 + 593_750)


@pytest.mark.parametrize(("hours", "billed"), [(0, []), (5, []), (8, [3])])
def test_hours_beyond_the_included_ones_are_billed(hours: int, billed: list[int]) -> None:
    fee = starting(hours, hours=5)
    assert [line.quantity for line in fee.lines] == billed
    assert fee.total == Money(sum(billed) * 16_500)


def test_hours_say_what_is_included_and_at_which_rate() -> None:
    line = starting(8, hours=5).lines[0]
    assert line.because == "8 hours, 5 included: 3 at 165 USD."
    assert [str(each) for each in line.cites] == [
        "small@1 B projects.rate",
        "small@1 D price.onboarding.hours",
    ]


def test_a_fee_with_hours_is_for_those_hours() -> None:
    fee = starting(8, fee="750", hours=5)
    assert shown(fee)[1] == ("Onboarding, hours of work", 3, "165", "495.00")
    assert fee.because == "Bringing the client in is billed once, in 2 lines."


def test_a_fee_without_hours_is_for_all_of_them() -> None:
    assert starting(80, fee="750").total == Money(75_000)
    assert starting(80, of_monthly="100").total == MONTH


def test_a_month_in_another_currency_is_an_error() -> None:
    with pytest.raises(ValueError, match="USD and EUR do not add up"):
        starting(of_monthly="100", monthly=Money(100, "EUR"))


def test_without_a_rate_for_projects_hours_are_at_the_hourly_rate() -> None:
    plan = plan_at(per_user=85)
    fee = onboarding_fee(
        replace(plan, projects=replace(plan.projects, rate=None)), MONTH, 2
    )
    assert shown(fee) == [("Onboarding, hours of work", 2, "150", "300.00")]
    assert fee.lines[0].because == "2 hours: 2 at 150 USD."
    assert [str(each) for each in fee.lines[0].cites] == ["small@1 B rates.hourly"]


def test_a_plan_that_says_nothing_bills_nothing_without_hours() -> None:
    fee = onboarding_fee(plan_at(per_user=85), MONTH)
    assert (fee.lines, fee.total) == ((), Money(0))
    assert fee.because == "The plan bills nothing for bringing the client in."


def test_hours_below_nothing_are_refused() -> None:
    with pytest.raises(Refusal, match="takes -1 hours") as refused:
        starting(-1, fee="750")
    assert refused.value.code == "negative_count"


# ------------------------------------------------------------ agreement years


def test_a_fixed_rise_compounds_exactly_and_is_rounded_in_the_line() -> None:
    plan = plan_at(per_user=85, escalator=rising(fixed="5"))
    fees = [fee_of_year(plan, Counts(users=10), year) for year in (1, 2, 3)]
    assert [shown(fee)[0][2:] for fee in fees] == [
        ("85", "850.00"),
        ("89.25", "892.50"),
        ("93.7125", "937.13"),
    ]


def test_a_risen_line_says_so() -> None:
    plan = plan_at(per_user=85, escalator=rising(fixed="5"))
    fee = fee_of_year(plan, Counts(users=10), 3)
    assert fee.because == "Agreement year 3: 5% more at each anniversary."
    assert fee.lines[0].because.endswith("It rises by 5% a year.")
    assert [each.code for each in fee.lines[0].cites] == [
        "price.per_user",
        "price.escalator",
    ]


def test_a_long_price_is_told_short_and_counted_exactly() -> None:
    plan = plan_at(per_user=85, escalator=rising(fixed="5"))
    line = fee_of_year(plan, Counts(users=100_000), 10).lines[0]
    assert str(line.each) == "131.862898358173828125"
    assert line.amount == Money(1_318_628_984)
    assert "100,000 at 131.8629 USD." in line.because


def test_only_the_named_parts_rise() -> None:
    plan = plan_at(
        per_computer=50,
        per_server=150,
        lines={"cloud": Decimal(300)},
        escalator=rising(fixed="5", applies_to=("computer", "server")),
    )
    fee = fee_of_year(plan, OFFICE, 2)
    assert [line.amount.minor for line in fee.lines] == [126_000, 31_500, 30_000]
    assert ["It rises" in line.because for line in fee.lines] == [True, True, False]


def test_each_part_may_rise_alone() -> None:
    plan = plan_at(base=100, per_user=10, lines={"cloud": Decimal(300)})
    for part, expected in (
        ("base", [110, 200, 300]),
        ("user", [100, 220, 300]),
        ("lines", [100, 200, 330]),
    ):
        escalator = rising(fixed="10", applies_to=(part,))
        priced = replace(plan, price=replace(plan.price, escalator=escalator))
        fee = fee_of_year(priced, OFFICE, 2)
        assert [line.amount.decimal for line in fee.lines] == expected


def test_steps_rise_and_their_ends_stay() -> None:
    plan = plan_at(per_user=steps(("140", 5), ("95", None)), escalator=rising(fixed="10"))
    assert shown(fee_of_year(plan, Counts(users=6), 2)) == [
        ("Users 1 to 5", 5, "154", "770.00"),
        ("Users from 6 on", 1, "104.5", "104.50"),
    ]


def test_the_least_billed_rises_when_all_does() -> None:
    plan = plan_at(per_user=190, minimum_amount=1900, escalator=rising(fixed="5"))
    fee = fee_of_year(plan, Counts(users=2), 2)
    assert fee.total == Money(199_500)
    assert "It rises" in fee.lines[1].because
    some = replace(plan.price, escalator=rising(fixed="5", applies_to=("user",)))
    assert fee_of_year(replace(plan, price=some), Counts(users=2), 2).total == Money(
        190_000
    )


def test_a_rise_by_notice_is_the_most_unless_it_is_given() -> None:
    plan = plan_at(per_user=100, escalator=rising(at_most="5"))
    most = fee_of_year(plan, Counts(users=10), 3)
    assert most.total == Money(110_250)
    assert most.because == "Agreement year 3: at most 5% more at each anniversary."
    chosen = fee_of_year(plan, Counts(users=10), 3, rise=Decimal(2))
    assert chosen.total == Money(104_040)
    assert chosen.because == "Agreement year 3: 2% more at each anniversary."
    assert fee_of_year(plan, Counts(users=10), 3, rise=Decimal(0)).total == Money(100_000)


def test_a_rise_by_notice_comes_on_top_of_a_fixed_one() -> None:
    plan = plan_at(per_user=100, escalator=rising(fixed="3", at_most="2"))
    assert fee_of_year(plan, Counts(users=10), 2).total == Money(105_060)


RISES = [(rising(at_most="5"), "5.1"), (rising(at_most="5"), "-1")]


@pytest.mark.parametrize(
    ("escalator", "rise"), [*RISES, (rising(fixed="5"), "5"), (None, "1")]
)
def test_a_rise_beyond_the_plan_is_refused(escalator: Escalator | None, rise: str) -> None:
    plan = plan_at(per_user=100, escalator=escalator)
    with pytest.raises(Refusal, match=f"rise of {rise}%") as refused:
        fee_of_year(plan, OFFICE, 2, rise=Decimal(rise))
    assert refused.value.code == "rise_beyond_plan"


def test_without_an_escalator_a_year_is_as_the_first() -> None:
    plan = plan_at(per_user=100)
    assert fee_of_year(plan, OFFICE, 9) == monthly_fee(plan, OFFICE)


def test_there_is_no_agreement_year_before_the_first() -> None:
    with pytest.raises(ValueError, match="count from 1, not 0"):
        fee_of_year(plan_at(per_user=100), OFFICE, 0)


@given(priced_plans(), SOME_COUNTS, st.integers(1, 12), st.sampled_from(["0", "5", "7.5"]))
def test_no_year_costs_less_than_the_one_before(
    plan: PlanVersion, counts: Counts, year: int, percent: str
) -> None:
    plan = replace(plan, price=replace(plan.price, escalator=rising(at_most=percent)))
    totals = [fee_of_year(plan, counts, each).total for each in (year, year + 1)]
    assert totals[0] <= totals[1]


# ------------------------------------------------------------ another size


@pytest.mark.parametrize(
    ("before", "after", "due"),
    [(20, 26, False), (20, 27, True), (20, 14, False), (20, 13, True), (0, 1, True)],
)
def test_more_than_30_percent_up_or_down_is_quoted_anew(
    before: int,
    after: int,
    due: bool,  # noqa: FBT001 - the expected answer
) -> None:
    plan = plan_at(per_user=190, requote_at=Decimal(30))
    answer = requote(plan, Counts(users=before), Counts(users=after))
    assert answer.due is due
    assert [str(each) for each in answer.cites] == ["small@1 D price.requote_at"]


def test_the_answer_says_what_changed() -> None:
    plan = plan_at(per_user=190, per_server=99, requote_at=Decimal(30))
    grown = replace(OFFICE, users=27, servers=9)
    assert requote(plan, OFFICE, grown).because == (
        "20 users became 27, which is more than 30% up or down."
    )
    assert requote(plan, OFFICE, OFFICE).because == (
        "20 users became 20, which is not more than 30% up or down."
    )


def test_where_users_have_no_price_the_priced_units_are_the_size() -> None:
    plan = plan_at(per_computer=50, per_server=150, requote_at=Decimal(30))
    answer = requote(plan, OFFICE, replace(OFFICE, users=99, servers=3))
    assert answer.due
    assert answer.because == "2 servers became 3, which is more than 30% up or down."
    assert not requote(plan, OFFICE, replace(OFFICE, users=99)).due


def test_where_nothing_has_a_unit_price_users_are_the_size() -> None:
    plan = plan_at(base=900, requote_at=Decimal(30))
    assert requote(plan, OFFICE, replace(OFFICE, users=27)).due


def test_without_the_setting_no_size_leads_to_a_quote() -> None:
    answer = requote(plan_at(per_user=190), Counts(), Counts())
    assert not answer.due
    assert answer.because == "The plan has no change of size that leads to a new quote."


def test_a_size_that_is_not_known_is_asked_for() -> None:
    plan = plan_at(per_user=190, requote_at=Decimal(30))
    with pytest.raises(Refusal, match="number of users is not told"):
        requote(plan, OFFICE, Counts())
