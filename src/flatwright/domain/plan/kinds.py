"""Kinds of values in a plan text: how each is read, described to editors, and written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Protocol

from flatwright.domain.plan import written
from flatwright.domain.plan.node import Items, Node, Pairs, Reading, Text, shortened

MISSING = object()  # what reading gives where a problem was noted instead


class Kind(Protocol):
    """A kind of value."""

    @property
    def expects(self) -> str:
        """What is expected, in words that follow "expected"."""

    def read(self, node: Node, reading: Reading) -> Any:
        """The typed value, or MISSING with a problem noted."""

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of what may be written."""

    def plain(self, value: Any) -> Any:
        """The value as strings, lists and tables: what would be written for it."""


@dataclass(frozen=True, slots=True)
class Word:
    """A value written as one word or line."""

    expects: str
    parse: Callable[[str], Any]  # raises ValueError for what does not fit
    pattern: str
    show: Callable[[Any], str] = str
    words: tuple[str, ...] = ()  # all that may be written, where that is a short list

    def read(self, node: Node, reading: Reading) -> Any:
        """The typed value, or MISSING with a problem noted."""
        if isinstance(node, Text):
            try:
                return self.parse(node.value)
            except ValueError:
                self._refuse(node, reading)
                return MISSING
        shape = "a table" if isinstance(node, Pairs) else "a list"
        says = f"here stands {shape}; expected {self.expects}"
        reading.refuse("wrong-shape", node, says, f"Write {self.expects}.")
        return MISSING

    def _refuse(self, node: Text, reading: Reading) -> None:
        if reading.is_full:
            return
        says = f"{shape_of(node)} does not fit; expected {self.expects}"
        remedy = f"Write {self.expects}."
        if self.words:
            says = f"{shape_of(node)} is not known here"
            remedy = f"{nearest(node.value, self.words)}Expected {self.expects}."
        reading.refuse("unknown-word" if self.words else "wrong-value", node, says, remedy)

    def schema(self) -> dict[str, Any]:
        """A string or number that fits the pattern, or one of the words."""
        if self.words:
            truths = [word == "true" for word in self.words if word in ("true", "false")]
            return {"enum": [*self.words, *truths]}
        return {"type": ["string", "number"], "pattern": f"^({self.pattern})$"}

    def plain(self, value: Any) -> Any:
        """The word for the value."""
        return self.show(value)


def nearest(word: str, words: tuple[str, ...]) -> str:
    """A sentence that names the nearest valid word, or nothing."""
    close = get_close_matches(word.lower(), words, n=1, cutoff=1 / 2)
    return f'Did you mean "{close[0]}"? ' if close else ""


def choice(*words: str) -> Word:
    """One of a few words."""

    def parse(text: str) -> str:
        if text not in words:
            raise ValueError(text)
        return text

    expects = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
    return Word(expects, parse, "|".join(words), words=words)


def whole(least: int, most: int) -> Word:
    """A whole number between two bounds."""

    def parse(text: str) -> int:
        number = int(written.matched(written.WHOLE, text)[0])
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return Word(f"a whole number from {least} to {most}", parse, written.WHOLE)


