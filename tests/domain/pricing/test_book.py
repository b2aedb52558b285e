"""A book of clients at once, against each client computed alone on a fine grid."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing import book as module
from flatwright.domain.pricing.book import quantiles_of_book
from flatwright.domain.pricing.book_of_clients import BookOfClients
from flatwright.domain.pricing.compound import Addend, compounded
from flatwright.domain.pricing.frequency import NegativeBinomial, Poisson
from flatwright.domain.pricing.minutes import Given, PaidTime, on_grid
from flatwright.domain.pricing.severity import Lognormal

SHARES = (0.5, 0.95, 0.99)
PAID = (
    PaidTime(Given(Lognormal(20, 1.0)), ((0.0, 240.0),)),  # a user's
    PaidTime(Given(Lognormal(45, 1.1)), ((0.0, 240.0),)),  # a server's
    PaidTime(Given(Lognormal(12, 0.9)), ((0.0, 60.0),)),  # questions, an hour of each
)
USER = np.array([5.4, 0.6, 2.0])  # tickets a year
EFFORTS = tuple(on_grid(paid, 1.0) for paid in PAID)
LAST_STEADY = (False, False, True)


def clients(tickets: Any, **told: Any) -> BookOfClients:
    """A book of clients with the three classes above."""
    return BookOfClients(
        tickets=np.asarray(tickets, dtype=np.float64), efforts=EFFORTS, **told
    )


def alone(of: BookOfClients, client: int, step: float) -> list[float]:
    """One client's quantiles on a grid of its own."""
    parts = []
    for is_steady in (False, True):
        tickets = of.tickets[client] * (of.is_steady == is_steady)
        total, kappa = tickets.sum(), of.shapes[client]
        if not total:
            continue
        known = is_steady or np.isinf(kappa)
        grids = [on_grid(paid, step) for paid in PAID]
        effort = np.zeros(max(len(each) for each in grids))
        for share, each in zip(tickets / total, grids, strict=True):
            effort[: len(each)] += share * each
        frequency = Poisson(total) if known else NegativeBinomial(total, kappa)
        moments = np.array([paid.moments() for paid in PAID]).T @ tickets / total
        parts.append(Addend(frequency, effort, *moments.tolist()))
    made = compounded(parts, step)
    return [made.quantile(share) for share in SHARES]


@pytest.mark.parametrize("kappa", [None, 0.8, 4.0, 100.0])
@pytest.mark.parametrize("steady", [(), LAST_STEADY])
@pytest.mark.parametrize(
    ("users", "step"),
    [(0.25, 1 / 8), (1, 1 / 8), (4, 1 / 8), (25, 1 / 2), (500, 4.0)],
)
def test_quantiles_are_those_of_a_fine_grid(
    kappa: float | None, steady: tuple[bool, ...], users: float, step: float
) -> None:
    """Within half of a per cent: of a small client, within half of a minute."""
    of = clients([USER * users], kappa=kappa, steady=steady)
    exact = alone(of, 0, step if kappa else min(step, 1.0))
    assert quantiles_of_book(of, SHARES)[0] == pytest.approx(exact, rel=0.002, abs=0.5)


def test_clients_of_all_sizes_stand_in_one_book() -> None:
    rng = np.random.default_rng(5)
    users = np.exp(rng.normal(np.log(8), 1.2, 30))
    tickets = users[:, None] * USER * rng.gamma(4, 1 / 4, (30, 3))
    of = clients(tickets, kappa=rng.choice([1.0, 4.0, np.inf], 30), steady=LAST_STEADY)
    made = quantiles_of_book(of, SHARES)
    for client in range(0, 30, 3):
        step = 1 / 4 if of.means[client] < 5000 else 1.0
        exact = alone(of, client, step)
        assert made[client] == pytest.approx(exact, rel=0.002, abs=0.5)


def test_allowances_of_a_quarter_hour_leave_steps_that_are_seen() -> None:
    quarter = PaidTime(Given(Lognormal(20, 1.0)), ((0.0, 15.0),))
    for tickets, median in ((3.0, 34.4), (10.0, 122.1), (80.0, 994.4)):
        of = BookOfClients(tickets=np.array([[tickets]]), efforts=[on_grid(quarter, 1.0)])
        assert quantiles_of_book(of, [0.5])[0, 0] == pytest.approx(median, rel=0.005)


def test_few_tickets_of_an_hour_each_are_whole_hours() -> None:
    hour = np.zeros(61)
    hour[60] = 1
    of = BookOfClients(tickets=np.array([[0.5], [2.0]]), efforts=[hour])
    made = quantiles_of_book(of, (0.5, 0.7, 0.95, 0.99))
    assert made[0].tolist() == [0, 60, 120, 180]
    assert made[1] == pytest.approx([120, 180, 300, 360])


