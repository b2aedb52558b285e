"""A whole plan version written as a text, in house style."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from flatwright.domain.plan.version import PLAN, PlanVersion

Plain = str | Sequence[Any] | Mapping[str, Any]
_WIDTH = 88
_UNQUOTED = re.compile(r"\w(?:[\w .%/()+'-]*[\w.%)])?")


def written(plan: PlanVersion) -> str:
    """A plan version as a text; settings that are as usual are left out."""
    table = PLAN.plain(plan)
    return "".join(line for key, value in table.items() for line in lines(key, value))


def lines(key: str, value: Plain, indent: str = "", end: str = "\n") -> list[str]:
    """A setting on one line where it fits, else its parts on lines of their own."""
    one = f"{indent}{scalar(key)}: {flow(value)}"
    if isinstance(value, str) or not value or _is_flat(value, len(one)):
        return [f"{one}{end}"]
    head = f"{indent}{scalar(key)}:{end}"
    deeper = f"{indent}  "
    if isinstance(value, Mapping):
        return [head, *(ln for k, v in value.items() for ln in lines(k, v, deeper, end))]
    return [head, *(line for each in value for line in _item(each, deeper, end))]


def flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{scalar(k)}: {flow(v)}' for k, v in value.items())}}}"
    return f"[{', '.join(flow(each) for each in value)}]"


def scalar(text: str) -> str:
    """A word as it stands, where nothing in it means something to YAML; else in quotes."""
    return text if _UNQUOTED.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _item(value: Plain, indent: str, end: str) -> list[str]:
    if not isinstance(value, Mapping) or not value:
        return [f"{indent}- {flow(value)}{end}"]
    inner = f"{indent}  "
    below = [line for k, v in value.items() for line in lines(k, v, inner, end)]
    return [f"{indent}- {below[0].removeprefix(inner)}", *below[1:]]


def _is_flat(value: Plain, width: int) -> bool:
    """It fits on a line, and holds nothing that holds more."""
    inner = value.values() if isinstance(value, Mapping) else value
    return width <= _WIDTH and all(isinstance(each, str) for each in inner)
