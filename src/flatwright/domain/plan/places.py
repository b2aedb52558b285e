"""Where in a text each setting stands, from its first character to its last."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flatwright.domain.plan.node import Items, Node, Pairs, Text
from flatwright.domain.plan.read import MAPPING_END, SEQUENCE_END, events

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A value's characters `[start, end)` in its text, and the entries of a table or list."""

    key: str = ""
    key_start: int = 0
    start: int
    end: int
    entries: tuple["Place", ...] = ()
    is_flow: bool = False

    def entry(self, key: str) -> "Place | None":
        """The entry of a key, or of a list's item by its number."""
        return next((each for each in self.entries if each.key == key), None)

    def texts(self) -> Iterator["Place"]:
        """Every value in it that has no entries."""
        if not self.entries:
            yield self
        for each in self.entries:
            yield from each.texts()


def places(text: str) -> Place:
    """The places of a text that reads, as one."""
    stream = events(text)
    first = next(each for each in stream if hasattr(each, "implicit"))
    return _place(first, stream, text)


def _place(event: Any, stream: Iterator[Any], text: str, key: Any = None) -> Place:
    start, end = event.start_mark.index, event.end_mark.index
    entries: tuple[Place, ...] = ()
    is_flow = bool(getattr(event, "flow_style", False))
    if hasattr(event, "flow_style"):
        entries, last = _entries(event, stream, text)
        end = last if is_flow else entries[-1].end
    elif event.style in ("|", ">"):
        end = start + len(text[start:end].rstrip())
    return Place(
        key=key.value if key else "",
        key_start=key.start_mark.index if key else start,
        start=start,
        end=end,
        entries=entries,
        is_flow=is_flow,
    )


def _entries(start: Any, stream: Iterator[Any], text: str) -> tuple[tuple[Place, ...], int]:
    """The entries of a table or list, and where it ends."""
    found: list[Place] = []
    for event in stream:
        if isinstance(event, MAPPING_END | SEQUENCE_END):
            return tuple(found), event.end_mark.index
        if type(start).__name__.startswith("Seq"):
            item = _place(event, stream, text)
            found.append(_numbered(item, len(found)))
        else:
            found.append(_place(next(stream), stream, text, event))
    raise AssertionError


def _numbered(item: Place, number: int) -> Place:
    return Place(
        key=str(number),
        key_start=item.start,
        start=item.start,
        end=item.end,
        entries=item.entries,
        is_flow=item.is_flow,
    )


def plain(node: Node) -> Any:
    """A node as strings, lists and tables."""
    match node:
        case Text(value):
            return value
        case Items(values):
            return [plain(each) for each in values]
        case Pairs(entries):
            return {key.value: plain(value) for key, value in entries}
