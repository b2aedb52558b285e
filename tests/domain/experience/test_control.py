"""Whether an agreement's demand still fits what its price assumes."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from flatwright.domain.experience.control import (
    ChartLimits,
    Watched,
    chart,
    cusum,
    expected_counts,
    standardised,
)
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.compound import Addend
from flatwright.domain.pricing.frequency import Poisson

TEN = expected_counts(0.4, [25] * 12)  # 25 users in each of twelve months: 10 tickets


def run_lengths(residuals: NDArray[np.float64], limit: float = 4.0) -> NDArray[np.int64]:
    """Periods until the first alarm of each row, all of which have one."""
    beyond = cusum(residuals, 0.5) > limit
    assert beyond.any(axis=1).all()
    return np.asarray(beyond.argmax(axis=1) + 1)


def test_a_usual_year_raises_no_alarm() -> None:
    made = chart(Watched(came=(10, 8, 13, 9, 12, 7, 11, 10, 12, 9, 8, 11)), TEN)
    assert (made.above, made.below) == (None, None)
    assert made.because == (
        "In 12 weeks tickets have stayed as near to the price's assumption as chance lets "
        "them."
    )


def test_a_lasting_rise_is_told_from_when_it_began() -> None:
    came = (10, 9, 11, 8, 10, 9, 12, 8, 15, 16, 14, 17)
    made = chart(Watched(came=came), TEN)
    assert made.below is None
    assert made.above
    assert (made.above.since, made.above.number) == (9, 12)
    assert made.above.change == pytest.approx(0.55)
    assert made.because == (
        "Tickets have been above the price's assumption since week 9: 62 by week 12, "
        "where 40 were expected (+55%). Chance alone seldom does that: talk with the "
        "client before the renewal."
    )


def test_a_lasting_fall_is_told_too() -> None:
    made = chart(Watched(came=(4,) * 12, what="hours", period="month", first=201), TEN)
    assert made.above is None
    assert made.below
    assert (made.below.since, made.below.number) == (201, 203)
    assert made.because.startswith(
        "Hours have been below the price's assumption since month 201: 12 by month 203"
    )


def test_a_rise_and_a_fall_are_both_told() -> None:
    made = chart(Watched(came=(20, 20, 20, 20, 1, 1, 1, 1, 1, 1, 1, 1)), TEN)
    assert made.above
    assert made.below
    assert made.because == f"{made.above.because} {made.below.because}"


def test_each_period_has_its_residual_and_both_sums() -> None:
    made = chart(Watched(came=(16, 6), first=7), expected_counts(0.36, [25, 25]))
    assert [each.number for each in made.periods] == [7, 8]
    assert [each.residual for each in made.periods] == pytest.approx([7 / 3, -1])
    assert [each.above for each in made.periods] == pytest.approx([11 / 6, 1 / 3])
    assert [each.below for each in made.periods] == pytest.approx([0, 0.5])


def test_one_period_is_one_week() -> None:
    assert chart(Watched(came=(10,)), TEN[:1]).because.startswith("In 1 week tickets")


def test_where_weeks_differ_by_more_than_chance_the_same_figures_alarm_later() -> None:
    came = (16,) * 12
    by_chance = chart(Watched(came=came), TEN).above
    loud = chart(Watched(came=came), expected_counts(0.4, [25] * 12, size=10)).above
    assert by_chance
    assert loud
    assert (by_chance.number, loud.number) == (3, 5)


def test_hours_are_watched_as_counts_are() -> None:
    """Ten tickets of a mean of half an hour, of exponential length."""
    hours = [Addend(Poisson(10), np.ones(1), 0.5, 0.5)] * 12
    assert standardised([5 + 5**0.5] * 12, hours) == pytest.approx([1] * 12)
    assert chart(Watched(came=(9,) * 12, what="hours"), hours).above


def test_a_period_without_exposure_says_nothing() -> None:
    made = chart(Watched(came=(16, 0, 16)), expected_counts(0.4, [25, 0, 25]))
    assert made.periods[1].residual == 0
    assert made.periods[1].above == pytest.approx(made.periods[0].above - 0.5)


@pytest.mark.parametrize(
    ("came", "exposures", "says"),
    [
        ((10,), [25, 25], "There are 1 periods of work and 2 of what was expected"),
        ((-1,), [25], "less than nothing"),
        ((float("nan"),), [25], "no number"),
        ((3,), [0], "work although nothing was expected"),
    ],
)
def test_impossible_figures_are_refused(
    came: tuple[float, ...], exposures: list[float], says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refusal:
        chart(Watched(came=came), expected_counts(0.4, exposures))
    assert refusal.value.code == "impossible_chart"


@pytest.mark.parametrize("told", [{"reference": -1.0}, {"limit": 0.0}])
def test_limits_that_watch_nothing_are_refused(told: dict[str, float]) -> None:
    with pytest.raises(Refusal, match=r"usual are 0\.5 and 4") as refusal:
        ChartLimits(**told)
    assert refusal.value.code == "impossible_chart"


@given(st.lists(st.integers(-12, 12), min_size=1, max_size=40))
def test_a_sum_follows_its_recursion(quarters: list[int]) -> None:
    residuals = np.array(quarters) / 4
    made = cusum(residuals, 0.5)
    assert made[0] == max(0, residuals[0] - 0.5)
    for (before, now), z in zip(pairwise(made), residuals[1:], strict=True):
        assert now == max(0, before + z - 0.5)


def test_run_lengths_are_those_of_the_textbook() -> None:
    """Montgomery, table 9.3, h = 4 and k = 1/2, both sides: 168 in control, 8.38 at 1."""
    chance = np.random.default_rng(5).standard_normal((4000, 2400))
    both = np.maximum(cusum(chance, 0.5), cusum(-chance, 0.5)) > 4
    assert both.any(axis=1).all()
    assert (both.argmax(axis=1) + 1).mean() == pytest.approx(168, rel=0.05)
    assert run_lengths(chance[:, :400] + 1).mean() == pytest.approx(8.38, rel=0.02)


@pytest.mark.parametrize(
    ("period", "left_alone", "seen_after"), [("week", 212, 9.7), ("month", 256, 3.7)]
)
def test_a_quiet_agreement_is_left_alone_and_a_loud_one_is_seen(
    period: str, left_alone: float, seen_after: float
) -> None:
    """25 users who open 0.55 tickets a month, and then half as many again.

    Few tickets are skewed, so false alarms are less rare than the 336 periods of a normal.
    """
    chance = np.random.default_rng(11)
    mean = 0.55 * 25 * (12 / 52 if period == "week" else 1)
    usual = chance.poisson(mean, (3000, 3000))
    louder = chance.poisson(1.5 * mean, (3000, 300))
    alone, seen = (
        run_lengths((came - mean) / mean**0.5).mean() for came in (usual, louder)
    )
    assert alone == pytest.approx(left_alone, rel=0.08)
    assert seen == pytest.approx(seen_after, rel=0.05)


@pytest.mark.parametrize(("first", "second"), [(0.0, 1.0), (-1.0, 1.0)])
def test_moments_that_cannot_be_are_a_mistake_of_the_caller(
    first: float, second: float
) -> None:
    with pytest.raises(ValueError, match="with its variance"):
        standardised([1], [Addend(Poisson(1), np.ones(1), first, second)])
