"""What clients will ask for in months to come, from what the book's clients asked for.

A client's level is a gamma belief that starts at the book's, learns and forgets: a month
counts for half after a half-life (Harvey, Fernandes 1989). Ahead of today the level
wanders, more with each month, and each month has a noise of its own. The first two moments
are exact; the law is the negative binomial, or the compound sum, that has them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.experience.credibility import buhlmann_straub, discounted
from flatwright.domain.experience.frequency_fit import Counted
from flatwright.domain.experience.gamma_poisson import RateBelief
from flatwright.domain.pricing.compound import Addend, compounded
from flatwright.domain.pricing.frequency import NegativeBinomial
from flatwright.domain.pricing.loss import Loss
from flatwright.domain.pricing.minutes import Given, PaidTime, on_grid
from flatwright.domain.pricing.severity import Lognormal

Array = NDArray[np.float64]
_MINUTES_AN_HOUR = 60
_FINE = 5000  # a grid's step squared is so much less than the mean square of an effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """How the counts of a book's clients behave; exposure in unit-months.

    `noise` is the relative variance of a month about the client's level, `drift` what the
    level's relative variance gains with each month ahead. Both are 0 for a client whose
    rate never changes, and the half-life is then without end.
    """

    book: RateBelief  # of a client of whom nothing is known
    noise: float
    drift: float
    half_life: float  # months

    def level(self, months: Sequence[Counted], origin: int) -> RateBelief:
        """A client's rate, from the months before `origin`; later ones are not looked at.

        A noisy month tells less: a month of expected count m weighs 1 / (1 + noise m).
        """
        past = [each for each in months if each.month < origin]
        weights = [discounted(1.0, origin - 1 - c.month, self.half_life) for c in past]
        tickets = sum(w * c.tickets for w, c in zip(weights, past, strict=True))
        exposure = sum(w * c.exposure for w, c in zip(weights, past, strict=True))
        if not exposure:
            return self.book
        rough = self.book.after(tickets, exposure).mean
        usual = exposure / sum(weights)
        tells = 1 / (1 + self.noise * rough * usual)
        return self.book.after(tells * tickets, tells * exposure)

    def count(
        self, level: RateBelief, exposures: Sequence[float], first: int = 1
    ) -> NegativeBinomial:
        """Tickets of consecutive months together, of which the first lies `first` ahead.

        The next month is 1 ahead. Months share the level and its way up to the earlier of
        two, so their counts are correlated.
        """
        share = np.asarray(exposures, dtype=float) / sum(exposures)
        ahead = np.arange(first, first + len(share), dtype=np.float64)
        square = wandering(self.noise, self.drift, ahead)
        spread = (square * np.multiply.outer(share, share)).sum()
        size = 1 / ((1 + 1 / level.shape) * float(spread) - 1)
        return NegativeBinomial(level.mean * sum(exposures), size)


def wandering(noise: float, drift: float, ahead: Array) -> Array:
    """E[L_s L_t] of a level that is 1 today, in months so far ahead; shape (n, n).

    (1 + drift)^min(s, t), and (1 + noise) times as much where s is t.
    """
    shared = (1 + drift) ** np.minimum.outer(ahead, ahead)
    return np.asarray(shared * (1 + noise * np.eye(len(ahead))))


def hours(count: NegativeBinomial, effort: Lognormal, longest: float) -> Loss:
    """Hours of so many tickets, none of which takes more than `longest` minutes."""
    paid = PaidTime(Given(effort), ((0.0, longest),))
    first, second = paid.moments()
    step = max(1.0, float(np.floor(np.sqrt(second / _FINE))))
    addend = Addend(count, on_grid(paid, step), first, second)
    return compounded([addend], step).scaled(1 / _MINUTES_AN_HOUR)


def efforts(
    minutes: Mapping[str, Sequence[float]],
) -> tuple[dict[str, Lognormal], Lognormal]:
    """Each client's effort, and that of a client of whom nothing is known.

    Buhlmann and Straub on the logarithms: medians are the client's as far as its tickets
    are to be believed, sigma is the book's. Minutes are above 0.
    """
    logs = {name: np.log(np.asarray(told)).tolist() for name, told in minutes.items()}
    found = buhlmann_straub(logs, {name: [1.0] * len(told) for name, told in logs.items()})
    sigma = float(np.sqrt(found.within))
    of_clients = {
        name: Lognormal(float(np.exp(median)), sigma)
        for name, median in found.estimates.items()
    }
    apart = float(np.sqrt(found.within + max(0.0, found.between)))
    return of_clients, Lognormal(float(np.exp(found.mean)), apart)
