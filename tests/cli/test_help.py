"""`--help` and docs/command-line.md say the same."""

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from flatwright.cli.main import program
from tests.cli.conftest import Run

PAGE = Path(__file__).parents[2] / "docs/command-line.md"
GROUP: Any = get_command(program())
COMMANDS: dict[str, Any] = dict(GROUP.commands)


def sections() -> dict[str, str]:
    """The page's sections by the command that each is headed with."""
    parts = re.split(r"^## `flatwright ([a-z]+)`$", PAGE.read_text(), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def documented(section: str) -> dict[str, str]:
    """The rows of a section's table: what may be given, and what it means."""
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, flags=re.MULTILINE))


def given(command: Any) -> dict[str, str]:
    """What people may give a command, and its help."""
    return {
        each.opts[0] if each.param_type_name == "option" else each.name.upper(): each.help
        for each in command.params
        if "--help" not in each.opts and not getattr(each, "hidden", False)
    }


def test_every_command_has_its_section_and_every_section_its_command() -> None:
    assert list(sections()) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_section_lists_the_options_of_its_command_and_no_other(name: str) -> None:
    assert documented(sections()[name]) == given(COMMANDS[name])


@pytest.mark.parametrize("name", COMMANDS)
def test_section_begins_with_the_sentence_of_the_help(name: str) -> None:
    assert sections()[name].strip().splitlines()[0] == COMMANDS[name].help


@pytest.mark.parametrize("name", COMMANDS)
def test_help_shows_every_option(name: str, run: Run) -> None:
    shown = run(name, "--help")
    assert shown.code == 0
    assert [
        each for each in given(COMMANDS[name]) if each.lower() not in shown.out.lower()
    ] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_answers_does_so_in_json(name: str) -> None:
    goes_on = name in ("demo", "serve", "tour")
    assert ("--json" in given(COMMANDS[name])) != goes_on


def test_help_lists_every_command(run: Run) -> None:
    out = run("--help").out
    assert [name for name in COMMANDS if name not in out] == []


def test_short_help_is_the_same(run: Run) -> None:
    assert run("check", "-h").out == run("check", "--help").out


@pytest.mark.parametrize("code", ["0", "1", "2", "130"])
def test_page_says_what_each_exit_code_means(code: str) -> None:
    assert f"\n| {code} |" in PAGE.read_text()


def test_each_example_of_the_page_names_a_command() -> None:
    examples = re.findall(r"^flatwright ([a-z]+)", PAGE.read_text(), flags=re.MULTILINE)
    assert examples
    assert set(examples) <= set(COMMANDS)
