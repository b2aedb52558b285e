"""Forms of devices, printers and programs, and of what is wrong with them."""

from datetime import date
from typing import Literal

from ninja import Schema
from pydantic import Field

from flatwright.api.shapes.common import Day, Json, Key, Line, Name, Seen, Text

Place = Literal["", "central", "personal", "home"]


class ThingIn(Schema, extra="forbid"):
    """A device, a printer or a program; without an owner it is shared."""

    name: Name
    kind: Key = "computer"
    owner: Key | None = None
    place: Place = ""
    site: Key | None = None
    registered: Day
    first: Day
    last: Day | None = None
    maker: Name = ""
    model: Name = ""
    serial: Name = ""
    system: Name = ""
    end_of_life: Day | None = None
    warranty_until: Day | None = None
    note: Text = ""


class ThingEdit(Schema, extra="forbid"):
    """What changes of a thing."""

    seen: Seen = None
    name: Name = ""
    kind: Key = "computer"
    owner: Key | None = None
    place: Place = ""
    site: Key | None = None
    registered: Day | None = None
    first: Day | None = None
    last: Day | None = None
    maker: Name = ""
    model: Name = ""
    serial: Name = ""
    system: Name = ""
    end_of_life: Day | None = None
    warranty_until: Day | None = None
    note: Text = ""


class ThingOut(Schema):
    """A device, a printer or a program."""

    key: str
    client: str = Field(alias="client.key")
    name: str
    kind: str
    owner: str | None = Field(None, alias="owner.key")
    place: str
    site: str | None = Field(None, alias="site.key")
    registered: date
    first: date
    last: date | None
    maker: str
    model: str
    serial: str
    system: str
    end_of_life: date | None
    warranty_until: date | None
    note: str
    inventory: Json
    edited: int


class HandOver(Schema, extra="forbid"):
    """To whom a device goes, and from when; null: it is shared."""

    to: Key | None
    day: Day


class ConditionIn(Schema, extra="forbid"):
    """What was found faulty."""

    says: Line
    found: Day
    put_right: Day | None = None


class ConditionEdit(Schema, extra="forbid"):
    """What changes of it."""

    seen: Seen = None
    says: Line = ""
    found: Day | None = None
    put_right: Day | None = None


class ConditionOut(Schema):
    """What was found faulty."""

    id: int
    thing: str = Field(alias="thing.key")
    says: str
    found: date
    put_right: date | None
    edited: int
