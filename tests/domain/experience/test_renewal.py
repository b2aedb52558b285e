"""What a client should pay next year."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flatwright.domain.experience.renewal import (
    Collar,
    EndingYear,
    HoursSeen,
    Renewal,
    Trends,
    renewal,
)
from flatwright.domain.kernel.problem import Refusal
from tests.domain.reference_values import reference_value

SEEN = HoursSeen(own=0.5, book=0.3, credibility=0.5)
ENDING = EndingYear(
    user_months=300, fixed=12_000, own_hour=50, gross_margin=0.6, current=45_000
)
NARROW = Collar(fall=0.05, rise=0.12)
WIDE = Collar(fall=1, rise=100)


def renewed(
    current: float = 45_000, carried: float = 0, collar: Collar = NARROW
) -> Renewal:
    """The price needed is 45,000: 12,000 + 0.4 x 300 x 50 = 18,000 of cost, at 60%."""
    ending = replace(ENDING, current=current, carried=carried)
    return renewal(SEEN, Trends(), ending, collar)


def test_c09_a_rise_that_the_collar_holds_back() -> None:
    value = reference_value("C09")
    of = value.inputs
    fall, rise = of["collar"]
    made = renewal(
        HoursSeen(own=of["client_rhem"], book=of["book_rhem"], credibility=of["Z"]),
        Trends(tickets=of["freq_trend"], effort=of["effort_trend"], wages=of["wage"]),
        EndingYear(
            user_months=of["user_months"],
            fixed=of["F"],
            own_hour=of["c"],
            gross_margin=of["gm"],
            current=of["current"],
        ),
        Collar(fall=-fall, rise=rise),
    )
    assert made.reactive_hours_per_user == value["rhem"]
    assert made.cost == value["cost"]
    assert made.technical == value["technical"]
    assert made.offered == value["offered"]
    assert made.uncollared_change == value["uncollared_change"]
    assert made.deferred == value["deferred"]
    assert made.because == (
        "We expect 0.43 reactive hours a user and month, so the year costs 20,851 and a "
        "gross margin of 60% needs 52,126 (+24%). A renewal may move the price by +12% at "
        "most, so the offer is 47,040, and 5,086 a year is not yet charged: it stays on "
        "the list for the next renewal."
    )


def test_within_the_collar_the_offer_is_the_price_that_is_needed() -> None:
    made = renewed(current=44_000)
    assert made.offered == made.technical == pytest.approx(45_000)
    assert made.deferred == 0
    assert made.margin == pytest.approx(0.6)
    assert made.because.endswith("The offer is that price: 45,000.")


def test_a_price_falls_no_faster_than_the_collar_lets_it() -> None:
    made = renewed(current=60_000)
    assert made.offered == pytest.approx(57_000)
    assert made.deferred == pytest.approx(-12_000)
    assert "by -5% at most" in made.because
    assert "12,000 a year is not yet given back: it stays" in made.because


def test_what_the_last_renewal_deferred_is_named() -> None:
    made = renewed(current=30_000, carried=4_000)
    assert made.offered == pytest.approx(33_600)
    assert made.deferred == pytest.approx(11_400)
    assert made.newly_deferred == pytest.approx(7_400)
    assert "is not yet charged (4,000 of it since the last renewal)" in made.because


def test_renewals_work_off_what_was_deferred() -> None:
    price, carried = 30_000.0, 0.0
    seen = []
    for _ in range(5):
        made = renewed(current=price, carried=carried)
        price, carried = made.offered, made.deferred
        seen.append(round(price))
    assert seen == [33_600, 37_632, 42_148, 45_000, 45_000]
    assert carried == 0


def test_large_tickets_are_given_back_at_the_books_rate() -> None:
    cut = HoursSeen(own=0.5, book=0.3, credibility=0.5, large=0.02)
    assert cut.weighted == pytest.approx(SEEN.weighted + 0.02)


def test_an_offer_of_nothing_has_no_margin() -> None:
    free = replace(ENDING, fixed=0, user_months=0)
    assert renewal(SEEN, Trends(), free, WIDE).margin == float("-inf")


@given(
    st.floats(0, 1),
    st.floats(0, 2),
    st.floats(-0.3, 0.5),
    st.floats(10_000, 200_000),
)
def test_an_offer_and_what_it_defers_make_the_price_that_is_needed(
    z: float, own: float, wages: float, current: float
) -> None:
    seen = HoursSeen(own=own, book=0.3, credibility=z)
    ending = replace(ENDING, current=current)
    made = renewal(seen, Trends(wages=wages), ending, NARROW)
    assert made.offered + made.deferred == pytest.approx(made.technical)
    assert -0.05 - 1e-9 <= made.change <= 0.12 + 1e-9
    free = renewal(seen, Trends(wages=wages), ending, WIDE)
    assert free.offered == made.technical
    low, high = sorted((own, 0.3))
    assert low - 1e-9 <= made.reactive_hours_per_user <= high + 1e-9


@pytest.mark.parametrize("credibility", [-0.1, 1.1, float("nan")])
def test_credibility_is_a_share(credibility: float) -> None:
    with pytest.raises(Refusal, match=r"from 0 .* to 1") as refusal:
        HoursSeen(own=0.5, book=0.3, credibility=credibility)
    assert refusal.value.code == "impossible_credibility"


@pytest.mark.parametrize("margin", [1.0, 1.5, -0.1, float("nan")])
def test_a_margin_that_no_price_reaches_is_refused(margin: float) -> None:
    with pytest.raises(Refusal, match="less than 100%") as refusal:
        replace(ENDING, gross_margin=margin)
    assert refusal.value.code == "unreachable_margin"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"user_months": -1}, "The exposure in user-months is -1, which cannot be."),
        ({"fixed": -1}, "The cost besides hours is -1"),
        ({"own_hour": float("inf")}, "The cost of an hour is inf, which is no number."),
        ({"current": 0}, "The current price is 0.00. A renewal starts from a price"),
        ({"current": float("nan")}, "The current price is nan."),
        ({"carried": float("nan")}, "The amount carried from the last renewal is nan"),
    ],
)
def test_impossible_years_are_refused(told: dict[str, float], says: str) -> None:
    with pytest.raises(Refusal, match=says) as refusal:
        replace(ENDING, **told)
    assert refusal.value.code == "impossible_renewal"


def test_hours_trends_and_collars_that_cannot_be_are_refused() -> None:
    with pytest.raises(Refusal, match=r"count of hours \(own\) is -1"):
        replace(SEEN, own=-1)
    with pytest.raises(Refusal, match=r"trend of wages is -1\.5, .* Write -1 or more"):
        Trends(wages=-1.5)
    with pytest.raises(Refusal, match="cannot fall by 150%"):
        Collar(fall=1.5, rise=0.1)
    with pytest.raises(Refusal, match=r"most that a price may rise is -0\.1"):
        Collar(fall=0.05, rise=-0.1)
