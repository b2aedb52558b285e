"""The client's bill if the same help were billed by the hour, ticket by ticket.

Help that costs is asked for less: of the hours that a client could use, those are called
for that are worth their price to them (value.py). Billed time is rounded up by ticket.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.coverage.terms import clause_rates
from flatwright.domain.kernel.money import MICRO, minor_digits
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.pricing.certainty import KNOWN, Billed, Together
from flatwright.domain.pricing.compound import Addend, of_demand
from flatwright.domain.pricing.frequency import Poisson
from flatwright.domain.pricing.lanes import BILLED, Lanes
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.minutes import Given, PaidTime, on_grid
from flatwright.domain.pricing.served import Noise

Array = NDArray[np.float64]
LONGEST = 16 * 60.0  # minutes: longer work is a project, whoever pays for it
_FINE = 1.0  # minutes: whole ones are worked
_NOISE = 1e-9
_A_NIGHT = 1  # the place of a weekday night's rate among a clause's four


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """Tickets of one effort that are billed: so many a year, at a rate an hour."""

    tickets: float
    effort: PaidTime
    rate: float
    steady: bool


def rates_of(lanes: Lanes) -> dict[int, float]:
    """What an hour under each clause costs the client, by day or at a weekday's night."""
    made = {}
    for number, clause in enumerate(lanes.clauses):
        if clause.outcome in BILLED:
            place = _A_NIGHT if clause.outcome is Outcome.AFTER_HOURS else 0
            micro = clause_rates(lanes.plan, clause)[place]
            made[number] = micro / MICRO / 10 ** minor_digits(lanes.plan.currency)
    return made


def called_for(rate: float, worth: float) -> float:
    """The share of potential hours that are worth their price: exp(-r / beta)."""
    return float(np.exp(-rate / worth)) if worth else float(rate == 0)


def without_plan(lanes: Lanes, rate: float) -> list[Called]:
    """A year of help at one rate an hour, as much of it as is called for at that price."""
    classes = lanes.book.classes
    return [
        Called(
            tickets=tickets * 12 * called_for(rate, float(classes[name].worth)),
            effort=PaidTime(Given(classes[name].minutes), ((0.0, LONGEST),)),
            rate=rate,
            steady=classes[name].steady,
        )
        for (name, _), tickets in lanes.tickets.items()
    ]


def still_billed(lanes: Lanes, rates: Mapping[int, float]) -> list[Called]:
    """What a plan leaves to be billed in a year, by layer, as much as is called for.

    `rates` are what an hour under each clause costs.

    An allowance that other tickets draw from is taken as not left: a little too dear.
    """
    made = []
    for lane in lanes.of:
        for step, (low, high) in lane.way.layers():
            rate = rates.get(step.clause)
            if rate is not None:
                layer = low, min(high, low + LONGEST)
                tickets = lane.tickets * 12 * called_for(rate, lane.worth)
                effort = PaidTime(lane.of, (layer,))
                made.append(
                    Called(tickets=tickets, effort=effort, rate=rate, steady=lane.steady)
                )
    return made


def bill(called: Sequence[Called], noise: Noise, rounding: int) -> Loss:
    """The distribution of a year's bill: money, on a grid of the rounding at one rate.

    Raises ValueError where rates differ.
    """
    if len({each.rate for each in called}) > 1:
        msg = "a bill of several rates has no even grid"
        raise ValueError(msg)
    step = float(max(rounding, 1))
    parts = []
    for (is_steady, _), (tickets, effort) in _pooled(called, step).items():
        frequency = Poisson(tickets) if is_steady else noise.of(tickets)
        points = np.arange(len(effort)) * step
        first, second = float(effort @ points), float(effort @ points**2)
        parts.append(Addend(frequency, effort, first, second))
    rate = called[0].rate if called else 0.0
    return of_demand(parts, step).scaled(rate / 60)


def groups(called: Sequence[Called], noise: Noise, rounding: int) -> list[Together]:
    """The same bill as groups of classes, for its certainty equivalent."""
    step = float(max(rounding, 1))
    pools = _pooled(called, step)
    made = []
    for steady in (False, True):
        of = tuple(
            Billed(
                tickets=tickets,
                minutes=np.asarray(np.arange(len(effort)) * step, dtype=np.float64),
                shares=effort,
                rate=rate,
            )
            for (is_steady, rate), (tickets, effort) in pools.items()
            if is_steady is steady
        )
        shape = KNOWN if steady or noise.shape is None else noise.shape
        made.append(Together(classes=of, kappa=shape))
    return made


def _pooled(
    called: Sequence[Called], step: float
) -> dict[tuple[bool, float], tuple[float, Array]]:
    """Tickets and the effort of one of them, by steadiness and rate."""
    sums: dict[tuple[bool, float], tuple[float, Array]] = {}
    for each in called:
        if each.tickets:
            key = each.steady, each.rate
            tickets, effort = sums.get(key, (0.0, np.zeros(int(LONGEST / step) + 1)))
            more = each.tickets * rounded_up(each.effort, step)
            sums[key] = tickets + each.tickets, effort + more
    return {key: (tickets, effort / tickets) for key, (tickets, effort) in sums.items()}


@lru_cache(maxsize=8192)
def rounded_up(effort: PaidTime, step: float) -> Array:
    """Chances of 0, step, 2 step ... billed minutes of one ticket, up to the longest."""
    fine = on_grid(effort, _FINE)
    minutes = np.arange(len(fine)) * _FINE
    places = np.ceil(minutes / step - _NOISE).astype(np.int64)
    made = np.bincount(places, fine, int(LONGEST / step) + 1)
    return np.asarray(made, dtype=np.float64)
