"""The search for the best design: all of a lattice ranked, the best 20 priced in full."""

from dataclasses import replace

from made_prices import REF_25, case_of, evenly, one_tier_more
from measure import median_seconds, row

from flatwright.domain.pricing.search import lattice, ranked, refined
from flatwright.imports.rate_texts import example_rates

BEST = 20
LEAST = 5_000


def measure() -> None:
    """A client with five devices a user: each number of devices is another design."""
    book = one_tier_more(example_rates())
    exposures = replace(REF_25, devices=125)
    case, under = case_of(exposures, book), evenly(exposures)
    designs = list(lattice(book))[:LEAST]
    best = ranked(case, designs, under)
    assert len(best) == LEAST, "no two designs are the same to this client"
    seconds = median_seconds(lambda: ranked(case, designs, under))
    note = f"{1000 * seconds / len(best):.2f} ms a design"
    row(f"{len(best):,} designs ranked by their surplus", f"{seconds:.2f} s", note)
    seconds = median_seconds(lambda: list(refined(case, best[:BEST], under)))
    row(f"the best {BEST} refined", f"{seconds:.2f} s", "with their full distributions")
