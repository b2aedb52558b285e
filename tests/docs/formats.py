"""Tables for the reference pages, made of what the sections say of their settings."""

from collections.abc import Iterator
from dataclasses import MISSING, Field
from pathlib import Path
from typing import Any

from flatwright.domain.plan.facts import FACTS
from flatwright.domain.plan.kinds import Kind, ListOf, OneOf, TableOf, Word
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.node import Items, Node, Pairs
from flatwright.domain.plan.places import plain
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section, default_of, settings
from flatwright.domain.plan.version import PLAN, PlanVersion
from flatwright.domain.plan.write import flow
from flatwright.imports.agreement_text import _File
from flatwright.imports.mapping_kinds import Fact, FactOf
from flatwright.imports.mapping_read import MAPPING, read_mapping, shipped_mappings
from flatwright.imports.plan_shelf import shelf
from flatwright.imports.work_text import FACTS as WORK
from tests.house.source import SOURCE

HERE = Path(__file__).parent
AGREEMENT = Section(_File, "an agreement")
ROOTS = {"plan": PLAN, "agreement": AGREEMENT, "facts": WORK, "mapping": MAPPING}
TEXTS = {
    "plan": [
        *(SOURCE / "plans" / f"{n}.yaml" for n in ("complete", "premium", "essential")),
        *sorted(HERE.glob("examples/*.plan.yaml")),
    ],
    "agreement": [
        SOURCE / "plans" / "complete.agreement.yaml",
        *sorted(HERE.glob("examples/*.agreement.yaml")),
    ],
    "facts": sorted(HERE.glob("examples/*.facts.yaml")),
    "mapping": [
        *(
            SOURCE / "imports" / "mappings" / f"{name}.yaml"
            for name in ("connectwise", "effort", "provider_helpdesk")
        ),
        *sorted(HERE.glob("examples/*.mapping.yaml")),
    ],
}
LONGEST = 60  # characters of an example
Examples = dict[tuple[type, str], str]


def made_tables() -> dict[str, str]:
    """Every table of settings, by the name that pages call it by."""
    made = {
        f"{root}/{section.called}": settings_table(section, examples_of(root))
        for root in ROOTS
        for section in sections(root)
    }
    return made | {
        "facts of a minute": facts_table(),
        "shipped mappings": mappings_table(),
        "clauses of complete@1": clause_table(shelf().plan("complete", 1)),
    }


def sections(root: str) -> tuple[Section, ...]:
    """Every section of a format, each once, the outer before the inner."""
    found: dict[type, Section] = {}
    for section in _inside(ROOTS[root]):
        found.setdefault(section.of, section)
    return tuple(found.values())


def _inside(section: Section) -> Iterator[Section]:
    yield section
    for _, kind, _, _ in settings(section.of):
        for inner in within(kind):
            yield from _inside(inner)


def within(kind: Kind) -> Iterator[Section]:
    """The sections that a kind of value holds."""
    match kind:
        case Section():
            yield kind
        case ListOf(inner) | TableOf(_, inner):
            yield from within(inner)
        case OneOf(kinds):
            for each in kinds:
                yield from within(each)
        case FactOf():
            yield Section(Fact, "a fact")


def settings_table(section: Section, examples: Examples) -> str:
    """A row for each setting: key, meaning, how it is written, default, example."""
    rows = [
        "| key | what it is | written as | default | example |",
        "|---|---|---|---|---|",
    ]
    for name, kind, says, each in settings(section.of):
        example = examples.get((section.of, name), "")
        cells = (f"`{name}`", says, written_as(kind), default(kind, each), example)
        rows.append(f"| {' | '.join(cells)} |")
    return "".join(f"{row}\n" for row in rows)


def written_as(kind: Kind) -> str:
    """How a value is written, in words."""
    match kind:
        case Section():
            return f"a table ({kind.called})"
        case ListOf(inner):
            return f"a list: {written_as(inner)}"
        case TableOf(key, inner):
            return f"a table: {written_as(inner)}, by {written_as(key)}"
        case OneOf(kinds):
            return ", or ".join(map(written_as, kinds))
        case Word(words=words) if words:
            return ", ".join(f"`{word}`" for word in words)
    return kind.expects


def default(kind: Kind, each: Field[Any]) -> str:
    """What a setting is when it is left out."""
    value = default_of(each)
    if value is MISSING:
        return "needed"
    if value is None or value in ((), {}, ""):
        return "none"
    text = flow(kind.plain(value))
    return "as its keys" if text == "{}" else f"`{text}`"


def examples_of(root: str) -> Examples:
    """For each setting, the first of the texts that has it on one short line."""
    found: Examples = {}
    for path in TEXTS[root]:
        node, problems = read_node(str(path), path.read_bytes())
        assert node, problems
        _gather(ROOTS[root], node, found)
    return found


def _gather(kind: Kind, node: Node, found: Examples) -> None:
    for inner, part in _parts(kind, node, found):
        _gather(inner, part, found)


def _parts(kind: Kind, node: Node, found: Examples) -> Iterator[tuple[Kind, Node]]:
    """What a value holds, each with its kind; a section's settings are noted."""
    match kind, node:
        case Section(), Pairs(entries):
            kinds = {name: each for name, each, _, _ in settings(kind.of)}
            known = [(key.value, value) for key, value in entries if key.value in kinds]
            for name, value in known:
                _note(kind.of, name, value, found)
                yield kinds[name], value
        case ListOf(inner), Items(values):
            yield from ((inner, each) for each in values)
        case TableOf(_, inner), Pairs(entries):
            yield from ((inner, each) for _, each in entries)
        case OneOf(kinds), _:
            yield from ((each, node) for each in kinds)
        case FactOf(), Pairs():
            yield Section(Fact, "a fact"), node


def _note(of: type, key: str, node: Node, found: Examples) -> None:
    text = flow(plain(node))
    if len(text) <= LONGEST:
        found.setdefault((of, key), f"`{text}`".replace("|", "\\|"))


def facts_table() -> str:
    """Every fact that clauses may ask about, with its values."""
    rows = ["| fact | values |", "|---|---|"]
    rows += [
        f"| `{fact.name}` | {', '.join(f'`{value}`' for value in fact.values)} |"
        for fact in FACTS
    ]
    rows.append("| `estimate_min` | labour minutes, compared as `over 4h` |")
    return "".join(f"{row}\n" for row in rows)


def mappings_table() -> str:
    """Every shipped mapping, and what it was checked against, in its own words."""
    rows = ["| mapping | reads | checked |", "|---|---|---|"]
    for name, text in shipped_mappings().items():
        made, problems = read_mapping(name, text)
        assert made, problems
        rows.append(f"| `{name}` | {made.title} | {'<br>'.join(made.checked)} |")
    return "".join(f"{row}\n" for row in rows)


def clause_table(plan: PlanVersion) -> str:
    """The clauses of a plan in the order in which they are tried."""
    rows = ["| clause | code | outcome | sentence |", "|---|---|---|---|"]
    for each in clauses(plan):
        if each.outcome is not None:
            cells = (each.number, f"`{each.code}`", f"`{each.outcome.value}`", each.says)
            rows.append(f"| {' | '.join(cells)} |")
    return "".join(f"{row}\n" for row in rows)
