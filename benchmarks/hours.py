"""Business-hours arithmetic: the business minutes of an interval."""

from datetime import datetime, time
from typing import Any

import businesstimedelta as peer
import numpy as np
from made import reference_terms
from measure import median_seconds, rate, row

from flatwright.bulk.hours import hours_table
from flatwright.domain.coverage.calendar import calendar_of
from flatwright.domain.kernel.days import wall_time

SIZE, FEW = 10_000_000, 2_000


def measure() -> None:
    """Ours in the client's zone, over clock changes, beside what each peer can do."""
    under = reference_terms()
    days = calendar_of(under.agreement, under.plans, under.regions, under.span)
    table = hours_table(days)
    rng = np.random.default_rng(5)
    start = 29_453_760 + rng.integers(0, 480_000, SIZE)
    end = start + rng.integers(0, 20_000, SIZE)
    for workers in (1, 2):
        seconds = median_seconds(lambda w=workers: table.minutes(start, end, w))
        row(f"flatwright, {SIZE:,} intervals, {workers} threads", rate(SIZE, seconds))
    ours = table.minutes(start[:FEW], end[:FEW])
    theirs = _businesstimedelta(under, start[:FEW], end[:FEW])
    same = int((theirs() == ours).sum())
    seconds = median_seconds(theirs)
    note = f"same minutes in {same:,} of {FEW:,}"
    row(f"businesstimedelta, {FEW:,} intervals", rate(FEW, seconds), note)
    days = (start // 1440).astype("datetime64[D]"), (end // 1440).astype("datetime64[D]")
    seconds = median_seconds(lambda: np.busday_count(*days))
    row(f"numpy busday_count, {SIZE:,} intervals", rate(SIZE, seconds), "whole days only")


def _businesstimedelta(under: Any, start: np.ndarray, end: np.ndarray) -> Any:
    hours = peer.WorkDayRule(
        start_time=time(8), end_time=time(17), working_days=[0, 1, 2, 3, 4]
    )
    closed = dict.fromkeys(under.closed[0], "closed")
    rules = peer.Rules([hours, peer.HolidayRule(closed)])
    zone = under.zone
    pairs = [
        (_wall(zone, int(a)), _wall(zone, int(b))) for a, b in zip(start, end, strict=True)
    ]

    def run() -> np.ndarray:
        spans = [rules.difference(a, b) for a, b in pairs]
        return np.array([each.hours * 60 + each.seconds // 60 for each in spans])

    return run


def _wall(zone: Any, minute: int) -> datetime:
    """A wall time without its zone: business hours never lie in a clock change."""
    return wall_time(zone, minute).replace(tzinfo=None)
