"""Every speed figure in one run, with the peers beside ours: `python benchmarks/speed.py`.

Needs the `bench` extra for the peers. Each peer does the part of the work that it can do,
which its line says; where both do the same, the results are compared first.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import conditions
import hours
import in_bulk
import one_decision
from measure import load


def main() -> None:
    """Print the table."""
    for part in (one_decision, in_bulk, conditions, hours):
        print(f"\n{part.__doc__.splitlines()[0]}  [{load()}]")
        part.measure()


if __name__ == "__main__":
    main()
