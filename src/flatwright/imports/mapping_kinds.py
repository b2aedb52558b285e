"""Kinds of values that only mapping files have: columns, time formats, zones, facts."""

from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from flatwright.domain.plan.facts import BY_NAME
from flatwright.domain.plan.kinds import LINE, MISSING, ListOf, TableOf, Word, nearest
from flatwright.domain.plan.node import Node, Pairs, Reading, Text
from flatwright.domain.plan.section import Section, setting
from flatwright.imports.wall_time import pattern


@dataclass(frozen=True, slots=True)
class OneOrMore:
    """A line of text or a list of them, read as a tuple."""

    expects: str = "a column name, or a list of them"

    def read(self, node: Node, reading: Reading) -> Any:
        """A tuple of names, or MISSING with problems noted."""
        if isinstance(node, Text):
            value = LINE.read(node, reading)
            return MISSING if value is MISSING else (value,)
        return ListOf(LINE).read(node, reading)

    def schema(self) -> dict[str, Any]:
        """One name or an array of them."""
        return {"anyOf": [LINE.schema(), ListOf(LINE).schema()]}

    def plain(self, value: Any) -> Any:
        """The names as written."""
        return value[0] if len(value) == 1 else list(value)


COLUMNS = OneOrMore()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Where a fact of a work item comes from, and what is assumed where nothing tells."""

    column: tuple[str, ...] = setting(COLUMNS, "the columns that tell it", ())
    words: dict[str, str] = setting(TableOf(LINE, LINE), "what its words mean", {})
    filled: str | None = setting(LINE, "where the column says anything", None)
    otherwise: str | None = setting(LINE, "where nothing tells it", None)
    assume: str | None = setting(LINE, "the assumption, in a sentence", None)


@dataclass(frozen=True, slots=True)
class FactOf:
    """A fact whose values are known words; any text where none are given."""

    values: tuple[str, ...] = ()

    @classmethod
    def named(cls, name: str) -> "FactOf":
        """A fact whose values are those that clauses know, or `unknown`."""
        return cls((*BY_NAME[name].values, "unknown"))

    @property
    def expects(self) -> str:
        """What is expected, in words."""
        return "a value, or a table that names its column"

    def read(self, node: Node, reading: Reading) -> Any:
        """A fact, or MISSING with problems noted."""
        if isinstance(node, Text):
            said = LINE.read(node, reading)
            return MISSING if self._is_unknown(node, reading) else Fact(otherwise=said)
        made = Section(Fact, "a fact", _sound).read(node, reading)
        wrong = [self._is_unknown(value, reading) for value in _values(node)]
        return MISSING if any(wrong) else made

    def _is_unknown(self, node: Node, reading: Reading) -> bool:
        if not self.values or not isinstance(node, Text) or node.value in self.values:
            return False
        says = f'"{node.value}" is not a value of this fact'
        remedy = f"{nearest(node.value, self.values)}Values are {', '.join(self.values)}."
        reading.refuse("unknown-word", node, says, remedy)
        return True

    def schema(self) -> dict[str, Any]:
        """A value or a table."""
        return {"anyOf": [LINE.schema(), Section(Fact, "a fact").schema()]}

    def plain(self, value: Any) -> Any:
        """The fact as written."""
        return Section(Fact, "a fact").plain(value)


FACT = FactOf()


def _sound(fact: Fact) -> tuple[str, str] | None:
    if fact.column or fact.otherwise:
        return None
    return "this fact comes from nowhere", "Name its column, or say what it is otherwise."


def _values(node: Node) -> list[Node]:
    """The places in a fact's table where its values stand."""
    if not isinstance(node, Pairs):
        return []
    words = node.get("words")
    said = [value for _, value in words.entries] if isinstance(words, Pairs) else []
    return [*said, *(value for key in ("filled", "otherwise") if (value := node.get(key)))]


def _zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (OSError, LookupError) as error:
        raise ValueError(text) from error
    return text


def _format(text: str) -> str:
    pattern(text)
    return text


def _character(text: str) -> str:
    if len(text) != 1 or text.isalnum():
        raise ValueError(text)
    return text


def _separator(text: str) -> str:
    return "\t" if text == "tab" else text if text == "auto" else _character(text)


ZONE = Word("a time zone such as Europe/London", _zone, ".+")
FORMAT = Word('"iso", or a format such as "%d/%m/%Y %H:%M"', _format, ".+")
CHARACTER = Word("one character", _character, ".")
SEPARATOR = Word('a character, "tab" or "auto"', _separator, ".|tab|auto")
