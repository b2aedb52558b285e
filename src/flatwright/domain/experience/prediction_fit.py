"""The habits of a book: those by which it would have predicted itself best.

From days of the past, with what was known on each, the coming months are predicted, singly
and together, and compared with what came: the composite log-likelihood (Varin, Reid, Firth
2011) of those predictions is made as large as it can be.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import optimize, special

from flatwright.domain.experience.frequency_fit import Counted
from flatwright.domain.experience.gamma_poisson import RateBelief
from flatwright.domain.experience.prediction import Habits, wandering
from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
_EVERY = 3  # months between two days from which the past is predicted
_KNOWN = 0.25  # share of the history that is known on the first of them
_LEAST_MONTHS = 6
_START = (0.5, 0.3, 12.0, 0.05)  # shape, noise, half-life, drift
_BOUNDS = ((1e-2, 1e3), (1e-6, 1e2), (0.2, 240.0), (1e-6, 2.0))
_STEPS = 1500


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class _Trials:
    """Predictions to be made: a row for each client and day from which it is made.

    `tickets`, `exposure`, `age` have the shape (rows, past months), `came` and `expected`
    (the exposure) that of (rows, horizon). A month that is not there has no exposure.
    """

    tickets: Array
    exposure: Array
    age: Array  # of the past months: 0 for the last one
    came: Array
    expected: Array


def habits(history: Mapping[str, Sequence[Counted]], horizon: int) -> Habits:
    """The habits of most likelihood for predictions of up to `horizon` months.

    Months are numbered alike for all clients. Raises Refusal where no month can be
    predicted from earlier ones, or nothing came.
    """
    trials = _trials(history, horizon)
    rate = _rate(history)
    low, high = np.log(np.array(_BOUNDS)).T

    def lost(at: Array) -> float:
        return -_likelihood(trials, rate, np.exp(np.clip(at, low, high)))

    found = optimize.minimize(
        lost,
        np.log(_START),
        method="Nelder-Mead",
        options={"maxiter": _STEPS, "maxfev": _STEPS, "xatol": 1e-3, "fatol": 1e-4},
    )
    shape, noise, half_life, drift = np.exp(np.clip(found.x, low, high)).tolist()
    book = RateBelief(mean=rate, shape=shape)
    return Habits(book=book, noise=noise, drift=drift, half_life=half_life)


def _trials(history: Mapping[str, Sequence[Counted]], horizon: int) -> _Trials:
    """All rows; a client has one from the day on that its first month is over."""
    told = [c.month for months in history.values() for c in months]
    start, end = (min(told), max(told) + 1) if told else (0, 0)
    first = start + max(_LEAST_MONTHS, round(_KNOWN * (end - start)))
    origins = range(first, end, _EVERY)
    shape = len(history), end - start + horizon
    tickets, exposure = np.zeros(shape), np.zeros(shape)
    for row, months in enumerate(history.values()):
        for each in months:
            tickets[row, each.month - start] += each.tickets
            exposure[row, each.month - start] += each.exposure
    rows = [(tickets, exposure, origin - start, horizon) for origin in origins]
    pieces = [_from(*row) for row in rows]
    if not sum(float(piece.came.sum()) for piece in pieces) > 0:
        says = (
            f"The history has {end - start} months, and none with a ticket that earlier "
            "months could have predicted. More than half a year of tickets is needed."
        )
        raise Refusal(code="too_little_history", says=says)
    return _Trials(
        **{
            name: np.concatenate([getattr(piece, name) for piece in pieces])
            for name in _Trials.__slots__
        }
    )


def _from(tickets: Array, exposure: Array, origin: int, horizon: int) -> _Trials:
    """The rows of one day: `origin` months are known, padded to the history's length."""
    width = tickets.shape[1]
    is_past = np.arange(width) < origin
    known = exposure[:, :origin].any(axis=1)
    soon = slice(origin, origin + horizon)
    known &= exposure[:, soon].any(axis=1)
    return _Trials(
        tickets=np.where(is_past, tickets, 0.0)[known],
        exposure=np.where(is_past, exposure, 0.0)[known],
        age=np.tile(np.maximum(origin - 1 - np.arange(width), 0.0), (int(known.sum()), 1)),
        came=tickets[known, soon],
        expected=exposure[known, soon],
    )


def _rate(history: Mapping[str, Sequence[Counted]]) -> float:
    """The book's rate: of all its months together.

    It is not fitted: a client who is known hardly tells what an unknown one is like.
    """
    told = [each for months in history.values() for each in months]
    return sum(each.tickets for each in told) / sum(each.exposure for each in told)


def _likelihood(trials: _Trials, mean: float, at: Array) -> float:
    """Of all months singly, and of each client's months together."""
    shape, noise, half_life, drift = at.tolist()
    belief, rate = _levels(trials, (shape, mean), noise, half_life)
    ahead = np.arange(1, trials.came.shape[1] + 1, dtype=np.float64)
    square = wandering(noise, drift, ahead)
    once = 1 + 1 / belief
    singly = 1 / (np.outer(once, np.diag(square)) - 1)
    there = trials.expected > 0
    count = rate[:, None] * trials.expected
    months = _log_chances(trials.came[there], count[there], singly[there])
    share = trials.expected / trials.expected.sum(axis=1, keepdims=True)
    together = 1 / (once * np.einsum("rs,st,rt->r", share, square, share) - 1)
    return months + _log_chances(trials.came.sum(axis=1), count.sum(axis=1), together)


def _levels(
    trials: _Trials, book: tuple[float, float], noise: float, half_life: float
) -> tuple[Array, Array]:
    """`Habits.level` for all rows at once: shapes and means."""
    shape, mean = book
    counts_for = 0.5 ** (trials.age / half_life)
    weight = (counts_for * (trials.exposure > 0)).sum(axis=1)
    tickets = (counts_for * trials.tickets).sum(axis=1)
    exposure = (counts_for * trials.exposure).sum(axis=1)
    rough = (shape + tickets) / (shape / mean + exposure)
    tells = 1 / (1 + noise * rough * exposure / weight)
    belief = shape + tells * tickets
    return belief, belief / (shape / mean + tells * exposure)


def _log_chances(came: Array, mean: Array, size: Array) -> float:
    """Of negative binomial counts, without the terms that no parameter moves."""
    ways = special.gammaln(came + size) - special.gammaln(size)
    rest = came * np.log(mean / (mean + size)) - size * np.log1p(mean / size)
    return float((ways + rest).sum())
