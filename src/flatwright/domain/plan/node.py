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


MOST_PROBLEMS = 200  # more than that are not one author's slips
_LONGEST = 60  # characters of a found value that a sentence repeats


def shortened(text: str) -> str:
    """A found value as a sentence repeats it: one line of it, and not all of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


@dataclass(slots=True)
class Reading:
    """Collects every problem of one text, so that all are shown together."""

    problems: list[Problem] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """More problems than anybody reads: there is no use in looking on."""
        return len(self.problems) > MOST_PROBLEMS

    def refuse(self, code: str, node: Node, says: str, remedy: str) -> None:
        """Note a problem at a node; after the last that is kept, that there are more."""
        if self.is_full:
            return
        if len(self.problems) == MOST_PROBLEMS:
            code = "too-many-problems"
            says = f"there are more than {MOST_PROBLEMS} problems"
            remedy = "Put these right first, then check again."
        self.problems.append(Problem(code=code, spot=node.spot, says=says, remedy=remedy))
