"""Where in a text each setting stands, from its first character to its last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flatwright.domain.plan.node import Items, Node, Text
from flatwright.domain.plan.read import BEGIN_LIST, BEGIN_TABLE, events


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A value's characters `[start, end)`, and the entries of a table or list."""

    key: str = ""
    key_start: int = 0
    start: int
    end: int
    entries: tuple["Place", ...] = ()
    is_flow: bool = False

    def texts(self) -> Iterator["Place"]:
        """Every value in it that has no entries."""
        if not self.entries:
            yield self
        for each in self.entries:
            yield from each.texts()


def places(text: str) -> Place:
    """The places of a text that reads, as one."""
    stream = events(text)
    first = next(event for event in stream if hasattr(event, "anchor"))
    return _place(first, stream, text)


def _place(event: Any, stream: Iterator[Any], text: str) -> Place:
    start, end = event.start_mark.index, event.end_mark.index
    if not isinstance(event, BEGIN_LIST | BEGIN_TABLE):
        if event.style in ("|", ">"):
            end = start + len(text[start:end].rstrip())
        return Place(start=start, end=end)
    entries, closed = _entries(event, stream, text)
    end = closed if event.flow_style else entries[-1].end
    return Place(start=start, end=end, entries=entries, is_flow=event.flow_style)


def _entries(begun: Any, stream: Iterator[Any], text: str) -> tuple[tuple[Place, ...], int]:
    """The entries of a table or list, and where it ends."""
    found: list[Place] = []
    event = next(stream)
    while hasattr(event, "anchor"):  # what ends a table or list has none
        if isinstance(begun, BEGIN_LIST):
            key, key_start = str(len(found)), event.start_mark.index
            value = _place(event, stream, text)
        else:
            key, key_start = event.value, event.start_mark.index
            value = _place(next(stream), stream, text)
            if value.start == value.end:
                value = _nothing(text, event.end_mark.index)
        found.append(replace(value, key=key, key_start=key_start))
        event = next(stream)
    return tuple(found), event.end_mark.index


def _nothing(text: str, key_end: int) -> Place:
    """The place of a value that is not there: behind the colon, or behind the key."""
    colon = re.compile(r"\s*:").match(text, key_end)
    at = colon.end() if colon else key_end
    return Place(start=at, end=at)


def plain(node: Node) -> Any:
    """A node as strings, lists and tables."""
    match node:
        case Text(value):
            return value
        case Items(values):
            return [plain(each) for each in values]
        case _:
            return {key.value: plain(value) for key, value in node.entries}
