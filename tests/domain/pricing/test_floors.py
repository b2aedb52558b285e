"""The floors under a price, standing costs, and what moves them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.written import Days
from flatwright.domain.pricing.floors import Floor, Targets, chance_below, floors, targets
from flatwright.domain.pricing.loss import listed
from flatwright.domain.pricing.standing import (
    own_hour,
    standing_costs,
    tier_of,
    yearly,
)
from tests.domain.pricing.some import EXAMPLE, REFERENCE, TWENTY_FIVE, reference

GOALS = Targets(
    gross_margin=0.5,
    margin_floor=0.4,
    seldom=0.05,
    overhead=0.3,
    net=0.1,
    capital_charge=0.2,
)
HOURS = listed({100: 0.9, 200: 0.1})  # one year of ten is twice as bad


def test_four_floors_by_hand() -> None:
    made = floors(HOURS, 1000, 50, GOALS)
    assert made.of == {
        Floor.MARGIN: pytest.approx((1000 + 50 * 110) / 0.5),
        Floor.RUIN: pytest.approx((1000 + 50 * 200) / 0.7),
        Floor.AT_RISK: pytest.approx((1000 + 50 * 200) / 0.6),
        Floor.CAPITAL: pytest.approx((1000 + 5500 + 0.2 * (10_000 - 5500)) / 0.6),
    }
    assert made.binding is Floor.AT_RISK
    assert made.least == made.of[Floor.AT_RISK]


def test_the_chance_of_a_thin_margin_falls_with_the_price() -> None:
    chances = [
        chance_below(0.4, price, (1000, 50), HOURS) for price in (900, 12_000, 20_000)
    ]
    assert chances == [1.0, pytest.approx(0.1), 0.0]


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"gross_margin": 1.0}, "gross margin is 100%"),
        ({"margin_floor": 1.2}, "floor of the margin is 120%"),
        ({"overhead": 0.9, "net": 0.2}, "overhead and net together is 110%"),
        ({"gross_margin": -0.1}, "gross margin is -10%"),
        ({"seldom": 0.0}, "chance of 0% is not seldom"),
    ],
)
def test_a_margin_that_no_price_reaches_is_refused(
    setting: dict[str, float], said: str
) -> None:
    with pytest.raises(Refusal, match=said) as refusal:
        replace(GOALS, **setting)
    assert refusal.value.code == "unreachable_margin"


def test_goals_of_a_rate_book_are_shares() -> None:
    assert targets(EXAMPLE.goals).gross_margin == 0.5


def test_standing_costs_name_their_reason() -> None:
    costs = {each.what: each for each in standing_costs(REFERENCE, EXAMPLE, TWENTY_FIVE)}
    assert costs["tools for each user"].cost == 25 * 10 * 12
    assert costs["tools for each user"].because == "25 at 10 a month"
    assert costs["review"].minutes == 4 * 180
    assert costs["review"].cost == pytest.approx(4 * 3 * 60)
    assert yearly(tuple(costs.values())) == sum(each.cost for each in costs.values())


def test_promises_that_are_not_made_cost_nothing() -> None:
    bare = reference(
        basics__review="none",
        basics__report="none",
        basics__monitoring=(),
        basics__patching=(),
    )
    names = [each.what for each in standing_costs(bare, EXAMPLE, TWENTY_FIVE)]
    assert not {"review", "report", "monitoring", "patching"} & set(names)


def test_computers_and_servers_are_patched_and_phones_are_not() -> None:
    plan = reference(basics__patching=("windows",))
    costs = {each.what: each for each in standing_costs(plan, EXAMPLE, TWENTY_FIVE)}
    assert costs["patching"].because == "312 times a year, 3 minutes each"
    shared = replace(TWENTY_FIVE, shared_computers=2)
    costs = {each.what: each for each in standing_costs(plan, EXAMPLE, shared)}
    assert costs["patching"].minutes == 12 * 3 * (25 + 2 + 1)


def test_devices_of_no_told_kind_are_patched_and_it_says_so() -> None:
    plan = reference(basics__patching=("windows",))
    one = replace(TWENTY_FIVE, devices=75)
    costs = {each.what: each for each in standing_costs(plan, EXAMPLE, one)}
    assert costs["patching"].because == (
        "912 times a year, 3 minutes each: 75 devices of no told kind taken as computers"
    )
    none = replace(TWENTY_FIVE, devices=0)
    costs = {each.what: each for each in standing_costs(plan, EXAMPLE, none)}
    assert costs["patching"].because == "12 times a year, 3 minutes each"


def test_a_tool_that_nobody_needs_costs_nothing() -> None:
    none = replace(TWENTY_FIVE, servers=0)
    names = [each.what for each in standing_costs(REFERENCE, EXAMPLE, none)]
    assert "tools for each server" not in names


def test_our_own_hour_is_the_plans_or_the_rate_books() -> None:
    assert own_hour(REFERENCE, EXAMPLE) == 60
    told = replace(EXAMPLE, costs=replace(EXAMPLE.costs, own_hour=Decimal("55.56")))
    assert own_hour(REFERENCE, told) == 55.56


@pytest.mark.parametrize(
    ("respond", "tier"),
    [
        *((5, 15), (15, 15), (30, 15), (60, 60), (240, 240)),
        *((Days(1), 240), (Days(1, business=True), 240)),
    ],
)
def test_a_promise_needs_the_slowest_tier_that_keeps_it(
    respond: int | Days, tier: int
) -> None:
    plan = reference(sla={"p1": SlaTarget(respond=respond)})
    found = tier_of(plan, EXAMPLE)
    assert found
    assert found.respond == tier


def test_a_fast_answer_costs_us_for_each_user() -> None:
    plan = reference(sla={"p1": SlaTarget(respond=15)})
    costs = {each.what: each.cost for each in standing_costs(plan, EXAMPLE, TWENTY_FIVE)}
    assert costs["response"] == 9 * 25 * 12
    assert tier_of(REFERENCE, EXAMPLE) is None
    no_tiers = replace(EXAMPLE, costs=replace(EXAMPLE.costs, response={}))
    assert tier_of(plan, no_tiers) is None


@pytest.mark.parametrize(
    ("respond", "said"),
    [
        (15, "25 users at 9 a month: a P1 is answered within 15 minutes"),
        (
            30,
            (
                "25 users at 9 a month: a P1 is answered within 30 minutes, which the rate "
                "book keeps by its tier of 15 minutes"
            ),
        ),
        (
            5,
            (
                "25 users at 9 a month: a P1 is answered within 5 minutes, beyond its tier "
                "of 15 minutes"
            ),
        ),
    ],
)
def test_a_fast_answer_says_what_is_promised(respond: int, said: str) -> None:
    plan = reference(sla={"p1": SlaTarget(respond=respond)})
    costs = {each.what: each.because for each in standing_costs(plan, EXAMPLE, TWENTY_FIVE)}
    assert costs["response"] == said
