"""The reference pages hold every setting, and each example stands in a text that reads."""

from pathlib import Path

import pytest

from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.section import Section, settings
from flatwright.domain.plan.text import read_plan
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.cases_text import read_facts
from flatwright.imports.mapping_read import read_mapping
from tests.docs.examples_run import complete_terms
from tests.docs.formats import (
    ROOTS,
    TEXTS,
    examples_of,
    made_tables,
    sections,
    within,
)
from tests.docs.pages import PAGES, named, tables, with_tables

EACH_SECTION = [
    pytest.param(root, section, id=f"{root}/{section.called}")
    for root in ROOTS
    for section in sections(root)
]
MADE = made_tables()


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_tables_are_what_the_code_says(path: Path, request: pytest.FixtureRequest) -> None:
    page = path.read_text(encoding="utf-8")
    wanted = with_tables(page, MADE)
    if request.config.getoption("--golden-update") and page != wanted:
        path.write_text(wanted, encoding="utf-8")
        page = wanted
    assert set(tables(page)) <= set(MADE)
    assert page == wanted, "look at it, then run pytest tests/docs --golden-update"


def test_every_section_and_every_fact_has_its_table_on_one_page() -> None:
    found = [name for path in PAGES for name in tables(path.read_text(encoding="utf-8"))]
    assert sorted(found) == sorted(MADE)


@pytest.mark.parametrize(("root", "section"), EACH_SECTION)
def test_every_setting_has_an_example(root: str, section: Section) -> None:
    examples = examples_of(root)
    missing = [
        name
        for name, kind, _, _ in settings(section.of)
        if (section.of, name) not in examples and not any(within(kind))
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("root", "path"),
    [pytest.param(root, path, id=path.name) for root in ROOTS for path in TEXTS[root]],
)
def test_every_text_that_examples_come_from_reads(root: str, path: Path) -> None:
    found, problems = read(root, path)
    assert problems == []
    assert found is not None


def read(root: str, path: Path) -> tuple[object, list[Problem]]:
    source = path.read_bytes()
    match root:
        case "plan":
            return read_plan(str(path), source)
        case "agreement":
            return read_agreement(str(path), source)
        case "mapping":
            return read_mapping(str(path), source)
    return read_facts(str(path), source, complete_terms())
