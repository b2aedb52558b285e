"""Bulk, full semantics: slices, client hours, allowances, threshold, rounding, lines."""

from dataclasses import replace

from made import WORDS, ZONES, book, reference_terms
from measure import median_seconds, rate, row

from flatwright.bulk.codebook import Codebook
from flatwright.bulk.prepared import prepared
from flatwright.bulk.threads import ClientColumns, decide_book

CLIENTS, SIZE = 2_000, 5_000


def measure() -> None:
    """Ten million entries of two thousand clients in eight time zones, on two threads."""
    under = [reference_terms(zone) for zone in ZONES]
    ready = [prepared(each) for each in under]
    clients = list(book(CLIENTS, SIZE, Codebook(under[0])))

    def run(workers: int = 2) -> int:
        """From coded facts to lines; nothing is remembered from an earlier run."""
        codebook = Codebook(under[0])
        told = (
            ClientColumns(
                columns=replace(columns, facts=codebook.numbers(codes, WORDS)),
                prepared=ready[place % len(ready)],
                codebook=codebook,
            )
            for place, (codes, columns) in enumerate(clients)
        )
        done = decide_book(told, workers)
        return sum(int(each.lines.worked.sum()) for each in done)

    worked = sum(int((c.end - c.start).sum()) for _, c in clients)
    assert run() == worked, "every worked minute is on a line"
    for workers in (2, 1):
        seconds = median_seconds(lambda workers=workers: run(workers))
        name = f"{CLIENTS * SIZE:,} entries to lines, threads: {workers}"
        row(name, rate(CLIENTS * SIZE, seconds))
