"""Bulk, full semantics: slices, client hours, allowances, threshold, rounding, lines."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from made import WORDS, ZONES, book, reference_terms
from measure import median_seconds, rate, row

from flatwright.bulk.book import Book
from flatwright.bulk.codebook import Codebook
from flatwright.bulk.prepared import prepared
from flatwright.bulk.run import decide_columns

CLIENTS, SIZE = 1_000, 5_000


def measure() -> None:
    """Five million entries of a thousand clients in eight time zones, on two threads."""
    under = [reference_terms(zone) for zone in ZONES]
    ready = [prepared(each) for each in under]
    clients = list(book(CLIENTS, SIZE, Codebook(under[0])))
    halves = [clients[::2], clients[1::2]]

    def half(mine: list) -> int:
        codebook = Codebook(under[0])
        kept = Book(codebook)
        minutes = 0
        for place, (codes, columns) in enumerate(mine):
            facts = codebook.numbers(codes, WORDS)
            done = decide_columns(
                replace(columns, facts=facts), ready[place % len(ready)], kept
            )
            minutes += int(done.lines.worked.sum())
        return minutes

    def run() -> int:
        with ThreadPoolExecutor(2) as pool:
            return sum(pool.map(half, halves))

    worked = sum(int((c.end - c.start).sum()) for _, c in clients)
    assert run() == worked, "every worked minute is on a line"
    seconds = median_seconds(run)
    row(f"{CLIENTS * SIZE:,} entries to lines, 2 threads", rate(CLIENTS * SIZE, seconds))
    alone = median_seconds(lambda: half(halves[0]))
    count = CLIENTS * SIZE // 2
    row(f"{count:,} entries to lines, 1 thread", rate(count, alone))
