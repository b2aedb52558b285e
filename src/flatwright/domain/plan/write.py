"""Plan texts written back: a whole plan in house style, or a few settings of a text as it is."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from flatwright.domain.kernel.problem import text_lines
from flatwright.domain.plan.places import Place, place_of
from flatwright.domain.plan.section import settings
from flatwright.domain.plan.version import PLAN, PlanVersion

Path = tuple[str, ...]
Plain = str | Sequence[Any] | Mapping[str, Any]
_WIDTH = 88
_UNQUOTED = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_ .%/()+'-]*[A-Za-z0-9_.%)])?")
_MISREAD = re.compile(r"[0-9]+:|[0-9]+-|.*[ ]-|null$|~", re.ASCII)  # by other programs
_ORDER = {name: place for place, (name, *_) in enumerate(settings(PlanVersion))}


def written(plan: PlanVersion) -> str:
    """A plan version as a text in house style; defaults are left out."""
    return "".join(_lines(key, value, "", "\n") for key, value in PLAN.plain(plan).items())


def edited(source: str, changes: Mapping[Path, Plain | None]) -> str:
    """A text with settings set, added or (None) taken out; all else stays as it was typed.

    The text must read. Comments stay, also those beside what is taken out.
    """
    for path, value in changes.items():
        source = _removed(source, path) if value is None else _set(source, path, value)
    return source


def flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, str):
        return _scalar(value)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_scalar(k)}: {flow(v)}' for k, v in value.items())}}}"
    return f"[{', '.join(flow(each) for each in value)}]"


def _scalar(text: str) -> str:
    """A word as it stands where nobody can misread it, else in double quotes."""
    plain = _UNQUOTED.fullmatch(text) and not _MISREAD.match(text)
    return text if plain or _is_date(text) else json.dumps(text, ensure_ascii=False)


def _is_date(text: str) -> bool:
    return re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII) is not None


def _lines(key: str, value: Plain, indent: str, end: str) -> str:
    """A setting in lines: on one where it fits, else its parts below it."""
    one = f"{indent}{_scalar(key)}: {flow(value)}"
    if isinstance(value, str) or (_is_flat(value) and len(one) <= _WIDTH) or not value:
        return one + end
    head = f"{indent}{_scalar(key)}:{end}"
    deeper = f"{indent}  "
    if isinstance(value, Mapping):
        return head + "".join(_lines(k, v, deeper, end) for k, v in value.items())
    return head + "".join(_item(each, deeper, end) for each in value)


def _item(value: Plain, indent: str, end: str) -> str:
    if not isinstance(value, Mapping) or not value:
        return f"{indent}- {flow(value)}{end}"
    lines = "".join(_lines(k, v, f"{indent}  ", end) for k, v in value.items())
    return f"{indent}- {lines.removeprefix(f'{indent}  ')}"


def _is_flat(value: Plain) -> bool:
    """A list or table of words, or of flat ones that are short."""
    inner = value.values() if isinstance(value, Mapping) else value
    return all(isinstance(each, str) or len(flow(each)) < _WIDTH // 3 for each in inner)


def _set(source: str, path: Path, value: Plain) -> str:
    found = place_of(source, path)
    if found.missing:
        for key in reversed(found.missing[1:]):
            value = {key: value}
        return _added(source, found, value)
    text = flow(value)
    quote = source[found.start : found.start + 1]
    if isinstance(value, str) and quote in ("'", '"') and not text.startswith('"'):
        text = f"{quote}{text.replace(quote, quote * 2)}{quote}"
    gap = " " if source[found.start - 1 : found.start] == ":" else ""
    return f"{source[: found.start]}{gap}{text}{source[found.end :]}"


def _added(source: str, table: Place, value: Plain) -> str:
    """A new entry at the end of its table; at the top, in the agreement's order."""
    key = table.missing[0]
    entry = f"{_scalar(key)}: {flow(value)}"
    if not table.entries:
        gap = " " if source[table.start - 1 : table.start] == ":" else ""
        return f"{source[: table.start]}{gap}{{{entry}}}{source[table.end :]}"
    last = table.entries[-1]
    if not table.depth and key in _ORDER:
        before = [e for e in table.entries if _ORDER.get(e.key, -1) < _ORDER[key]]
        last = before[-1] if before else table.entries[0]
    if table.is_flow:
        return f"{source[: last.end]}, {entry}{source[last.end :]}"
    newline = "\r\n" if "\r\n" in source else "\r" if "\r" in source else "\n"
    indent = " " * (last.key_start - _line_start(source, last.key_start))
    at = _line_end(source, last.end)
    lines = _lines(key, value, indent, newline)
    if not source[:at].endswith(("\n", "\r")):
        return f"{source[:at]}{newline}{lines.removesuffix(newline)}"
    return f"{source[:at]}{lines}{source[at:]}"


def _removed(source: str, path: Path) -> str:
    found = place_of(source, path)
    if found.missing:
        return source
    table = place_of(source, path[:-1])
    index = next(n for n, each in enumerate(table.entries) if each.key == path[-1])
    entry = table.entries[index]
    if len(table.entries) == 1:
        kept = _comments(source, entry.key_start, _line_end(source, entry.end), entry.texts)
        rest = source[entry.end : table.end] if table.is_flow else ""
        opened = source[table.start : entry.key_start] if table.is_flow else "{}"
        return _joined(source[: table.start] + opened, kept, rest + source[table.end :])
    if table.is_flow:
        if index:
            return source[: table.entries[index - 1].end] + source[entry.end :]
        return source[: entry.key_start] + source[table.entries[1].key_start :]
    start = _line_start(source, entry.key_start)
    end = _line_end(source, entry.end)
    kept = _comments(source, entry.key_start, end, entry.texts)
    indent = source[start : entry.key_start]
    lines = "".join(f"{indent}{each}{source[end - 1 : end]}" for each in kept)
    return f"{source[:start]}{lines}{source[end:]}"
