"""Forms of files, and of what is found by words."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from flatwright.api.shapes.clients import ClientOut, PersonOut
from flatwright.api.shapes.things import ThingOut
from flatwright.api.shapes.tickets import TicketRow


class FileIn(Schema, extra="forbid"):
    """What is said of a file: whether it is for the client to see."""

    public: bool = False


class FileOut(Schema):
    """A file on a ticket; `digest` is the SHA-256 of its bytes."""

    key: str
    ticket: int = Field(alias="ticket.number")
    name: str
    kind: str
    size: int = Field(alias="blob.size")
    digest: str = Field(alias="blob.digest")
    at: datetime
    by: str
    public: bool = Field(alias="is_public")


class SearchIn(Schema, extra="forbid"):
    """Words to look for everywhere, and how many of each kind to answer."""

    words: Annotated[str, Field(min_length=1, max_length=120)]
    most: Annotated[int, Field(ge=1, le=50)] = 8


class FoundOut(Schema):
    """What fits some words, of each kind at most so many."""

    tickets: list[TicketRow]
    clients: list[ClientOut]
    people: list[PersonOut]
    things: list[ThingOut]
