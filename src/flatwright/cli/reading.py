"""Files that the commands are given: read whole, or refused with every problem shown."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from flatwright.cli.console import note, stop
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.problem import Problem, Refusal
from flatwright.domain.plan.node import Pairs
from flatwright.domain.plan.read import LARGEST, read_node
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.plan_shelf import Shelf, shelf, terms_of

Made = TypeVar("Made")
_AGREEMENT_KEYS = ("client", "agreement")
_NAME = re.compile(r"([a-z][a-z0-9_-]*)(?:@([0-9]{1,4}))?")


def source_of(path: Path) -> bytes:
    """A text file's bytes; of one that is too large, as much as shows that it is."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def shown_problems(problems: Sequence[Problem], source: bytes) -> str:
    """Every problem of a text with its place, the excerpt and the remedy."""
    text = source.decode("utf-8", "replace")
    return "\n\n".join(problem.show(text) for problem in problems)


def read_or_stop(
    path: Path, read: Callable[[str, bytes], tuple[Made | None, list[Problem]]]
) -> Made:
    """What a text says; its problems go to stderr, and then nothing goes on."""
    source = source_of(path)
    made, problems = read(str(path), source)
    if problems:
        stop(shown_problems(problems, source))
    if made is None:
        says = f"{path} is empty."
        raise Refusal(code="empty_text", says=says)
    return made


def terms_at(path: Path, plans: Path | None) -> Terms:
    """An agreement's file made ready to decide with."""
    return terms_of(read_or_stop(path, read_agreement), shelf_with(plans))


def shelf_with(plans: Path | None) -> Shelf:
    """The shipped plans, and those of a folder. A folder without any is named on stderr."""
    if plans is not None and not plans.is_dir():
        says = f"{plans} is not a folder of plan texts."
        raise Refusal(code="not_a_folder", says=says)
    found = shelf(plans)
    for file in found.broken:
        note(f"{file} does not read, and is left out: flatwright check {file}")
    return found


def is_agreement(path: Path) -> bool:
    """Whether a text is a client's agreement and not a plan."""
    node, _ = read_node(str(path), source_of(path))
    return isinstance(node, Pairs) and any(map(node.get, _AGREEMENT_KEYS))


def plan_named(name: str, plans: Path | None) -> PlanVersion:
    """The plan of a file, or of a name such as `complete@2`; no number means the newest."""
    path = Path(name)
    if path.exists():
        return read_or_stop(path, read_plan)
    found = _NAME.fullmatch(name)
    if not found:
        says = f"There is no file {name}."
        raise Refusal(code="no_such_file", says=says)
    there = shelf_with(plans)
    if found[2]:
        return there.plan(found[1], int(found[2]))
    versions = [number for plan, number in there.plans if plan == found[1]]
    if not versions:
        names = ", ".join(sorted({plan for plan, _ in there.plans}))
        says = f"There is no file and no plan {name}. Plans are {names}."
        raise Refusal(code="unknown_plan", says=says)
    return there.plan(found[1], max(versions))
