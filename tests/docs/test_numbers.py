"""Numbers that pages state are those of the code."""

import pytest

from flatwright.domain.plan import written
from flatwright.domain.plan.read import LARGEST_PLAN
from flatwright.imports.mapping_read import shipped_mappings
from flatwright.imports.minutes import CLOSES, OPENS
from flatwright.imports.plan_shelf import shelf
from tests.house import test_sizes
from tests.house.source import ROOT

WORDS = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
)
COMPLETE = shelf().plan("complete", 1)


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


STATED = [
    ("CONTRIBUTING.md", f"at most {test_sizes.FUNCTION_LINES} lines"),
    ("CONTRIBUTING.md", f"a file {test_sizes.FILE_LINES}"),
    ("CONTRIBUTING.md", f"at most {test_sizes.ARGUMENTS} arguments"),
    ("CONTRIBUTING.md", f"at most {test_sizes.DEPTH} deep"),
    ("docs/plan-format.md", f"at most {LARGEST_PLAN:,} bytes"),
    ("docs/imports.md", f"from {clock(OPENS)} to {clock(CLOSES)}"),
    ("CHANGELOG.md", f"from {WORDS[len(shipped_mappings())]} kinds of export"),
    ("docs/how-a-decision-is-made.md", f"of {COMPLETE.hours.closing_grace} minutes"),
    (
        "docs/how-a-decision-is-made.md",
        f"closes at {clock(COMPLETE.hours.open.days[0][-1][1])}",
    ),
]


@pytest.mark.parametrize(("page", "stated"), STATED)
def test_a_number_on_a_page_is_the_one_of_the_code(page: str, stated: str) -> None:
    assert stated in " ".join((ROOT / page).read_text(encoding="utf-8").split())


def test_an_amount_has_at_most_four_decimals_as_the_page_says() -> None:
    assert str(written.amount("1.2345")) == "1.2345"
    with pytest.raises(ValueError, match=r"1\.23456"):
        written.amount("1.23456")


def test_the_coverage_that_is_demanded_is_the_one_that_is_told() -> None:
    told = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    assert "(100 % is demanded)" in told
    assert "--fail-under=100" in (ROOT / "check").read_text(encoding="utf-8")
