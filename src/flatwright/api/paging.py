"""Lists a page at a time, by key and not by count: the last page is as fast."""

from typing import Annotated, Any, Literal, TypeVar

from annotated_types import Ge, Le
from django.db import models
from ninja import Schema

from flatwright.api.errors import ApiError
from flatwright.api.shapes.common import Key, Moment, Name

Row = TypeVar("Row", bound=models.Model)


class Paging(Schema, extra="forbid"):
    """Where a page begins, and how long it is."""

    after: Name = ""
    size: Annotated[int, Ge(1), Le(200)] = 50


class OfClient(Schema, extra="forbid"):
    """A page of what clients have, of one of them or of all."""

    client: Key = ""
    after: Name = ""
    size: Annotated[int, Ge(1), Le(200)] = 50


class WithWords(Schema, extra="forbid"):
    """A page of what clients have and has a name, of one client or of all."""

    client: Key = ""
    words: Name = ""
    after: Name = ""
    size: Annotated[int, Ge(1), Le(200)] = 50


class ApprovalsIn(Schema, extra="forbid"):
    """A page of yeses that were asked for; answer: open, yes, no, or empty for all."""

    answer: Literal["", "open", "yes", "no"] = "open"
    client: Key = ""
    after: Name = ""
    size: Annotated[int, Ge(1), Le(200)] = 50


class RecordIn(Schema, extra="forbid"):
    """A page of changes: `kind` as `subject` has it; from a moment on, until before one."""

    words: Name = ""
    who: Name = ""
    kind: Name = ""
    since: Moment | None = None
    until: Moment | None = None
    after: Name = ""
    size: Annotated[int, Ge(1), Le(200)] = 50


ByClient = OfClient | WithWords | ApprovalsIn
Pages = Paging | ByClient


def page(rows: models.QuerySet[Row], asked: Pages, by: str = "key") -> dict[str, Any]:
    """The rows after the one that is named, in the order in which they were made."""
    ordered = rows.order_by("pk")
    if asked.after:
        ordered = ordered.filter(pk__gt=_place(rows, asked.after, by))
    taken = list(ordered[: asked.size + 1])
    more = len(taken) > asked.size
    last = str(getattr(taken[asked.size - 1], by)) if more else None
    return {"items": taken[: asked.size], "next": last}


def of_client(
    rows: models.QuerySet[Row], asked: ByClient, path: str = "client__key"
) -> models.QuerySet[Row]:
    """The rows of one client, where one is named."""
    return rows.filter(**{path: asked.client}) if asked.client else rows


def _place(rows: models.QuerySet[Row], after: str, by: str) -> Any:
    if by == "pk":
        if after.isascii() and after.isdecimal() and len(after) < 19:  # noqa: PLR2004 - fits
            return int(after)
    else:
        found = rows.filter(**{by: after}).values_list("pk", flat=True).first()
        if found is not None:
            return found
    raise ApiError(422, "invalid", "`after` is no place in this list: begin anew.")
