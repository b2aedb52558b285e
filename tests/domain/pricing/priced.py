"""Plans that differ in their price alone, counts and prices of any size."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from flatwright.domain.plan.price import Price, Step
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.fee import Counts, Fee
from tests.domain.plan.texts import PLAN
from tests.plans.reading import plan_from

SMALL = replace(plan_from(PLAN), users=replace(plan_from(PLAN).users, minimum=0))
OFFICE = Counts(users=20, computers=24, servers=2, sites=1, printers=4)


def plan_at(minimum: int = 0, currency: str = "USD", **price: Any) -> PlanVersion:
    """The small plan at a price: whole numbers and strings are amounts."""
    settings = {name: _amounts(value) for name, value in price.items()}
    users = replace(SMALL.users, minimum=minimum)
    return replace(SMALL, users=users, currency=currency, price=Price(**settings))


def _amounts(value: Any) -> Any:
    return Decimal(value) if isinstance(value, int | str) else value


def steps(*each: tuple[str, int | None]) -> tuple[Step, ...]:
    """Steps, each with its price and its end."""
    return tuple(Step(each=Decimal(amount), up_to=end) for amount, end in each)


def shown(fee: Fee) -> list[tuple[str, int | Decimal, str, str]]:
    """What, how many, at what, and the amount of each line."""
    return [
        (line.what, line.quantity, str(line.each), f"{line.amount.decimal:,f}")
        for line in fee.lines
    ]


AMOUNTS = st.decimals(0, 900, places=3)
COUNTS = st.integers(0, 60)


@st.composite
def graduated(draw: st.DrawFn) -> tuple[Step, ...]:
    """Up to three steps that rise, and an open one."""
    ends = sorted(draw(st.sets(st.integers(1, 50), max_size=3)))
    return tuple(Step(each=draw(AMOUNTS), up_to=end) for end in (*ends, None))


UNIT_PRICES = st.one_of(st.none(), AMOUNTS, graduated())
PRICES = st.builds(
    Price,
    per_user=UNIT_PRICES,
    per_server=UNIT_PRICES,
    base=st.one_of(st.none(), AMOUNTS),
    base_includes=st.dictionaries(st.sampled_from(["user", "server"]), st.integers(1, 30)),
    lines=st.dictionaries(st.sampled_from(["backup", "phones"]), AMOUNTS),
    minimum_amount=st.one_of(st.none(), st.decimals(0, 3000, places=3)),
)


@st.composite
def priced_plans(draw: st.DrawFn) -> PlanVersion:
    """Plans of any price."""
    users = replace(SMALL.users, minimum=draw(st.integers(0, 15)))
    return replace(SMALL, users=users, price=draw(PRICES))


SOME_COUNTS = st.builds(
    Counts, users=COUNTS, computers=COUNTS, servers=COUNTS, sites=COUNTS, printers=COUNTS
)
