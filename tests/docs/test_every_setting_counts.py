"""A setting that is taken out of a text changes what the plan says, or breaks it."""

from collections.abc import Iterator
from dataclasses import MISSING

import pytest

from flatwright.domain.plan.edit import edited
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.section import Section, default_of, settings
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PLAN, PlanVersion
from flatwright.domain.wording.agreement import agreement
from tests.docs.formats import TEXTS

Path = tuple[str, ...]
SILENT = {
    ("moves", "new_building"): "there is only one word for it",
    ("accepts",): "the checks read it, and neither clients nor decisions do",
}


def leaves(section: Section, path: Path = ()) -> Iterator[Path]:
    """Every setting that may be left out, down to those of sections within sections."""
    for name, kind, _, each in settings(section.of):
        if isinstance(kind, Section):
            yield from leaves(kind, (*path, name))
        elif default_of(each) is not MISSING:
            yield (*path, name)


def said(plan: PlanVersion) -> object:
    """What a plan says, in words and in rules."""
    return agreement(plan), clauses(plan)


SOURCES = [path.read_text(encoding="utf-8") for path in TEXTS["plan"]]


def counts(path: Path) -> bool:
    """Whether some text says something else without the setting, or does not read."""
    for source in SOURCES:
        plan, _ = read_plan("whole", source)
        without = edited(source, {path: None})
        shorter, _ = read_plan("shorter", without)
        if plan and without != source and not (shorter and said(plan) == said(shorter)):
            return True
    return False


@pytest.mark.parametrize("path", [*leaves(PLAN)], ids=".".join)
def test_a_setting_changes_what_the_plan_says(path: Path) -> None:
    assert counts(path) != (path in SILENT), SILENT.get(path, "nobody reads this setting")
