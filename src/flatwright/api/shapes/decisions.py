"""Forms of decisions: what is decided, because of what, under which clause."""

from datetime import datetime

from ninja import Schema

from flatwright.api.shapes.common import Json, Sum


class LineOut(Schema):
    """Minutes, when, who pays, what is billed, under which clause."""

    minutes: int
    when: str
    outcome: str
    payer: str
    billed: int
    amount: Sum
    number: str
    code: str


class ClauseOut(Schema):
    """A sentence of the agreement that decides, and what makes it hold."""

    number: str
    code: str
    says: str
    because: str


class StepOut(Schema):
    """One clause of the walk: took minutes, or passed, and why."""

    number: str
    code: str
    took: int
    why: str


class ChoiceOut(Schema):
    """An answer that may be given."""

    value: str
    says: str


class QuestionOut(Schema):
    """What to ask, whom, and the answers there are."""

    fact: str
    asks: str
    to: str
    choices: list[ChoiceOut]


class NeededOut(Schema):
    """A yes that is missing."""

    type: str
    says: str


class DecisionOut(Schema):
    """Who pays for a ticket's work; `cost` is for who may see cost and margin."""

    badge: str
    says: str
    status: str
    lines: list[LineOut]
    clauses: list[ClauseOut]
    questions: list[QuestionOut]
    approvals: list[NeededOut]
    walk: list[StepOut]
    near: list[str]
    pays: Sum
    cost: Sum | None
    currency: str
    plan: str


class PastOut(Schema):
    """A decision that was kept: from which facts, and what it changed."""

    at: datetime
    by: str
    stands: bool
    status: str
    badge: str
    plans: str
    engine: str
    worked: int
    covered: int
    absorbed: int
    pays: Sum
    waived: Sum
    delta: Sum
    currency: str
    document: str
    near: Json
    facts: Json
    walk: Json
