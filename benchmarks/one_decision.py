"""One decision with its explanation, of a plan already lowered: milliseconds, median."""

import statistics
import time

from made import reference_terms, single_work
from measure import row

from flatwright.domain.coverage.decide import decide

COUNT = 400
CASES = {
    "all facts known": (),
    "one fact unknown (cause)": ("cause",),
    "two facts unknown (cause, object)": ("cause", "object"),
}


def measure() -> None:
    """Each sort of work, five times over."""
    under = reference_terms()
    for name, unknown in CASES.items():
        works = single_work(COUNT, unknown)
        for work in works:
            decide(work, under)
        times = []
        for work in works * 5:
            start = time.perf_counter()
            decide(work, under)
            times.append(1000 * (time.perf_counter() - start))
        worst = statistics.quantiles(times, n=20)[-1]
        row(f"decide, {name}", f"{statistics.median(times):.3f} ms", f"p95 {worst:.3f} ms")
