"""Values and forms that many operations share."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar

from annotated_types import Ge, Le
from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Strict,
    StringConstraints,
)
from pydantic import Field as Told
from pydantic.json_schema import WithJsonSchema

from flatwright.domain.kernel.days import YEARS

T = TypeVar("T")
_FIRST, _LAST = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)


def _written(value: Any) -> Any:
    """Days and times are written as texts; a number is not taken for one."""
    if not isinstance(value, str | date | None):
        msg = "Write a text such as 2026-03-02."
        raise ValueError(msg)  # noqa: TRY004 - the library takes this one for a message
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str | bool):
        msg = "Write a number."
        raise ValueError(msg)  # noqa: TRY004 - the same
    return value


def _in_years(value: date) -> date:
    """A moment within the years that calendars know."""
    day = value.date() if isinstance(value, datetime) else value
    if not _FIRST < day < _LAST:
        msg = f"The year {day.year} cannot be meant."
        raise ValueError(msg)
    return value


Day = Annotated[date, BeforeValidator(_written), AfterValidator(_in_years)]
Moment = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_in_years)]
Line = Annotated[str, StringConstraints(strict=True, max_length=400)]
Name = Annotated[str, StringConstraints(strict=True, max_length=200)]
Key = Annotated[str, StringConstraints(strict=True, max_length=24)]
Text = Annotated[str, StringConstraints(strict=True, max_length=20_000)]
Flag = Annotated[bool, Strict()]
Number = Annotated[int, Strict(), Ge(0), Le(2_000_000_000)]
Seen = Annotated[
    int | None,
    Told(description="`edited` of the row as it was read: a later change is told."),
    Strict(),
]
Amount = Annotated[
    Decimal,
    BeforeValidator(_number),
    Ge(0),
    Le(Decimal("9999999999.99")),
    WithJsonSchema({"type": "number", "minimum": 0, "maximum": 9999999999.99}),
]
Sum = Annotated[Decimal, WithJsonSchema({"type": "number"})]
Json = Annotated[Any, WithJsonSchema({})]


class Wrong(Schema):
    """What went wrong: a code for programs, a sentence for people."""

    code: str
    says: str
    fields: dict[str, list[str]]


class ErrorOut(Schema):
    """An error."""

    error: Wrong


class Listed(Schema, Generic[T]):
    """Some rows of a list; `next` is sent as `after` for those that follow."""

    items: list[T]
    next: str | None = None


class DayIn(Schema, extra="forbid"):
    """A day."""

    day: Day
