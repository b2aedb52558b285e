"""Settings as people say them."""

from collections.abc import Callable, Mapping
from typing import Any

from flatwright.domain.plan import words
from flatwright.domain.plan.kinds import (
    AMOUNT,
    DAYS,
    DURATION,
    MULTIPLE,
    SPAN,
    YES_NO,
    Kind,
    ListOf,
    OneOf,
    TableOf,
)
from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.own import OwnClause
from flatwright.domain.plan.section import Section, settings

_SAID: dict[Kind, Callable[[Any], str]] = {
    DURATION: words.span,
    SPAN: words.span,
    DAYS: words.span,
    MULTIPLE: lambda value: f"{value} times",
    YES_NO: lambda value: "yes" if value else "no",
}


def said(kind: Kind, value: Any, currency: str) -> str:
    """A setting's value in words."""
    if value is None or value in ((), {}):
        return "nothing"
    if kind is AMOUNT:
        return words.amount(value, currency)
    if kind in _SAID:
        return _SAID[kind](value)
    return _made_of(kind, value, currency)


def _made_of(kind: Kind, value: Any, currency: str) -> str:
    match kind, value:
        case _, UpTo():
            found = words.allowance(value.limit)
        case _, OwnClause():
            found = f'"{value.says}"'
        case OneOf(), _:
            found = said(kind.kinds[kind.takes(value)], value, currency)
        case ListOf(), _:
            found = words.listing([said(kind.kind, each, currency) for each in value])
        case TableOf(), _:
            items = value.items()
            found = words.listing([f"{k} {said(kind.kind, v, currency)}" for k, v in items])
        case Section(), _:
            found = _section(kind, value, currency)
        case _:
            found = _plain(kind.plain(value))
    return found


def _section(kind: Section, value: Any, currency: str) -> str:
    written = kind.plain(value)
    parts = [
        f"{name.replace('_', ' ')} {said(inner, getattr(value, each.name), currency)}"
        for name, inner, _, each in settings(kind.of)
        if name in written
    ]
    return "; ".join(parts) or "as usual"


def _plain(value: Any) -> str:
    """A word, a list or a table as it would be written, without its brackets."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_plain(each)}" for key, each in value.items())
    if isinstance(value, list):
        return " and ".join(_plain(each) for each in value)
    return str(value).replace("_", " ")
