"""JSON as other programs want it: numbers are numbers, and cents stay exact."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

_STEP = "  "
_WIDE = 88


def json_text(value: Any, indent: str = "") -> str:
    """A value as JSON; a table or list that fits is written on one line."""
    flat = _flat(value)
    if len(indent) + len(flat) <= _WIDE or not isinstance(value, Mapping | list | tuple):
        return flat
    inner = indent + _STEP
    if isinstance(value, Mapping):
        parts = [f"{_quoted(key)}: {json_text(part, inner)}" for key, part in value.items()]
        opening, closing = "{", "}"
    else:
        parts = [json_text(part, inner) for part in value]
        opening, closing = "[", "]"
    body = ",\n".join(f"{inner}{part}" for part in parts)
    return f"{opening}\n{body}\n{indent}{closing}"


def _flat(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_quoted(key)}: {_flat(part)}" for key, part in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_flat, value))}]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    match value:
        case Enum():
            return _scalar(value.value)
        case Decimal():
            return decimal_text(value)
        case date():
            return _quoted(value.isoformat())
        case _:
            return json.dumps(value, ensure_ascii=False, allow_nan=False)


def decimal_text(value: Decimal) -> str:
    """A decimal with no digit lost and no zero to spare: 112.5, 225, 0.005."""
    if not value.is_finite():
        msg = f"{value} is not a number that JSON can hold"
        raise ValueError(msg)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _quoted(text: Any) -> str:
    return json.dumps(str(text), ensure_ascii=False)
