"""The year of 5,000 clients, three quantiles each; seconds, and the worst errors."""

import numpy as np
from compound_peers import PEERS, Sum
from made_prices import FINE, SHARES, alone, book_of, case_of, mixed
from measure import median_seconds, row

from flatwright.domain.pricing.book import quantiles_of_book
from flatwright.domain.pricing.book_of_clients import BookOfClients
from flatwright.domain.pricing.served import Bundle

CLIENTS, SAMPLE, DRAWN = 5_000, 40, 4
SPREAD, DEVIATIONS = 3e-4, 12  # the rules for the grids of one client alone
RARE = 1e-9  # the ends of efforts that are left out, as `quantiles_of_book` does
WIDE = 15_000  # minutes a year above which the fine grid is a minute
STEPS = (1 / 4, 1 / 2, 1.0, 2.0, 3.0, 5.0, 10.0, 15.0, 30.0, 60.0)


def measure() -> None:
    """All clients by us; a sample of them by the peers, scaled to all."""
    of, classes = book_of(case_of(), CLIENTS)
    seconds = median_seconds(lambda: quantiles_of_book(of, SHARES))
    made = quantiles_of_book(of, SHARES)
    order = np.argsort(of.means)
    sample = order[np.linspace(0, CLIENTS - 1, SAMPLE).astype(int)]
    exact = [
        [alone(of, c, classes, _fine(of.means[c])).quantile(s) for s in SHARES]
        for c in sample
    ]
    wrong = 100 * np.abs(made[sample] / np.array(exact) - 1).max(axis=0)
    low, high = of.means[sample].min() / 60, of.means[sample].max() / 60
    said = " ".join(f"{error:.3f}" for error in wrong)
    note = f"worst error % of {SAMPLE} clients ({low:.1f} to {high:,.0f} h): {said}"
    row(f"ours, quantiles_of_book, {of.tickets.shape[1]} classes", f"{seconds:.3f} s", note)
    _beside_peers(of, classes, sample, seconds)


def _beside_peers(
    of: BookOfClients, classes: list[Bundle], sample: np.ndarray, ours: float
) -> None:
    """One count and one effort a client: the steady classes are left out for the peers."""
    sums = [_sum(of, classes, client) for client in sample]
    for name, peer in PEERS.items():
        asked = sums[:: SAMPLE // DRAWN] if "drawn" in name else sums
        seconds = median_seconds(lambda p=peer, a=asked: [p(each) for each in a])
        scaled = seconds * CLIENTS / len(asked)
        note = f"{scaled / ours:7.0f} x  scaled from {len(asked)} clients, noisy classes"
        row(f"one by one: {name}", f"{scaled:.1f} s", note)


def _sum(of: BookOfClients, classes: list[Bundle], client: int) -> Sum:
    """A client's noisy tickets, on the widest grid that keeps the variance to 1e-4."""
    tickets = of.tickets[client] * ~of.is_steady
    shares = tickets / tickets.sum()
    widest = (SPREAD * of.variances[client] / tickets.sum()) ** 0.5
    step = max([s for s in STEPS if s <= widest], default=STEPS[0])
    reach = of.means[client] + DEVIATIONS * of.deviations[client]
    effort = mixed(shares, classes, step)
    effort = effort[: int(np.flatnonzero(np.cumsum(effort[::-1])[::-1] > RARE)[-1]) + 1]
    points = max(reach / step, len(effort))
    return Sum(
        tickets=float(tickets.sum()),
        kappa=float(of.shapes[client]),
        effort=effort / effort.sum(),
        step=step,
        moments=tuple(shares @ np.array([each.moments for each in classes])),
        log2=int(np.ceil(np.log2(points))),
    )


def _fine(mean: float) -> float:
    return FINE if mean < WIDE else 1.0
