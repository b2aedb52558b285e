"""What an hour of help is worth to a client, and which help is best given free.

The worth of the next hour that a client could use is exponential with mean beta; at a
price p an hour it is called for when it is worth at least p. A flat fee makes the price 0.
Source: two-part tariffs, Oi, A Disneyland Dilemma (1971). All money is per hour that a
client could use (a potential hour), in floats of the currency's main unit.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy import optimize, special

from flatwright.domain.kernel.problem import Refusal

_SMALL = 1e-2  # below it a series is more exact than a difference
_TINY = 1e-300
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Help of a class: its mean worth, the hourly rate, and what an hour costs us.

    `saved` is what both sides save for each potential hour when no bill is written,
    checked and paid; `risk` what certainty is worth to both together, which may be
    negative.
    """

    beta: float
    rate: float
    cost: float
    saved: float = 0.0
    risk: float = 0.0

    def __post_init__(self) -> None:
        _check("mean worth", self.beta, above=True)
        _check("rate", self.rate)
        _check("cost", self.cost)
        for name, extra in (("saving", self.saved), ("worth of certainty", self.risk)):
            if not np.isfinite(extra):
                _refuse(name, extra, "a number")

    def calls(self, price: float) -> float:
        """The share of potential hours that are called for at a price: exp(-p / beta)."""
        return float(np.exp(-price / self.beta))

    def worth(self, price: float) -> float:
        """E[V; V >= p]: what the hours called for are worth, before they are paid."""
        return (self.beta + price) * self.calls(price)

    def benefit(self, price: float) -> float:
        """E[(V - p)+] = beta exp(-p / beta): what is left to the client after paying."""
        return self.beta * self.calls(price)

    def provider_gain(self, price: float) -> float:
        """(p - c) exp(-p / beta): what the hours called for leave to the provider."""
        return (price - self.cost) * self.calls(price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inclusion:
    """Whether the flat fee should cover a class of help, its gain, and why."""

    free: bool
    gain: float
    because: str


def gain_of_free_help(help_: Help) -> float:
    """D = (beta - c) - exp(-r / beta)(beta + r - c): what both gain when help is free.

    Per potential hour, against help at the hourly rate. Computed as
    beta P(2, r / beta) - c (1 - exp(-r / beta)), which cancels no digits.
    """
    x = help_.rate / help_.beta
    more_help = help_.beta * special.gammainc(2, x)
    return float(more_help + help_.cost * np.expm1(-x))


def break_even(rate: float, cost: float) -> float:
    """The mean worth of an hour above which free help gains, beta* with D(beta*) = 0.

    D is positive exactly where c / r < beta / r - 1 / (exp(r / beta) - 1), whose right
    side rises with beta from 0 to 1/2. So nothing breaks even (infinity) where an hour
    costs half the rate or more, and everything does (0) where it costs nothing.
    """
    _check("rate", rate, above=True)
    _check("cost", cost)
    if cost == 0:
        return 0.0
    share = cost / rate
    if share >= _HALF:
        return float("inf")
    root = optimize.brentq(lambda x: _share_gained(x) - share, _TINY, 2 / share)
    return rate / float(root)


def inclusion(help_: Help) -> Inclusion:
    """A class is covered if its gain, with saved bills and certainty, is above 0."""
    alone = gain_of_free_help(help_)
    extra = help_.saved + help_.risk
    free = alone + extra > 0
    return Inclusion(
        free=free,
        gain=alone + extra,
        because=f"{_worth(help_)} {_outcome(alone, extra, free=free)}",
    )


def inclusions(classes: Mapping[str, Help]) -> dict[str, Inclusion]:
    """The answer for each class of help, in the order given."""
    return {name: inclusion(help_) for name, help_ in classes.items()}


def _share_gained(x: float) -> float:
    """1 / x - 1 / (exp(x) - 1), from 1/2 at 0 down to 0."""
    if x < _SMALL:
        return _HALF - x / 12 + x**3 / 720
    return float(1 / x - np.exp(-x) / -np.expm1(-x))


def _worth(help_: Help) -> str:
    """The sentence that holds the worth of an hour against the break-even."""
    mean = f"An hour is worth {help_.beta:,.2f} on average"
    if help_.rate == 0:
        return f"{mean}, and is free by the hour as well."
    even = break_even(help_.rate, help_.cost)
    if np.isinf(even):
        return (
            f"{mean}, but it costs us {help_.cost:,.2f}, half the hourly rate of "
            f"{help_.rate:,.2f} or more: free help never gains by use alone."
        )
    side = "above" if help_.beta > even else "not above"
    return f"{mean}, {side} the {even:,.2f} where free help breaks even."


def _outcome(alone: float, extra: float, *, free: bool) -> str:
    """The sentence that adds up the gain and says what follows."""
    use = f"Free use {'gains' if alone > 0 else 'loses'} {abs(alone):,.2f} an hour"
    if extra:
        verb = "add" if extra > 0 else "take"
        use += f", saved bills and certainty {verb} {abs(extra):,.2f}"
    end = "cover it by the flat fee" if free else "bill it by the hour"
    return f"{use}: {end}."


def _check(name: str, amount: float, *, above: bool = False) -> None:
    if not 0 <= amount < np.inf or (above and amount == 0):
        _refuse(name, amount, "above 0" if above else "0 or more")


def _refuse(name: str, amount: float, expected: str) -> None:
    says = (
        f"The {name} of an hour of help is {amount:g}, and has to be {expected}. "
        "Write amounts of money for one hour."
    )
    raise Refusal(code="impossible_value", says=says)
