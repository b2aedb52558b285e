"""Medians of five, and a table that says what each figure is of."""

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

RUNS = 5
MANY = 100_000  # from here on, figures are in millions


def median_seconds(work: Callable[[], Any], runs: int = RUNS) -> float:
    """The median wall-clock time of a few runs, after one that is not counted."""
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def load() -> str:
    """How busy the machine is."""
    one, five, fifteen = os.getloadavg()
    return f"load {one:.2f} {five:.2f} {fifteen:.2f} on {os.cpu_count()} cores"


def row(name: str, figure: str, note: str = "") -> None:
    """One line of the table."""
    print(f"{name:<58} {figure:>22}  {note}".rstrip(), flush=True)


def rate(count: int, seconds: float) -> str:
    """How many a second."""
    per_second = count / seconds
    if per_second >= MANY:
        return f"{per_second / 1e6:,.2f} million/s"
    return f"{per_second:,.0f} /s"
