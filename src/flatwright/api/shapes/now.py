"""Forms of what needs somebody now."""

from datetime import datetime

from ninja import Schema
from pydantic import Field


class CountsOut(Schema):
    """Tickets that are open: all, mine, nobody's; that ask, that wait for a yes; late."""

    open: int
    mine: int
    nobody: int
    asks: int
    approvals: int
    late: int


class NearRow(Schema):
    """A ticket whose decision is close to a limit, and what is near."""

    number: int
    client: str = Field(alias="client.key")
    title: str
    status: str
    near: list[str] = Field(alias="decision.near")


class DueRow(Schema):
    """A ticket whose clock runs."""

    number: int
    client: str = Field(alias="client.key")
    title: str
    status: str
    priority: str
    respond_due: datetime | None
    resolve_due: datetime | None


class NowOut(Schema):
    """What needs somebody, the first 50 of each."""

    counts: CountsOut
    near: list[NearRow]
    due: list[DueRow]


class ClockOut(Schema):
    """One of a ticket's clocks: to answer, to resolve; minutes of business left."""

    what: str
    state: str
    due: datetime | None
    left: int | None
    met: datetime | None
