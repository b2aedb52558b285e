"""The same book, here and on Spark in local mode: `pytest tests/bulk/test_spark.py`."""

import importlib.util
import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from flatwright.bulk.book import Book
from flatwright.bulk.codebook import Codebook
from flatwright.bulk.columns import columns_of, in_order
from flatwright.bulk.prepared import prepared
from flatwright.bulk.run import decide_columns
from flatwright.bulk.spark import ASKED, LINES, ROWS, decide_on_spark
from flatwright.domain.coverage.lines import OUTCOMES
from flatwright.domain.records.work import WorkItem
from tests.bulk.made import CLIENTS, made_terms, made_work

HAS_SPARK = bool(importlib.util.find_spec("pyspark")) and bool(shutil.which("java"))
REASON = "pyspark or java is not installed: nothing was run on Spark"
pytestmark = [
    pytest.mark.skipif(not HAS_SPARK, reason=REASON),  # Spark needs Java
    pytest.mark.filterwarnings("ignore"),  # those of Spark's own start
]
Totals = Counter[tuple[str, str, str, str]]


def rows_of(client: str, works: list[WorkItem]) -> list[dict[str, Any]]:
    return [
        {
            "client": client,
            "item": item,
            "entry": number,
            "start": entry.start,
            "end": entry.end,
            "person": entry.person or work.person,
            "uses": int(work.completed and not work.planned),
            "object": work.object.name,
            **{
                fact: getattr(work, fact)
                for fact in (
                    *("kind", "action", "cause", "priority", "location", "onsite"),
                    *("estimate_min", "after_hours_by"),
                )
            },
        }
        for item, work in enumerate(works)
        for number, entry in enumerate(work.entries)
    ]


def here(works: dict[str, list[WorkItem]]) -> Totals:
    totals: Totals = Counter()
    for client, mine in works.items():
        under = made_terms(client)
        codebook = Codebook(under)
        columns = columns_of(mine, codebook)
        decided = decide_columns(columns, prepared(under), Book(codebook))
        lines = decided.lines
        for n in range(len(lines.item)):
            key = client, OUTCOMES[lines.outcome[n]], under.codes[lines.code[n]]
            for name in ("worked", "billed", "amount"):
                totals[*key, name] += int(getattr(lines, name)[n])
        for item in decided.unclear:
            entries = mine[item].entries
            totals[client, ASKED, "", "worked"] += sum(e.end - e.start for e in entries)
    return +totals


def on_spark(works: dict[str, list[WorkItem]], scratch: Path) -> Totals:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - not everybody has it

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master("local[2]").appName("flatwright")
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(scratch),
    }
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        rows = [row for client, mine in works.items() for row in rows_of(client, mine)]
        frame = session.createDataFrame(rows, ROWS)
        lines = decide_on_spark(frame, {client: made_terms(client) for client in works})
        assert (
            lines.schema.simpleString()
            == session.createDataFrame([], LINES).schema.simpleString()
        )
        found = lines.groupBy("client", "outcome", "code").sum("worked", "billed", "amount")
        totals: Totals = Counter()
        for client, outcome, code, *sums in found.collect():
            for name, total in zip(("worked", "billed", "amount"), sums, strict=True):
                totals[client, outcome, code, name] += total
        return +totals
    finally:
        session.stop()


@pytest.mark.timeout(600)
def test_totals_on_spark_equal_those_here(tmp_path: Path) -> None:
    works = {client: in_order(made_work(client)) for client in CLIENTS}
    expected = here(works)
    assert sum(n for key, n in expected.items() if key[3] == "worked") == sum(
        entry.end - entry.start
        for mine in works.values()
        for work in mine
        for entry in work.entries
    )
    assert {key[1] for key in expected} >= {"covered", "after_hours", "hourly", ASKED}
    assert on_spark(works, tmp_path) == expected
