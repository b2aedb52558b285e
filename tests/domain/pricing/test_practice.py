"""The trade's own formulas give the figures that were published with them."""

from collections.abc import Callable

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.practice import (
    DeliveryArea,
    all_in_seat_price,
    cost_of_productive_hour,
    cost_per_seat,
    effective_hourly_rate,
    efficiency_ratio,
    hours_budget,
    labour_share_budget,
    multiple_of_service_wages,
    price_from_margin,
    reactive_hours_per_device,
    reactive_hours_per_user,
)

# A worksheet of TruMethods, as copied by others: 52 a seat, and 3.33 times that.
AREAS = tuple(
    DeliveryArea(name=name, monthly_cost=cost, seats=seats)
    for name, cost, seats in (
        ("support", 5400, 360),
        ("central services", 5800, 1000),
        ("tools", 14200, 1000),
        ("account management", 5500, 500),
        ("advice", 6750, 1125),
    )
)


def test_an_hour_costs_wage_and_burden_over_the_hours_worked_for_clients() -> None:
    hour = cost_of_productive_hour(60_000, 0.25, available=1800, utilisation=0.75)
    assert hour == pytest.approx(55.555_556)


def test_a_thousand_a_month_without_a_hundred_of_tools_is_six_hours_at_150() -> None:
    assert hours_budget(1000, 100, target_rate=150) == 6
    assert effective_hourly_rate(1000, 100, hours=6) == 150


def test_a_quarter_of_three_thousand_is_five_and_a_half_hours_at_135() -> None:
    assert labour_share_budget(3000, 135) == pytest.approx(5.555_556)
    assert labour_share_budget(3000, 135, share=0.5) == pytest.approx(11.111_111)


def test_three_thousand_for_twenty_hours_is_as_good_as_the_standard_rate() -> None:
    assert efficiency_ratio(3000, hours=20, standard_rate=150) == 1
    assert efficiency_ratio(3000, hours=25, standard_rate=150) == pytest.approx(0.8)


def test_half_a_million_of_service_on_200_000_of_wages_meets_the_target() -> None:
    assert multiple_of_service_wages(500_000, 200_000) == 2.5


def test_a_cost_of_five_thousand_at_half_a_margin_is_ten_thousand() -> None:
    assert price_from_margin(5000, 0.5) == 10_000
    assert price_from_margin(5000, 0) == 5000


def test_a_dollar_of_seat_cost_needs_three_and_a_third_of_price_at_70_percent() -> None:
    assert price_from_margin(1, 0.7) == pytest.approx(3.333_333)


def test_a_seat_costs_the_sum_of_its_delivery_areas() -> None:
    assert cost_per_seat(AREAS) == pytest.approx(52)
    assert all_in_seat_price(AREAS, 0.7) == pytest.approx(173.333_333)
    assert all_in_seat_price(AREAS, 0.7) == pytest.approx(173.16, rel=0.002)


def test_reactive_hours_name_what_they_are_divided_by() -> None:
    assert reactive_hours_per_user(30, users=25, months=3) == pytest.approx(0.4)
    assert reactive_hours_per_device(30, devices=75, months=3) == pytest.approx(2 / 15)
    assert reactive_hours_per_user(10, users=40) == 0.25
    assert reactive_hours_per_device(10, devices=100) == 0.1


@pytest.mark.parametrize("margin", [1, 1.2, -0.1])
def test_a_margin_that_no_price_leaves_is_refused(margin: float) -> None:
    with pytest.raises(Refusal, match=f"margin is {margin:.0%}") as refused:
        price_from_margin(5000, margin)
    assert refused.value.code == "unreachable_margin"


NOTHING: dict[str, Callable[[float], float]] = {
    "hours available": lambda n: cost_of_productive_hour(60_000, 0.25, n, 0.75),
    "utilisation": lambda n: cost_of_productive_hour(60_000, 0.25, 1800, n),
    "hours worked": lambda n: effective_hourly_rate(1000, 100, n),
    "target rate": lambda n: hours_budget(1000, 100, n),
    "standard rate": lambda n: labour_share_budget(3000, n),
    "service wages": lambda n: multiple_of_service_wages(500_000, n),
    "seats of advice": lambda n: cost_per_seat(
        [DeliveryArea(name="advice", monthly_cost=6750, seats=n)]
    ),
    "users": lambda n: reactive_hours_per_user(30, n),
    "devices": lambda n: reactive_hours_per_device(30, n),
}


@pytest.mark.parametrize("amount", [0, -2, float("nan")])
@pytest.mark.parametrize("what", NOTHING)
def test_nothing_is_no_denominator(what: str, amount: float) -> None:
    with pytest.raises(Refusal, match=f"stands for the {what}") as refused:
        NOTHING[what](amount)
    assert refused.value.code == "no_capacity"


def test_both_of_two_denominators_are_above_nothing() -> None:
    for denominators in ((-20, -150), (20, 0), (0, 150)):
        with pytest.raises(Refusal):
            efficiency_ratio(3000, *denominators)
    for users, months in ((25, 0), (-25, -3)):
        with pytest.raises(Refusal):
            reactive_hours_per_user(30, users, months)
        with pytest.raises(Refusal):
            reactive_hours_per_device(30, users, months)
