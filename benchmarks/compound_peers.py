"""Peers on one compound sum: a negative binomial count of efforts given on a grid.

Each is given the chances of one effort, ready made, and gives mean and quantiles; each is
imported and warm before it is measured. All but the drawing work on the same grid.
"""

import contextlib
import io
import logging
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from made_prices import SHARES

from flatwright.domain.pricing.compound import Addend, compounded
from flatwright.domain.pricing.frequency import NegativeBinomial

with contextlib.redirect_stdout(io.StringIO()):
    from aggregate import Aggregate
    from gemact import distributions
    from gemact.calculators import LossModelCalculator
    from gemact.lossmodel import Frequency

for name in ("aggregate", "gemact", "lossmodel", "distributions"):
    logging.getLogger(name).setLevel(logging.ERROR)

YEARS, AT_ONCE = 100_000, 10_000


@dataclass(frozen=True)
class Sum:
    """Tickets, kappa, chances of one effort on a grid of `step`, closed moments of it."""

    tickets: float
    kappa: float
    effort: np.ndarray
    step: float
    moments: tuple[float, float]
    log2: int  # the grid of the peers has so many points: enough for 1e-9 of a year


def by_us(of: Sum) -> list[float]:
    """`compounded`: its grid follows the client, and is checked."""
    frequency = NegativeBinomial(of.tickets, of.kappa)
    made = compounded([Addend(frequency, of.effort, *of.moments)], of.step)
    return [made.mean, *(made.quantile(share) for share in SHARES)]


def by_aggregate(of: Sum) -> list[float]:
    """`Aggregate` with a mixed Poisson count; `update` with bs and log2, and q."""
    there = np.flatnonzero(of.effort)
    made = Aggregate(
        "year",
        exp_en=of.tickets,
        sev_name="dhistogram",
        sev_xs=there * of.step,
        sev_ps=of.effort[there],
        freq_name="gamma",
        freq_a=of.kappa**-0.5,
    )
    made.update(log2=of.log2, bs=of.step)
    return [float(made.est_m), *(float(made.q(share)) for share in SHARES)]


def by_gemact(of: Sum) -> list[float]:
    """`fast_fourier_transform` of the calculator that LossModel uses, PWC for quantiles."""
    chance = of.kappa / (of.kappa + of.tickets)
    made = LossModelCalculator.fast_fourier_transform(
        severity={"fj": of.effort},
        frequency=Frequency("nbinom", {"n": of.kappa, "p": chance}),
        n_aggr_dist_nodes=1 << of.log2,
        discr_step=of.step,
        tilt=False,
        tilt_value=0,
    )
    year = distributions.PWC(nodes=made["nodes"], cumprobs=made["cdf"], legit=False)
    mean = made["nodes"] @ np.diff(made["cdf"], prepend=0)
    return [float(mean), *(float(year.ppf(share)) for share in SHARES)]


def by_drawing(of: Sum) -> list[float]:
    """A noise, a count and efforts of each of 100,000 years, by numpy alone."""
    rng = np.random.default_rng(3)
    years = np.concatenate([_drawn(of, rng) for _ in range(YEARS // AT_ONCE)])
    return [float(years.mean()), *np.quantile(years, SHARES).tolist()]


PEERS: dict[str, Callable[[Sum], list[float]]] = {
    "ours, compounded": by_us,
    "aggregate 0.30.1": by_aggregate,
    "GEMAct 1.3.0": by_gemact,
    f"numpy, {YEARS:,} years drawn": by_drawing,
}


def _drawn(of: Sum, rng: np.random.Generator) -> np.ndarray:
    noise = rng.gamma(of.kappa, 1 / of.kappa, AT_ONCE)
    ends = np.cumsum(rng.poisson(of.tickets * noise))
    places = np.searchsorted(np.cumsum(of.effort), rng.random(ends[-1]))
    sums = np.concatenate(([0], np.cumsum(places)))[ends]
    return np.diff(sums, prepend=0) * of.step
