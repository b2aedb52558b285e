"""Compiled code is kept for one state of its sources, and no other."""

from pathlib import Path

import numba
import pytest

from flatwright.bulk.kept import keep_by_sources
from flatwright.domain.coverage import walk


@pytest.fixture(autouse=True)
def _as_it_was(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings = vars(numba.config)
    monkeypatch.setitem(settings, "CACHE_DIR", settings["CACHE_DIR"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def folder(source: Path) -> str:
    keep_by_sources((walk,), str(source))
    return str(vars(numba.config)["CACHE_DIR"])


def test_a_changed_source_has_another_folder(tmp_path: Path) -> None:
    source = tmp_path / "rules.py"
    source.write_text("ROUND_UP = 15")
    before = folder(source)
    assert folder(source) == before
    source.write_text("ROUND_UP = 30")
    assert folder(source) != before


def test_it_stands_where_the_owner_keeps_such_things(tmp_path: Path) -> None:
    source = tmp_path / "rules.py"
    source.write_text("ROUND_UP = 15")
    assert Path(folder(source)).parent == tmp_path / "flatwright"
