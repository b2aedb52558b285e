"""The trade's own formulas, and the worth of free help, against published values."""

from flatwright.domain.pricing.practice import (
    DeliveryArea,
    all_in_seat_price,
    cost_of_productive_hour,
    cost_per_seat,
    hours_budget,
    price_from_margin,
)
from flatwright.domain.pricing.value import Help, gain_of_free_help
from tests.domain.reference_values import IDS, reference_value
from tests.house.source import ROOT


def test_a36_hours_that_keep_a_rate() -> None:
    value = reference_value("A36")
    of = value.inputs
    assert hours_budget(of["mrr"], of["hard_cost"], of["target"]) == value["hours"]


def test_a39_a_price_from_a_margin() -> None:
    value = reference_value("A39")
    assert price_from_margin(value.inputs["cost"], value.inputs["gm"]) == value["price"]


def test_a40_an_all_in_seat_price() -> None:
    value = reference_value("A40")
    areas = tuple(
        DeliveryArea(name=name, monthly_cost=told[0], seats=told[1])
        for name, told in value.inputs.items()
        if name != "gm"
    )
    assert cost_per_seat(areas) == value["cost"]
    assert all_in_seat_price(areas, value.inputs["gm"]) == value["price"]


def test_b12_a_productive_hour() -> None:
    value = reference_value("B12")
    of = value.inputs
    hour = cost_of_productive_hour(
        of["salary"], of["burden"], of["paid_hours_available"], of["utilisation"]
    )
    assert hour == value["cost_per_hour"]


def test_b16_free_help_by_its_worth() -> None:
    value = reference_value("B16")
    for beta in value.inputs["betas"]:
        of = Help(beta=beta, rate=value.inputs["r"], cost=value.inputs["c"])
        assert gain_of_free_help(of) == value[f"beta{beta}"]


def test_every_reference_value_is_asked_for() -> None:
    tests = (ROOT / "tests" / "domain").rglob("test_*.py")
    sources = "".join(path.read_text(encoding="utf-8") for path in tests)
    assert [
        name for name in sorted(IDS) if f'reference_value("{name}")' not in sources
    ] == []
