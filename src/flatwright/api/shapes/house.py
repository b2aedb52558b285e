"""Forms of plans, agreements, jobs and the record of changes."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, Strict

from flatwright.api.shapes.common import Day, Json, Line, Name, Number


class PlanIn(Schema, extra="forbid"):
    """A plan's text."""

    text: Annotated[str, Field(max_length=64_000), Strict()]


class PlanRow(Schema):
    """A plan version on the shelf."""

    plan: str
    version: int
    title: str
    currency: str
    digest: str
    added: datetime
    is_offered: bool


class PlanOut(Schema):
    """A plan version with its text."""

    plan: str
    version: int
    title: str
    currency: str
    digest: str
    added: datetime
    is_offered: bool
    text: str


class WordsOut(Schema):
    """What is in and out at a glance, and the agreement."""

    in_and_out: str
    agreement: str


class AgreementIn(Schema, extra="forbid"):
    """An agreement that a client has signed."""

    plan: Name
    version: Number
    first: Day
    last: Day | None = None
    signed: Day | None = None
    note: Annotated[str, Field(max_length=10_000), Strict()] = ""


class VersionIn(Schema, extra="forbid"):
    """A plan version that governs from a day on."""

    plan: Name
    version: Number
    first: Day
    signed: Day | None = None


class EndIn(Schema, extra="forbid"):
    """The last day; null takes it back."""

    last: Day | None


class SuspensionIn(Schema, extra="forbid"):
    """Days without service, both included."""

    first: Day
    last: Day
    reason: Line = ""


class VersionOut(Schema):
    """A plan version in an agreement."""

    plan: str = Field(alias="plan.plan")
    version: int = Field(alias="plan.version")
    first: date
    signed: date | None


class SuspensionOut(Schema):
    """Days without service."""

    first: date
    last: date
    reason: str


class AgreementOut(Schema):
    """A client's agreement with its versions."""

    key: str
    client: str = Field(alias="client.key")
    first: date
    last: date | None
    note: str
    versions: list[VersionOut]
    suspensions: list[SuspensionOut]
    edited: int


class ColleagueOut(Schema):
    """Who may be given work."""

    key: str
    name: str


class EventOut(Schema):
    """A change of a row: who, what, before, after, when, from where."""

    id: int
    at: datetime
    actor: str
    source: str
    verb: str
    subject: str
    subject_name: str
    before: Json
    after: Json
    digest: str


class JobRow(Schema):
    """Work in the background, in a list."""

    key: str
    kind: str
    state: str
    asked_by: str
    created: datetime
    run_at: datetime
    began: datetime | None
    ended: datetime | None
    attempts: int
    done: int
    of: int
    says: str
    error: str


class JobOut(Schema):
    """Work in the background: what it was told, what came of it."""

    key: str
    kind: str
    state: str
    asked_by: str
    created: datetime
    run_at: datetime
    began: datetime | None
    ended: datetime | None
    attempts: int
    done: int
    of: int
    says: str
    error: str
    payload: Json
    result: Json
