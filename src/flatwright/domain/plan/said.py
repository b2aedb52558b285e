"""Settings as people say them."""

from collections.abc import Mapping
from typing import Any

from flatwright.domain.plan import words
from flatwright.domain.plan.kinds import (
    AMOUNT,
    DAYS,
    DURATION,
    MULTIPLE,
    PERCENT,
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


def said(kind: Kind, value: Any, currency: str) -> str:
    """A setting's value in words."""
    if value is None or value in ((), {}):
        return "nothing"
    if kind is AMOUNT:
        return words.amount(value, currency)
    if kind in (DURATION, SPAN, DAYS):
        return words.span(value)
    if kind is MULTIPLE:
        return f"{value} times"
    if kind in (PERCENT, YES_NO):
        return {"true": "yes", "false": "no"}.get(str(kind.plain(value)), kind.plain(value))
    return _made_of(kind, value, currency)


def _made_of(kind: Kind, value: Any, currency: str) -> str:
    if isinstance(value, UpTo):
        return words.allowance(value.limit)
    if isinstance(value, OwnClause):
        return f'"{value.says}"'
    match kind:
        case OneOf():
            return said(kind.kinds[kind.takes(value)], value, currency)
        case ListOf():
            return words.listing([said(kind.kind, each, currency) for each in value])
        case TableOf():
            return words.listing(
                [f"{key} {said(kind.kind, each, currency)}" for key, each in value.items()]
            )
        case Section():
            return _section(kind, value, currency)
        case _:
            return _plain(kind.plain(value))


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
