"""Each example of a text on a page reads, and the cases under it are decided as it says."""

from collections.abc import Iterator

import pytest

from flatwright.cli.reading import shown_problems
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.cases_text import read_cases, read_facts, run_case
from flatwright.imports.mapping_read import read_mapping
from tests.docs.examples_run import complete_terms, plan_of_part, terms_of_part
from tests.docs.pages import PAGES, Block, blocks, named

DEFAULTS = (
    "defaults: {kind: incident, action: fix, cause: normal, priority: p3, "
    "person: ben, object: ben-pc, location: downtown}\n"
)
OTHERS = ("docs/command-line.md", "docs/errors.md", "docs/plan-format-limits.md")
YAML = [
    pytest.param(block, id=f"{named(path)}-{number}")
    for path in PAGES
    if named(path) not in OTHERS
    for number, block in enumerate(blocks(path.read_text(encoding="utf-8")), start=1)
    if block.language == "yaml"
]


def pairs() -> Iterator[tuple[str, str, str]]:
    """Each page's cases, with the part of a plan that stands above them."""
    for path in PAGES:
        part = ""
        for block in blocks(path.read_text(encoding="utf-8")):
            part = block.text if block.meant == "plan" else part
            if block.meant in ("cases", "again"):
                yield named(path), part, f"{block.meant}:\n{block.text}"


EACH = [
    pytest.param(*each, id=f"{each[0]}-{number}")
    for number, each in enumerate(pairs(), start=1)
]


@pytest.mark.parametrize(("page", "part", "text"), EACH)
def test_cases_of_a_page_are_decided_as_it_says(page: str, part: str, text: str) -> None:
    under = terms_of_part(part) if part else complete_terms()
    found, problems = read_cases(page, f"{DEFAULTS}{text}", under)
    assert problems == [], shown_problems(problems, f"{DEFAULTS}{text}".encode())
    results = [run_case(each, under) for each in found]
    wrong = {each.case.title: each.got for each in results if each.differs}
    assert results
    assert wrong == {}


@pytest.mark.parametrize("block", YAML)
def test_a_text_on_a_page_reads(block: Block) -> None:
    match block.meant.partition(":")[0]:
        case "plan":
            problems = plan_of_part(block.text)[1]
        case "agreement":
            problems = read_agreement("page", block.text)[1]
        case "mapping":
            problems = read_mapping("page", block.text)[1]
        case "facts":
            problems = read_facts("page", block.text, complete_terms())[1]
        case "file" | "below" | "cases" | "again":
            problems = []  # read by the commands below them, and by the test above
        case meant:
            pytest.fail(f'what is this for? "{meant}"\n{block.text}')
    assert problems == [], shown_problems(problems, block.text.encode())
