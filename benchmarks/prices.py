"""Every speed and error of prices in one run: `python benchmarks/prices.py`.

Needs the `bench` extra for the peers. Each line says what was asked of whom; errors are
against a grid of an eighth of a minute. BLAS has one thread, for us and for the peers: with
two, products of a few thousand numbers wait for whatever else keeps a core busy.
"""

import os
import sys
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is first imported
sys.path.insert(0, str(Path(__file__).parent))

import designs
import many_years
import one_year
from measure import load


def main() -> None:
    """Print the table."""
    print("Medians of five; BLAS on one thread for all")
    for part in (one_year, many_years, designs):
        print(f"\n{part.__doc__.splitlines()[0]}  [{load()}]")
        part.measure()
    print(f"\n[{load()}]")


if __name__ == "__main__":
    main()
