"""Forms of what clients are and have."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from flatwright.api.shapes.common import (
    Amount,
    Day,
    Flag,
    Key,
    Line,
    Name,
    Seen,
    Sum,
    Text,
)

PersonKind = Literal["named", "part_time", "kiosk", "shared", "service"]


class ClientIn(Schema, extra="forbid"):
    """A client to serve."""

    name: Name
    time_zone: Name
    first: Day
    last: Day | None = None
    email: Name = ""
    phone: Name = ""
    note: Text = ""


class ClientEdit(Schema, extra="forbid"):
    """What changes of a client; what is left out stays."""

    seen: Seen = None
    name: Name = ""
    time_zone: Name = ""
    first: Day | None = None
    last: Day | None = None
    email: Name = ""
    phone: Name = ""
    note: Text = ""


class ClientOut(Schema):
    """A client."""

    key: str
    name: str
    time_zone: str
    first: date
    last: date | None
    email: str
    phone: str
    note: str
    edited: int


class SiteIn(Schema, extra="forbid"):
    """A place of a client's."""

    name: Name
    first: Day
    last: Day | None = None
    address: Line = ""


class SiteEdit(Schema, extra="forbid"):
    """What changes of a place."""

    seen: Seen = None
    name: Name = ""
    first: Day | None = None
    last: Day | None = None
    address: Line = ""


class SiteOut(Schema):
    """A place."""

    key: str
    client: str = Field(alias="client.key")
    name: str
    address: str
    first: date
    last: date | None
    edited: int


class VendorIn(Schema, extra="forbid"):
    """A third party."""

    name: Name
    what: Name = ""
    account: Name = ""
    phone: Name = ""
    email: Name = ""
    letter_from: Day | None = None
    letter_until: Day | None = None
    note: Text = ""


class VendorEdit(Schema, extra="forbid"):
    """What changes of a third party."""

    seen: Seen = None
    name: Name = ""
    what: Name = ""
    account: Name = ""
    phone: Name = ""
    email: Name = ""
    letter_from: Day | None = None
    letter_until: Day | None = None
    note: Text = ""


class VendorOut(Schema):
    """A third party."""

    key: str
    client: str = Field(alias="client.key")
    name: str
    what: str
    account: str
    phone: str
    email: str
    letter_from: date | None
    letter_until: date | None
    note: str
    edited: int


class PersonIn(Schema, extra="forbid"):
    """Somebody at a client; `user_from` puts them on the roster."""

    name: Name
    kind: PersonKind = "named"
    email: Name = ""
    phone: Name = ""
    site: Key | None = None
    works_from_home: Flag = False
    note: Text = ""
    user_from: Day | None = None


class PersonEdit(Schema, extra="forbid"):
    """What changes of somebody."""

    seen: Seen = None
    name: Name = ""
    kind: PersonKind = "named"
    email: Name = ""
    phone: Name = ""
    site: Key | None = None
    works_from_home: Flag = False
    note: Text = ""


class PersonOut(Schema):
    """Somebody at a client."""

    key: str
    client: str = Field(alias="client.key")
    name: str
    kind: str
    email: str
    phone: str
    site: str | None = Field(None, alias="site.key")
    works_from_home: bool
    note: str
    edited: int


class PeriodIn(Schema, extra="forbid"):
    """Days on which somebody is a user."""

    first: Day
    last: Day | None = None


class PeriodOut(Schema):
    """Days on which somebody is a user; both are in it."""

    first: date
    last: date | None


class ApproverIn(Schema, extra="forbid"):
    """Somebody who may say yes, up to a quote; null: any."""

    person: Key
    first: Day
    last: Day | None = None
    largest_quote: Amount | None = None


class ApproverEdit(Schema, extra="forbid"):
    """What changes of what somebody may say yes to."""

    seen: Seen = None
    first: Day | None = None
    last: Day | None = None
    largest_quote: Amount | None = None


class ApproverOut(Schema):
    """Somebody who may say yes."""

    id: int
    client: str
    person: str
    largest_quote: Sum | None
    currency: str
    first: date
    last: date | None
    edited: int
