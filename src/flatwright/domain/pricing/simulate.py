"""Cost to serve where tickets share allowances: many years, counted as decisions count.

The clauses' own counting function walks every ticket of every year. Demand is drawn class
by class from streams that do not depend on the plan, so two plans meet the same years
(common random numbers), and a difference is the plans'.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.coverage import walk
from flatwright.domain.coverage.counting import counters_for
from flatwright.domain.coverage.terms import SCOPES, Terms, terms
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.limit import Scope
from flatwright.domain.pricing.lanes import Lanes
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.served import YEAR, Noise, Served, Span, Use
from flatwright.domain.pricing.streams import Stream, streams
from flatwright.domain.records.agreement import Agreement, VersionInForce
from flatwright.domain.records.client import Client

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Count = Callable[..., int]
_FIRST, _LAST = date(2001, 1, 1), date(2001, 12, 31)
_MONTH = 30  # days that are drawn from; a year's last days are of its last month


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """How many years, from which seed, and how they are counted: compiled or not."""

    years: int = 2000
    seed: int = 1
    count: Count = walk.walk


class Tickets(NamedTuple):
    """Tickets of all years in the order of year and time; each field of shape (n,)."""

    year: Ints
    day: Ints  # of the agreement year
    minutes: Ints
    person: Ints
    row: Ints  # of the situations
    stream: Ints


def simulated(lanes: Lanes, noise: Noise, trial: Trial, span: Span = YEAR) -> Served:
    """The distribution of covered minutes of a span, from simulated agreement years."""
    of = streams(lanes)
    tickets = _drawn(of, noise, trial, (lanes.users, span))
    ticket, clause, minutes = _walked(tickets, lanes, trial)
    inside = tickets.day >= _first_day(span)
    minutes = np.where(inside[ticket], minutes, 0)
    is_paid = np.array([each.outcome is Outcome.COVERED for each in lanes.clauses])
    paid = np.where(is_paid[clause], minutes, 0)
    of_year = np.bincount(tickets.year[ticket], paid, trial.years).astype(np.int64)
    return Served(
        minutes=Loss(1.0, np.bincount(of_year) / trial.years),
        tickets=float(inside.sum()) / trial.years,
        uses=_uses(tickets.stream[ticket], clause, minutes / trial.years, (of, lanes)),
        error=float(of_year.std()) / trial.years**0.5,
    )


def _drawn(
    of: tuple[Stream, ...], noise: Noise, trial: Trial, within: tuple[int, Span]
) -> Tickets:
    """The tickets of every stream, in the order of year and day."""
    users, span = within
    months = np.array((*span.before, *span.busy))
    seeds = np.random.SeedSequence(trial.seed).spawn(len(of) + 1)
    loud = np.full(trial.years, noise.mean)
    if noise.shape is not None:
        rng = np.random.default_rng(seeds[0])
        loud = rng.gamma(noise.shape, noise.mean / noise.shape, trial.years)
    each = [
        _of_stream(place, (of[place], np.random.default_rng(seed)), (loud, months, users))
        for place, seed in enumerate(seeds[1:])
    ]
    joined = [np.concatenate(column) for column in zip(*each, strict=True)]
    order = np.lexsort((joined[1], joined[0]))
    return Tickets(*(column[order] for column in joined))


def _of_stream(
    place: int, of: tuple[Stream, np.random.Generator], within: tuple[Floats, Floats, int]
) -> Tickets:
    (stream, rng), (loud, months, users) = of, within
    rate = stream.tickets * months.sum()
    counts = rng.poisson(rate * (np.ones_like(loud) if stream.steady else loud))
    total = int(counts.sum())
    month = rng.choice(len(months), total, p=months / months.sum())
    effort = np.exp(rng.normal(stream.effort.mu, stream.effort.sigma, total))
    estimate = effort * np.exp(rng.normal(-(stream.tau**2) / 2, stream.tau, total))
    return Tickets(
        year=np.repeat(np.arange(len(loud)), counts),
        day=month * _MONTH + rng.integers(0, _MONTH, total),
        minutes=np.maximum(1, np.rint(effort)).astype(np.int64),
        person=rng.integers(0, max(1, users), total),
        row=stream.rows(rng.random(total), estimate, effort),
        stream=np.full(total, place),
    )


def _walked(tickets: Tickets, lanes: Lanes, trial: Trial) -> tuple[Ints, Ints, Ints]:
    """Which ticket gave how many minutes to which clause."""
    under, size = _terms(lanes), len(tickets.year)
    masks = np.array([sum(1 << step.clause for step in way.steps) for way in lanes.ways])
    first = _FIRST.toordinal() - under.calendar.first_day
    people = max(1, lanes.users)
    owner = {
        Scope.PERSON: (tickets.year * people + tickets.person, trial.years * people),
        Scope.INSTALLATION: (np.arange(size), size),  # each has a first training of its own
    }
    of_client = tickets.year, trial.years
    rows = walk.Rows(
        minutes=tickets.minutes,
        holds=masks[lanes.way_of[tickets.row]],
        base=np.zeros(size, dtype=np.int64),
        item=np.arange(size),
        day=tickets.day + first,
        uses=np.ones(size, dtype=np.int64),
        slot=np.array([owner.get(scope, of_client)[0] for scope in SCOPES]),
        turn=np.array(under.calendar.turn),
    )
    owners = [owner.get(scope, of_client)[1] for scope in SCOPES]
    began = [int(turn[first]) for turn in under.calendar.turn]
    counters = counters_for(under, under.calendar, owners, began)
    most = size * (len(under.limited) + 1)
    taken = walk.Taken(*(np.zeros(most, dtype=np.int64) for _ in range(3)))
    columns = walk.Clauses(*map(np.array, under.limits))
    made = trial.count((0, size, 0), rows, columns, _arrays(counters), taken)
    return taken.row[:made], taken.clause[:made], taken.minutes[:made]


def _arrays(counters: walk.Counters) -> walk.Counters:
    return walk.Counters(*(np.array(each, dtype=np.int64) for each in counters))


def _uses(
    stream: Ints, clause: Ints, minutes: Floats, of: tuple[tuple[Stream, ...], Lanes]
) -> tuple[Use, ...]:
    """Mean minutes of a year by class and clause."""
    told, lanes = of
    size = len(lanes.clauses)
    sums = np.bincount(stream * size + clause, minutes, len(told) * size)
    made = []
    for place in np.flatnonzero(sums):
        which, number = divmod(int(place), size)
        made.append(
            Use(
                demand=told[which].demand,
                clause=number,
                outcome=lanes.clauses[number].outcome or Outcome.COVERED,
                minutes=float(sums[place]),
                worth=told[which].worth,
            )
        )
    return tuple(made)


def _first_day(span: Span) -> int:
    return len(span.before) * _MONTH


def _terms(lanes: Lanes) -> Terms:
    """The plan under an agreement of one year: its limits, and the turns of its periods."""
    client = Client(name="", time_zone="UTC")
    in_force = VersionInForce(
        plan=lanes.plan.plan, version=lanes.plan.version, first=_FIRST
    )
    made = Agreement(client=client, first=_FIRST, last=_LAST, versions=(in_force,))
    holidays = lanes.plan.hours.holidays
    regions = {holidays: frozenset[date]()} if isinstance(holidays, str) else {}
    return terms(made, [lanes.plan], regions)
