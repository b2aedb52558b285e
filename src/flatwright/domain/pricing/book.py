"""The year of a whole book of clients at once: quantiles of thousands, on grids that fit.

A client's year is a compound sum as in `compound`; here its transform is computed at low
frequencies alone, and cells are as wide as the year is smooth. Source of the sums: Klugman,
Panjer, Willmot, Loss Models, 9.6; of the filter, which keeps what is sharp near 0 from
being seen far from it: Gottlieb and Shu, SIAM Review 39 (1997).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import fft, special

from flatwright.domain.pricing.book_of_clients import BookOfClients
from flatwright.domain.pricing.compound import Addend, compounded
from flatwright.domain.pricing.frequency import NegativeBinomial, Poisson

Array = NDArray[np.float64]
Places = NDArray[np.int64]
_LEAST_CELLS = 256
_BEFORE = 16  # one cell of so many stands below 0, for what the filter spreads
_BEYOND = 1e-5  # of the least tail asked for: how much of a year may lie beyond its grid
_CUT = 1e-2  # of the least tail asked for: how much of the transform may be left out
_CUT_FAR, _FAR = 1e-1, 16  # how much, where all quantiles are so many cells from 0
_DECAY, _ORDER = 36, 8  # the filter: exp(-36 x^8), which keeps seven moments
_MOMENT = 1e-3  # what each client's mean and variance are checked for
_AT_ONCE = 1 << 17  # frequencies of so many clients are computed as fit the cache


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
    def before(self) -> int:
        """Cells below 0, for what the filter spreads."""
        return self.cells // _BEFORE

    @property
    def middles(self) -> Array:
        """The middle of each cell, in minutes; shape (cells,)."""
        return np.asarray((np.arange(self.cells) - self.before) * self.width)

    @property
    def frequencies(self) -> Array:
        """From 0 to the last that the cells can show; shape (cells / 2 + 1,)."""
        return np.asarray(np.arange(self.cells // 2 + 1) * (2 * np.pi / self.reach))

    @property
    def averages(self) -> Array:
        """The transform of a cell, which turns a density into masses, and a filter.

        Cells of a minute need neither: there all frequencies are known.
        """
        if self.cells == self.reach:
            return np.ones(self.cells // 2 + 1)
        part = np.linspace(0, 1, self.cells // 2 + 1)
        return np.asarray(np.sinc(part / 2) * np.exp(-_DECAY * part**_ORDER))


def quantiles_of_book(of: BookOfClients, shares: Sequence[float]) -> Array:
    """The minutes that a year stays within, by client and share; shape (clients, shares).

    They are interpolated, so they are no whole minutes; where every ticket takes a multiple
    of some minutes, half as many may be missing. Each client's mean and variance are
    checked against their closed forms within 1e-3; whoever fails is computed alone, by
    `compounded`. Raises ValueError for a share that is not between 0 and 1.
    """
    asked = np.asarray(shares, dtype=np.float64)
    if not asked.size or not ((asked > 0) & (asked < 1)).all():
        msg = f"shares between 0 and 1 were expected, not {list(shares)}"
        raise ValueError(msg)
    made = np.zeros((len(of.tickets), len(asked)))
    for grid, clients in _grids(of, asked):
        rows = max(1, _AT_ONCE // grid.cells)
        for start in range(0, len(clients), rows):
            some = clients[start : start + rows]
            masses, nothing = _masses(of, grid, some)
            made[some] = _quantiles(masses, nothing, asked, grid.before) * grid.width
            for client in some[~_fits(of, grid, some, masses)]:
                made[client] = _alone(of, client, asked)
    return made


def _grids(of: BookOfClients, shares: Array) -> Iterator[tuple[_Grid, Places]]:
    """Clients by the grid that holds their year and shows all that it is made of."""
    busy = np.flatnonzero(of.means > 0)
    lowest, reach = _range(of, busy, shares)
    steps = np.ceil(2 * np.log2(reach / _LEAST_CELLS)).clip(0).astype(np.int64)
    most = _CUT * min(shares.min(), 1 - shares.max())
    for step in np.unique(steps):
        minutes = int(2 * np.ceil(_LEAST_CELLS / 2 * 2 ** (step / 2)))
        left, cells = np.flatnonzero(steps == step), _LEAST_CELLS
        while len(left) and cells < minutes:
            grid = _Grid(minutes, cells)
            is_far = lowest[left] > _FAR * grid.width
            done = _last(of, grid, busy[left]) <= np.where(is_far, _CUT_FAR, most)
            yield grid, busy[left[done]]
            left, cells = left[~done], cells * 2
        yield _Grid(minutes, minutes), busy[left]


def _range(of: BookOfClients, busy: Places, shares: Array) -> tuple[Array, Array]:
    """About the lowest quantile, and minutes that hold the year and one long ticket more.

    Both by a gamma variable of the same moments.
    """
    mean, variance = of.means[busy], of.variances[busy]
    shape, scale = mean**2 / variance, variance / mean
    beyond = _BEYOND * min(shares.min(), 1 - shares.max())
    minutes, chances = of.lengths
    longest = minutes[np.argmax(of.tickets[busy] @ chances <= beyond, axis=1)]
    reach = scale * special.gammainccinv(shape, beyond) + longest
    lowest = scale * special.gammaincinv(shape, shares.min())
    return lowest, reach * _BEFORE / (_BEFORE - 1)


def _last(of: BookOfClients, grid: _Grid, clients: Places) -> Array:
    """How much of the transform is left at the last frequencies; shape (clients,)."""
    last = grid.frequencies[-1] * np.array([0.85, 1.0])
    nothing = _chance_of_nothing(of, clients)[:, None]
    return np.asarray(np.abs(_transform(of, clients, last) - nothing).max(axis=1))


def _masses(of: BookOfClients, grid: _Grid, clients: Places) -> tuple[Array, Array]:
    """The mass of each cell, and the chance of a year of nothing, which is in no cell.

    Shapes (clients, cells) and (clients,).
    """
    nothing = _chance_of_nothing(of, clients)
    there = _transform(of, clients, grid.frequencies) - nothing[:, None]
    there *= grid.averages
    masses = fft.irfft(there, grid.cells, workers=2)
    return np.roll(masses, grid.before, axis=1), nothing


def _transform(of: BookOfClients, clients: Places, at: Array) -> NDArray[np.complex128]:
    """E[exp(-i t S)]; shape (clients, frequencies)."""
    log_size, angle = _log_transform(of, clients, _of_efforts(of.table, at) - 1)
    size = np.exp(log_size)
    made = np.empty(size.shape, dtype=np.complex128)
    made.real, made.imag = size * np.cos(angle), size * np.sin(angle)
    return made


def _log_transform(
    of: BookOfClients, clients: Places, efforts: NDArray[np.complex128]
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


def _chance_of_nothing(of: BookOfClients, clients: Places) -> Array:
    """The chance of a year without a paid minute; shape (clients,)."""
    none = (of.table[:, :1] - 1).astype(np.complex128)
    return np.asarray(np.exp(_log_transform(of, clients, none)[0][:, 0]))


def _quantiles(masses: Array, nothing: Array, shares: Array, before: int) -> Array:
    """In cells. What a cell has more than its neighbours is thought to be in its middle."""
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
        made[:, place] = np.where(
            nothing >= share, 0, np.maximum(cell - before - 0.5 + part, 0)
        )
    return made


def _fits(
    of: BookOfClients, grid: _Grid, clients: Places, masses: Array
) -> NDArray[np.bool_]:
    """Whether mean and variance are those in closed form; shape (clients,)."""
    middles = grid.middles
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
            first, second = (of.moments @ tickets / total).tolist()
            parts.append(Addend(frequency, tickets @ of.table / total, first, second))
    made = compounded(parts, 1.0)
    return [made.quantile(share) for share in shares]
