"""What happens at the edge: exit codes, and a calm sentence for what is wrong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flatwright.cli.console import printable
from tests.cli.conftest import HERE, Run

PROGRAM = (sys.executable, "-c", "from flatwright.cli.main import main; main()")
FACTS = "facts/fourth-device.yaml"


def test_version(run: Run) -> None:
    found = run("--version")
    assert found.code == 0
    assert found.out.startswith("flatwright ")


def test_no_command_is_wrong_use(run: Run) -> None:
    assert run().code == 2


@pytest.mark.parametrize(
    "arguments",
    [("decide",), ("decides",), ("decide", "a.yaml", "b.yaml", "--jsn"), ("check",)],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(arguments: tuple[str, ...], run: Run) -> None:
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert found.err


def test_missing_file_is_named_in_a_sentence(run: Run) -> None:
    found = run("decide", "no.agreement.yaml", FACTS)
    assert (found.code, found.out) == (1, "")
    assert found.err == "There is no file no.agreement.yaml. [no_such_file]\n"


def test_folder_instead_of_a_file(run: Run) -> None:
    found = run("decide", "willow.agreement.yaml", "facts")
    assert found.code == 1
    assert found.err == "facts is a folder; a file is expected. [is_a_folder]\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.touch(0o000)
    found = run("decide", "willow.agreement.yaml", path)
    assert found.code == 1
    assert found.err == f"{path} may not be read or written by you. [no_permission]\n"


def test_binary_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    found = run("decide", "willow.agreement.yaml", path)
    assert found.code == 1
    assert "is not UTF-8" in found.err


def test_file_too_large_is_not_read_to_its_end(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 33)
    found = run("decide", "willow.agreement.yaml", path)
    assert found.code == 1
    assert "[text-too-large]" in found.err


def test_plan_that_is_not_there_is_refused_with_its_code(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "client.yaml"
    text = (HERE / "willow.agreement.yaml").read_text()
    path.write_text(text.replace("version: 2,", "version: 77,"))
    found = run("decide", path, FACTS)
    assert found.code == 1
    assert found.err.startswith("There is no plan reference@77.")
    assert found.err.endswith(" [unknown_plan]\n")


def test_folder_of_plans_that_is_none(run: Run) -> None:
    found = run("decide", "willow.agreement.yaml", FACTS, "--plans", "nowhere")
    assert found.code == 1
    assert "[not_a_folder]" in found.err


def test_mistake_of_ours_is_said_to_be_one(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        msg = "two and two"
        raise ValueError(msg)

    monkeypatch.setattr("flatwright.domain.coverage.decide.decide", fail)
    found = run("decide", "willow.agreement.yaml", FACTS)
    assert (found.code, found.out) == (1, "")
    assert "ValueError: two and two" in found.err
    assert "This is a mistake in Flatwright" in found.err


def test_interrupt_ends_quietly_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flatwright.domain.coverage.decide.decide", interrupt)
    found = run("decide", "willow.agreement.yaml", FACTS)
    assert (found.code, found.out, found.err.strip()) == (130, "", "")


def test_reader_that_went_away_is_no_crash() -> None:
    """As `flatwright cases … | head -0` does it."""
    reading, writing = os.pipe()
    os.close(reading)
    command = [*PROGRAM, "cases", "willow.agreement.yaml", "willow.cases.yaml"]
    ended = subprocess.run(
        command, stdout=writing, stderr=subprocess.PIPE, check=False, cwd=HERE
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_disk_that_is_full_is_said_in_a_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [*PROGRAM, "decide", "willow.agreement.yaml", FACTS],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            cwd=HERE,
        )
    assert ended.returncode == 1
    assert ended.stderr == b"The output: No space left on device. [system]\n"


def test_terminal_without_our_signs_gets_question_marks() -> None:
    ended = subprocess.run(
        [*PROGRAM, "import", "--mappings"],
        capture_output=True,
        check=False,
        cwd=HERE,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_text_cannot_steer_the_terminal() -> None:
    assert printable("a\x1b[2Jb\x9bc\u202ed\ne") == "a·[2Jb·c·d\ne"


LOADED = """
import sys
from flatwright.cli.main import main
sys.argv = ["flatwright", *sys.argv[1:]]
try:
    main()
except SystemExit:
    heavy = {"django", "numba", "python_calamine", "pyspark", "rich", "pandas"}
    print(sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


def test_cases_as_json_load_nothing_heavy() -> None:
    arguments = ("cases", "willow.agreement.yaml", "willow.cases.yaml", "--json")
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE,
    )
    assert ended.stderr == "[]\n"


def test_help_loads_none_of_what_decides() -> None:
    probe = LOADED.replace('"rich", ', '"numpy", "holidays", "ruamel", ')
    ended = subprocess.run(
        [sys.executable, "-c", probe, "--help"], capture_output=True, text=True, check=False
    )
    assert ended.stderr == "[]\n"
    assert "decide" in ended.stdout
