"""What a page tells the reader to type, run in an empty folder, and what it shows."""

import io
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from flatwright.cli.main import main
from tests.docs.pages import Block, blocks
from tests.house.source import SOURCE

PROGRAM = "flatwright"


@dataclass(frozen=True, slots=True)
class Typed:
    """A command of a page, and what it showed and how it ended."""

    command: str
    shown: str
    code: int


def played(page: str, folder: Path, patch: pytest.MonkeyPatch) -> tuple[str, list[str]]:
    """The page with what its commands show now, and the commands that ended otherwise."""
    (folder / "src").mkdir()
    (folder / "src" / PROGRAM).symlink_to(SOURCE)
    made, wrong, end = [], [], 0
    for block in blocks(page):
        _write(block, folder)
        if block.language != "console":
            continue
        wanted = int(block.meant.removeprefix("status: ") or 0)
        typed = [_type(command, folder, patch) for command in commands(block)]
        wrong += [f"{each.command}: {each.shown}" for each in typed if each.code != wanted]
        made += [page[end : block.start], *(f"$ {t.command}\n{t.shown}" for t in typed)]
        end = block.end
    return "".join([*made, page[end:]]), wrong


def commands(block: Block) -> list[str]:
    """The commands of a block."""
    lines = block.text.splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def _write(block: Block, folder: Path) -> None:
    """A block that is a file, or a part of one, is there for the commands below it."""
    what, _, name = block.meant.partition(": ")
    if what == "file":
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.text, encoding="utf-8")
    elif what == "below":
        name, _, line = name.partition(": ")
        before, found, after = (folder / name).read_text(encoding="utf-8").partition(line)
        assert found, f"{name} has no line with {line}"
        new = f"{before}{found}\n{block.text}{after.removeprefix(chr(10))}"
        (folder / name).write_text(new, encoding="utf-8")


def _type(command: str, folder: Path, patch: pytest.MonkeyPatch) -> Typed:
    program, _, rest = command.partition(" | ")
    program, _, target = program.partition(" > ")
    if not program.startswith(f"{PROGRAM} "):
        return _in_shell(command, command, folder, "")
    code, out, err = _run(shlex.split(program)[1:], folder, patch)
    if target:
        (folder / target).write_text(out, encoding="utf-8")
        out = ""
    if rest:
        shown = _in_shell(command, rest, folder, out).shown
        return Typed(command, err + shown, code)
    return Typed(command, err + out, code)


def _in_shell(command: str, line: str, folder: Path, given: str) -> Typed:
    ended = subprocess.run(
        ["bash", "-c", line],  # noqa: S607 - the reader's own shell
        cwd=folder,
        input=given,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return Typed(command, ended.stdout, ended.returncode)


def _run(
    arguments: list[str], folder: Path, patch: pytest.MonkeyPatch
) -> tuple[int, str, str]:
    """The program's exit code, stdout and stderr, in a terminal of 80 columns."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    code: object = 0
    with patch.context() as here:
        here.chdir(folder)
        for name in ("COLUMNS", "TERMINAL_WIDTH"):
            here.setenv(name, "80")
        here.delenv("FORCE_COLOR", raising=False)
        here.setattr(sys, "argv", [PROGRAM, *arguments])
        here.setattr(sys, "stdout", out)
        here.setattr(sys, "stderr", err)
        try:
            main()
        except SystemExit as end:
            code = end.code
    texts = []
    for stream in (out, err):
        stream.seek(0)
        texts.append(stream.read())
    assert isinstance(code, int)
    return code, texts[0], texts[1]
