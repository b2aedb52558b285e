"""What a row of a file wants: a new row, some fields changed, or nothing."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from flatwright.imports.rejects import RowRejected

CREATE, UPDATE, SAME, GONE = "create", "update", "unchanged", "skipped"
_ROWS = {  # where an s does not do
    "clients.person": "people",
    "clients.site": "places",
    "clients.rosterperiod": "times on the roster",
    "clients.thing": "devices, printers and programs",
    "agreements.agreedversion": "plan versions agreed",
    "desk.timeentry": "time entries",
}


def rows_of(subject: str) -> str:
    """What rows of a table are called."""
    return _ROWS.get(subject, f"{subject.partition('.')[2]}s")


@dataclass(slots=True, kw_only=True)
class Wish:
    """One row of ours as a row of the file wants it, with those it wants besides."""

    verb: str
    row: models.Model | None = None
    kind: str = ""  # of the table of keys: people, tickets …; empty: it has no key
    external: str = ""
    digest: str = ""
    values: dict[str, Any] = field(default_factory=dict)  # where it is changed
    first: "list[Wish]" = field(default_factory=list)  # what must be there before
    after: "list[Wish]" = field(default_factory=list)  # what hangs on it

    def all(self) -> "list[Wish]":
        """With those before and after it, in the order of storing."""
        before = [inner for each in self.first for inner in each.all()]
        return [*before, self, *(inner for each in self.after for inner in each.all())]


def made(row: models.Model, kind: str = "", external: str = "", digest: str = "") -> Wish:
    """A wish for a new row; refused with a reason where a value does not fit it."""
    check(row)
    return Wish(verb=CREATE, row=row, kind=kind, external=external, digest=digest)


def changed(row: models.Model, values: dict[str, Any]) -> Wish:
    """A wish for some fields of a row; what is so already is not wished."""
    differs = {name: v for name, v in values.items() if not _same(row, name, v)}
    if not differs:
        return Wish(verb=SAME, row=row)
    tried = {name: getattr(row, name) for name in differs}
    for name, value in differs.items():
        setattr(row, name, value)
    try:
        check(row)
    finally:
        for name, value in tried.items():
            setattr(row, name, value)
    return Wish(verb=UPDATE, row=row, values=differs)


def check(row: models.Model) -> None:
    """Raises RowRejected where a value does not fit its field."""
    links = [field.name for field in row._meta.concrete_fields if field.is_relation]
    try:
        row.clean_fields(exclude=links)
    except ValidationError as error:
        name, says = next(iter(error.message_dict.items()))
        told = f"{name.replace('_', ' ')}: {' '.join(says)}"
        raise RowRejected(code="bad_value", says=told) from error


def _same(row: models.Model, name: str, value: Any) -> bool:
    now = getattr(row, name)
    if isinstance(value, models.Model):
        return bool(now is not None and now.pk is not None and now.pk == value.pk)
    return bool(now == value)
