"""Forms of what hangs on tickets: words, time, yeses, materials, projects."""

from datetime import date, datetime
from typing import Annotated, Literal

from annotated_types import Ge, Le
from ninja import Schema
from pydantic import Field, Strict

from flatwright.api.shapes.common import (
    Amount,
    Day,
    Flag,
    Key,
    Line,
    Moment,
    Name,
    Number,
    Seen,
    Sum,
    Text,
)

Kind = Literal["incident", "request", "vendor", "proactive"]
Told = Literal["listed", "none", "other", "account", "unknown"]
Where = Literal["office", "home", "other", "none"]
Level = Annotated[int, Strict(), Ge(1), Le(3)]
Minutes = Annotated[int, Strict(), Ge(1), Le(60_000)]
Short = Annotated[str, Field(max_length=40), Strict()]


class StatusIn(Schema, extra="forbid"):
    """How far it is."""

    status: Name
    seen: Seen = None


class AssignIn(Schema, extra="forbid"):
    """To whom it goes; null: nobody."""

    to: Key | None


class OtherTicket(Schema, extra="forbid"):
    """Another ticket of the client's."""

    number: Number


class AnswerIn(Schema, extra="forbid"):
    """An answer to a question that is open; who said so, where it was not you."""

    fact: Short
    value: Name
    said_by: Name = ""


class AnswerOut(Schema):
    """An answer that was given."""

    fact: str
    value: str
    said_by: str
    told_by: str
    at: datetime


class CommentIn(Schema, extra="forbid"):
    """Something to say: to the client, or among us."""

    text: Text
    public: Flag = False


class CommentOut(Schema):
    """What was said."""

    key: str
    at: datetime
    by: str
    text: str
    public: bool = Field(alias="is_public")


class CheckOut(Schema):
    """A line of a checklist."""

    id: int
    says: str
    done: datetime | None
    by: str


class Tick(Schema, extra="forbid"):
    """Whether a line is checked off."""

    done: Flag


class TimeIn(Schema, extra="forbid"):
    """Time that was worked; by a colleague, where one is named."""

    start: Moment
    end: Moment
    technician: Key | None = None
    person: Key | None = None
    note: Annotated[str, Field(max_length=10_000), Strict()] = ""


class TimeEdit(Schema, extra="forbid"):
    """Time as it should have been written."""

    seen: Seen = None
    start: Moment
    end: Moment
    technician: Key | None = None
    person: Key | None = None
    note: Annotated[str, Field(max_length=10_000), Strict()] = ""


class TimeOut(Schema):
    """Time that was worked."""

    key: str
    ticket: int = Field(alias="ticket.number")
    technician: str | None = Field(None, alias="technician.key")
    technician_name: str
    person: str | None = Field(None, alias="person.key")
    start: datetime
    end: datetime
    minutes: int
    note: str
    by_timer: bool
    edited: int


class TimerOut(Schema):
    """A clock that runs."""

    ticket: int = Field(alias="ticket.number")
    started: datetime


class NoteIn(Schema, extra="forbid"):
    """What was done."""

    note: Line = ""


class ApprovalIn(Schema, extra="forbid"):
    """A yes to ask for; a quote has an amount."""

    type: Literal["hourly", "after_hours", "quote", "purchase"]
    amount: Amount | None = None
    fixed: Flag = False
    note: Line = ""


class ApprovalOut(Schema):
    """A yes that was asked for."""

    key: str
    ticket: int
    type: str
    asked: datetime
    asked_by: str
    answer: str
    person: str | None
    answered: datetime | None
    amount: Sum | None
    currency: str
    fixed: bool
    note: str


class ApprovalAnswer(Schema, extra="forbid"):
    """What an approver answered, and when."""

    yes: Flag
    person: Key
    at: Moment | None = None


class MaterialIn(Schema, extra="forbid"):
    """Something that the work needs."""

    item: Name
    amount: Amount
    kind: Literal["parts", "software", "freight", "licensing"] = "parts"
    under_warranty: Flag = False


class MaterialOut(Schema):
    """Something that the work needs."""

    id: int
    item: str
    amount: Sum
    currency: str
    kind: str
    under_warranty: bool


class GoodwillIn(Schema, extra="forbid"):
    """A bill to waive: an amount of it, or all."""

    reason: Line
    amount: Amount | None = None


class GoodwillOut(Schema):
    """A bill that was waived."""

    by: str
    reason: str
    amount: Sum | None
    currency: str
    at: datetime


class ProjectIn(Schema, extra="forbid"):
    """What a project is planned as."""

    budget: Annotated[int, Strict(), Ge(1), Le(600_000)]
    leader: Key | None = None
    due: Day | None = None


class QuoteIn(Schema, extra="forbid"):
    """A quote: a ceiling of time at the project rate, or a fixed price."""

    amount: Amount
    fixed: Flag = False


class ProjectOut(Schema):
    """How a project stands; `joined` are the tickets that count to it besides its own."""

    key: str
    ticket: int
    joined: list[int]
    stage: str
    budget: int
    worked: int
    alarm: str
    leader: str | None
    due: date | None
    quote: Sum | None
    currency: str
