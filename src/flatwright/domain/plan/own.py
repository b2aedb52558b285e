"""Clauses of a plan's owner: conditions written in the plan text, with no code."""

import re
from dataclasses import dataclass
from typing import Any

from flatwright.domain.kernel.condition import (
    ALWAYS,
    Condition,
    Either,
    Every,
    Is,
    Not,
    Over,
)
from flatwright.domain.plan.facts import BY_NAME, NUMBERS
from flatwright.domain.plan.kinds import (
    AMOUNT,
    DURATION,
    LINE,
    MISSING,
    NAME,
    ListOf,
    TableOf,
    choice,
    nearest,
    shape_of,
)
from flatwright.domain.plan.limit import LIMIT, UpTo
from flatwright.domain.plan.node import Items, Node, Pairs, Reading, Text, shortened
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.written import duration_text

_TRUTHS = {"true": "yes", "false": "no"}


@dataclass(frozen=True, slots=True)
class _When:
    """A condition: facts with the values that they must have."""

    expects: str = "a table of facts, such as {object_kind: phone, onsite: yes}"

    def read(self, node: Node, reading: Reading) -> Any:
        """A Condition, or MISSING with problems noted."""
        if not isinstance(node, Pairs):
            says = f"here stands {shape_of(node)}; expected {self.expects}"
            reading.refuse("wrong-shape", node, says, f"Write {self.expects}.")
            return MISSING
        parts = [self._part(key, value, reading) for key, value in node.entries]
        if MISSING in parts:
            return MISSING
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _part(self, key: Text, value: Node, reading: Reading) -> Any:
        if key.value == "not":
            part = self.read(value, reading)
            return MISSING if part is MISSING else Not(part)
        if key.value in ("any", "all"):
            return self._joined(key, value, reading)
        if key.value in NUMBERS:
            return self._number(key, value, reading)
        if not re.fullmatch(NAME.pattern, key.value):
            known = tuple(BY_NAME)
            says = f'"{shortened(key.value)}" is not the name of a fact'
            remedy = f"{nearest(key.value, known)}Facts are {', '.join(known)}."
            reading.refuse("unknown-fact", key, says, remedy)
            return MISSING
        return self._values(key, value, reading)

    def _joined(self, key: Text, value: Node, reading: Reading) -> Any:
        if not isinstance(value, Items) or not value.values:
            says = f"here stands {shape_of(value)}; expected a list of conditions"
            reading.refuse(
                "wrong-shape", value, says, f"Write {key.value}: [{{…}}, {{…}}]."
            )
            return MISSING
        parts = tuple(self.read(item, reading) for item in value)
        if MISSING in parts:
            return MISSING
        return Either(parts) if key.value == "any" else Every(parts)

    def _number(self, key: Text, value: Node, reading: Reading) -> Any:
        found = isinstance(value, Text) and re.fullmatch(
            r"over ([0-9hm]+)", value.value, re.ASCII
        )
        minutes = _minutes(found[1]) if found else None
        if not minutes:
            says = f"{shape_of(value)} does not fit {key.value}"
            reading.refuse("wrong-value", value, says, 'Write it as "over 4h".')
            return MISSING
        return Over(key.value, minutes)

    def _values(self, key: Text, value: Node, reading: Reading) -> Any:
        words = value.values if isinstance(value, Items) else (value,)
        if not words or not all(isinstance(word, Text) for word in words):
            says = f"{key.value} is compared with {shape_of(value)}"
            reading.refuse(
                "wrong-shape", value, says, "Write a value, or a list of values."
            )
            return MISSING
        return Is(
            key.value,
            tuple(_TRUTHS.get(w.value, w.value) for w in words if isinstance(w, Text)),
        )

    def schema(self) -> dict[str, Any]:
        """A table of facts."""
        return {"type": "object", "minProperties": 0}

    def plain(self, value: Condition) -> Any:
        """The condition as it would be written."""
        match value:
            case Is(fact, values):
                return {fact: values[0] if len(values) == 1 else list(values)}
            case Over(fact, limit):
                return {fact: f"over {duration_text(limit)}"}
            case Not(part):
                return {"not": self.plain(part)}
            case Either(parts):
                return {"any": [self.plain(part) for part in parts]}
            case _:
                return self._plain_every(value.parts)

    def _plain_every(self, parts: tuple[Condition, ...]) -> Any:
        """One table where its keys differ, else a list of tables under `all`."""
        entries = [
            {"all": self._listed(part.parts)}
            if isinstance(part, Every)
            else self.plain(part)
            for part in parts
        ]
        keys = {key for entry in entries for key in entry}
        if len(parts) == 1 or len(keys) < len(parts) or ALWAYS in parts:
            return {"all": self._listed(parts)}
        return {key: value for entry in entries for key, value in entry.items()}

    def _listed(self, parts: tuple[Condition, ...]) -> list[Any]:
        return [self.plain(part) for part in parts]


def _minutes(text: str) -> int | None:
    found = re.fullmatch(r"(?:([0-9]{1,4})h)?(?:([0-9]{1,5})m)?", text)
    if not found or not found[0]:
        return None
    return int(found[1] or 0) * 60 + int(found[2] or 0)


WHEN = _When()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClause:
    """A clause of the owner's own, in the form that settings are lowered to."""

    code: str = setting(NAME, "its stable name")
    outcome: str = setting(
        choice("covered", "after_hours", "hourly", "project", "declined"), "who pays"
    )
    says: str = setting(LINE, "its sentence in the agreement")
    when: Condition = setting(WHEN, "the facts for which it holds", ALWAYS)
    up_to: UpTo | None = setting(LIMIT, "how much it takes; the rest passes on", None)
    hours: str | None = setting(
        choice("ours", "any"),
        "ours: business hours, the closing grace and hours that the provider chose",
        None,
    )
    rate: Any = setting(AMOUNT, "a rate an hour of its own", None)
    minimum: int = setting(DURATION, "the least billed of a piece of work on a date", 0)
    before: str | None = setting(NAME, "the clause that it stands before", None)


OWN_CLAUSES = ListOf(Section(OwnClause, "a clause"))
OWN_FACTS = TableOf(NAME, ListOf(NAME))
