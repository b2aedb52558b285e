"""What a column of a table may tell, and the headings by which it is guessed."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Form(Enum):
    """How a cell is read."""

    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    MINUTES = "minutes"
    YES = "yes or no"
    WORD = "one of some words"
    KIND = "a kind"  # known words, or any other of the plan's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One thing that a column may tell."""

    name: str
    label: str
    explains: str
    headings: tuple[str, ...] = ()  # as `plain` writes them
    form: Form = Form.TEXT
    needed: bool = False
    most: int = 120  # characters
    words: Mapping[str, str] = field(default_factory=dict)  # as written, to what it means


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One kind of table: its fields, and those by which a row without a key is known."""

    name: str
    title: str
    explains: str
    fields: tuple[Field, ...]
    natural: tuple[str, ...]

    def field(self, name: str) -> Field:
        """The field of a name."""
        return next(each for each in self.fields if each.name == name)


def plain(text: str) -> str:
    """A heading or a word as it is compared: small letters and digits, one space."""
    whole = unicodedata.normalize("NFC", text).casefold()
    kept = "".join(char if char.isalnum() else " " for char in whole)
    return " ".join(kept.split())


def guessed(headings: tuple[str, ...], sheet: Sheet) -> dict[str, str]:
    """Which heading tells which field, by its words; a heading tells one field."""
    by_words: dict[str, str] = {}
    for heading in headings:
        by_words.setdefault(plain(heading), heading)
    found: dict[str, str] = {}
    for each in sheet.fields:
        names = (plain(each.label), plain(each.name), *each.headings)
        told = [by_words[name] for name in names if name in by_words]
        if told and told[0] not in found.values():
            found[each.name] = told[0]
    return found


KEY = Field(
    name="key",
    label="Key there",
    explains="Its number or id where it comes from. By it a later import finds it again, "
    "also when its name has changed.",
    headings=(
        *("id", "key", "external id", "externalid", "record id", "number", "no", "nr"),
        *("uuid", "guid", "sys id"),
    ),
    most=100,
)
CLIENT = Field(
    name="client",
    label="Client",
    explains="The client's name, or its key where it comes from.",
    headings=(
        *("customer", "company", "account", "client name", "customer name"),
        *("company name", "organization", "organisation", "account name", "tenant"),
        *("kunde", "kundenname", "firma", "mandant", "société", "entreprise"),
        *("cliente", "empresa"),
    ),
    needed=True,
)
FIRST = Field(
    name="first",
    label="First day",
    explains="From when it counts; the day that you name below where nothing is told.",
    headings=("first", "start", "start date", "since", "from", "created", "valid from"),
    form=Form.DAY,
)
LAST = Field(
    name="last",
    label="Last day",
    explains="The last day on which it counts. Nothing means: still there.",
    headings=("last", "end", "end date", "until", "to", "left", "valid until"),
    form=Form.DAY,
)
NOTE = Field(
    name="note",
    label="Note",
    explains="Anything else, kept as it is written.",
    headings=("notes", "comment", "comments", "remarks", "description", "notiz"),
    most=10_000,
)
EMAIL = Field(
    name="email",
    label="E-mail",
    explains="An address such as ada@example.com.",
    headings=(
        *("email", "mail", "e mail address", "email address", "primary email", "upn"),
        *("e mail adresse", "courriel", "correo", "correo electrónico"),
    ),
    most=254,
)
PHONE = Field(
    name="phone",
    label="Telephone",
    explains="A telephone number, kept as it is written.",
    headings=(
        *("phone", "phone number", "telephone number", "tel", "mobile"),
        *("telefon", "telefonnummer", "téléphone", "teléfono"),
    ),
    most=40,
)


def same_name(text: str) -> str:
    """A name as it is compared: however its letters are built, and its capitals."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def name_field(explains: str, *headings: str, needed: bool = True) -> Field:
    """The field of a name."""
    return Field(
        name="name", label="Name", explains=explains, headings=headings, needed=needed
    )
