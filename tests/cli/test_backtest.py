"""A small export of a service desk, tried under plans from the command line."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

EXPORT = """\
Ticket Number,Customer,Tech,Start Time,End Time,Actual Time,Issue Type,Priority
1,Acme,Ann,02/03/2026 09:00 AM,02/03/2026 09:20 AM,20,Remote Support,Urgent
2,Acme,Ben,02/03/2026 10:00 AM,02/03/2026 03:00 PM,300,Remote Support,Low
3,Birch,Ben,02/04/2026 10:00 AM,02/04/2026 10:45 AM,45,Contract Work,Low
4,Birch,Ann,03/04/2026 08:00 PM,03/04/2026 08:30 PM,30,Remote Support,Low
5,Birch,Ben,someday,02/04/2026 10:45 AM,45,Contract Work,Low
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "labor.csv"
    path.write_text(EXPORT)
    return path


def minutes(rows: list[dict[str, Any]]) -> int:
    return sum(row["minutes"] for row in rows)


def test_two_plans_side_by_side_as_a_page(
    export: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    found = run(
        *("backtest", "reference@1", "essential@1"),
        *("--history", export, "--mapping", "syncro"),
    )
    assert (found.code, found.err) == (0, "")
    golden("cli-backtest.txt", found.out)


def test_every_record_is_accounted_for(export: Path, run: Run) -> None:
    found = run(
        "backtest", "reference@1", "--history", export, "--mapping", "syncro", "--json"
    )
    assert found.code == 0
    plan = found.answer["plans"][0]
    parts = ("decided", "asked", "rejected", "without_time")
    assert sum(plan[part] for part in parts) == plan["records"] == 5
    assert plan["rejected"] == 1


def test_sums_of_every_kind_add_up(export: Path, run: Run) -> None:
    found = run(
        "backtest", "reference@1", "--history", export, "--mapping", "syncro", "--json"
    )
    plan = found.answer["plans"][0]
    for name in ("outcome", "clause", "client", "month"):
        rows = plan[f"by_{name}"]
        assert minutes(rows) == plan["total"]["minutes"] == 350
        pays = sum(Decimal(row["client_pays"]) for row in rows)
        assert pays == Decimal(plan["total"]["client_pays"])
    assert [row["hours"] for row in plan["line_of_hours"]] == list(range(1, 9))
    covered = [row["covered_minutes"] for row in plan["line_of_hours"]]
    assert covered == sorted(covered)


def test_same_run_twice_prints_the_same(export: Path, run: Run) -> None:
    args = ("backtest", "essential@1", "--history", export, "--mapping", "syncro")
    assert run(*args).out == run(*args).out


def test_unknown_plan_names_the_nearest(export: Path, run: Run) -> None:
    found = run("backtest", "esential@1", "--history", export, "--mapping", "syncro")
    assert (found.code, found.out) == (1, "")
    assert "essential@1" in found.err
