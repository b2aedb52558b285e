"""Forms of tickets: what is told of one, and how it is shown."""

from datetime import datetime
from typing import Annotated, Literal

from annotated_types import Ge, Le
from ninja import Schema
from pydantic import Field, Strict

from flatwright.api.shapes.common import (
    Day,
    Flag,
    Key,
    Name,
    Seen,
    Text,
)

Kind = Literal["incident", "request", "vendor", "proactive"]
Told = Literal["listed", "none", "other", "account", "unknown"]
Where = Literal["office", "home", "other", "none"]
Level = Annotated[int, Strict(), Ge(1), Le(3)]
Minutes = Annotated[int, Strict(), Ge(1), Le(60_000)]
Short = Annotated[str, Field(max_length=40), Strict()]


class TicketIn(Schema, extra="forbid"):
    """A ticket to open, from a template where one is named."""

    template: Key | None = None
    title: Name
    description: Text = ""
    kind: Kind = "incident"
    action: Short = "fix"
    cause: Short = "unknown"
    impact: Level = 3
    urgency: Level = 2
    who: Told = "unknown"
    person: Key | None = None
    person_name: Annotated[str, Field(max_length=120), Strict()] = ""
    what: Told = "unknown"
    thing: Key | None = None
    thing_name: Annotated[str, Field(max_length=120), Strict()] = ""
    thing_kind: Short = ""
    thing_place: Literal["", "central", "personal", "home"] = ""
    where: Where = "office"
    site: Key | None = None
    onsite: Flag = False
    estimate: Minutes | None = None
    after_hours_by: Literal["client", "provider", "unknown"] = "client"
    planned: Flag = False
    completed: Flag = True
    start: Day | None = None
    will_be_registered: Flag = False


class FactsIn(Schema, extra="forbid"):
    """What is tried; what is left out is as it is stored, or not known."""

    title: Name = ""
    description: Text = ""
    kind: Kind = "incident"
    action: Short = "fix"
    cause: Short = "unknown"
    impact: Level = 3
    urgency: Level = 2
    who: Told = "unknown"
    person: Key | None = None
    person_name: Annotated[str, Field(max_length=120), Strict()] = ""
    what: Told = "unknown"
    thing: Key | None = None
    thing_name: Annotated[str, Field(max_length=120), Strict()] = ""
    thing_kind: Short = ""
    thing_place: Literal["", "central", "personal", "home"] = ""
    where: Where = "office"
    site: Key | None = None
    onsite: Flag = False
    estimate: Minutes | None = None
    after_hours_by: Literal["client", "provider", "unknown"] = "client"
    planned: Flag = False
    completed: Flag = True
    start: Day | None = None
    will_be_registered: Flag = False


class TicketEdit(Schema, extra="forbid"):
    """Facts that change; what is left out stays."""

    seen: Seen = None
    title: Name = ""
    description: Text = ""
    kind: Kind = "incident"
    action: Short = "fix"
    cause: Short = "unknown"
    impact: Level = 3
    urgency: Level = 2
    who: Told = "unknown"
    person: Key | None = None
    person_name: Annotated[str, Field(max_length=120), Strict()] = ""
    what: Told = "unknown"
    thing: Key | None = None
    thing_name: Annotated[str, Field(max_length=120), Strict()] = ""
    thing_kind: Short = ""
    thing_place: Literal["", "central", "personal", "home"] = ""
    where: Where = "office"
    site: Key | None = None
    onsite: Flag = False
    estimate: Minutes | None = None
    after_hours_by: Literal["client", "provider", "unknown"] = "client"
    planned: Flag = False
    completed: Flag = True
    start: Day | None = None
    will_be_registered: Flag = False


class TicketOut(Schema):
    """A ticket."""

    number: int
    client: str = Field(alias="client.key")
    title: str
    description: str
    status: str
    kind: str
    action: str
    cause: str
    priority: str
    impact: int
    urgency: int
    who: str
    person: str | None = Field(None, alias="person.key")
    person_name: str
    what: str
    thing: str | None = Field(None, alias="thing.key")
    thing_name: str
    where: str
    site: str | None = Field(None, alias="site.key")
    estimate: int | None
    after_hours_by: str
    planned: bool
    assignee: str | None = Field(None, alias="assignee.key")
    opened: datetime
    opened_by: str
    updated: datetime
    responded: datetime | None
    resolved: datetime | None
    closed: datetime | None
    respond_due: datetime | None
    resolve_due: datetime | None
    merged_into: int | None = Field(None, alias="merged_into.number")
    decided: str | None = Field(None, alias="decision.status")
    badge: str | None = Field(None, alias="decision.badge")
    edited: int


class TicketRow(Schema):
    """A ticket in a list."""

    number: int
    client: str = Field(alias="client.key")
    title: str
    status: str
    kind: str
    priority: str
    assignee: str | None = Field(None, alias="assignee.key")
    updated: datetime
    decided: str | None = Field(None, alias="decision.status")
    badge: str | None = Field(None, alias="decision.badge")
