"""A few settings of a text changed; all else stays as it was typed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flatwright.domain.plan.places import Place, places, plain
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import settings
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.write import Plain, flow, lines, scalar

_ORDER = {name: place for place, (name, *_) in enumerate(settings(PlanVersion))}
Path = tuple[str, ...]  # keys from the top; a list's items are "0", "1" …


def edited(source: str, changes: Mapping[Path, Plain | None]) -> str:
    """A text with settings set, added or (None) taken out.

    The text must read. Comments stay, also those beside what is taken out; a list is set as
    a whole, or by its items' settings. Raises ValueError for a path that leads nowhere.
    """
    text = source.removeprefix("\ufeff")
    for path, value in changes.items():
        meant = _changed(_tree(text), path, value)
        text = _taken_out(text, path) if value is None else _with(text, path, value)
        if _tree(text) != meant:
            msg = f"{'.'.join(path)} cannot be changed in this text"
            raise ValueError(msg)
    return f"\ufeff{text}" if source.startswith("\ufeff") else text


def _tree(text: str) -> Any:
    node, problems = read_node("", text)
    if node is None:
        raise ValueError(problems[0].says)
    return plain(node)


def _changed(tree: Any, path: Path, value: Plain | None) -> Any:
    """What the text should say after a change."""
    if not path:
        return value
    here = {str(n): each for n, each in enumerate(tree)} if isinstance(tree, list) else tree
    table = dict(here) if isinstance(here, dict) else {}
    if value is None and (len(path) == 1 or path[0] not in table):
        table.pop(path[0], None)
    else:
        table[path[0]] = _changed(table.get(path[0]), path[1:], value)
    return [*table.values()] if isinstance(tree, list) else table


@dataclass(frozen=True, slots=True)
class _Found:
    """The places on the way to a setting, and the keys that are not there."""

    way: tuple[Place, ...]
    missing: Path


def _found(text: str, path: Path) -> _Found:
    way = [places(text)]
    for index, key in enumerate(path):
        here = next((each for each in way[-1].entries if each.key == key), None)
        if here is None:
            return _Found(tuple(way), path[index:])
        way.append(here)
    return _Found(tuple(way), ())


def _with(text: str, path: Path, value: Plain) -> str:
    found = _found(text, path)
    place = found.way[-1]
    for key in reversed(found.missing[1:]):
        value = {key: value}
    if not found.missing and place.entries and not place.is_flow and not path[-1].isdigit():
        newline, end = _newline(text), _line_end(text, place.end)
        new = "".join(lines(path[-1], value, _indent(text, place.key_start), newline))
        kept = _below(text, (place.key_start, end), place)
        return f"{text[: place.key_start]}{new.lstrip()}{kept}{text[end:]}"
    if not found.missing:
        return _put(text, place, _quoted_alike(text, place, value))
    key = found.missing[0]
    if not place.entries:
        return _put(text, place, f"{{{scalar(key)}: {flow(value)}}}")
    return _added(text, found, key, value)


def _put(text: str, place: Place, value: str) -> str:
    """A value in the place of another, also where there was none behind a key."""
    gap, end = "", _line_end(text, place.end)
    if place.start == place.end:
        before = text[: place.start].rstrip(" ")[-1:]
        gap = " " if before in (":", "-", "?") else ": "
    new = f"{text[: place.start]}{gap}{value}{text[place.end : end]}"
    kept = _below(text, (place.start, place.end), place)
    if kept and not new.endswith(("\n", "\r")):
        new += _newline(text)
    return f"{new}{kept}{text[end:]}"


def _quoted_alike(text: str, place: Place, value: Plain) -> str:
    """The value, in the quotes that the old one stands in."""
    quote, new = text[place.start : place.start + 1], flow(value)
    if isinstance(value, str) and quote in ("'", '"') and new == value:
        return f"{quote}{value.replace(quote, quote * 2)}{quote}"
    return new


def _added(text: str, found: _Found, key: str, value: Plain) -> str:
    """A new entry at the end of its table; at the top, in the agreement's order."""
    table = found.way[-1]
    last = table.entries[-1]
    if table.is_flow:
        return f"{text[: last.end]}, {scalar(key)}: {flow(value)}{text[last.end :]}"
    if len(found.way) == 1 and key in _ORDER:
        before = [e for e in table.entries if _ORDER.get(e.key, -1) < _ORDER[key]]
        last = before[-1] if before else table.entries[0]
    newline = _newline(text)
    new = "".join(lines(key, value, _indent(text, last.key_start), newline))
    end = _line_end(text, last.end)
    if not text[:end].endswith(("\n", "\r")):
        return f"{text}{newline}{new.removesuffix(newline)}"
    return f"{text[:end]}{new}{text[end:]}"


def _taken_out(text: str, path: Path) -> str:
    found = _found(text, path)
    if found.missing:
        return text
    entry, table = found.way[-1], found.way[-2]
    if len(table.entries) == 1:
        return _emptied(text, table, entry)
    index = table.entries.index(entry)
    if table.is_flow:
        start = table.entries[index - 1].end if index else entry.key_start
        end = entry.end if index else table.entries[1].key_start
        kept = _remarks(text, (start, end), entry)
        return text[:start] + kept + text[end:]
    start = _line_start(text, entry.key_start)
    end = _line_end(text, entry.end)
    if text[start : entry.key_start].strip():  # behind the "-" of a list's item
        start, end = entry.key_start, table.entries[index + 1].key_start
        kept = _remarks(text, (start, end), entry)
        return text[:start] + kept.lstrip() + text[end:]
    return text[:start] + _below(text, (entry.key_start, end), entry) + text[end:]


def _emptied(text: str, table: Place, entry: Place) -> str:
    """An empty table, where the only entry of one is taken out."""
    return _put(text, replace(table, key_start=entry.key_start), "{}")


def _below(text: str, between: tuple[int, int], place: Place) -> str:
    """The comments of a part that is taken out, as lines of their own."""
    indent, newline = _indent(text, place.key_start), _newline(text)
    return "".join(f"{indent}{each}{newline}" for each in _comments(text, between, place))


def _remarks(text: str, between: tuple[int, int], place: Place) -> str:
    """The same in the middle of a line, which goes on below them."""
    kept = _below(text, between, place)
    return f"{_newline(text)}{kept}{_indent(text, place.key_start)}" if kept else ""


def _comments(text: str, between: tuple[int, int], place: Place) -> list[str]:
    start, end = between
    values = list(place.texts())
    found = re.finditer(r"(?<!\S)#[^\r\n]*", text[start:end])
    return [
        each[0].rstrip()
        for each in found
        if not any(v.start <= start + each.start() < v.end for v in values)
    ]


def _newline(text: str) -> str:
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1


def _line_end(text: str, index: int) -> int:
    """Behind the line end that follows, or the end of the text."""
    found = re.compile(r"\r\n|\r|\n").search(text, index)
    return found.end() if found else len(text)


def _indent(text: str, index: int) -> str:
    return " " * (index - _line_start(text, index))
