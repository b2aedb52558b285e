"""The distribution of a sum of a random number of efforts, by fast Fourier transform.

Source: Klugman, Panjer, Willmot, Loss Models, 9.6; aliasing and its cures: Gruebel and
Hermesmeier, ASTIN Bulletin 29 (1999).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft, special

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.frequency import (
    Frequency,
    ListedCounts,
    NegativeBinomial,
    Poisson,
)
from flatwright.domain.pricing.loss import Loss

Array = NDArray[np.float64]
_SUM, _MOMENT, _TAIL = 1e-9, 1e-4, 1e-10  # what every distribution is checked for
_NOTHING = 1e-9  # of a step: so seldom is never, as far as floats can tell
_NOISE = 1e-16  # chances below it are rounding
_MOST_POINTS = 1 << 22
_SHORT = 4  # a part that reaches so many times less far is summed on a grid of its own
_ONCE = ListedCounts((0.0, 1.0))


@dataclass(frozen=True, eq=False, slots=True)
class Addend:
    """Sums of `copies` independent counts of one effort.

    `effort` has the chances of 0, step, 2 step, ... minutes of one ticket, shape (n,);
    `first` and `second` are its moments in closed form, in minutes and their square.
    """

    frequency: Frequency
    effort: Array
    first: float
    second: float
    copies: int = 1

    @property
    def mean(self) -> float:
        """Expected minutes."""
        return self.copies * self.frequency.mean * self.first

    @property
    def variance(self) -> float:
        """E[N] Var X + E[X]^2 Var N of each copy."""
        counts = self.frequency
        own = self.second - self.first**2
        return self.copies * (counts.mean * own + self.first**2 * counts.variance)


class GridError(ArithmeticError):
    """A distribution did not pass its checks: the grid cannot hold it."""


def compounded(parts: Sequence[Addend], step: float) -> Loss:
    """The distribution of the sum of independent parts, checked against closed moments.

    The grid grows until less than 1e-10 is beyond it; the sum of chances is 1 within 1e-9,
    mean and variance those in closed form within 1e-4.
    """
    coming = [part for part in parts if part.mean > _NOTHING * step]
    if not coming:
        return Loss(step, np.ones(1))
    loss = Loss(step, _summed(_gathered(coming, step), step))
    return _checked(loss, *_moments(coming))


def of_demand(parts: Sequence[Addend], step: float) -> Loss:
    """The same for a client's work; raises Refusal where no grid can hold it."""
    try:
        return compounded(parts, step)
    except GridError as error:
        says = (
            f"The rates bring {sum(part.mean for part in parts) / 60:,.0f} hours of work "
            f"in a period, and no range of it can be computed: {error}. Correct the units, "
            "or tickets, minutes and kappa of the rate book."
        )
        raise Refusal(code="impossible_frequency", says=says) from error


def aggregate(frequency: Frequency, effort: Array, size: int, tilt: float = 0.0) -> Array:
    """Pr(S = 0), Pr(S = 1), ... of a compound sum; shape (size,).

    It is padded to twice the size. What is beyond comes back at the front, damped by
    exp(-2 size tilt): a heavy tail needs a tilt of about 20 / size.
    """
    length = fft.next_fast_len(2 * size, real=True)
    damping = np.exp(-tilt * np.arange(length))
    padded = np.zeros(length)
    padded[: len(effort)] = effort[:length]
    made = fft.irfft(frequency.generating(fft.rfft(padded * damping)), length)
    return np.asarray((made / damping)[:size])


def panjer(frequency: Poisson | NegativeBinomial, effort: Array, size: int) -> Array:
    """The same by Panjer's recursion (1981): slow, exact, and another way."""
    if isinstance(frequency, Poisson):
        a, b = 0.0, frequency.mean
    else:
        beta = frequency.mean / frequency.size
        a = beta / (1 + beta)
        b = (frequency.size - 1) * a
    known = np.zeros(size)
    known[: min(size, len(effort))] = effort[:size]
    made = np.zeros(size)
    made[0] = frequency.generating(known[0])
    for s in range(1, size):
        y = np.arange(1, s + 1)
        made[s] = (a + b * y / s) * known[1 : s + 1] @ made[s - 1 :: -1]
        made[s] /= 1 - a * known[0]
    return made


def _gathered(parts: Sequence[Addend], step: float) -> list[Addend]:
    """Those that reach far, and one that is the sum of the others: its grid is short."""
    reach = [_first_size([part], step) for part in parts]
    far = [size * _SHORT > max(reach) for size in reach]
    near = list(compress(parts, np.invert(far)))
    if not near:
        return list(parts)
    mean, variance = _moments(near)
    total = Addend(_ONCE, _summed(near, step), mean, variance + mean**2)
    return [*compress(parts, far), total]


def _summed(parts: Sequence[Addend], step: float) -> Array:
    """Chances of the sum of independent parts, on a grid that grows until it holds them.

    No sum leaps over as many points as the longest effort has: what is beyond the grid is
    seen there.
    """
    size, longest = _first_size(parts, step), _longest(parts)
    while size <= _MOST_POINTS:
        chances = _chances(parts, fft.next_fast_len(size + longest, real=True))
        if chances[size:].sum() < _TAIL:
            return _trimmed(chances[:size])
        size *= 2
    mean, _ = _moments(parts)
    msg = f"a sum of {mean:g} needs more than {_MOST_POINTS} steps of {step:g}"
    raise GridError(msg)


def _first_size(parts: Sequence[Addend], step: float) -> int:
    """Points up to where a gamma variable of these moments leaves 1e-11."""
    mean, variance = _moments(parts)
    shape = mean**2 / max(variance, (mean * 1e-3) ** 2)
    reach = mean / shape * special.gammainccinv(shape, _TAIL / 10)
    return int(reach / step) + _longest(parts) + 16


def _moments(parts: Sequence[Addend]) -> tuple[float, float]:
    """Mean and variance of the sum, in closed form."""
    return sum(part.mean for part in parts), sum(part.variance for part in parts)


def _longest(parts: Sequence[Addend]) -> int:
    return max(len(part.effort) for part in parts)


def _chances(parts: Sequence[Addend], length: int) -> Array:
    """The inverse transform of the product of the parts' transforms."""
    transform: Any = 1.0
    for part in parts:
        of_one = part.frequency.generating(fft.rfft(part.effort, length))
        transform *= of_one if part.copies == 1 else of_one**part.copies
    return np.asarray(fft.irfft(transform, length))


def _trimmed(chances: Array) -> Array:
    """Without the float noise below 0, and without the empty end."""
    kept = np.maximum(chances, 0.0)
    return kept[: int(np.flatnonzero(kept > _NOISE)[-1]) + 1]


def _checked(loss: Loss, mean: float, variance: float) -> Loss:
    total = float(loss.chances.sum())
    wrong = {
        "sum of chances": (abs(total - 1), _SUM),
        "mean": (abs(loss.mean / mean - 1), _MOMENT),
        "variance": (abs(loss.variance - variance) / (variance or 1.0), _MOMENT),
    }
    for what, (error, most) in wrong.items():
        if error > most:
            msg = f"the {what} is off by {error:.1e}, more than {most:.0e}"
            raise GridError(msg)
    return loss
