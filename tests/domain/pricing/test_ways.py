"""Demand meets clauses: which way a ticket's minutes go, as a decision would say."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flatwright.domain.kernel.condition import among
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.own import OwnClause
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.exposure import Exposures, ListedDevices
from flatwright.domain.pricing.lanes import Lanes, lanes
from flatwright.domain.pricing.rate_book import Causes, RateBook
from tests.domain.pricing.some import (
    EXAMPLE,
    REFERENCE,
    TWENTY_FIVE,
    book,
    demand,
    reference,
)

USER = {"kind": "incident", "action": "fix"}
REQUEST = {"kind": "request", "action": "change"}


def met(plan: PlanVersion, rates: RateBook, unlisted: int = 0) -> Lanes:
    """The lanes of 25 users, or of 50 further devices: of those that the rates count."""
    of_users = {each.counts for each in rates.classes.values()} == {"user"}
    exposures = Exposures(
        users=25 if of_users else 0, devices=25, printers={}, servers=0, sites=1
    )
    return lanes(
        plan, rates, exposures, ListedDevices(further=50 - unlisted, unlisted=unlisted)
    )


def also_users(rates: RateBook) -> RateBook:
    """The same, where nothing of a user ever breaks."""
    quiet = demand("user", "0", ("20", "1"), work=USER)
    return replace(rates, classes=rates.classes | {"quiet": quiet})


def layers(of: Lanes) -> list[tuple[str, float, float]]:
    """Outcome and layer of each step of each lane."""
    return [
        (step.outcome.value, *layer) for lane in of.of for step, layer in lane.way.layers()
    ]


def one(work: dict[str, str], counts: str = "user") -> RateBook:
    """A rate book of one class."""
    return book(only=demand(counts, "0.4", ("60", "1.1"), work=work))


INF = float("inf")


def test_help_is_covered_for_four_hours_and_then_a_project() -> None:
    found = layers(met(REFERENCE, one(USER)))
    assert found == [("covered", 0, 240), ("project", 240, INF)]


def test_a_request_estimated_at_more_is_a_project_from_the_start() -> None:
    of = sorted(
        met(REFERENCE, also_users(one(REQUEST))).of, key=lambda lane: lane.of.estimate
    )
    assert [lane.of.estimate for lane in of] == [(0, 240), (240, INF)]
    assert [[step.outcome for step in lane.way.steps] for lane in of] == [
        [Outcome.COVERED, Outcome.PROJECT],
        [Outcome.PROJECT],
    ]


def test_an_incident_that_took_longer_is_a_project_from_its_first_minute() -> None:
    plan = reference(projects__incident_whole=True, projects__request_over=None)
    of = met(plan, one(USER)).of
    assert sorted(lane.of.actual for lane in of) == [(0, 240), (240, INF)]
    found = sorted(layers(met(plan, one(USER))))
    assert found == [("covered", 0, INF), ("project", 0, INF)]


def test_a_device_that_is_not_listed_has_a_first_look() -> None:
    of = met(REFERENCE, one(USER, "extra_device"), unlisted=20)
    assert layers(of) == [
        ("covered", 0, 240),
        ("project", 240, INF),
        ("covered", 0, 15),
        ("hourly", 15, INF),
    ]
    assert [lane.tickets for lane in of.of] == pytest.approx([12, 8])


def test_devices_may_be_told_apart_by_their_class() -> None:
    rates = book(
        listed=demand("extra_device", "0.1", ("25", "1"), work=USER, of_plan="listed"),
        rest=demand("extra_device", "0.2", ("25", "1"), work=USER, of_plan="unlisted"),
    )
    assert [lane.tickets for lane in met(REFERENCE, rates, unlisted=20).of] == [3, 4]


def test_an_act_of_god_at_its_worst_is_stabilised_for_an_hour() -> None:
    rates = replace(
        one(USER),
        causes=Causes(shares={"act_of_god": Decimal(100)}, p1=Decimal(50), source="x"),
    )
    assert sorted(layers(met(REFERENCE, rates))) == [
        ("covered", 0, 60),
        ("project", 0, INF),
        ("project", 60, INF),
    ]


def test_outside_business_hours_nothing_is_covered() -> None:
    rates = one(USER | {"hours": "after_hours"})
    assert layers(met(REFERENCE, rates)) == [("after_hours", 0, INF)]


def test_a_move_asks_for_a_persons_allowance() -> None:
    work = {"kind": "request", "action": "move"}
    of = met(reference(projects__request_over=None), also_users(one(work))).of
    (lane,) = of
    assert [limit.amount for _, limit in lane.way.counted] == [1]
    assert lane.covered.layers == ()
    assert lane.covered_while_left.layers == ((0, INF),)


def test_an_allowance_of_a_ticket_is_not_counted_for_others() -> None:
    own = OwnClause(
        code="courtesy",
        when=among("kind", "incident"),
        outcome="covered",
        up_to=UpTo(times=1, per="work_item"),
        says="Once.",
    )
    found = layers(met(replace(REFERENCE, clauses=(own,)), one(USER)))
    assert found == [("covered", 0, INF)]


def test_layers_that_touch_are_one() -> None:
    own = OwnClause(
        code="courtesy",
        when=among("kind", "incident"),
        outcome="covered",
        up_to=UpTo(time=30, per="work_item"),
        says="Half an hour.",
    )
    (lane,) = met(replace(REFERENCE, clauses=(own,)), one(USER)).of
    assert lane.covered.layers == ((0, 270),)


def test_clauses_of_one_code_share_the_minutes_of_a_ticket() -> None:
    half_an_hour = OwnClause(
        code="courtesy",
        when=among("kind", "incident"),
        outcome="covered",
        up_to=UpTo(time=30, per="work_item"),
        says="Half an hour.",
    )
    twice = replace(REFERENCE, clauses=(half_an_hour, half_an_hour))
    (lane,) = met(twice, one(USER)).of
    assert lane.covered.layers == ((0, 270),)


def test_units_without_a_class_are_refused() -> None:
    with pytest.raises(Refusal, match=r"extra_device \(50\), server \(1\)") as refusal:
        lanes(REFERENCE, one(USER), TWENTY_FIVE, ListedDevices(further=50, unlisted=0))
    assert refusal.value.code == "no_rate_for_units"


def test_two_currencies_are_refused() -> None:
    with pytest.raises(Refusal, match="in EUR") as refusal:
        met(REFERENCE, replace(EXAMPLE, currency="EUR"))
    assert refusal.value.code == "one_currency_of_rates"
