"""JSON in and out: amounts stay exact, and what no database can hold is refused."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, cast

from django.http import HttpRequest
from ninja.parser import Parser
from ninja.renderers import BaseRenderer

_NO_CONTENT = 204


class Reading(Parser):
    """Reads a body: a JSON object in UTF-8, with numbers as they are written."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Raises ValueError where it is something else."""
        try:
            read = json.loads(
                request.body.decode("utf-8"),
                parse_float=Decimal,
                parse_constant=_no_number,
            )
            _refuse_unkept(read)
        except RecursionError as error:
            msg = "it is nested too deep"
            raise ValueError(msg) from error
        if not isinstance(read, dict):
            msg = "it is no object"
            raise TypeError(msg)
        return cast("dict[str, Any]", read)


class Writing(BaseRenderer):
    """Writes an answer: amounts as numbers with every cent, times in UTC."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """The text of an answer; empty where nothing is to be said."""
        return "" if response_status == _NO_CONTENT else written(data)


def written(value: Any) -> str:
    """A value as JSON."""
    match value:
        case Mapping():
            pairs = (f"{_quoted(str(key))}: {written(v)}" for key, v in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list() | tuple():
            return f"[{', '.join(map(written, value))}]"
        case Decimal():
            return _number(value)
        case date():
            return _quoted(_time(value))
        case _:
            return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _time(value: date) -> str:
    """A day; or a moment, in UTC."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat()


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _no_number(text: str) -> None:
    msg = f"{text} is no number"
    raise ValueError(msg)


def is_kept(text: str) -> bool:
    """Whether a database can hold a text: no zero sign, no half of a letter."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def _refuse_unkept(value: Any) -> None:
    if isinstance(value, str) and not is_kept(value):
        msg = "a text has a sign that cannot be kept"
        raise ValueError(msg)
    parts = value.values() if isinstance(value, dict) else value
    if isinstance(value, dict):
        _refuse_unkept(list(value))
    if isinstance(value, dict | list):
        for part in parts:
            _refuse_unkept(part)
