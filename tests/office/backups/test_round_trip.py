"""A backup brought back is what was there, on either database and from one to the other."""

import os
import tarfile
from pathlib import Path

import pytest

from tests.office.backups.conftest import Home

SERVER = os.environ.get("DATABASE_URL", "")


def contents(path: Path) -> dict[str, bytes]:
    """The members of a backup but the manifest, which tells the day and the engine."""
    with tarfile.open(path) as tar:
        return {
            each.name: file.read()
            for each in tar
            if each.name != "manifest.json" and (file := tar.extractfile(each))
        }


def backed_up(home: Home, path: Path) -> Path:
    ended = home.run("backup", path)
    assert ended.code == 0, ended.out
    return path


@pytest.fixture(scope="session")
def backup(sample: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the small sample."""
    return backed_up(sample, tmp_path_factory.mktemp("backup") / "one.tar")


@pytest.mark.once
def test_what_comes_back_is_what_was_there(backup: Path, tmp_path: Path) -> None:
    home = Home(folder=tmp_path / "home")
    ended = home.run("restore", backup)
    assert ended.code == 0, ended.out
    assert contents(backed_up(home, tmp_path / "two.tar")) == contents(backup)
    assert home.run("doctor", "--deep") == home.run("doctor")
    assert home.run("doctor").code == 0


@pytest.mark.skipif(not SERVER.startswith("postgres"), reason="needs DATABASE_URL")
def test_it_goes_to_the_other_database_and_back(backup: Path, tmp_path: Path) -> None:
    server = Home(folder=tmp_path / "server", database=SERVER)
    assert server.run("restore", backup, "--replace").code == 0
    between = backed_up(server, tmp_path / "between.tar")
    embedded = Home(folder=tmp_path / "embedded")
    assert embedded.run("restore", between).code == 0
    again = backed_up(embedded, tmp_path / "again.tar")
    assert contents(backup) == contents(between) == contents(again)
    assert embedded.run("doctor").code == 0


@pytest.mark.once
def test_it_does_not_come_back_over_something_unasked(backup: Path, tmp_path: Path) -> None:
    home = Home(folder=tmp_path / "home")
    home.run("restore", backup)
    ended = home.run("restore", backup)
    assert ended.code == 1
    assert "[not_empty]" in ended.out


@pytest.mark.once
def test_what_is_replaced_is_kept_aside(backup: Path, tmp_path: Path) -> None:
    home = Home(folder=tmp_path / "home")
    home.run("restore", backup)
    ended = home.run("restore", backup, "--replace")
    assert ended.code == 0, ended.out
    (aside,) = home.folder.glob("replaced-*.tar")
    assert contents(aside) == contents(backup)


@pytest.mark.once
def test_a_cut_one_leaves_everything_as_it_was(backup: Path, tmp_path: Path) -> None:
    home = Home(folder=tmp_path / "home")
    home.run("restore", backup)
    cut = tmp_path / "cut.tar"
    cut.write_bytes(backup.read_bytes()[:-30_000])
    ended = home.run("restore", cut, "--replace")
    assert ended.code == 1
    assert "[broken_archive]" in ended.out
    assert contents(backed_up(home, tmp_path / "after.tar")) == contents(backup)


@pytest.mark.once
def test_numbers_go_on_where_they_were(backup: Path, tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415 - it looks into the file itself

    home = Home(folder=tmp_path / "home")
    home.run("restore", backup)
    with sqlite3.connect(home.folder / "flatwright.sqlite3") as database:
        sql = "SELECT seq FROM sqlite_sequence WHERE name = 'desk_ticket'"
        (given,) = database.execute(sql).fetchone()
        (largest,) = database.execute("SELECT max(id) FROM desk_ticket").fetchone()
    assert given >= largest > 0


@pytest.mark.once
def test_upgrade_of_an_older_database_keeps_it_aside(backup: Path, tmp_path: Path) -> None:
    import sqlite3  # noqa: PLC0415 - the same

    home = Home(folder=tmp_path / "home")
    home.run("restore", backup)
    with sqlite3.connect(home.folder / "flatwright.sqlite3") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'usersessions'")
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'usersessions%'"
            " AND type = 'table'"
        ).fetchall():
            database.execute(f"DROP TABLE {name}")
    assert "[old_schema]" in home.run("backup", tmp_path / "no.tar").out
    assert home.run("doctor").code == 1
    ended = home.run("upgrade")
    assert ended.code == 0, ended.out
    assert "done: usersessions" in ended.out
    (aside,) = (home.folder / "backups").glob("before-upgrade-*.tar")
    assert contents(aside) == contents(backup)
    assert home.run("doctor").code == 0
