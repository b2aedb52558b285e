import csv
import os
import time
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from flatwright.imports.exports import history
from flatwright.imports.history import History
from flatwright.imports.mapping_read import shipped_mappings
from flatwright.imports.report import dry_run, hour_of_week
from tests.imports.conftest import mapping_of

FOLDER = os.environ.get("FLATWRIGHT_REAL_DATA")
REASON = "FLATWRIGHT_REAL_DATA names no folder: the real logs were not read"
pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(not FOLDER, reason=REASON),  # the data are others'
]
FILES = {
    "servicenow_incidents": "incident_event_log.csv.gz",
    "provider_helpdesk": "helpdesk.csv.gz",
    "effort": "tasks.csv",
}


def real(name: str) -> Path:
    return Path(FOLDER or "") / name


@cache
def log(name: str) -> History:
    made = history(real(name) / FILES[name], mapping_of(shipped_mappings()[name]))
    counts = made.counts
    assert counts.read == counts.used + counts.duplicates + counts.rejected
    rows = [row for item in made.items for row in item.rows] + [r.row for r in made.rejects]
    assert len(rows) == len(set(rows)) == counts.read - counts.duplicates
    return made


def minutes(told: History) -> int:
    return sum(
        entry.end - entry.start for item in told.items for entry in item.work.entries
    )


def test_the_event_log_becomes_its_incidents() -> None:
    begun = time.perf_counter()
    told = log("servicenow_incidents")
    assert time.perf_counter() - begun < 30  # about 4 s on a quiet machine
    counts = told.counts
    assert (counts.read, counts.items, counts.rejected) == (101_045, 17_136, 0)
    assert counts.modelled == 17_136
    assert sum(map(sum, hour_of_week(told))) == 17_136
    assert 20 < minutes(told) / counts.items < 120
    causes = Counter(item.work.cause for item in told.items)
    assert causes["provider"] > 0
    assert set(causes) == {"provider", "normal"}
    assert {item.work.priority for item in told.items} == {"p1", "p2", "p3", "p4"}


def test_office_hours_stand_out_in_the_picture_of_the_week() -> None:
    week = hour_of_week(log("servicenow_incidents"))
    office = sum(sum(row[8:18]) for row in week[:5])
    assert office / sum(map(sum, week)) > 0.8
    assert "Sat" in dry_run(log("servicenow_incidents"))


def test_the_help_desk_log_becomes_its_cases() -> None:
    told = log("provider_helpdesk")
    counts = told.counts
    assert (counts.read, counts.items, counts.duplicates) == (10_923, 2_335, 66)
    assert len({item.client for item in told.items}) == 198
    assert max(e.end - e.start for item in told.items for e in item.work.entries) == 240


def test_the_tasks_keep_every_hour_that_has_a_date() -> None:
    told = log("effort")
    counts = told.counts
    assert (counts.read, counts.keys) == (8_875, 7_428)
    assert {reject.code for reject in told.rejects} == {"no_date"}
    assert counts.items + len({r.raw.split(",")[0] for r in told.rejects}) == 7_428
    left_out = {reject.row for reject in told.rejects}
    with (real("effort") / "tasks.csv").open(encoding="utf-8", newline="") as file:
        hours = [Decimal(row["DeveloperHoursActual"]) for row in csv.DictReader(file)]
    kept = sum((60 * h for row, h in enumerate(hours, 2) if row not in left_out), Decimal())
    assert abs(minutes(told) - kept) <= Decimal("0.5") * counts.used
    assert counts.date_only == counts.items
    assert any(len({e.technician for e in i.work.entries}) == 8 for i in told.items)
    assert any(i.work.estimate_min == 840 for i in told.items)