def test_nothing_is_the_quantile_as_often_as_nobody_calls() -> None:
    of = clients([[0.0, 0.0, 0.0], [0.5, 0.0, 0.0]])
    quiet = float(np.exp(-0.5 * (1 - EFFORTS[0][0])))
    made = quantiles_of_book(of, (quiet - 1e-6, quiet + 0.01))
    assert made[0].tolist() == [0, 0]
    assert made[1, 0] == 0
    assert made[1, 1] > 0


def test_means_and_deviations_are_those_of_the_classes() -> None:
    """Var S = sum of L m2 + (L m1)^2 / kappa of the classes that share the noise."""
    of = clients([USER * 25], kappa=4.0, steady=LAST_STEADY)
    first, second = np.array([paid.moments() for paid in PAID]).T
    noisy = (25 * USER * first)[:2].sum()
    variance = 25 * USER @ second + noisy**2 / 4
    assert of.means == pytest.approx([25 * USER @ first], rel=1e-6)
    assert of.deviations == pytest.approx([variance**0.5], rel=1e-4)


@given(
    st.lists(st.floats(0.1, 300), min_size=2, max_size=5),
    st.sampled_from([None, 1.0, 4.0]),
)
@settings(max_examples=25, deadline=None)
def test_a_client_has_the_same_year_in_every_book(
    sizes: list[float], kappa: float | None
) -> None:
    """And more tickets, or a larger share, never mean fewer minutes."""
    tickets = np.outer(np.sort(sizes), USER)
    of = clients(tickets, kappa=kappa)
    made = quantiles_of_book(of, SHARES)
    for place, row in enumerate(tickets):
        single = quantiles_of_book(clients([row], kappa=kappa), SHARES)
        assert made[place] == pytest.approx(single[0], rel=1e-9)
    assert (np.diff(made, axis=1) >= 0).all()
    assert (np.diff(made, axis=0) >= -0.002 * made[1:] - 0.5).all()


def test_a_year_beyond_its_grid_is_noticed_and_computed_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    without_steady = [60, 10, 0]
    of = clients([USER * 5, without_steady], kappa=[4.0, np.inf], steady=LAST_STEADY)
    monkeypatch.setattr(module, "_BEYOND", 80.0)
    made = quantiles_of_book(of, SHARES)
    assert made.tolist() == [alone(of, client, 1.0) for client in (0, 1)]


@pytest.mark.parametrize(
    ("tickets", "told", "says"),
    [
        ([[1, 2, 3], [1, -2, 3]], {}, "Client 2 of the book has tickets of -2,"),
        ([[1, 2, np.nan]], {}, "Client 1 of the book has tickets of nan,"),
        ([[1, 2, np.inf]], {}, "Client 1 of the book has tickets of inf,"),
        ([[1, 2, 3]], {"kappa": 0.0}, "Client 1 of the book has kappa of 0,"),
        ([[1, 2, 3]] * 2, {"kappa": [1.0, -1.0]}, "Client 2 of the book has kappa of -1,"),
    ],
)
def test_rates_that_no_history_shows_are_refused(
    tickets: Any, told: dict[str, Any], says: str
) -> None:
    with pytest.raises(Refusal, match=says) as refused:
        clients(tickets, **told)
    assert refused.value.code == "impossible_frequency"


@pytest.mark.parametrize(
    ("tickets", "told", "says"),
    [
        ([1, 2, 3], {}, r"shape \(3,\) are not clients by 3 classes"),
        ([[1, 2]], {}, r"shape \(1, 2\) are not clients by 3 classes"),
        ([[1, 2, 3]], {"kappa": [4.0, 4.0]}, "neither one kappa nor one for each client"),
        ([[1, 2, 3]], {"steady": [True]}, "1 words on steadiness"),
    ],
)
def test_shapes_that_do_not_fit_are_told(
    tickets: Any, told: dict[str, Any], says: str
) -> None:
    with pytest.raises(ValueError, match=says):
        clients(tickets, **told)


@pytest.mark.parametrize("shares", [(), (0.5, 1.0), (0.0,), (float("nan"),)])
def test_a_share_is_between_nought_and_one(shares: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="shares between 0 and 1"):
        quantiles_of_book(clients([USER]), shares)


def test_a_book_of_nobody_has_no_years() -> None:
    assert quantiles_of_book(clients(np.zeros((0, 3))), SHARES).shape == (0, 3)
