"""A book of clients, as the tickets that a year brings each, by class of demand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from flatwright.domain.kernel.problem import Refusal

Array = NDArray[np.float64]
_RARE = 1e-9  # minutes that fewer tickets exceed are not told apart


@dataclass(frozen=True, eq=False, kw_only=True)
class BookOfClients:
    """What a year brings each client: `tickets` by client and class, before noise.

    `efforts` holds, for each class, the chances of 0, 1, 2, ... minutes of one ticket. A
    client's classes share one gamma noise of shape `kappa` (one for all, one for each
    client, or None where rates are known), but for the `steady` ones.
    """

    tickets: Array  # shape (clients, classes)
    efforts: Sequence[Array]
    kappa: float | Array | None = None
    steady: Sequence[bool] = ()

    def __post_init__(self) -> None:
        """Raise Refusal for impossible rates, ValueError for shapes that do not fit."""
        count = len(self.efforts)
        if self.tickets.ndim != 2 or self.tickets.shape[1] != count:  # noqa: PLR2004
            msg = (
                f"tickets of shape {self.tickets.shape} are not clients by {count} classes"
            )
            raise ValueError(msg)
        if _array(self.kappa).shape not in ((), self.tickets.shape[:1]):
            msg = f"{_array(self.kappa).shape} is neither one kappa nor one for each client"
            raise ValueError(msg)
        if len(self.steady) not in (0, count):
            msg = f"{len(self.steady)} words on steadiness are not one for each class"
            raise ValueError(msg)
        for what, values, fit in (
            ("tickets", self.tickets, (self.tickets >= 0) & np.isfinite(self.tickets)),
            ("kappa", self.shapes, self.shapes > 0),
        ):
            if not fit.all():
                _refuse(what, values, fit)

    @cached_property
    def shapes(self) -> Array:
        """Each client's kappa; infinite where the rate is known. Shape (clients,)."""
        return np.broadcast_to(_array(self.kappa), len(self.tickets))

    @cached_property
    def means(self) -> Array:
        """Expected minutes: sum of L m1; shape (clients,)."""
        return np.asarray(self.tickets @ self.moments[0])

    @cached_property
    def variances(self) -> Array:
        """Sum of L m2, and (L m1)^2 / kappa of what the noise moves; shape (clients,)."""
        noisy = self.tickets @ (self.moments[0] * ~self.is_steady)
        return np.asarray(self.tickets @ self.moments[1] + noisy**2 / self.shapes)

    @property
    def deviations(self) -> Array:
        """The standard deviations of minutes; shape (clients,)."""
        return np.sqrt(self.variances)

    @cached_property
    def is_steady(self) -> NDArray[np.bool_]:
        """Which classes no noise moves; shape (classes,)."""
        return np.array(self.steady or [False] * len(self.efforts), dtype=np.bool_)

    @cached_property
    def table(self) -> Array:
        """The efforts as one table, without their rare ends; shape (classes, longest)."""
        kept = [_without_end(each) for each in self.efforts]
        longest = max(len(each) for each in kept)
        return np.array([np.pad(each, (0, longest - len(each))) for each in kept])

    @cached_property
    def lengths(self) -> tuple[Array, Array]:
        """Minutes 1, 2, 4, ... and the chance of at least as many, by class."""
        minutes = 2 ** np.arange(int(self.table.shape[1]).bit_length() + 1)
        chances = np.array([self.table[:, least:].sum(axis=1) for least in minutes])
        return minutes.astype(np.float64), chances.T

    @cached_property
    def moments(self) -> Array:
        """E[X] and E[X^2] of each class; shape (2, classes)."""
        minutes = np.arange(self.table.shape[1])
        return np.array([self.table @ minutes, self.table @ minutes**2])


def _without_end(effort: Array) -> Array:
    """What one ticket in a thousand million exceeds becomes the longest there is."""
    beyond = np.cumsum(effort[::-1])[::-1]
    kept = effort[: int(np.flatnonzero(beyond > _RARE)[-1]) + 1].copy()
    kept[-1] = beyond[len(kept) - 1]
    return kept


def _array(kappa: float | Array | None) -> Array:
    return np.asarray(np.inf if kappa is None else kappa, dtype=np.float64)


def _refuse(what: str, values: Array, fit: NDArray[np.bool_]) -> None:
    place = tuple(np.argwhere(~fit)[0].tolist())
    says = (
        f"Client {place[0] + 1} of the book has {what} of {values[place]:g}, which no "
        "history shows. Tickets of a year are 0 or more, and kappa is above 0: correct "
        "the rates."
    )
    raise Refusal(code="impossible_frequency", says=says)
