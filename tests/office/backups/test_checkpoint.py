"""The end of the record that was cut off is missed by whoever noted how far it went."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.office.backups.conftest import Home

pytestmark = pytest.mark.once


def cut(home: Home, events: int) -> None:
    """Cut the record's end off as one who may write to the database can: head and all."""
    with sqlite3.connect(home.folder / "flatwright.sqlite3") as database:
        database.execute("DROP TRIGGER audit_event_no_delete")
        database.execute(
            "DELETE FROM audit_event WHERE id IN"
            " (SELECT id FROM audit_event ORDER BY id DESC LIMIT ?)",
            (events,),
        )
        database.execute(
            "UPDATE audit_head SET count = count - ?, digest ="
            " (SELECT digest FROM audit_event ORDER BY id DESC LIMIT 1)",
            (events,),
        )
        database.execute(
            "CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event"
            " BEGIN SELECT RAISE(ABORT, 'audit_event is append-only'); END"
        )


@pytest.fixture
def home(sample: Home, tmp_path: Path) -> Home:
    """A home of its own, to damage."""
    sample.run("backup", tmp_path / "sample.tar")
    made = Home(folder=tmp_path / "home")
    assert made.run("restore", tmp_path / "sample.tar").code == 0
    return made


def test_a_cut_end_is_seen_with_a_checkpoint_and_not_without(
    home: Home, tmp_path: Path
) -> None:
    noted = tmp_path / "office.checkpoint"
    assert home.run("doctor", "--checkpoint", noted).out == ""
    before = noted.read_text()
    cut(home, 3)
    assert home.run("doctor").out == ""
    ended = home.run("doctor", "--checkpoint", noted)
    assert ended.code == 1
    assert "[audit_cut]" in ended.out
    assert noted.read_text() == before
    ended = home.run("backup", tmp_path / "cut.tar", "--checkpoint", noted)
    assert ended.code == 1
    assert "was cut or made anew" in ended.out
    assert noted.read_text() == before


def test_a_backup_notes_its_head_and_a_longer_record_is_well(
    home: Home, tmp_path: Path
) -> None:
    noted = tmp_path / "office.checkpoint"
    assert home.run("backup", tmp_path / "a.tar", "--checkpoint", noted).code == 0
    events = json.loads(noted.read_text())["events"]
    assert events > 0
    assert home.run("doctor", "--checkpoint", noted).code == 0


def test_something_else_is_no_checkpoint(home: Home, tmp_path: Path) -> None:
    noted = tmp_path / "notes.txt"
    noted.write_text("[]")
    assert "[no_checkpoint]" in home.run("doctor", "--checkpoint", noted).out
    assert noted.read_text() == "[]"
