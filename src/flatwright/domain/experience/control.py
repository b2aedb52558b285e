"""A control chart of an agreement: whether demand still fits what its price assumes.

Residuals are standardised and summed in two one-sided charts (Page 1954, Biometrika 41;
Montgomery, Introduction to Statistical Quality Control, 9.1): a lasting change shows in a
few periods, and a single loud week does not raise an alarm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.frequency import Frequency, NegativeBinomial, Poisson

Array = NDArray[np.float64]


class Moments(Protocol):
    """What is expected of a period: counts, hours, anything with a mean and a variance."""

    @property
    def mean(self) -> float:
        """The expected figure."""

    @property
    def variance(self) -> float:
        """Its variance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartLimits:
    """What is let pass in each period, and the sum that is an alarm; in deviations.

    At 0.5 and 4, chance alone raises an alarm on one side once in 200 to 330 periods: the
    fewer tickets a period has, the more often.
    """

    reference: float = 0.5
    limit: float = 4.0

    def __post_init__(self) -> None:
        if not (0 <= self.reference < np.inf and 0 < self.limit < np.inf):
            says = (
                f"A chart that lets {self.reference:g} pass and warns at {self.limit:g} "
                "watches nothing. Let 0 or more pass and warn above 0; usual are 0.5 and 4."
            )
            raise Refusal(code="impossible_chart", says=says)


USUAL = ChartLimits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """What came in each period, and how to say it: tickets by week, hours by month.

    `first` is the number of the first period.
    """

    came: tuple[float, ...]
    what: str = "tickets"
    period: str = "week"
    first: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """One period: the standardised residual, and both sums after it."""

    number: int
    residual: float
    above: float
    below: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A lasting change: the period that shows it, the one it began in, and its size.

    `change` is the share by which what came since then differs from what was expected.
    """

    number: int
    since: int
    change: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """All periods, and the first alarm on either side."""

    periods: tuple[Charted, ...]
    above: Alarm | None
    below: Alarm | None
    because: str


def expected_counts(
    rate: float, exposures: Sequence[float], size: float | None = None
) -> tuple[Frequency, ...]:
    """Counts that a price assumes: Theta lambda e of each period's exposure e.

    `rate` is Theta lambda, tickets for each unit and month. They are Poisson, or with a
    size negative binomial: weeks differ by more than chance.
    """
    means = [rate * exposure for exposure in exposures]
    if size is None:
        return tuple(Poisson(mean) for mean in means)
    return tuple(NegativeBinomial(mean, size) for mean in means)


def chart(
    watched: Watched, expected: Sequence[Moments], limits: ChartLimits = USUAL
) -> Chart:
    """The control chart of what came against what was expected, period by period.

    With z = (came - mean) / deviation, the upper sum is max(0, sum + z - reference) and
    the lower one max(0, sum - z - reference); an alarm is the first sum above the limit.
    It began in the period after the sum last was 0.
    """
    residuals = standardised(watched.came, expected)
    above = cusum(residuals, limits.reference)
    below = cusum(-residuals, limits.reference)
    periods = tuple(
        Charted(number=n, residual=float(z), above=float(up), below=float(down))
        for n, (z, up, down) in enumerate(
            zip(residuals, above, below, strict=True), start=watched.first
        )
    )
    means = np.array([each.mean for each in expected])
    upper = _alarm(watched, means, above, ("above", limits.limit))
    lower = _alarm(watched, means, below, ("below", limits.limit))
    said = [alarm.because for alarm in (upper, lower) if alarm]
    return Chart(
        periods=periods,
        above=upper,
        below=lower,
        because=" ".join(said) or _calm(watched),
    )


def standardised(came: Sequence[float], expected: Sequence[Moments]) -> Array:
    """(came - mean) / deviation of each period; shape (n,).

    Periods in which nothing can come are 0. Raises Refusal for figures below 0, for those
    of another number of periods, and for something where nothing was expected; ValueError
    for moments that cannot be.
    """
    values = np.array(came, dtype=np.float64)
    if len(values) != len(expected):
        says = (
            f"There are {len(values)} periods of work and {len(expected)} of what was "
            "expected. Give both for the same periods."
        )
        raise Refusal(code="impossible_chart", says=says)
    means = np.array([each.mean for each in expected], dtype=np.float64)
    variances = np.array([each.variance for each in expected], dtype=np.float64)
    still = variances == 0
    if not ((variances >= 0) & (means >= 0) & ((means > 0) ^ still)).all():
        msg = "a mean above 0 with its variance, or nothing at all, is expected of a period"
        raise ValueError(msg)
    if not (np.isfinite(values) & (values >= 0)).all():
        says = "A period has less than nothing, or no number. Write 0 or more for each."
        raise Refusal(code="impossible_chart", says=says)
    if (values[still] != means[still]).any():
        says = (
            "A period has work although nothing was expected in it. Give its exposure, or "
            "leave the period out."
        )
        raise Refusal(code="impossible_chart", says=says)
    return np.asarray((values - means) / np.sqrt(np.where(still, 1.0, variances)))


def cusum(residuals: Array, reference: float) -> Array:
    """max(0, sum + z - reference) along the last axis; the same shape.

    That is the walk of z - reference, less the lowest place that it has been to.
    """
    walk = np.cumsum(residuals - reference, axis=-1)
    lowest = np.minimum.accumulate(np.minimum(walk, 0.0), axis=-1)
    return np.asarray(walk - lowest)


def _alarm(
    watched: Watched, means: Array, sums: Array, told: tuple[str, float]
) -> Alarm | None:
    side, limit = told
    beyond = sums > limit
    if not beyond.any():
        return None
    at = int(np.argmax(beyond))
    rests = np.flatnonzero(sums[:at] == 0)
    since = int(rests[-1]) + 1 if len(rests) else 0
    came = float(sum(watched.came[since : at + 1]))
    usual = float(means[since : at + 1].sum())
    change = came / usual - 1
    what, period = watched.what, watched.period
    because = (
        f"{what.capitalize()} have been {side} the price's assumption since {period} "
        f"{since + watched.first}: {came:,.0f} by {period} {at + watched.first}, where "
        f"{usual:,.0f} were expected ({change:+.0%}). Chance alone seldom does that: talk "
        "with the client before the renewal."
    )
    return Alarm(
        number=at + watched.first,
        since=since + watched.first,
        change=change,
        because=because,
    )


def _calm(watched: Watched) -> str:
    count = len(watched.came)
    periods = watched.period if count == 1 else f"{watched.period}s"
    return (
        f"In {count} {periods} {watched.what} have stayed as near to the price's "
        "assumption as chance lets them."
    )