NAME = Word(
    "a name of small letters, digits and _",
    lambda text: written.matched(r"[a-z][a-z0-9_]{0,63}", text)[0],
    "[a-z][a-z0-9_]*",
)
LINE = Word("a line of text", written.line, ".+")
AMOUNT = Word("an amount such as 140 or 37.50", written.amount, written.DECIMAL)
MULTIPLE = Word(
    "a multiple of at least 1, such as 1.5", written.multiple, written.DECIMAL + "x?"
)
PERCENT = Word(
    "a percentage such as 5%",
    written.percent,
    written.DECIMAL + "%",
    lambda value: f"{value}%",
)
DURATION = Word(
    "a duration such as 15m, 4h or 1h30m",
    written.duration,
    written.DURATION,
    written.duration_text,
)
DAYS = Word(
    'a number of days such as "30 days" or "5 business days"', written.days, written.DAYS
)
SPAN = Word(
    'a duration such as 4h, or "2 days"',
    written.span,
    f"{written.DURATION}|{written.DAYS}",
    written.span_text,
)
YES_NO = Word(
    "true or false",
    lambda text: choice("true", "false").parse(text) == "true",
    "true|false",
    lambda value: "true" if value else "false",
    ("true", "false"),
)
CURRENCY = Word(
    "a currency code such as USD",
    lambda text: written.matched("[A-Z]{3}", text)[0],
    "[A-Z]{3}",
)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one kind."""

    kind: Kind

    @property
    def expects(self) -> str:
        """What is expected, in words."""
        return f"a list of {self.kind.expects}"

    def read(self, node: Node, reading: Reading) -> Any:
        """A tuple of the values, or MISSING with problems noted."""
        if not isinstance(node, Items):
            says = f"here stands {shape_of(node)}; expected a list"
            reading.refuse("wrong-shape", node, says, f"Write {self.expects} in [ ].")
            return MISSING
        values = tuple(self.kind.read(item, reading) for item in node)
        return MISSING if MISSING in values else values

    def schema(self) -> dict[str, Any]:
        """An array."""
        return {"type": "array", "items": self.kind.schema()}

    def plain(self, value: Any) -> Any:
        """A list of the written values."""
        return [self.kind.plain(item) for item in value]


@dataclass(frozen=True, slots=True)
class TableOf:
    """Values of one kind by key."""

    key: Word
    kind: Kind

    @property
    def expects(self) -> str:
        """What is expected, in words."""
        return f"a table of {self.kind.expects} by {self.key.expects}"

    def read(self, node: Node, reading: Reading) -> Any:
        """A dictionary in the order of the text, or MISSING with problems noted."""
        if not isinstance(node, Pairs):
            says = f"here stands {shape_of(node)}; expected a table"
            reading.refuse("wrong-shape", node, says, f"Write {self.expects}.")
            return MISSING
        read = [
            (self.key.read(key, reading), self.kind.read(value, reading))
            for key, value in node.entries
        ]
        return MISSING if any(MISSING in pair for pair in read) else dict(read)

    def schema(self) -> dict[str, Any]:
        """An object with these keys."""
        keys = (
            {"enum": list(self.key.words)}
            if self.key.words
            else {"pattern": f"^({self.key.pattern})$"}
        )
        return {
            "type": "object",
            "propertyNames": keys,
            "additionalProperties": self.kind.schema(),
        }

    def plain(self, value: Any) -> Any:
        """A table of the written values."""
        return {self.key.plain(key): self.kind.plain(item) for key, item in value.items()}


def shape_of(node: Node) -> str:
    """What a node is, in words."""
    match node:
        case Pairs():
            return "a table"
        case Items():
            return "a list"
        case Text(value=""):
            return "nothing"
        case _:
            return f'"{shortened(node.value)}"'


@dataclass(frozen=True, slots=True)
class OneOf:
    """Several ways to write a setting; the shape of what is written tells which."""

    kinds: tuple[Kind, ...]
    takes: Callable[[Any], int]  # which kind a typed value belongs to

    @property
    def expects(self) -> str:
        """What is expected, in words."""
        return " or ".join(kind.expects for kind in self.kinds)

    def read(self, node: Node, reading: Reading) -> Any:
        """What the first fitting kind reads, or MISSING with a problem noted."""
        table = next((kind for kind in self.kinds if _is_for(kind, node)), None)
        if table is not None:
            return table.read(node, reading)
        for kind in self.kinds:
            attempt = Reading()
            value = kind.read(node, attempt)
            if value is not MISSING and not attempt.problems:
                return value
        says = f"{shape_of(node)} does not fit; expected {self.expects}"
        reading.refuse("wrong-value", node, says, f"Write {self.expects}.")
        return MISSING

    def schema(self) -> dict[str, Any]:
        """Any of the schemas."""
        return {"anyOf": [kind.schema() for kind in self.kinds]}

    def plain(self, value: Any) -> Any:
        """What the kind of this value writes."""
        return self.kinds[self.takes(value)].plain(value)


def _is_for(kind: Kind, node: Node) -> bool:
    """Whether a kind is the one for tables or lists, and the node is such."""
    if isinstance(node, Pairs):
        return not isinstance(kind, Word | ListOf)
    return isinstance(node, Items) and isinstance(kind, ListOf)


Table = Mapping[str, Any]
