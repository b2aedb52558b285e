"""Wording and rules agree: each number that a clause says is one that the rules use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any

from flatwright.domain.checks.finding import Finding, FindingKind
from flatwright.domain.checks.reach import ref
from flatwright.domain.kernel.condition import Over, atoms
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.version import PlanVersion

_OWN = "clauses"  # the heading of the owner's clauses
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\w])")  # not the 1 of P1


def wrong_numbers(plan: PlanVersion, clauses: Iterable[Clause]) -> Iterator[Finding]:
    """Numbers in a clause's sentence that are none of its own, nor of its settings."""
    for clause in clauses:
        known = set(_own(clause))
        if clause.heading != _OWN:
            known |= set(_settings(plan, clause))
        for number in dict.fromkeys(_said(clause.says)):
            if number not in known:
                yield _finding(plan, clause, number)


def _said(sentence: str) -> Iterator[Decimal]:
    for found in _NUMBER.findall(sentence):
        yield Decimal(found.replace(",", ""))


def _own(clause: Clause) -> Iterator[Decimal]:
    """The numbers of a clause's own fields, as they may be said."""
    if clause.up_to:
        yield from _in(clause.up_to)
        yield from _said(words.allowance(clause.up_to))
    if clause.rate is not None:
        yield clause.rate
    for atom in atoms(clause.when):
        if isinstance(atom, Over):
            yield from _in(atom.limit)


def _settings(plan: PlanVersion, clause: Clause) -> Iterator[Decimal]:
    """The numbers of a clause's section, the rates of an hour, and the closing grace."""
    yield from _in(getattr(plan, clause.heading))
    yield from _in(plan.rates)
    yield from _in(plan.hours.closing_grace)


def _in(value: Any) -> Iterator[Decimal]:
    """Every number of a value; minutes also as hours and minutes."""
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        yield from map(Decimal, (value, value // 60, value % 60))
    elif isinstance(value, Decimal):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _in(getattr(value, each.name))
    elif isinstance(value, dict):
        yield from _in(tuple(value.values()))
    elif isinstance(value, tuple):
        for each in value:
            yield from _in(each)


def _finding(plan: PlanVersion, clause: Clause, number: Decimal) -> Finding:
    ours = clause.heading == _OWN
    rules = "its when, up_to or rate" if ours else f"{clause.heading} or rates"
    return Finding(
        name=f"wording:{clause.code}:{number}",
        kind=FindingKind.WORDING,
        says=f'Clause "{clause.code}" says {number}, and no rule of it has that number.',
        change=f"Let the sentence say the number of {rules}: {_instead(clause)}.",
        cites=(ref(plan, clause),),
    )


def _instead(clause: Clause) -> str:
    return words.allowance(clause.up_to) if clause.up_to else "or no number"
