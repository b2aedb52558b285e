"""Forms of the provider, of accounts, and of the token that calls."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, Strict

from flatwright.api.shapes.common import Name, Seen


class ProviderOut(Schema):
    """Who runs this installation."""

    name: str
    time_zone: str
    currency: str
    email: str
    phone: str
    address: str
    is_sample: bool
    edited: int


class ProviderEdit(Schema, extra="forbid"):
    """What changes of what the provider says of itself; what is left out stays."""

    seen: Seen = None
    name: Name = ""
    time_zone: Name = ""
    currency: Annotated[str, Field(pattern="^[A-Z]{3}$"), Strict()] = "USD"
    email: Name = ""
    phone: Name = ""
    address: Annotated[str, Field(max_length=400), Strict()] = ""


class AccountOut(Schema):
    """Somebody who may sign in; `clients` are the keys of those reached, null: all."""

    key: str
    name: str
    email: str
    role: str
    is_open: bool
    clients: list[str] | None
    second_factor: str
    created: datetime


class MeOut(Schema):
    """Whose token it is, what it may do, and until when."""

    account: str
    name: str
    token: str
    rights: list[str]
    clients: list[str] | None
    expires: datetime


class StandingOfJobs(Schema):
    """How the queue stands: jobs by state, and since when one waits that is due."""

    counts: dict[str, int]
    oldest_waiting: datetime | None
    is_stuck: bool


class ScheduleOut(Schema):
    """A job that is made again and again."""

    name: str
    kind: str
    rhythm: str
    zone: str
    next_run: datetime
