"""Forms of how a client is: their deal, what they have used."""

from datetime import date

from ninja import Schema

from flatwright.api.shapes.common import Sum


class AllowanceOut(Schema):
    """An allowance on a day: granted, used, left, and by which tickets."""

    code: str
    number: str
    says: str
    whose: str
    unit: str
    granted: int
    carried: int
    used: int
    left: int
    first: date
    last: date | None
    tickets: list[int]


class UsersOut(Schema):
    """How many users a client has on a day."""

    day: date
    users: int


class MonthOut(Schema):
    """Minutes of a month by who pays, and what the client pays beyond the fee."""

    month: date
    worked: int
    covered: int
    billed: int
    absorbed: int
    pays: Sum
    currency: str


class DealOut(Schema):
    """The agreement of a day and the plan version that governs; null before the first."""

    agreement: str
    first: date
    last: date | None
    plan: str | None
    version: int | None
    title: str | None
    fee: Sum | None = None  # a month, for what they have on that day


class StandingOut(Schema):
    """How a client is on a day: their deal, what they have, what is open."""

    day: date
    deal: DealOut | None
    users: int
    things: dict[str, int]
    open_tickets: int
    currency: str
