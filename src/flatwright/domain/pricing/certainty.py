"""The sure amount that a client would rather pay than a year of bills by the hour.

Constant absolute risk aversion a = 1 / T, T the risk tolerance in money: the certainty
equivalent of a bill B is (1 / a) ln E[exp(a B)] (Pratt 1964; Klugman, Panjer, Willmot,
Loss Models, 9.4, for the generating functions). It is additive over independent bills, and
a sure amount moves it by itself. Floats, in the currency's main unit.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
KNOWN = float("inf")  # the kappa of a client whose noise is known
_HOUR = 60
_SUM = 1e-9


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Billed:
    """Tickets of a class in a year, and what each hour of them brings on the bill.

    `minutes` and `shares`, both of shape (n,), are the minutes of one ticket and their
    chances. They have to end: cap them at the size of a project, for a lognormal effort
    without end has no certainty equivalent. A negative rate is income.
    """

    tickets: float
    minutes: Array
    shares: Array
    rate: float

    def __post_init__(self) -> None:
        _check_chances(self.minutes, self.shares)
        if not 0 <= self.tickets < np.inf:
            msg = f"{self.tickets} tickets a year"
            raise ValueError(msg)

    @property
    def mean(self) -> float:
        """The expected bill of the class for a year."""
        return self.tickets * float(self.shares @ self.minutes) * self.rate / _HOUR

    def excess(self, aversion: float) -> float:
        """L (M_X(a r) - 1), r in money a minute."""
        if self.tickets == 0:
            return 0.0
        possible = self.shares > 0
        exponents = aversion * self.rate / _HOUR * self.minutes[possible]
        with np.errstate(over="ignore"):  # what overflows is infinite, and is said so
            expected = float(self.shares[possible] @ np.expm1(exponents))
        return self.tickets * expected


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class Together:
    """Classes that share one noise, gamma of mean 1 and shape kappa, or a known one."""

    classes: tuple[Billed, ...]
    kappa: float = KNOWN

    def __post_init__(self) -> None:
        if not self.kappa > 0:
            msg = f"a noise of shape {self.kappa}"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """An expected bill, and the sure amount that is as unwelcome."""

    mean: float
    equivalent: float

    @property
    def premium(self) -> float:
        """What certainty is worth beyond the expected bill."""
        return self.equivalent - self.mean


def certainty(bills: Sequence[Together], tolerance: float) -> Certainty:
    """The certainty equivalent of independent groups of classes; their sum.

    Of compound Poisson bills (L / a)(M - 1); with a shared gamma noise
    -(kappa / a) ln(1 - L(M - 1) / kappa), where L(M - 1) is summed over the classes.
    An infinite tolerance asks for no premium. An infinite equivalent is refused.
    """
    _check_tolerance(tolerance)
    mean = sum(each.mean for group in bills for each in group.classes)
    if np.isinf(tolerance):
        return Certainty(mean=mean, equivalent=mean)
    equivalent = sum(tolerance * _exponent(group, 1 / tolerance) for group in bills)
    return Certainty(mean=mean, equivalent=equivalent)


def certainty_of(amounts: Array, chances: Array, tolerance: float) -> Certainty:
    """The certainty equivalent of any listed bills and their chances, both (n,)."""
    _check_tolerance(tolerance)
    _check_chances(amounts, chances)
    mean = float(chances @ amounts)
    if np.isinf(tolerance):
        return Certainty(mean=mean, equivalent=mean)
    # Around the mean no digits of a small premium are lost, nor does a large bill overflow.
    premium = tolerance * special.logsumexp((amounts - mean) / tolerance, b=chances)
    return Certainty(mean=mean, equivalent=mean + float(premium))


def _exponent(group: Together, aversion: float) -> float:
    """The logarithm of E[exp(a B)] of a group."""
    excess = sum(each.excess(aversion) for each in group.classes)
    if np.isinf(excess) or excess >= group.kappa:
        raise Refusal(code="unbounded_bill", says=_unbounded(group, aversion))
    if group.kappa == KNOWN:
        return excess
    return -group.kappa * float(np.log1p(-excess / group.kappa))


def _unbounded(group: Together, aversion: float) -> str:
    longest = max(
        float(each.minutes[each.shares > 0].max()) / _HOUR for each in group.classes
    )
    bill = sum(each.mean for each in group.classes)
    return (
        f"A yearly bill of {bill:,.2f} on average, with tickets of up to {longest:,.1f} "
        f"hours, is beyond all bounds at a risk tolerance of {1 / aversion:,.2f}: this "
        "client would prefer any flat fee, and no price is fair by that measure. Cap a "
        "ticket at the size of a project, learn the client's noise, or state the "
        "tolerance anew."
    )


def _check_tolerance(tolerance: float) -> None:
    if not tolerance > 0:
        says = (
            f"The risk tolerance is {tolerance:,.2f}, and has to be an amount of money "
            "above 0. Write about the sum for which the client would just take an even "
            "bet to win it or to lose half of it."
        )
        raise Refusal(code="impossible_tolerance", says=says)


def _check_chances(amounts: Array, chances: Array) -> None:
    if amounts.shape != chances.shape or amounts.ndim != 1:
        msg = f"amounts of shape {amounts.shape}, chances of {chances.shape}"
        raise ValueError(msg)
    if not np.isfinite(amounts).all() or not (chances >= 0).all():
        msg = "an amount is not finite, or a chance is below 0"
        raise ValueError(msg)
    if abs(chances.sum() - 1) > _SUM:
        msg = f"chances add up to {chances.sum()}"
        raise ValueError(msg)
