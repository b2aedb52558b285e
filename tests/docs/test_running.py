"""docs/running.md: its commands run, and its variables are those that are read."""

import re
import shlex
from pathlib import Path

import pytest

from tests.house.source import ROOT, SOURCE
from tests.office.backups.conftest import Home

PAGE = (ROOT / "docs/running.md").read_text(encoding="utf-8")
SETTINGS = (SOURCE / "site/settings.py").read_text(encoding="utf-8")


def test_the_page_lists_the_variables_that_are_read() -> None:
    listed = re.findall(r"^\| `([A-Z_]+)` \|", PAGE, flags=re.MULTILINE)
    read = re.findall(r"environ(?:\.get\(|\[)\s*\"([A-Z_]+)\"", SETTINGS)
    assert sorted(listed) == sorted(set(read))


def commands() -> list[str]:
    """The lines of the blocks that are marked to be run."""
    blocks = re.findall(r"<!-- run -->\n```sh\n(.*?)```", PAGE, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines()]


def test_the_commands_of_the_page_do_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    home = Home(folder=tmp_path / "home").fill()
    ran = []
    for line in commands():
        program, name, *arguments = shlex.split(line)
        assert program == "flatwright"
        ended = home.run(name, *arguments)
        assert ended.code == 0, (line, ended.out)
        ran.append(name)
    assert ran == ["backup", "restore", "doctor", "upgrade", "doctor"]
    assert ended.out == ""
