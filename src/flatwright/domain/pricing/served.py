"""Cost to serve: the distribution of covered minutes of a client in a period."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.limit import Period as Renewal
from flatwright.domain.plan.limit import Scope, Unit
from flatwright.domain.pricing.compound import Addend, of_demand
from flatwright.domain.pricing.frequency import (
    Frequency,
    NegativeBinomial,
    Poisson,
    at_most,
    still_allowed,
)
from flatwright.domain.pricing.lanes import Lane, Lanes
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.minutes import PaidTime, on_grid
from flatwright.domain.pricing.ways import Counted

Array = NDArray[np.float64]
_STEPS = (1 / 16, 1 / 8, 1 / 4, 1 / 2, 1.0, 3.0, 5.0, 15.0, 30.0, 60.0)
_SPREAD = 3e-4  # six times the share of the variance that a grid may add


@dataclass(frozen=True, slots=True)
class Noise:
    """How loud a client is: a gamma noise; without a shape it is known to be the mean."""

    mean: float = 1.0
    shape: float | None = None

    def of(self, tickets: float) -> Frequency:
        """The count of tickets that would be so many from a usual client."""
        if self.shape is None:
            return Poisson(self.mean * tickets)
        return NegativeBinomial(self.mean * tickets, self.shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Months of an agreement year: factors of those before it, and of its own (`busy`)."""

    busy: tuple[float, ...] = (1.0,) * 12
    before: tuple[float, ...] = ()

    @property
    def months(self) -> float:
        """How many usual months it is worth."""
        return sum(self.busy)


YEAR = Span()


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """Expected minutes of one class that one clause takes in a period."""

    demand: str
    clause: int
    outcome: Outcome
    minutes: float
    worth: float  # of an hour to the client


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Served:
    """What a client draws in a period: `minutes` are those that the flat fee pays."""

    minutes: Loss
    tickets: float  # expected, covered or not
    uses: tuple[Use, ...]
    error: float = 0.0  # of the mean's minutes, where years were simulated

    @property
    def hours(self) -> Loss:
        """The same distribution in hours."""
        return self.minutes.scaled(1 / 60)

    def expected(self, outcome: Outcome) -> float:
        """Expected minutes with an outcome."""
        return sum(use.minutes for use in self.uses if use.outcome is outcome)


@dataclass(frozen=True)
class Bundle:
    """Tickets that are counted together: `copies` independent counts, and their lanes."""

    frequency: Frequency
    lanes: tuple[Lane, ...]
    copies: int = 1
    counted: Counted | None = None

    @cached_property
    def parts(self) -> dict[PaidTime, float]:
        """What is paid of a ticket, and the share of such among those that are counted."""
        if self.counted:
            total = sum(lane.tickets * lane.of.share for lane in self.lanes)
        else:
            total = sum(lane.tickets for lane in self.lanes)
        made: dict[PaidTime, float] = defaultdict(float)
        for lane in self.lanes:
            paid = lane.covered_while_left if self.counted else lane.covered
            made[paid] += lane.tickets / total
        return dict(made)

    @cached_property
    def moments(self) -> tuple[float, float]:
        """E[X] and E[X^2] of the covered minutes of one ticket."""
        both = [(share, paid.moments()) for paid, share in self.parts.items()]
        return (
            sum(share * first for share, (first, _) in both),
            sum(share * second for share, (_, second) in both),
        )

    def on(self, step: float) -> Addend:
        """The bundle on a grid."""
        each = [(share, on_grid(paid, step)) for paid, share in self.parts.items()]
        effort = np.zeros(max(len(chances) for _, chances in each))
        for share, chances in each:
            effort[: len(chances)] += share * chances
        effort[0] += 1.0 - effort.sum()  # tickets of another branch take nothing
        return Addend(self.frequency, effort, *self.moments, self.copies)


def is_exact(lanes: Lanes) -> bool:
    """Whether no ticket's cover depends on another's but by a person's yearly count."""
    return all(not lane.way.counted or _is_of_a_person(lane) for lane in lanes.of)


