"""Intervals for a rate of tickets, exact however few they are."""

from dataclasses import dataclass

from scipy import special

from flatwright.domain.kernel.problem import Refusal

FEW = 30  # below so many tickets a page shows the interval before the number


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A range that holds the truth with a probability of `level`."""

    low: float
    high: float
    level: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


def rate_interval(tickets: float, exposure: float, level: float = 0.95) -> Interval:
    """The exact interval of a Poisson rate; exposure in unit-months (Garwood 1936).

    Of no ticket the low end is 0, and the high end still the two-sided one.
    """
    check_counts(tickets, exposure)
    tail = (1 - level) / 2
    low = float(special.gammaincinv(tickets, tail)) if tickets else 0.0
    high = float(special.gammaincinv(tickets + 1, 1 - tail))
    return Interval(low=low / exposure, high=high / exposure, level=level)


def check_counts(tickets: float, exposure: float) -> None:
    """Refuse counts below 0 and exposures that are not above it."""
    if not tickets >= 0:
        says = f"There are {tickets:g} tickets. A count is 0 or more."
        raise Refusal(code="impossible_history", says=says)
    if not exposure > 0:
        says = (
            f"The exposure is {exposure:g} unit-months, and a rate needs more than 0. "
            "Say how many users (or devices) there were, and for how many months."
        )
        raise Refusal(code="impossible_history", says=says)
