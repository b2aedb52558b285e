"""Fit real histories up to a day, predict the rest, and say how often the ranges held.

`FLATWRIGHT_REAL_DATA=folder .venv/bin/python tools/hold_out.py` reads the public logs; the
last quarter of their months is predicted from the first three. Beside our ranges stand
those that people make of an average: mean and deviation of each client's past months.
"""

import os
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from statistics import NormalDist, fmean, stdev

from flatwright.cli.mappings import mapping_named
from flatwright.domain.experience.frequency_fit import Counted
from flatwright.domain.experience.gamma_poisson import RateBelief, count_interval
from flatwright.domain.experience.prediction import Habits, efforts, hours
from flatwright.domain.experience.prediction_fit import habits
from flatwright.domain.pricing.severity import Lognormal
from flatwright.imports import exports

SETS = {"provider_helpdesk": "helpdesk.csv.gz", "effort": "tasks.csv"}
LEVELS = (0.8, 0.95)
OWN_HOUR, MARGIN = 60.0, 0.5  # a price is hours x 60 / (1 - 50 %)
Range = tuple[float, float]


@dataclass(frozen=True)
class Log:
    """Minutes of each ticket by client and month; months are counted from the first."""

    tickets: Mapping[str, Mapping[int, list[float]]]
    months: int
    first: date
    has_effort: bool

    @property
    def split(self) -> int:
        """The first month of the quarter that is predicted."""
        return self.months - self.months // 4


@dataclass(frozen=True)
class Held:
    """What came, and the range that was foretold, of one client's month or quarter."""

    came: float
    ours: dict[float, Range]
    naive: dict[float, Range]


def read(folder: Path, name: str) -> Log:
    """A log's work by client and month; the last month may be cut short: it is left out."""
    told = exports.history(folder / name / SETS[name], mapping_named(name))
    days = {
        item.key: date(1970, 1, 1) + timedelta(minutes=item.work.entries[0].start)
        for item in told.items
        if item.work.entries
    }
    first, last = min(days.values()), max(days.values())
    tickets: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for item in told.items:
        if item.key in days:
            day = days[item.key]
            month = (day.year - first.year) * 12 + day.month - first.month
            minutes = float(sum(e.end - e.start for e in item.work.entries))
            tickets[item.client][month].append(minutes)
    months = (last.year - first.year) * 12 + last.month - first.month
    return Log(tickets, months, first, has_effort=not told.counts.modelled)


def past(log: Log) -> dict[str, list[Counted]]:
    """Counts of the clients seen before the split, from their first month on."""
    made = {}
    for name, by_month in log.tickets.items():
        begun = min(by_month)
        if begun < log.split:
            made[name] = [
                Counted(tickets=len(by_month.get(n, ())), exposure=1.0, month=n)
                for n in range(begun, log.split)
            ]
    return made


def counts(log: Log, known: Mapping[str, Sequence[Counted]], of: Habits) -> Iterator[Held]:
    """Every client-month of the last quarter, of clients that were seen before."""
    for name, months in known.items():
        level = of.level(months, log.split)
        average = [each.tickets for each in months]
        naive = naive_ranges(average, fmean(c.tickets for x in known.values() for c in x))
        for ahead, month in enumerate(range(log.split, log.months), start=1):
            count = of.count(level, [1.0], ahead)
            ours = {}
            for each in LEVELS:
                found = count_interval(count, each)
                ours[each] = found.low, found.high
            yield Held(float(len(log.tickets[name].get(month, ()))), ours, naive)


def worked(
    log: Log, known: Mapping[str, Sequence[Counted]], of: Habits, span: int
) -> Iterator[Held]:
    """Hours of each known client in spans of so many months of the last quarter."""
    minutes = {
        name: [m for n in range(log.split) for m in log.tickets[name].get(n, ())]
        for name in known
    }
    of_clients, of_book = efforts({name: told for name, told in minutes.items() if told})
    longest = 1.5 * max(m for told in minutes.values() for m in told)
    for name, months in known.items():
        level, effort = of.level(months, log.split), of_clients.get(name, of_book)
        monthly = [sum(log.tickets[name].get(c.month, ())) / 60 for c in months]
        for start in range(log.split, log.months - span + 1, span):
            ahead = start - log.split + 1
            yield _span(
                log, name, (start, span), (of, level, effort, ahead, longest), monthly
            )


def _span(
    log: Log,
    name: str,
    at: Range,
    by: tuple[Habits, RateBelief, Lognormal, int, float],
    monthly: list[float],
) -> Held:
    start, span = int(at[0]), int(at[1])
    of, level, effort, ahead, longest = by
    year = hours(of.count(level, [1.0] * span, ahead), effort, longest)
    came = sum(sum(log.tickets[name].get(start + n, ())) for n in range(span)) / 60
    naive = {
        each: (span * low, span * high)
        for each, (low, high) in naive_ranges(monthly, fmean(monthly)).items()
    }
    return Held(came, {each: year.interval(each) for each in LEVELS}, naive)


def naive_ranges(months: Sequence[float], book: float) -> dict[float, Range]:
    """Mean and normal range of past months; of a single one the book's mean and root."""
    mean, spread = book, book**0.5
    if len(months) > 1:
        mean, spread = fmean(months), stdev(months)
    z = {each: NormalDist().inv_cdf((1 + each) / 2) * spread for each in LEVELS}
    return {each: (max(0.0, mean - far), mean + far) for each, far in z.items()}


def shown(what: str, held: Sequence[Held], factor: float = 1.0) -> Iterator[str]:
    """Two lines: how often the ranges held, and how wide they were."""
    for who in ("ours", "naive"):
        parts = []
        for level in LEVELS:
            ranges = [getattr(each, who)[level] for each in held]
            inside = fmean(
                low - 1e-9 <= each.came <= high + 1e-9
                for each, (low, high) in zip(held, ranges, strict=True)
            )
            wide = factor * fmean(high - low for low, high in ranges)
            parts.append(f"{100 * inside:5.1f} % of {level:.0%}, width {wide:9.2f}")
        yield f"{what:<34} {who:<6} {'   '.join(parts)}"


def table(log: Log) -> Iterator[str]:
    """What was known of a log, and how the ranges held."""
    known, tested = past(log), log.months - log.split
    of = habits(known, tested)
    new = sum(min(by_month) >= log.split for by_month in log.tickets.values())
    yield f"{log.months} months from {log.first:%Y-%m}, the last {tested} predicted"
    yield f"{len(known)} clients known, {new} new ones left out"
    yield (
        f"kappa {of.book.shape:.2f}, month noise {of.noise:.2f}, "
        f"half-life {of.half_life:.1f} months, drift {of.drift:.3f}"
    )
    yield from shown("tickets, client and month", list(counts(log, known, of)))
    if log.has_effort:
        whole = list(worked(log, known, of, tested))
        yield from shown("hours, client and month", list(worked(log, known, of, 1)))
        yield from shown(f"hours, client and {tested} months", whole)
        price = OWN_HOUR / (1 - MARGIN)
        yield from shown(f"price, client and {tested} months", whole, price)


def main() -> None:
    """Print a table for each log."""
    folder = os.environ.get("FLATWRIGHT_REAL_DATA")
    if not folder:
        sys.exit("FLATWRIGHT_REAL_DATA names no folder: there is nothing to hold out.")
    for name in SETS:
        print(f"\n{name}")
        for line in table(read(Path(folder), name)):
            print(line)


if __name__ == "__main__":
    main()
