"""What a client pays a month, as their page and the API tell it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client as Browser

from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import Counts, monthly_fee
from flatwright.imports.plan_shelf import plan_files
from flatwright.office.agreements.actions import (
    Signed,
    add_plan,
    end_agreement,
    enter_agreement,
)
from flatwright.web.clients.fees import sum_in_words
from tests.office.api.caller import caller
from tests.office.town import BEGUN, Town

pytestmark = pytest.mark.once

TIMES = "\N{MULTIPLICATION SIGN}"
PRICES = {
    "per_user: 145, per_site: 250": f"24 {TIMES} 145.00 + 250.00 = 3,730.00 USD",
    "per_user: 10, minimum_amount: 500": f"24 {TIMES} 10.00 + 260.00 = 500.00 USD",
    "per_user: 0.125": f"24 {TIMES} 0.125 = 3.00 USD",
}


REFERENCE = next(path for path in plan_files() if path.stem == "reference-1")
PRICED = "price: {per_user: 140, billed: in_advance}"


def plan_text(price: str = "") -> str:
    """The reference plan with another price, or without one."""
    text = REFERENCE.read_text(encoding="utf-8")
    assert PRICED in text
    text = text.replace("plan: reference", "plan: seats")
    return text.replace(PRICED, f"price: {{{price}}}" if price else "")


def plan_of(price: str) -> PlanVersion:
    plan, problems = read_plan("plan.yaml", plan_text(price).encode())
    assert plan is not None, problems
    return plan


@pytest.mark.parametrize("price", PRICES)
def test_a_fee_is_told_as_a_sum_that_adds_up(price: str) -> None:
    fee = monthly_fee(plan_of(price), Counts(users=24, sites=1))
    assert sum_in_words(fee) == PRICES[price]


def sell(town: Town, price: str) -> None:
    """Let Elsewhere, where Zoe has a computer, sign a plan."""
    plan = add_plan(town.house, plan_text(price))
    enter_agreement(town.house, town.elsewhere, Signed(plan=plan, first=BEGUN))


def page(town: Town, cast: dict[str, Browser]) -> str:
    answer = cast["owner"].get(f"/clients/{town.elsewhere.key}/")
    return answer.content.decode()


def test_the_page_and_the_api_tell_one_fee(town: Town, cast: dict[str, Browser]) -> None:
    sell(town, "per_computer: 40, base: 100")
    assert "100.00 + 40.00 = 140.00 USD" in page(town, cast)
    told = caller(town.staff["owner"]).get(f"/clients/{town.elsewhere.key}/standing")
    assert Decimal(str(told["deal"]["fee"])) == 140


def test_a_plan_without_a_price_says_so(town: Town, cast: dict[str, Browser]) -> None:
    sell(town, "")
    assert "The plan names no price" in page(town, cast)
    told = caller(town.staff["owner"]).get(f"/clients/{town.elsewhere.key}/standing")
    assert told["deal"]["fee"] is None


def test_an_agreement_that_ended_has_no_fee(town: Town, cast: dict[str, Browser]) -> None:
    sell(town, "base: 100")
    assert "100.00 USD" in page(town, cast)
    (agreement,) = town.elsewhere.agreements.all()
    end_agreement(town.house, agreement, date(2026, 2, 1))
    assert "100.00 USD" not in page(town, cast)
