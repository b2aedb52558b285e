"""Everything that is said of a plan's price, gathered."""

from dataclasses import replace
from decimal import Decimal

import pytest

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.plan.price import Price
from flatwright.domain.pricing import quote
from flatwright.domain.pricing.fee import Counts
from flatwright.domain.pricing.quote import counts_of, quoted
from tests.domain.pricing.some import REFERENCE, TWENTY_FIVE, case
from tests.domain.pricing.test_both_sides import listed_under


def test_counts_are_those_that_a_plan_may_price() -> None:
    assert counts_of(TWENTY_FIVE) == Counts(
        users=25, computers=25, servers=1, sites=1, printers=7
    )
    told = replace(TWENTY_FIVE, devices=75, shared_computers=2)
    assert counts_of(told).computers == 77


def test_a_quote_holds_the_plans_fee_against_the_price() -> None:
    found = quoted(case(), listed_under, in_full=False)
    assert found.asked == 147 * 25 * 12
    assert found.margin == pytest.approx(found.priced.margin_at(147 * 25 * 12))
    assert found.chance_below_floor is not None
    assert found.hourly_rate == pytest.approx(
        (found.asked - found.priced.fixed) / found.priced.hours.mean
    )
    assert (found.worths, found.swings) == ((), ())


def test_a_quote_in_full_says_what_moves_it() -> None:
    found = quoted(case(), listed_under)
    assert found.worths
    assert found.swings


def test_a_plan_without_a_price_has_no_margin() -> None:
    plan = replace(REFERENCE, price=Price())
    found = quoted(case(plan), listed_under, in_full=False)
    assert (found.asked, found.margin) == (0, None)
    assert (found.chance_below_floor, found.hourly_rate) == (None, None)


def test_a_client_who_draws_nothing_has_no_hourly_rate() -> None:
    nobody = replace(TWENTY_FIVE, users=0, devices=0, printers={}, servers=0)
    plan = replace(REFERENCE, price=replace(REFERENCE.price, base=Decimal(100)))
    found = quoted(case(plan, exposures=nobody), listed_under, in_full=False)
    assert found.asked > 0
    assert found.hourly_rate is None


def test_a_refusal_that_is_not_about_the_corridor_stays_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_: object) -> None:
        raise Refusal(code="no_such_rate", says="There is none.")

    monkeypatch.setattr(quote, "bargain", refused)
    with pytest.raises(Refusal, match="There is none"):
        quoted(case(), listed_under, in_full=False)
