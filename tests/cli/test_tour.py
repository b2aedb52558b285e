"""The tour, without the search for findings: tests/domain/checks tries that."""

import os
import pty
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO

import pytest

from flatwright.cli import touring
from flatwright.cli.demo_history import demo_history
from flatwright.cli.touring import Stops, begin, menu, most_told, show_all, show_case
from tests.cli.conftest import HERE, Run

TICKETS = 60


@pytest.fixture(scope="module")
def stops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stops]:
    """The tour's stops on a small year, with no findings to search for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(touring, "demo_history", lambda seed: demo_history(seed, TICKETS))
        patch.setattr("flatwright.cli.pages.checked.findings", lambda _: ())
        patch.setattr("tempfile.tempdir", str(tmp_path_factory.mktemp("tour")))
        patch.setenv("COLUMNS", "80")
        patch.chdir(HERE)
        yield begin(7)


@pytest.fixture(scope="module")
def toured(stops: Stops) -> str:
    """All that the tour prints."""
    with redirect_stdout(StringIO()) as out:
        show_all(stops)
    return out.getvalue()


def test_tour_shows_its_four_stops(toured: str) -> None:
    found = re.findall(r"^(\d)\. ", toured, flags=re.MULTILINE)
    assert found == ["1", "2", "3", "4"]
    assert "What the agreement says" in toured
    assert f"{TICKETS} of {TICKETS} work items are decided." in toured


def test_every_command_that_the_tour_names_can_be_typed(toured: str, run: Run) -> None:
    commands = re.findall(r"^\$ \S+ (.+)$", toured, flags=re.MULTILINE)
    assert len(commands) == 8
    for command in commands:
        arguments = [
            word for word in shlex.split(command) if word not in (">", "my-plan.yaml")
        ]
        assert run(*arguments).code == 0, command


def test_decision_of_the_tour_is_shared_between_fee_and_client(toured: str) -> None:
    assert "flat fee" in toured
    assert re.search(r"DECIDED  The client pays [1-9]", toured)


def test_menu_without_a_terminal_asks_nothing(
    stops: Stops, capsys: pytest.CaptureFixture[str]
) -> None:
    menu(stops)
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("arguments", "then"), [(["--once"], []), ([], ["ask"])], ids=["once", "and ask"]
)
def test_tour_begins_shows_and_asks_unless_it_is_once(
    arguments: list[str], then: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    monkeypatch.setattr(touring, "begin", lambda seed: called.append(f"begin {seed}"))
    monkeypatch.setattr(touring, "show_all", lambda _: called.append("show"))
    monkeypatch.setattr(touring, "menu", lambda _: called.append("ask"))
    assert run("tour", "--seed", "9", *arguments).code == 0
    assert called == ["begin 9", "show", *then]


def answered(stops: Stops, monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Take the menu as somebody at a terminal would."""
    given = iter(answers)

    def ask(_: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", ask)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    menu(stops)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("1", "What the agreement says"),
        ("w 1", "The walk through complete@1"),
        ("c", "Four hours of one fault"),
        ("x", "xclusion"),
        ("0", "counted from 1"),
        ("9999", "counted from 1"),
        ("", "counted from 1"),
    ],
)
def test_menu_serves(
    answer: str,
    shown: str,
    stops: Stops,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    answered(stops, monkeypatch, answer, "q")
    assert shown.casefold() in capsys.readouterr().out.casefold()


def test_facts_of_a_case_decide_as_the_case_does(
    stops: Stops, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in (1, most_told(stops), len(stops.cases)):
        alone = run("decide", stops.agreement, stops.facts(number)).out
        show_case(stops, number, walk=True)
        assert capsys.readouterr().out.endswith(alone)


def test_tour_in_a_terminal_asks_and_quits() -> None:
    """As a person sees it: in a terminal of its own, with the menu and a q."""
    leader, follower = pty.openpty()
    program = (sys.executable, "-c", MENU_ALONE)
    with subprocess.Popen(
        program, stdin=follower, stdout=follower, stderr=follower
    ) as tour:
        os.close(follower)
        os.write(leader, b"q\n")
        assert tour.wait(60) == 0
    assert b"flatwright>" in os.read(leader, 10_000)


MENU_ALONE = """
from flatwright.cli.touring import begin, menu
import flatwright.cli.touring as touring
touring.demo_history = lambda seed: "Ticket\\n"
menu(begin(7))
"""
