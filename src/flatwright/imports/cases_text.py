"""Cases beside a plan: pieces of work, and what the agreement should say of each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flatwright.domain.coverage.again import Amendment, decide_again
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.problem import Problem, Spot
from flatwright.domain.plan.kinds import MISSING, YES_NO
from flatwright.domain.plan.node import Items, Node, Pairs, Reading, Text
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.week import DATE
from flatwright.domain.records.work import WorkItem
from flatwright.imports.answers import again_answer, answer, is_same
from flatwright.imports.words import ANY
from flatwright.imports.work_text import work_item

_NOTHING = Pairs((), Spot("", 1, 1))
FACTS_KEYS = ("id", "title", "defaults", "facts", "expect")
CASE_KEYS = ("id", "title", "facts", "change", "expect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A piece of work with what is expected of it, as plain texts, lists and tables."""

    id: str
    title: str
    work: WorkItem
    expect: Mapping[str, Any]
    changed: WorkItem | None = None  # decided again with these facts
    amendment: Amendment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Amendment:
    from_: date = setting(DATE, "the first day")
    removes: str | None = setting(ANY, "what is taken out", None)
    adds: str | None = setting(ANY, "what is brought in", None)
    signed_by_both: bool = setting(YES_NO, "both have signed", False)


def read_cases(
    file: str, source: bytes | str, under: Terms
) -> tuple[list[Case], list[Problem]]:
    """Every case of a text, and every problem."""
    node, problems = read_node(file, source)
    if not isinstance(node, Pairs):
        return [], problems
    reading = Reading()
    defaults = node.get("defaults")
    cases: list[Case] = []
    for key, value in node.entries:
        if key.value in ("cases", "again") and isinstance(value, Items):
            found = (_case(each, defaults, under, reading) for each in value)
            cases.extend(each for each in found if each)
        elif key.value != "defaults":
            says = f'"{key.value}" is not a part of a cases file'
            reading.refuse(
                "unknown-setting", key, says, "Parts are defaults, cases and again."
            )
    return cases, reading.problems


def read_facts(
    file: str, source: bytes | str, under: Terms
) -> tuple[WorkItem | None, list[Problem]]:
    """One piece of work: its facts alone, or `facts` with `defaults` beside them."""
    node, problems = read_node(file, source)
    if node is None:
        return None, problems
    reading = Reading()
    work = work_item("", _facts(node, reading), reading, (under.zone, under.currency))
    return (None, reading.problems) if reading.problems else (work, [])


def _facts(node: Node, reading: Reading) -> Node:
    facts = node.get("facts") if isinstance(node, Pairs) else None
    if facts is None or not isinstance(node, Pairs):
        return node
    for key, _ in node.entries:
        if key.value not in FACTS_KEYS:
            says = f'"{key.value}" cannot stand beside facts'
            parts = ", ".join(FACTS_KEYS)
            reading.refuse("unknown-setting", key, says, f"Parts are {parts}.")
    return merged(node.get("defaults"), facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """What a case got, and where that differs from what was expected."""

    case: Case
    got: Mapping[str, Any]
    differs: tuple[str, ...]


def run_case(case: Case, under: Terms) -> CaseResult:
    """Decide a case, and compare what is expected of it."""
    if case.changed is None:
        found = answer(decide(case.work, under))
    else:
        found = again_answer(decide_again(case.work, case.changed, under, case.amendment))
    got = {key: found.get(key) for key in case.expect}
    differs = tuple(
        key for key, value in case.expect.items() if not is_same(value, got[key])
    )
    return CaseResult(case=case, got=got, differs=differs)


def _case(node: Node, defaults: Node | None, under: Terms, reading: Reading) -> Case | None:
    if not isinstance(node, Pairs):
        reading.refuse("wrong-shape", node, "a case is a table", "Write {id: …, facts: …}.")
        return None
    for key, _ in node.entries:
        if key.value not in CASE_KEYS:
            says = f'"{key.value}" is not a part of a case'
            reading.refuse(
                "unknown-setting", key, says, f"Parts are {', '.join(CASE_KEYS)}."
            )
    facts = merged(defaults, node.get("facts"))
    identity = _text(node.get("id"))
    work = work_item(identity, facts, reading, (under.zone, under.currency))
    if work is None:
        return None
    case = Case(
        id=identity,
        title=_text(node.get("title")),
        work=work,
        expect=_plain_table(node.get("expect")),
    )
    change = node.get("change")
    return (
        _again(case, facts, change, (under, reading)) if isinstance(change, Pairs) else case
    )


def _again(
    case: Case, facts: Node, change: Pairs, by: tuple[Terms, Reading]
) -> Case | None:
    under, reading = by
    told = change.get("amendment")
    rest = Pairs(tuple(e for e in change.entries if e[0].value != "amendment"), change.spot)
    changed = work_item(case.id, merged(facts, rest), reading, (under.zone, under.currency))
    amendment = Section(_Amendment, "amendment").read(told, reading) if told else None
    if changed is None or amendment is MISSING:
        return None
    if amendment is not None:
        amendment = Amendment(
            first=amendment.from_,
            removes=amendment.removes,
            adds=amendment.adds,
            signed_by_both=amendment.signed_by_both,
        )
    return replace(case, changed=changed, amendment=amendment)


def merged(defaults: Node | None, facts: Node | None) -> Node:
    """Facts over defaults."""
    if not isinstance(defaults, Pairs):
        return facts or _NOTHING
    if not isinstance(facts, Pairs):
        return defaults
    own = {key.value for key, _ in facts.entries}
    kept = tuple(entry for entry in defaults.entries if entry[0].value not in own)
    return Pairs((*kept, *facts.entries), facts.spot)


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Text) else ""


def _plain_table(node: Node | None) -> dict[str, Any]:
    found = _plain(node) if node else {}
    return found if isinstance(found, dict) else {}


def _plain(node: Node) -> Any:
    match node:
        case Pairs(entries):
            return {key.value: _plain(value) for key, value in entries}
        case Items(values):
            return [_plain(value) for value in values]
        case Text(value):
            return value
