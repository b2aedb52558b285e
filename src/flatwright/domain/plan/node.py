"""A text as read: strings with their places, and nothing guessed about them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flatwright.domain.kernel.problem import Problem, Spot


@dataclass(frozen=True, slots=True)
class Text:
    """One value as it is written; `plain` when it stands without quotes."""

    value: str
    spot: Spot
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Pairs:
    """Keys with their values, in the order of the text."""

    entries: tuple[tuple[Text, "Node"], ...]
    spot: Spot

    def get(self, key: str) -> "Node | None":
        """The value of a key, or None."""
        return next((value for name, value in self.entries if name.value == key), None)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    values: tuple["Node", ...]
    spot: Spot

    def __iter__(self) -> Iterator["Node"]:
        return iter(self.values)


Node = Text | Pairs | Items


@dataclass(slots=True)
class Reading:
    """Collects every problem of one text, so that all are shown together."""

    problems: list[Problem] = field(default_factory=list)

    def refuse(self, code: str, node: Node, says: str, remedy: str) -> None:
        """Note a problem at a node."""
        self.problems.append(Problem(code=code, spot=node.spot, says=says, remedy=remedy))
