from collections.abc import Callable
from pathlib import Path

import pytest

from flatwright.cli.demo_history import CLIENTS, MAPPING, demo_history
from flatwright.imports.mapping_read import shipped_mappings
from tests.cli.conftest import Run

EXPORT = """\
Ticket Number,Customer,Tech,Start Time,End Time,Actual Time,Issue Type,Priority
1042,Acme,Ann,02/03/2026 09:00 AM,02/03/2026 09:20 AM,20,Remote Support,Urgent
1043,Birch,Ben,02/04/2026 10:00 AM,02/04/2026 10:45 AM,45,Contract Work,Low
1044,Birch,Ben,someday,02/04/2026 10:45 AM,45,Contract Work,Low
"""
KEPT = "A dry run: nothing is kept. To keep it, bring the file under Imports.\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "labor.csv"
    path.write_text(EXPORT)
    return path


def test_dry_run_as_a_page(
    export: Path, run: Run, golden: Callable[[str, str], None]
) -> None:
    found = run("import", export, "--mapping", "syncro")
    assert (found.code, found.err) == (0, KEPT)
    golden("cli-import.txt", found.out)


def test_dry_run_as_json(export: Path, run: Run) -> None:
    answer = run("import", export, "--mapping", "syncro", "--json").answer
    assert answer["counts"]["items"] == 2
    assert sum(answer["rejects"].values()) == answer["counts"]["rejected"] == 1
    assert sum(map(sum, answer["hour_of_week"])) == 2


def test_rejects_are_handed_back(export: Path, run: Run, tmp_path: Path) -> None:
    aside = tmp_path / "aside.csv"
    found = run("import", export, "--mapping", "syncro", "--rejects", aside)
    assert found.err.startswith(f"1 row that was kept aside is in {aside}.")
    assert "someday" in aside.read_text()


def test_rejects_never_overwrite_the_export(export: Path, run: Run) -> None:
    found = run("import", export, "--mapping", "syncro", "--rejects", export)
    assert found.code == 2
    assert export.read_text() == EXPORT


def test_mapping_of_the_owners_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "year.csv").write_text(demo_history(3, tickets=40))
    (tmp_path / "mine.yaml").write_text(MAPPING)
    found = run(
        "import", tmp_path / "year.csv", "--mapping", tmp_path / "mine.yaml", "--json"
    )
    assert found.answer["counts"]["items"] == 40
    assert found.answer["counts"]["rejected"] == 0
    assert found.answer["clients"] <= len(CLIENTS)


def test_unknown_mapping_names_the_nearest(export: Path, run: Run) -> None:
    found = run("import", export, "--mapping", "syncroo")
    assert (found.code, found.out) == (1, "")
    assert 'Did you mean "syncro"?' in found.err
    assert "[unknown_mapping]" in found.err


def test_mapping_that_does_not_read_shows_its_problems(
    export: Path, run: Run, tmp_path: Path
) -> None:
    mapping = tmp_path / "mine.yaml"
    mapping.write_text("mapping: mine\nrows: sometimes\n")
    found = run("import", export, "--mapping", mapping)
    assert (found.code, found.out) == (1, "")
    assert f"{mapping}:2:" in found.err


def test_export_of_which_nothing_can_be_read_ends_with_1(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "labor.csv"
    path.write_text("\n".join([EXPORT.splitlines()[0], EXPORT.splitlines()[3]]))
    found = run("import", path, "--mapping", "syncro")
    assert found.code == 1
    assert "[nothing_read]" in found.err


def test_export_that_is_not_there(run: Run) -> None:
    found = run("import", "none.csv", "--mapping", "syncro")
    assert (found.code, found.out) == (1, "")
    assert found.err == "There is no file none.csv. [no_such_file]\n"


@pytest.mark.parametrize("arguments", [(), ("labor.csv",), ("--mapping", "syncro")])
def test_file_and_mapping_are_both_needed(arguments: tuple[str, ...], run: Run) -> None:
    assert run("import", *arguments).code == 2


def test_mappings_are_listed(run: Run) -> None:
    found = run("import", "--mappings")
    assert found.code == 0
    assert [line.split()[0] for line in found.out.splitlines()] == list(shipped_mappings())
    answer = run("import", "--mappings", "--json").answer
    assert [each["mapping"] for each in answer] == list(shipped_mappings())
    assert all(each["checked"] for each in answer)
