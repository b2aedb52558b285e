"""Forms of imports and inventories."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from flatwright.api.shapes.common import Day, Json, Key, Line, Name, Seen

Kind = Literal["clients", "sites", "people", "things", "tickets", "time", "log"]
Told = Annotated[str, Field(max_length=60)]
Order = Literal["iso", "dmy", "mdy"]


class ImportIn(Schema, extra="forbid"):
    """What a file is; `client` where all its rows are of one; the rest is for logs."""

    kind: Kind
    source: Annotated[str, Field(min_length=1, max_length=60)]
    client: Key = ""
    mapping: Told = ""
    make_clients: bool = False
    make_people: bool = False
    plan: Told = ""


class ColumnsIn(Schema, extra="forbid"):
    """Which column tells which field; null: as was guessed. How cells are written.

    `tickets_are` is for tickets of which no column tells a status or a closing day.
    """

    columns: dict[Name, Line] | None = None
    order: Order | None = None
    unit: Literal["hours", "minutes"] | None = None
    decimal: Literal[".", ","] | None = None
    zone: Name | None = None
    first: Day | None = None
    tickets_are: Literal["open", "closed"] | None = None
    make_clients: bool = False


class FieldOut(Schema):
    """A field of a table, and what it means."""

    name: str
    label: str
    explains: str


class ColumnsOut(Schema):
    """The file's headings, the column of each field as chosen or guessed, its doubts."""

    fields: list[FieldOut]
    headings: list[str]
    columns: dict[str, str]
    options: Json
    says: list[str]
    rows: list[dict[str, str]]


class ImportRow(Schema):
    """An import in a list."""

    key: str
    kind: str
    source: str
    name: str
    client: str | None = Field(None, alias="client.key")
    state: str
    made_by: str
    at: datetime
    total: int
    done: int
    edited: int


class DidOut(Schema):
    """Rows of a kind: made, changed, taken back again."""

    subject: str
    made: int
    changed: int
    undone: int


class KeptOut(Schema):
    """A row that undoing left as it is, and why."""

    subject: str
    name: str
    kept: str


class ImportOut(Schema):
    """What a trial foresees, how far the import is, what came of it."""

    key: str
    kind: str
    source: str
    name: str
    client: str | None = Field(None, alias="client.key")
    state: str
    made_by: str
    at: datetime
    total: int
    done: int
    edited: int
    progress: str
    says: list[str]
    counts: Json
    preview: Json
    columns: dict[str, str]
    options: Json
    rejected: int
    did: list[DidOut]
    kept: list[KeptOut]


class RejectOut(Schema):
    """A row that was kept aside: as it stood, its line, the reason."""

    line: int
    code: str
    reason: str
    raw: str


class SeenIn(Schema, extra="forbid"):
    """`edited` as it was looked at."""

    seen: Seen = None


class InventoryIn(Schema, extra="forbid"):
    """Whose devices the inventory files are of."""

    client: Key


class ObservationOut(Schema):
    """A device as its inventory tells it, beside what is listed."""

    key: str
    client: str = Field(alias="client.key")
    import_key: str = Field(alias="batch.key")
    thing: str | None = Field(None, alias="thing.key")
    name: str
    state: str
    told: Json
    differs: Json
    at: datetime
