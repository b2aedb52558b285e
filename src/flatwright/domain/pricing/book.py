"""The year of a whole book of clients at once: quantiles of thousands, on grids that fit.

A client's year is a compound sum as in `compound`. Its transform is needed at low
frequencies alone: as many as it takes until it has died away. So the cells of a client's
grid are as wide as its year is smooth, and a small client's are single minutes.
Source: Klugman, Panjer, Willmot, Loss Models, 9.6; Abate and Whitt, Queueing Systems 10
(1992), for distributions from their transforms at evenly spaced frequencies.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import fft, special

from flatwright.domain.kernel.problem import Refusal
from flatwright.domain.pricing.compound import Addend, compounded
from flatwright.domain.pricing.frequency import NegativeBinomial, Poisson

Array = NDArray[np.float64]
_LEAST_CELLS = 256
_BEYOND = 1e-5  # of the least tail asked for: how much of a year may lie beyond its grid
_DIED_AWAY = 1e-2  # of the least tail asked for: how much of the transform may be cut
_MOMENT = 1e-3  # what each client's mean and variance are checked for
_AT_ONCE = 1 << 17  # frequencies of so many clients are computed as fit the cache


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
            msg = f"tickets of shape {self.tickets.shape} are not clients by {count} classes"
            raise ValueError(msg)
        if np.shape(self.kappa) not in ((), self.tickets.shape[:1]):
            msg = f"{np.shape(self.kappa)} is neither one kappa nor one for each client"
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
        one = np.inf if self.kappa is None else self.kappa
        return np.broadcast_to(np.asarray(one, dtype=np.float64), len(self.tickets))

    @cached_property
    def means(self) -> Array:
        """Expected minutes: sum of L m1; shape (clients,)."""
        return self.tickets @ self._moments[0]

    @cached_property
    def variances(self) -> Array:
        """Sum of L m2, and (L m1)^2 / kappa of what the noise moves; shape (clients,)."""
        noisy = self.tickets @ (self._moments[0] * ~self.is_steady)
        return self.tickets @ self._moments[1] + noisy**2 / self.shapes

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
        """The efforts as one table; shape (classes, longest effort)."""
        longest = max(len(each) for each in self.efforts)
        return np.array([np.pad(each, (0, longest - len(each))) for each in self.efforts])

    @cached_property
    def _moments(self) -> Array:
        """E[X] and E[X^2] of each class; shape (2, classes)."""
        minutes = np.arange(self.table.shape[1])
        return np.array([self.table @ minutes, self.table @ minutes**2])


@dataclass(frozen=True, slots=True)
class _Grid:
    """`cells` cells over `reach` minutes; as many cells as minutes is exact."""

    reach: int
    cells: int

    @property
    def width(self) -> float:
        """Minutes of a cell."""
        return self.reach / self.cells

    @property
    def frequencies(self) -> Array:
        """From 0 to the last that the cells can show; shape (cells / 2 + 1,)."""
        return np.arange(self.cells // 2 + 1) * (2 * np.pi / self.reach)

    @property
    def averages(self) -> Array:
        """The transform of a cell: it turns a density into the mass of each cell."""
        if self.cells == self.reach:
            return np.ones(self.cells // 2 + 1)
        return np.sinc(self.frequencies * self.width / (2 * np.pi))


def quantiles_of_book(of: BookOfClients, shares: Sequence[float]) -> Array:
    """The minutes that a year stays within, by client and share; shape (clients, shares).

    Within the cells of a grid they are interpolated, so they are no whole minutes. Every
    client's mean and variance are checked against their closed forms within 1e-3; whoever
    fails is computed alone, by `compounded`.
    """
    asked = np.asarray(shares, dtype=np.float64)
    if not asked.size or not ((asked > 0) & (asked < 1)).all():
        msg = f"shares between 0 and 1 were expected, not {list(shares)}"
        raise ValueError(msg)
    least = float(min(asked.min(), 1 - asked.max()))
    made = np.zeros((len(of.tickets), len(asked)))
    for grid, clients in _grids(of, least):
        rows = max(1, _AT_ONCE // grid.cells)
        for start in range(0, len(clients), rows):
            some = clients[start : start + rows]
            masses, nothing = _masses(of, grid, some)
            made[some] = _quantiles(masses, nothing, asked) * grid.width
            for client in some[~_fits(of, grid, some, masses)]:
                made[client] = _alone(of, client, asked)
    return made


def _refuse(what: str, values: Array, fit: NDArray[np.bool_]) -> None:
    place = np.argwhere(~fit)[0]
    says = (
        f"The {what} of client {place[0] + 1} are {values[tuple(place)]:g}, which no history "
        "shows. Tickets of a year are 0 or more, and kappa is above 0: correct the rates."
    )
    raise Refusal(code="impossible_frequency", says=says)


def _grids(of: BookOfClients, least: float) -> Iterator[tuple[_Grid, NDArray[np.int64]]]:
    """Clients by the grid that holds their year and shows all that it is made of."""
    busy = np.flatnonzero(of.means > 0)
    mean, variance = of.means[busy], of.variances[busy]
    shape = mean**2 / variance
    reach = variance / mean * special.gammainccinv(shape, _BEYOND * least)
    reach += of.table.shape[1]
    steps = np.ceil(2 * np.log2(reach / _LEAST_CELLS)).clip(0).astype(np.int64)
    for step in np.unique(steps):
        of_step = int(2 * np.ceil(_LEAST_CELLS / 2 * 2 ** (step / 2)))
        left, cells = busy[steps == step], _LEAST_CELLS
        while len(left) and cells < of_step:
            grid = _Grid(of_step, cells)
            done = _last(of, grid, left) <= _DIED_AWAY * least
            yield grid, left[done]
            left, cells = left[~done], cells * 2
        yield _Grid(of_step, of_step), left


def _last(of: BookOfClients, grid: _Grid, clients: NDArray[np.int64]) -> Array:
    """How much of the transform is left at the last frequencies; shape (clients,)."""
    last = grid.frequencies[-1] * np.array([0.85, 1.0])
    nothing = _chance_of_nothing(of, clients)[:, None]
    return np.asarray(np.abs(_transform(of, clients, last) - nothing).max(axis=1))


def _masses(
    of: BookOfClients, grid: _Grid, clients: NDArray[np.int64]
) -> tuple[Array, Array]:
    """The mass of each cell, centred at 0, width, 2 width, ..., and the chance of nothing.

    Shapes (clients, cells) and (clients,). A year of nothing is in no cell.
    """
    nothing = _chance_of_nothing(of, clients)
    there = _transform(of, clients, grid.frequencies) - nothing[:, None]
    there *= grid.averages
    return np.asarray(fft.irfft(there, grid.cells, workers=2)), nothing


def _transform(
    of: BookOfClients, clients: NDArray[np.int64], at: Array
) -> NDArray[np.complex128]:
    """E[exp(-i t S)]; shape (clients, frequencies)."""
    log_size, angle = _log_transform(of, clients, _of_efforts(of.table, at) - 1)
    size = np.exp(log_size)
    made = np.empty(size.shape, dtype=np.complex128)
    made.real, made.imag = size * np.cos(angle), size * np.sin(angle)
    return made


def _log_transform(
    of: BookOfClients, clients: NDArray[np.int64], efforts: NDArray[np.complex128]
) -> tuple[Array, Array]:
    """Its logarithm: the real and the imaginary part, from those of efforts, less 1."""
    tickets, shape = of.tickets[clients], of.shapes[clients][:, None]
    noisy, steady = tickets * ~of.is_steady, tickets * of.is_steady
    real, imaginary = noisy @ efforts.real, noisy @ efforts.imag
    if np.isfinite(shape).any():
        known = np.isinf(shape)
        kappa = np.where(known, 1.0, shape)
        a, b = 1 - real / kappa, -imaginary / kappa
        mixed = -kappa / 2 * np.log(a * a + b * b), -kappa * np.arctan2(b, a)
        real = np.where(known, real, mixed[0])
        imaginary = np.where(known, imaginary, mixed[1])
    if of.is_steady.any():
        real, imaginary = real + steady @ efforts.real, imaginary + steady @ efforts.imag
    return real, imaginary


def _of_efforts(table: Array, at: Array) -> NDArray[np.complex128]:
    """E[exp(-i t X)] of each class, in two steps: by blocks of minutes, and within them."""
    classes, longest = table.shape
    block = int(np.ceil(np.sqrt(longest)))
    blocks = -(-longest // block)
    folded = np.pad(table, ((0, 0), (0, block * blocks - longest)))
    folded = folded.reshape(classes * blocks, block)
    turn = np.outer(np.arange(block), at)
    within = folded @ np.cos(turn) - 1j * (folded @ np.sin(turn))
    turned = np.exp(-1j * block * np.outer(np.arange(blocks), at))
    within = within.reshape(classes, blocks, len(at))
    return np.asarray((within * turned).sum(axis=1))


def _chance_of_nothing(of: BookOfClients, clients: NDArray[np.int64]) -> Array:
    """The chance of a year without a paid minute; shape (clients,)."""
    none = of.table[:, :1] - 1 + 0j
    return np.asarray(np.exp(_log_transform(of, clients, none)[0][:, 0]))


def _quantiles(masses: Array, nothing: Array, shares: Array) -> Array:
    """In cells, by client and share. What a cell has more than its neighbours is a point."""
    upto = np.cumsum(masses, axis=1) + nothing[:, None]
    rows = np.arange(len(masses))
    made = np.zeros((len(masses), len(shares)))
    for place, share in enumerate(shares):
        cell = np.argmax(upto >= share, axis=1)
        mass = masses[rows, cell]
        beside = masses[rows, cell - 1] + masses[rows, (cell + 1) % masses.shape[1]]
        even = np.clip(beside / 2, 0, mass)
        into = share - (upto[rows, cell] - mass)
        part = np.minimum(into, even / 2) + np.maximum(into - mass + even / 2, 0)
        part = np.divide(part, even, out=np.full(len(part), 0.5), where=even > 0)
        made[:, place] = np.where(nothing >= share, 0, np.maximum(cell - 0.5 + part, 0))
    return made


def _fits(
    of: BookOfClients, grid: _Grid, clients: NDArray[np.int64], masses: Array
) -> NDArray[np.bool_]:
    """Whether mean and variance are those in closed form; shape (clients,)."""
    middles = np.arange(grid.cells) * grid.width
    mean = masses @ middles
    spread = 0.0 if grid.cells == grid.reach else grid.width**2 / 12
    variance = masses @ middles**2 - mean**2 - spread
    wrong_mean = np.abs(mean / of.means[clients] - 1)
    wrong_variance = np.abs(variance / of.variances[clients] - 1)
    return np.asarray((wrong_mean < _MOMENT) & (wrong_variance < _MOMENT))


def _alone(of: BookOfClients, client: int, shares: Array) -> list[float]:
    """One client's quantiles, exact to the minute."""
    parts, kappa = [], float(of.shapes[client])
    for is_steady in (False, True):
        tickets = of.tickets[client] * (of.is_steady == is_steady)
        total = float(tickets.sum())
        if total:
            known = is_steady or np.isinf(kappa)
            frequency = Poisson(total) if known else NegativeBinomial(total, kappa)
            first, second = (of._moments @ tickets / total).tolist()
            parts.append(Addend(frequency, tickets @ of.table / total, first, second))
    made = compounded(parts, 1.0)
    return [made.quantile(share) for share in shares]
