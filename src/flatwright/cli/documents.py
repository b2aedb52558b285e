"""The documents of a plan's words, for one plan or for each version of an agreement."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flatwright.cli.reading import is_agreement, plan_named, read_or_stop, shelf_with
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement
from flatwright.domain.wording.agreement import agreement
from flatwright.domain.wording.document import Document
from flatwright.domain.wording.exclusions import exclusions
from flatwright.domain.wording.in_and_out import in_and_out
from flatwright.domain.wording.markdown import as_markdown
from flatwright.domain.wording.text import as_text
from flatwright.imports.agreement_text import read_agreement

Writer = Callable[[PlanVersion, Agreement | None], Document]
PARTS: dict[str, Writer] = {
    "agreement": agreement,
    "in-and-out": lambda plan, _: in_and_out(plan),
    "exclusions": lambda plan, _: exclusions(plan),
}


def documents(name: str, part: str, plans: Path | None) -> list[Document]:
    """One document for a plan; for an agreement, one for each of its plan versions."""
    path = Path(name)
    if not path.is_file() or not is_agreement(path):
        return [PARTS[part](plan_named(name, plans), None)]
    signed = read_or_stop(path, read_agreement)
    there = shelf_with(plans)
    versions = [there.plan(each.plan, each.version) for each in signed.versions]
    return [PARTS[part](plan, signed) for plan in versions]


def in_form(document: Document, form: str) -> str:
    """A document as text or as Markdown."""
    return as_markdown(document) if form == "markdown" else as_text(document)


def row(document: Document) -> dict[str, Any]:
    """A document for a program: its title, note and parts, and in these the blocks."""
    return {
        "title": document.title,
        "note": document.note,
        "parts": [
            {
                "heading": part.heading,
                "level": part.level,
                "body": [_block(each) for each in part.body],
            }
            for part in document.parts
        ],
    }


def _block(block: Any) -> Any:
    if isinstance(block, str):
        return block
    plain = asdict(block)
    return {
        key: sorted(value) if isinstance(value, frozenset) else value
        for key, value in plain.items()
    }
