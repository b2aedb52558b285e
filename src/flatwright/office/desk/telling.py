"""A decision told to people: what, because of what, under which clause, what to ask.

Made from the core's decision, or from the record of one; a page only lays it out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flatwright.domain.coverage.decision import Decision as Decided
from flatwright.domain.coverage.decision import Line
from flatwright.domain.coverage.near import near
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.words import duration
from flatwright.domain.wording.decided import (
    APPROVALS,
    BANDS,
    WHO_PAYS,
    in_short,
    reason,
    sentence,
)
from flatwright.office.desk.badges import badge
from flatwright.office.desk.deciding import Worked


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """Minutes, when, who pays, what is billed."""

    minutes: int
    when: str
    outcome: str
    payer: str
    billed: int
    amount: Money
    number: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldClause:
    """A sentence of the agreement that decides, and what makes it hold."""

    number: str
    code: str
    says: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStep:
    """One clause of the walk: took minutes, or passed, and why."""

    number: str
    code: str
    took: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An answer that one tap gives."""

    value: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldQuestion:
    """What to ask, whom, and the answers; without any it is told by hand."""

    fact: str
    asks: str
    to: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """All that a page says of a decision."""

    word: str  # covered, project, ask …: the badge
    says: str
    status: str
    lines: tuple[ToldLine, ...]
    clauses: tuple[ToldClause, ...]
    questions: tuple[ToldQuestion, ...]
    approvals: tuple[tuple[str, str], ...]  # type, in words
    walk: tuple[ToldStep, ...]
    pays: Money
    waived: Money | None
    cost: Money
    plan: str
    near: tuple[str, ...] = ()  # limits that are close, before they cost
    tried: str = ""  # "an hour" or "the 45 minutes estimated", that nobody has worked yet


# Answers are told as facts are: "it is a repair", "the provider caused it".
_TAPPED = ("cause", "action", "after_hours_by")


def telling(found: Worked, names: Mapping[str, str] | None = None) -> Telling:
    """A decision in words; `names` has the people and things by key."""
    decided, terms, shown = found.decided, found.terms, found.shown
    return Telling(
        word=badge(shown),
        says=_named(_in_short(found), names or {}),
        status=decided.status.value,
        lines=tuple(_line(line) for line in shown.lines),
        clauses=tuple(_clauses(shown, terms)),
        questions=tuple(_question(q.fact, q.asks, q.to, terms) for q in decided.questions),
        approvals=tuple((each, APPROVALS.get(each, each)) for each in shown.approvals),
        walk=tuple(
            ToldStep(
                number=step.cites.number, code=step.cites.code, took=step.took, why=step.why
            )
            for step in shown.walk
        ),
        pays=decided.client_pays(),
        waived=decided.final.goodwill_amount if decided.final else None,
        cost=decided.cost_tracked,
        plan=_plan(found),
        near=tuple(each.says for each in near(found.item, terms, decided)),
        tried=_tried(found),
    )


def _in_short(found: Worked) -> str:
    says = in_short(found.shown)
    tried = _tried(found)
    if not tried:
        return says
    return f"{says} This is for {tried}, in business hours; no work is done yet."


def _tried(found: Worked) -> str:
    """For which work that is still to be done the plan was asked."""
    if not found.ahead:
        return ""
    minutes = sum(found.ahead.minutes.values())
    is_estimated = minutes == found.item.estimate_min
    return f"the {duration(minutes)} estimated" if is_estimated else "an hour"


def _line(line: Line) -> ToldLine:
    return ToldLine(
        minutes=line.worked,
        when=BANDS[line.band],
        outcome=line.outcome.value,
        payer=WHO_PAYS[line.outcome],
        billed=line.billed,
        amount=line.amount,
        number=line.cites.number,
        code=line.cites.code,
    )


def _clauses(decided: Decided, terms: Terms) -> Iterable[ToldClause]:
    for ref in decided.cites:
        yield ToldClause(
            number=ref.number,
            code=ref.code,
            says=sentence(ref, terms),
            because=reason(decided, ref),
        )


def _question(fact: str, asks: str, to: str, terms: Terms) -> ToldQuestion:
    return ToldQuestion(fact=fact, asks=asks, to=to, choices=choices(fact, terms))


def choices(fact: str, terms: Terms) -> tuple[Choice, ...]:
    """The answers to a question that has few: those that some plan version knows."""
    if fact not in _TAPPED and fact in BY_NAME:
        return ()
    known = terms.known.get(fact, frozenset())
    says = BY_NAME[fact].says if fact in BY_NAME else {}
    ordered = [*(v for v in says if v in known), *sorted(known - says.keys())]
    return tuple(
        Choice(value=value, says=says.get(value, value.replace("_", " ")))
        for value in ordered
    )


def _plan(found: Worked) -> str:
    decided, terms = found.shown, found.terms
    names = dict.fromkeys(f"{ref.plan}@{ref.version}" for ref in decided.cites)
    here = [plan.name for plan in terms.plans if plan.version == decided.version]
    return ", ".join(names) or next(iter(here), "")


_KEY = re.compile(r"\b[2-9a-hjkmnp-z]{10}\b")


def _named(text: str, names: Mapping[str, str]) -> str:
    return _KEY.sub(lambda found: names.get(found[0], found[0]), text)
