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

from flatwright.domain.kernel.problem import Problem, Spot, text_lines
from flatwright.domain.plan.decode import UNSEEN, decoded, named
from flatwright.domain.plan.node import Items, Node, Pairs, Reading, Text, shortened
from flatwright.domain.plan.syntax import advised, is_unclosed

LARGEST = 320_000  # bytes of any text; a hundred cases have about 35,000
LARGEST_PLAN = 64_000  # a plan of 400 lines has about 20,000
DEEPEST = 12  # a plan text is seldom deeper than 5
BEGIN_LIST, BEGIN_TABLE = SequenceStartEvent, MappingStartEvent
_BYTES_A_VALUE = 6  # an honest text has no more values than this allows
_BEGIN = "Begin with a starter plan, or with a text that works, and change it."
_NO_MARKUP = "Write the value out; a text has neither anchors, aliases nor tags here."


def read_node(
    file: str, source: bytes | str, largest: int = LARGEST, begin: str = _BEGIN
) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML text, or what keeps it from being read.

    `begin` is the remedy for an empty text: what to write first.
    """
    text, problem = decoded(file, source, largest)
    if problem:
        return None, [problem]
    reading = Reading()
    builder = _Builder(file, reading, largest // _BYTES_A_VALUE)
    root: Node | None = None
    try:
        root = builder.document(text)
    except MarkedYAMLError as error:
        reading.problems.append(_complaint(file, error))
    except (YAMLError, ValueError, OverflowError, AssertionError) as error:
        says = f"the text is not YAML: {shortened(str(error))}"
        spot = Spot(file, 1, 1)
        reading.refuse("not-yaml", Text("", spot), says, "Write the text as YAML 1.2.")
    except _Refused:
        root = None
    if _is_nothing(root) and not reading.problems:
        says, place = "the text is empty", Text("", Spot(file, 1, 1))
        reading.refuse("empty-text", place, says, begin)
    return (None, reading.problems) if reading.problems else (root, [])


def _is_nothing(root: Node | None) -> bool:
    return root is None or (isinstance(root, Text) and not root.value)


class _Refused(Exception):  # noqa: N818 - not an error: the problem is already noted
    """The text is not worth reading on."""


def _complaint(file: str, error: MarkedYAMLError) -> Problem:
    """What the parser complains of, where the text must be put right."""
    found = shortened(str(error.problem or error.context))
    mark = error.problem_mark or error.context_mark
    if is_unclosed(found) and error.context_mark:
        mark = error.context_mark  # the open bracket or quote, not the end of the text
    says, remedy = advised(found)
    spot = Spot(file, mark.line + 1, mark.column + 1)
    return Problem(code="not-yaml", spot=spot, says=says, remedy=remedy)


def events(text: str) -> Iterator[object]:
    """What the YAML parser finds, one after the other; nothing is built or followed."""
    parser = YAML(typ="safe", pure=True)
    found: Iterator[object] = parser.parse(text)
    return found


class _Builder:
    """Makes nodes of events; keeps to a depth and a number that no honest text exceeds."""

    def __init__(self, file: str, reading: Reading, most: int) -> None:
        self.file = file
        self.reading = reading
        self.left = self.most = most

    def document(self, text: str) -> Node | None:
        """The root of the text's only document."""
        root: Node | None = None
        self._refuse_directives(text)
        stream = events(text)
        for event in stream:
            if isinstance(event, DocumentStartEvent) and root is not None:
                says, remedy = "a second document starts here", "Keep one document a file."
                self._refuse_all("many-documents", self._spot(event), says, remedy)
            if isinstance(
                event, ScalarEvent | MappingStartEvent | SequenceStartEvent | AliasEvent
            ):
                root = self._node(event, stream, 1)
        return root

    def _refuse_directives(self, text: str) -> None:
        """Lines before the text that would change how it is read."""
        for number, line in enumerate(text_lines(text), start=1):
            if line.startswith("%") and line.split() != ["%YAML", "1.2"]:
                spot = Spot(self.file, number, 1, len(line))
                says = f'"{shortened(line)}" changes how the text is read'
                self._refuse_all("not-yaml", spot, says, "Take this line out.")
            if line.strip() and line[0] not in "%#":
                break

    def _node(self, event: object, stream: Iterator[object], depth: int) -> Node:
        spot = self._spot(event)
        self.left -= 1
        if self.left < 0:
            says = f"the text has more than {self.most:,} values"
            remedy = "Split it, or take out what is not used."
            self._refuse_all("text-too-large", spot, says, remedy)
        if depth > DEEPEST and not isinstance(event, ScalarEvent | AliasEvent):
            says = f"this is nested more than {DEEPEST} deep"
            self._refuse_all("too-deep", spot, says, "Write it flatter.")
        self._refuse_markup(event, spot)
        if isinstance(event, MappingStartEvent):
            return Pairs(self._entries(stream, depth), spot)
        if isinstance(event, SequenceStartEvent):
            return Items(tuple(self._values(stream, depth)), spot)
        return self._text(event, spot)

    def _text(self, event: object, spot: Spot) -> Text:
        if not isinstance(event, ScalarEvent):
            return Text("", spot)  # an alias, already noted
        found = UNSEEN.search(event.value)
        if found:  # behind a backslash: the text itself has none
            says = f"this writes {named(found[0])}"
            remedy = "Write the text without it."
            self.reading.refuse("not-yaml", Text("", spot), says, remedy)
        return Text(event.value, spot, event.style is None)

    def _entries(
        self, stream: Iterator[object], depth: int
    ) -> tuple[tuple[Text, Node], ...]:
        entries: list[tuple[Text, Node]] = []
        seen: dict[str, int] = {}
        while not isinstance(event := next(stream), MappingEndEvent):
            key = self._key(event, stream, depth)
            value = self._node(next(stream), stream, depth + 1)
            if key.value in seen:
                again, line = shortened(key.value), seen[key.value]
                says = f'"{again}" stands here again; line {line} has it too'
                self.reading.refuse("duplicate-key", key, says, "Keep one of the two.")
            seen.setdefault(key.value, key.spot.line)
            entries.append((key, value))
        return tuple(entries)

    def _key(self, event: object, stream: Iterator[object], depth: int) -> Text:
        key = self._node(event, stream, depth + 1)
        if not isinstance(key, Text):
            says, remedy = "a key is a list or a table", "Write a word as the key."
            self.reading.refuse("not-yaml", key, says, remedy)
            return Text(str(key.spot), key.spot)  # no two such keys are the same
        if key.value == "<<" and key.plain:
            says = '"<<" would merge another table into this one'
            self.reading.refuse("alias-or-tag", key, says, "Write its settings out here.")
        return key

    def _values(self, stream: Iterator[object], depth: int) -> Iterator[Node]:
        for event in stream:
            if isinstance(event, SequenceEndEvent):
                break
            yield self._node(event, stream, depth + 1)

    def _refuse_markup(self, event: object, spot: Spot) -> None:
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, AliasEvent):
            says = f'"*{shortened(str(anchor))}" is an alias'
        elif anchor is not None:
            says = f'"&{shortened(str(anchor))}" is an anchor'
        elif tag is not None:
            says = f'"{shortened(str(tag))}" is a tag'
        else:
            return
        self.reading.refuse("alias-or-tag", Text("", spot), says, _NO_MARKUP)

    def _refuse_all(self, code: str, spot: Spot, says: str, remedy: str) -> None:
        self.reading.refuse(code, Text("", spot), says, remedy)
        raise _Refused

    def _spot(self, event: object) -> Spot:
        start = event.start_mark  # type: ignore[attr-defined] # events are untyped
        end = event.end_mark  # type: ignore[attr-defined] # events are untyped
        width = end.column - start.column if end.line == start.line else 1
        return Spot(self.file, start.line + 1, start.column + 1, max(1, width))
