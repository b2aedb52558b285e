"""What clients will ask for: learnt from the book, forgotten with time, wider with it."""

from dataclasses import replace

import numpy as np
import pytest

from flatwright.domain.experience.frequency_fit import Counted
from flatwright.domain.experience.gamma_poisson import RateBelief, count_interval
from flatwright.domain.experience.prediction import Habits, efforts, hours, wandering
from flatwright.domain.experience.prediction_fit import habits
from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.frequency import NegativeBinomial
from flatwright.domain.pricing.severity import Lognormal

BOOK = RateBelief(mean=10.0, shape=4.0)
STEADY = Habits(book=BOOK, noise=0.0, drift=0.0, half_life=1e9)


def months(*tickets: float) -> list[Counted]:
    """Counts of months 0, 1, 2 ... of one unit."""
    return [Counted(tickets=t, exposure=1.0, month=n) for n, t in enumerate(tickets)]


def test_a_client_of_whom_nothing_is_known_is_the_books() -> None:
    assert STEADY.level([], 0) == BOOK
    assert STEADY.level(months(20, 20), 0) == BOOK  # later months are not looked at


def test_without_noise_a_level_is_exact_credibility() -> None:
    assert STEADY.level(months(20, 24), 2).mean == pytest.approx(BOOK.after(44, 2).mean)


def test_a_noisy_month_tells_less() -> None:
    quiet, noisy = (
        replace(STEADY, noise=each).level(months(20, 24), 2) for each in (0, 0.5)
    )
    assert BOOK.mean < noisy.mean < quiet.mean
    assert noisy.shape < quiet.shape


def test_old_months_are_forgotten() -> None:
    forgetful = replace(STEADY, half_life=2.0)
    rose = months(2, 2, 2, 2, 30, 30)
    assert forgetful.level(rose, 6).mean > STEADY.level(rose, 6).mean


def test_months_farther_ahead_are_less_certain() -> None:
    wanders = replace(STEADY, drift=0.05, noise=0.1)
    soon, late = (wanders.count(BOOK, [1.0], first) for first in (1, 12))
    assert soon.mean == pytest.approx(late.mean)
    assert soon.variance < late.variance
    assert soon.variance > BOOK.count(1.0).variance


def test_months_together_are_correlated() -> None:
    wanders = replace(STEADY, drift=0.05, noise=0.1)
    year = wanders.count(BOOK, [1.0] * 12)
    apart = sum(wanders.count(BOOK, [1.0], n + 1).variance for n in range(12))
    assert year.mean == pytest.approx(120)
    assert year.variance > apart
    assert STEADY.count(BOOK, [1.0]).variance == pytest.approx(BOOK.count(1.0).variance)


def test_a_level_that_never_changes_does_not_wander() -> None:
    assert wandering(0.0, 0.0, np.arange(3.0)).tolist() == np.ones((3, 3)).tolist()


def test_hours_are_a_sum_of_efforts() -> None:
    made = hours(NegativeBinomial(30, 4), Lognormal(60, 1.0), 2000)
    assert made.mean == pytest.approx(30 * Lognormal(60, 1.0).mean / 60, rel=2e-3)
    low, high = made.interval(0.8)
    assert low < made.mean < high


def test_a_clients_effort_is_believed_as_far_as_its_tickets_go() -> None:
    rng = np.random.default_rng(1)
    told = {
        "many": np.exp(rng.normal(np.log(30), 0.8, 200)).tolist(),
        "other": np.exp(rng.normal(np.log(90), 0.8, 200)).tolist(),
        "few": [200.0, 210.0],
    }
    of_clients, book = efforts(told)
    assert of_clients["many"].median == pytest.approx(30, rel=0.15)
    assert book.median < of_clients["few"].median < 200
    assert book.sigma > of_clients["many"].sigma


def drawn(kappa: float, noise: float, clients: int = 40) -> dict[str, list[Counted]]:
    """Clients of a gamma level of mean 8, with a noise of its own in each month."""
    rng = np.random.default_rng(5)
    made = {}
    for n in range(clients):
        level = rng.gamma(kappa, 8 / kappa)
        loud = rng.gamma(1 / noise, noise, 24) if noise else np.ones(24)
        made[f"c{n}"] = months(*map(float, rng.poisson(level * loud)))
    return made


def test_habits_are_found_again() -> None:
    found = habits(drawn(4, 0.2), 6)
    assert found.book.mean == pytest.approx(8, rel=0.3)
    assert found.noise == pytest.approx(0.2, abs=0.12)
    assert found.half_life > 6


def test_ranges_hold_as_often_as_they_say() -> None:
    """Eighteen months are known, six are predicted, of forty clients."""
    history = drawn(3, 0.2)
    known = {name: told[:18] for name, told in history.items()}
    of = habits(known, 6)
    held = []
    for name, told in history.items():
        level = of.level(known[name], 18)
        for ahead, month in enumerate(told[18:], start=1):
            found = count_interval(of.count(level, [1.0], ahead), 0.8)
            held.append(found.low <= month.tickets <= found.high)
    assert 0.75 < np.mean(held) < 0.95


@pytest.mark.parametrize("history", [{}, {"a": months(3, 4)}, {"a": months(*[0.0] * 24)}])
def test_a_history_that_predicts_nothing_is_refused(
    history: dict[str, list[Counted]],
) -> None:
    with pytest.raises(Refusal, match="More than half a year") as refusal:
        habits(history, 3)
    assert refusal.value.code == "too_little_history"
