"""The one reader of plan texts: YAML, taken as strings with their places.

Nothing is converted here, so `no`, `012` or `1:30` stay what was typed. What could make a
text mean something else than it shows (aliases, tags, a key twice) is a problem.
"""

from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from flatwright.domain.kernel.problem import Problem, Spot
from flatwright.domain.plan.node import Items, Node, Pairs, Reading, Text

LARGEST = 1_000_000  # bytes; a plan of 400 lines has about 20,000
DEEPEST = 12  # a plan text is seldom deeper than 5
_ENCODINGS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}


def read_node(file: str, source: bytes | str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text, or what keeps it from being read."""
    text, problem = _decoded(file, source)
    if problem:
        return None, [problem]
    reading = Reading()
    builder = _Builder(file, reading)
    try:
        root = builder.document(_events(text))
    except MarkedYAMLError as error:
        return None, [*reading.problems, _syntax(file, error)]
    except (YAMLError, ValueError) as error:
        says = f"this is not a YAML text: {str(error).splitlines()[0]}"
        reading.problems.append(
            _at_start(file, "not-yaml", says, "Write the text as YAML 1.2.")
        )
    except _Refused:
        root = None
    if reading.problems:
        return None, reading.problems
    return root, []


class _Refused(Exception):  # noqa: N818 - not an error: the problem is already noted
    """The text is not worth reading on."""


def _decoded(file: str, source: bytes | str) -> tuple[str, Problem | None]:
    raw = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    if len(raw) > LARGEST:
        says = f"the text has {len(raw):,} bytes; at most {LARGEST:,} are read"
        return "", _at_start(
            file, "text-too-large", says, "Split it, or take out what is not used."
        )
    for mark, name in _ENCODINGS.items():
        if raw.startswith(mark):
            says = f"the text is written in {name}"
            return "", _at_start(file, "wrong-encoding", says, "Save it as UTF-8.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        says = f"byte {error.start + 1} is not UTF-8"
        spot = Spot(file, line, column)
        return "", Problem(
            code="wrong-encoding", spot=spot, says=says, remedy="Save it as UTF-8."
        )
    return text, _control_character(file, text)


def _control_character(file: str, text: str) -> Problem | None:
    for index, char in enumerate(text):
        if (char < " " and char not in "\n\r\t") or char == "\x7f":
            line = text.count("\n", 0, index) + 1
            spot = Spot(file, line, index - (text.rfind("\n", 0, index) + 1) + 1)
            says = f"there is a control character (U+{ord(char):04X})"
            return Problem(code="not-yaml", spot=spot, says=says, remedy="Delete it.")
    return None


def _at_start(file: str, code: str, says: str, remedy: str) -> Problem:
    return Problem(code=code, spot=Spot(file, 1, 1), says=says, remedy=remedy)


def _events(text: str) -> Iterator[object]:
    parser = YAML(typ="safe", pure=True)
    parser.allow_duplicate_keys = True  # noticed by the builder, with their place
    events: Iterator[object] = parser.parse(text)
    return events


def _syntax(file: str, error: MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    spot = Spot(file, mark.line + 1, mark.column + 1) if mark else Spot(file, 1, 1)
    says = f"this is not YAML: {error.problem or error.context}"
    remedy = (
        "Check the indentation, the quotes and the brackets here and on the line above."
    )
    return Problem(code="not-yaml", spot=spot, says=says, remedy=remedy)


class _Builder:
    """Makes nodes of events; keeps to a depth that no honest text exceeds."""

    def __init__(self, file: str, reading: Reading) -> None:
        self.file = file
        self.reading = reading

    def document(self, events: Iterator[object]) -> Node | None:
        """The root of the text's only document."""
        root: Node | None = None
        for event in events:
            if isinstance(event, DocumentStartEvent) and root is not None:
                place = Text("", self._spot(event))
                says = "a second document starts here"
                self.reading.refuse(
                    "many-documents", place, says, "Keep one document a file."
                )
                raise _Refused
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
                root = self._node(event, events, 1)
            elif isinstance(event, AliasEvent):
                self._alias(event)
        return root

    def _node(self, event: object, events: Iterator[object], depth: int) -> Node:
        self._refuse_markup(event)
        if isinstance(event, ScalarEvent):
            return Text(str(event.value), self._spot(event), event.style is None)
        if depth > DEEPEST:
            place = Text("", self._spot(event))
            says = f"this is nested more than {DEEPEST} deep"
            self.reading.refuse("too-deep", place, says, "Write it flatter.")
            raise _Refused
        if isinstance(event, MappingStartEvent):
            return self._pairs(event, events, depth)
        return self._items(event, events, depth)

    def _pairs(self, start: object, events: Iterator[object], depth: int) -> Pairs:
        entries: list[tuple[Text, Node]] = []
        seen: dict[str, int] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, events, depth)
            value = self._node(next(events), events, depth + 1)
            if key.value in seen:
                says = f'"{key.value}" stands here again; line {seen[key.value]} has it too'
                self.reading.refuse("duplicate-key", key, says, "Keep one of the two.")
            seen.setdefault(key.value, key.spot.line)
            entries.append((key, value))
        return Pairs(tuple(entries), self._spot(start))

    def _key(self, event: object, events: Iterator[object], depth: int) -> Text:
        key = self._node(event, events, depth + 1)
        if isinstance(key, Text):
            return key
        self.reading.refuse(
            "not-yaml", key, "a key is a list or a table", "Write a word as the key."
        )
        return Text("", key.spot)

    def _items(self, start: object, events: Iterator[object], depth: int) -> Items:
        values = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            values.append(self._node(event, events, depth + 1))
        return Items(tuple(values), self._spot(start))

    def _refuse_markup(self, event: object) -> None:
        if isinstance(event, AliasEvent):
            self._alias(event)
        tag = getattr(event, "tag", None)
        anchor = getattr(event, "anchor", None)
        if tag is not None or anchor is not None:
            name = f"&{anchor}" if anchor is not None else str(tag)
            place = Text("", self._spot(event))
            says = f'"{name}" is an anchor or a tag'
            remedy = (
                "Write the value out; a plan text has neither anchors, aliases nor tags."
            )
            self.reading.refuse("alias-or-tag", place, says, remedy)

    def _alias(self, event: AliasEvent) -> None:
        place = Text("", self._spot(event))
        says = f'"*{event.anchor}" is an alias'
        remedy = "Write the value out; a plan text has neither anchors, aliases nor tags."
        self.reading.refuse("alias-or-tag", place, says, remedy)
        raise _Refused

    def _spot(self, event: object) -> Spot:
        start = event.start_mark  # type: ignore[attr-defined] # events are untyped
        end = event.end_mark  # type: ignore[attr-defined] # events are untyped
        width = end.column - start.column if end.line == start.line else 1
        return Spot(self.file, start.line + 1, start.column + 1, max(1, width))
