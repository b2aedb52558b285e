"""One book decided here and on Spark in local mode: `python benchmarks/on_spark.py`.

Needs the `spark` extra and Java 17. Both read the same Arrow rows and make the same lines.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ["PYSPARK_PYTHON"] = sys.executable

import numpy as np
import pyarrow as pa
from made import WORDS, ZONES, book, reference_terms
from measure import load, median_seconds, rate, row
from pyspark.sql import SparkSession

from flatwright.bulk.codebook import Codebook
from flatwright.bulk.spark import Clients, decide_on_spark
from flatwright.domain.coverage.terms import Terms

CLIENTS, SIZE, RUNS = 50, 20_000, 3
SUMS = ("worked", "billed", "amount")


def main() -> None:
    """Print the table."""
    print(f"A million entries of fifty clients, from rows to lines  [{load()}]")
    under = [reference_terms(zone) for zone in ZONES]
    terms = {f"client-{n}": under[n % len(under)] for n in range(CLIENTS)}
    tables = _tables(under[0], terms)
    kept = Clients(terms)

    def here() -> list[int]:
        made = [kept.lines(table) for table in tables]
        return [sum(int(np.sum(lines[name])) for lines in made) for name in SUMS]

    expected = here()
    figure = rate(CLIENTS * SIZE, median_seconds(here, RUNS))
    row("here, one process, one thread", figure)
    session = _session()
    frame = session.createDataFrame(pa.concat_tables(tables)).repartition(4).cache()
    frame.count()

    def spark() -> list[int]:
        lines = decide_on_spark(frame, terms)
        return list(lines.groupBy().sum(*SUMS).first())

    assert spark() == expected, "both come to the same totals"
    figure = rate(CLIENTS * SIZE, median_seconds(spark, RUNS))
    row("Spark, local[2], rows in its cache", figure, "the same totals")
    session.stop()


def _tables(first: Terms, terms: dict[str, Terms]) -> list[pa.Table]:
    """Each client's rows, as text and numbers."""
    made = book(CLIENTS, SIZE, Codebook(first))
    tables = []
    for client, (codes, columns) in zip(terms, made, strict=True):
        numbers = pa.array(np.arange(SIZE))
        rows = {
            "client": pa.array([client] * SIZE),
            "item": numbers,
            "entry": pa.array(np.zeros(SIZE, dtype=np.int64)),
            "start": pa.array(columns.start),
            "end": pa.array(columns.end),
            "person": pa.array(np.array(columns.people)[columns.person].tolist()),
            "uses": pa.array(columns.uses),
            "onsite": pa.array([False] * SIZE),
        }
        told = {name: np.array(each)[codes[name]].tolist() for name, each in WORDS.items()}
        tables.append(pa.table(rows | told))
    return tables


def _session() -> SparkSession:
    builder = SparkSession.builder.master("local[2]").appName("flatwright")
    for name, value in {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.driver.memory": "2g",
    }.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


if __name__ == "__main__":
    main()
