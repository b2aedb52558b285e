"""Numbers in the prose of how-a-price-is-made.md are computed."""

import re

import pytest

from flatwright.domain.experience.intervals import rate_interval
from flatwright.domain.pricing.frequency import Poisson, at_most
from flatwright.domain.pricing.practice import cost_of_productive_hour
from flatwright.domain.pricing.search import lattice
from flatwright.domain.pricing.severity import limited, spill_over
from flatwright.domain.pricing.value import break_even
from flatwright.imports.rate_texts import example_rates
from tests.house.source import ROOT

PAGE = " ".join(
    (ROOT / "docs" / "how-a-price-is-made.md").read_text(encoding="utf-8").split()
)
RATES = example_rates()
USER, REQUEST = (RATES.classes[name].minutes for name in ("user", "request"))
TAU = float(RATES.estimates.tau)
SEVEN = rate_interval(7, 60)
MOVES = at_most(Poisson(0.41), 1).mean
STATED = [
    (
        f"brings {RATES.classes['user'].tickets} tickets a month, half of them of at most "
        f"{USER.median:.0f} minutes"
    ),
    f"the mean is {USER.mean:.1f} minutes",
    (
        f"Of the user's {USER.mean:.1f} minutes, four hours of each ticket cover "
        f"{limited(USER, 240):.1f}"
    ),
    f"by about tau = {TAU} either way",
    (
        f"takes {limited(REQUEST, 240):.0f} minutes on average when capped at four hours "
        f"({REQUEST.mean:.0f} if it is not)"
    ),
    f"all of it, {REQUEST.estimated_below(240, TAU):.0f} minutes are left to the fee",
    (
        f"of 25 people with 0.41 moves a year {25 * MOVES:.1f} are covered and "
        f"{25 * (0.41 - MOVES):.1f} billed"
    ),
    f"kappa = {RATES.kappa:.0f}, a deviation of a half",
    f"is {cost_of_productive_hour(60_000, 0.25, 1800, 0.75):.2f} an hour",
    f"above a break-even of {break_even(150, 55.56):.1f} an hour",
    f"7 tickets in 60 user-months are anything from {SEVEN.low:.3f} to {SEVEN.high:.3f}",
    f"tries {len(list(lattice(RATES))):,} combinations",
    f"({spill_over(USER, 540):.1f} minutes of a user's ticket",
]


@pytest.mark.parametrize("stated", STATED)
def test_the_page_says_what_the_code_computes(stated: str) -> None:
    assert stated in PAGE


def test_all_moves_pooled_would_be_free() -> None:
    (pooled,) = re.findall(r"Pooled, all ([0-9.]+) would be free", PAGE)
    assert float(pooled) == pytest.approx(25 * 0.41, abs=0.06)


def test_every_part_of_a_rate_book_can_be_replaced() -> None:
    """The table of assumptions names each section of the rate book."""
    sections = ("classes", "between_clients", "after_hours", "causes", "estimates")
    for name in (*sections, "months", "costs", "goals", "client"):
        assert f"`{name}`" in PAGE