def served(lanes: Lanes, noise: Noise, span: Span = YEAR) -> Served:
    """The distribution of covered minutes, exact on a grid that follows the client.

    Classes share one noise but for the steady ones. What a person's yearly count covers is
    min(N, k) for each person. Raises ValueError for lanes whose minutes depend on other
    tickets': those are simulated; Refusal for rates that no client has.
    """
    if not is_exact(lanes):
        msg = "these allowances are shared by tickets: simulate them"
        raise ValueError(msg)
    of = bundles(lanes, noise, span)
    step = _step(of)
    return Served(
        minutes=of_demand([bundle.on(step) for bundle in of], step),
        tickets=sum(_came(x, noise, span) * x.of.share for x in lanes.of),
        uses=uses(lanes, noise, span),
    )


def bundles(lanes: Lanes, noise: Noise, span: Span) -> list[Bundle]:
    """Lanes with some cover, as far as they are counted together."""
    free = [lane for lane in lanes.of if not lane.way.counted and lane.covered.layers]
    made = []
    for pool in ([x for x in free if not x.steady], [x for x in free if x.steady]):
        if pool:
            tickets = sum(lane.tickets for lane in pool) * span.months
            frequency = Poisson(tickets) if pool[0].steady else noise.of(tickets)
            made.append(Bundle(frequency, tuple(pool)))
    for counted, drawing in _by_allowance(lanes).items():
        frequency = _of_a_person(drawing, lanes.users, counted, span)
        made.append(Bundle(frequency, drawing, lanes.users, counted))
    return made


def uses(lanes: Lanes, noise: Noise, span: Span) -> tuple[Use, ...]:
    """Expected minutes by class and clause, in closed form."""
    left = {}
    for counted, drawing in _by_allowance(lanes).items():
        drawn = lanes.users * _of_a_person(drawing, lanes.users, counted, span).mean
        came = sum(lane.tickets * lane.of.share for lane in drawing) * span.months
        left[counted] = drawn / came
    made = []
    for lane in lanes.of:
        drawn_from, came = lane.way.counted, _came(lane, noise, span)
        share = left[drawn_from[0]] if drawn_from else 0.0
        for is_left, part in ((True, share), (False, 1 - share)):
            for step, layer in lane.way.layers(left=is_left) if part else ():
                minutes, _ = PaidTime(lane.of, (layer,)).moments()
                made.append(
                    Use(
                        demand=lane.demand,
                        clause=step.clause,
                        outcome=step.outcome,
                        minutes=minutes * part * came,
                        worth=lane.worth,
                    )
                )
    return tuple(made)


def _is_of_a_person(lane: Lane) -> bool:
    """One yearly count of a person, of a steady class, beyond which nothing is covered."""
    _, limit = lane.way.counted[0]
    return (
        len(lane.way.counted) == 1
        and lane.steady
        and limit.per is Scope.PERSON
        and limit.unit in (Unit.TIMES, Unit.TICKETS)
        and not limit.rollover
        and limit.each not in (Renewal.MONTH, Renewal.QUARTER)
        and not lane.covered.layers
    )


def _by_allowance(lanes: Lanes) -> dict[Counted, tuple[Lane, ...]]:
    made: dict[Counted, list[Lane]] = defaultdict(list)
    for lane in lanes.of:
        if lane.way.counted:
            made[lane.way.counted[0]].append(lane)
    return {counted: tuple(drawing) for counted, drawing in made.items()}


def _of_a_person(
    drawing: Sequence[Lane], persons: int, counted: Counted, span: Span
) -> Frequency:
    """How many of one person's tickets a yearly allowance covers in a span."""
    a_month = sum(lane.tickets * lane.of.share for lane in drawing) / persons
    allowed = counted[1].amount
    now = Poisson(a_month * span.months)
    if not span.before:
        return at_most(now, allowed)
    return still_allowed(Poisson(a_month * sum(span.before)), now, allowed)


def _came(lane: Lane, noise: Noise, span: Span) -> float:
    """Expected tickets of a lane, those of other branches among them."""
    return lane.tickets * span.months * (1.0 if lane.steady else noise.mean)


def _step(of: Sequence[Bundle]) -> float:
    """The widest step that adds no more than a twentieth of a per mille to the variance."""
    variance = tickets = 0.0
    for bundle in of:
        first, second = bundle.moments
        part = Addend(bundle.frequency, np.ones(1), first, second, bundle.copies)
        variance += part.variance
        tickets += bundle.copies * bundle.frequency.mean
    if not tickets:
        return 1.0
    widest = (_SPREAD * variance / tickets) ** 0.5
    return max([step for step in _STEPS if step <= widest], default=_STEPS[0])
