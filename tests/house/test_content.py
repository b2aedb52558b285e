"""What may not stand in the project's files: a machine's places, hosts, unfinished work."""

import re

import pytest

from tests.house.source import ROOT, SOURCE, python_files, text_files

# Each is written so that this file does not hold what it looks for.
BANNED = {
    "a place on somebody's machine": (
        r"(?<![\w.}/-])/(?:w[o]rk|home/\w|Users/\w|root)(?![\w.])"
    ),
    "a package registry's host": (
        r"(?i)\b(?:pypi\.[o]rg|pyth[o]nhosted\.org|deb[i]an\.org|npmjs\.[o]rg|npmjs\.c[o]m)"
    ),
    "unfinished work": r"\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b",
}


@pytest.mark.parametrize(("what", "pattern"), BANNED.items(), ids=BANNED)
def test_no_file_holds(what: str, pattern: str) -> None:
    found = [
        f"{place}:{number}: {what}: {line.strip()[:80]}"
        for place, text in text_files()
        for number, line in enumerate(text.splitlines(), start=1)
        if re.search(pattern, line)
    ]
    assert found == []


def test_the_search_reads_the_whole_project() -> None:
    places = {str(place) for place, _ in text_files()}
    expected = {"pyproject.toml", ".ci/run", "run", "src/flatwright/__init__.py"}
    assert expected <= places


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("a place on somebody's machine", "see /w{}rk/main for it"),
        ("a package registry's host", "from https://PyPI.{}rg/simple"),
        ("unfinished work", "# T{}DO: finish"),
    ],
)
def test_each_ban_finds_its_example(what: str, line: str) -> None:
    hit = line.format("O" if what == "unfinished work" else "o")
    assert re.search(BANNED[what], hit)


def test_a_folder_of_our_own_is_no_place_on_a_machine() -> None:
    assert not re.search(
        BANNED["a place on somebody's machine"], "records/work.py, ~/plans"
    )


def test_every_pin_has_its_hash() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        pins = re.split(r"\n(?=\S)", path.read_text(encoding="utf-8").strip())
        assert pins, path
        assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []


def test_the_years_of_a_date_stand_in_one_place() -> None:
    years = re.compile(r"\b220[01]\b")
    wrong = [
        str(path.relative_to(SOURCE))
        for path in python_files(SOURCE)
        if years.search(path.read_text()) and path.name != "days.py"
    ]
    assert wrong == []
