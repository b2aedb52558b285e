"""Plan versions of every kind that reads: settings vary widely, without contradiction."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from flatwright.domain.kernel.condition import (
    ALWAYS,
    Condition,
    Either,
    Every,
    Is,
    Not,
    Over,
)
from flatwright.domain.plan import kinds
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.kinds import Kind, ListOf, OneOf, TableOf, Word
from flatwright.domain.plan.limit import LIMIT, UpTo
from flatwright.domain.plan.own import WHEN, OwnClause
from flatwright.domain.plan.section import Section, default_of, settings
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.week import DATE, OPEN, REGION, Week
from flatwright.domain.plan.written import Days

_NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,11}", fullmatch=True)
_LINES = (
    st.text(
        st.characters(
            exclude_categories=["Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp"],
            include_characters="\n\t",
        ),
        min_size=1,
        max_size=60,
    )
    .map(str.strip)
    .filter(bool)
)
_AMOUNTS = st.decimals(0, 99_999, places=2, allow_nan=False).map(
    lambda d: d.normalize() + 0
)
_MINUTES = st.integers(0, 2000)
_DAYS = st.builds(Days, st.integers(0, 999), st.booleans())
_WORDS: dict[str, st.SearchStrategy[Any]] = {
    kinds.NAME.expects: _NAMES,
    kinds.LINE.expects: _LINES,
    kinds.AMOUNT.expects: _AMOUNTS.map(lambda d: Decimal(f"{d:f}")),
    kinds.MULTIPLE.expects: st.sampled_from(["1", "1.25", "1.5", "2", "3"]).map(Decimal),
    kinds.PERCENT.expects: st.sampled_from(["0", "5", "7.5", "100"]).map(Decimal),
    kinds.DURATION.expects: _MINUTES,
    kinds.DAYS.expects: _DAYS,
    kinds.SPAN.expects: st.one_of(_MINUTES, _DAYS),
    kinds.YES_NO.expects: st.booleans(),
    kinds.CURRENCY.expects: st.sampled_from(["USD", "EUR", "JPY", "KWD"]),
    DATE.expects: st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    REGION.expects: st.sampled_from(["US", "DE", "DE-BY", "GB-ENG"]),
}


def values(kind: Kind) -> st.SearchStrategy[Any]:
    """Any value of a kind."""
    special = {id(OPEN): _weeks, id(WHEN): conditions, id(LIMIT): limits}
    if id(kind) in special:
        return special[id(kind)]()
    match kind:
        case Section():
            found = sections(kind.of)
        case ListOf():
            found = st.lists(values(kind.kind), max_size=3).map(tuple)
        case TableOf():
            found = st.dictionaries(values(kind.key), values(kind.kind), max_size=3)
        case OneOf():
            found = st.one_of([values(each) for each in kind.kinds])
        case _:
            assert isinstance(kind, Word)
            found = _word(kind)
    return found


def _word(kind: Word) -> st.SearchStrategy[Any]:
    if kind.expects in _WORDS:
        return _WORDS[kind.expects]
    if kind.words:
        return st.sampled_from(kind.words)
    *_, least, _, most = kind.expects.split()  # "a whole number from 1 to 9"
    return st.integers(int(least), int(most))


def sections(of: type, **fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """A section with each setting left out, or varied."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for _, kind, _, each in settings(of):
        varied = values(kind) if each.name not in fixed else fixed[each.name]
        usual = default_of(each)
        needed = usual.__class__.__name__ == "_MISSING_TYPE" or each.name in fixed
        fields[each.name] = varied if needed else st.one_of(st.just(usual), varied)
    return st.builds(of, **fields)


@st.composite
def _weeks(draw: st.DrawFn) -> Week:
    """Business hours: up to two times a day, apart from each other."""
    days = []
    for _ in range(7):
        ends = draw(st.lists(st.integers(0, 1440), max_size=4, unique=True).map(sorted))
        days.append(tuple(zip(ends[::2], ends[1::2], strict=False)))
    return Week(tuple(days))


@st.composite
def limits(draw: st.DrawFn) -> UpTo:
    """An allowance in one unit."""
    drawn: UpTo = draw(_limits())
    unit = draw(st.sampled_from(["time", "times", "visits", "tickets"]))
    none = replace(drawn, time=None, times=None, visits=None, tickets=None)
    changed: dict[str, Any] = {unit: draw(st.integers(1, 5000))}
    return replace(none, **changed)


def conditions(own: Mapping[str, tuple[str, ...]] | None = None) -> st.SearchStrategy[Any]:
    """A condition as a text can write it: each table's keys differ."""
    known = {name: fact.values for name, fact in BY_NAME.items()} | dict(own or {})
    known = {name: every for name, every in known.items() if every}
    atoms = st.sampled_from(sorted(known)).flatmap(
        lambda name: st.lists(
            st.sampled_from(known[name]), min_size=1, max_size=3, unique=True
        ).map(lambda found: Is(name, tuple(found)))
    )
    over = st.builds(Over, st.just("estimate_min"), st.integers(1, 5000))
    return st.one_of(
        st.just(ALWAYS), st.recursive(st.one_of(atoms, over), _joined, max_leaves=5)
    )


def _joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(Either, several), several.map(Every))


@cache
def _settings() -> st.SearchStrategy[Any]:
    return sections(PlanVersion, clauses=st.just(()), facts=st.just({}))


@cache
def _limits() -> st.SearchStrategy[Any]:
    return sections(UpTo)


@st.composite
def plans(draw: st.DrawFn) -> PlanVersion:
    """A plan version that reads."""
    plan: PlanVersion = draw(_settings())
    own_facts = draw(
        st.dictionaries(
            _NAMES.filter(lambda name: name not in (*BY_NAME, "any", "all", "not")),
            st.lists(_NAMES, min_size=1, max_size=3, unique=True).map(tuple),
            max_size=2,
        )
    )
    own_facts.pop("estimate_min", None)
    hours = plan.hours.after_hours
    keep = draw(st.sampled_from(["rate", "multiple", "surcharge"]))
    shown = getattr(hours, keep) if getattr(hours, keep) is not None else Decimal(2)
    kept: dict[str, Any] = {keep: shown}
    hours = replace(replace(hours, rate=None, multiple=None, surcharge=None), **kept)
    projects = replace(plan.projects, rate=plan.projects.rate or Decimal(100))
    if isinstance(plan.basics.helpdesk, UpTo):
        projects = replace(projects, incident_over=None)
    swaps = plan.replacements
    if swaps.setup != "covered" or None in (swaps.per_user, swaps.every):
        swaps = replace(swaps, per_user=None, every=None)
    return replace(
        plan,
        replacements=swaps,
        hours=replace(plan.hours, after_hours=hours),
        projects=projects,
        rates=replace(plan.rates, rounding=max(1, plan.rates.rounding)),
        facts=own_facts,
        clauses=tuple(draw(st.lists(_own_clauses(own_facts), max_size=3))),
    )


@st.composite
def _own_clauses(draw: st.DrawFn, facts: Mapping[str, tuple[str, ...]]) -> OwnClause:
    own: OwnClause = draw(
        sections(
            OwnClause,
            when=conditions(facts),
            before=st.sampled_from([None, "projects", "users", "own_errors"]),
        )
    )
    return own if own.outcome == "covered" else replace(own, up_to=None)
