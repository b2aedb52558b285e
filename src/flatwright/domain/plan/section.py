"""Sections of a plan text: a frozen dataclass whose fields know how they are written."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import Field, dataclass, field, fields
from typing import Any

from flatwright.domain.plan.kinds import MISSING, Kind, nearest, shape_of
from flatwright.domain.plan.node import Node, Pairs, Reading, shortened


def setting(kind: Kind, says: str, default: Any = NO_DEFAULT) -> Any:
    """A field of a section: how it is written, and what it means in words."""
    metadata = {"kind": kind, "says": says}
    if isinstance(default, dict):
        return field(default_factory=lambda: dict(default), metadata=metadata)
    return field(default=default, metadata=metadata)


def default_of(each: Field[Any]) -> Any:
    """What a setting is when it is left out; NO_DEFAULT when it must be there."""
    return each.default if each.default_factory is NO_DEFAULT else each.default_factory()


def settings(section: type) -> Iterator[tuple[str, Kind, str, Field[Any]]]:
    """Name, kind, meaning and field of each setting, in the order of the agreement.

    A name that Python keeps for itself has a `_` behind it in code: `from_` is `from`.
    """
    for each in fields(section):
        yield (
            each.name.removesuffix("_"),
            each.metadata["kind"],
            each.metadata["says"],
            each,
        )


@dataclass(frozen=True, slots=True)
class Section:
    """A table with a fixed set of keys, read into a dataclass."""

    of: type
    called: str
    check: Callable[[Any], tuple[str, str] | None] | None = None  # says, remedy

    @property
    def expects(self) -> str:
        """What is expected, in words."""
        return f"a table with {', '.join(name for name, *_ in settings(self.of))}"

    def read(self, node: Node, reading: Reading) -> Any:
        """The section, or MISSING with problems noted."""
        if not isinstance(node, Pairs):
            says = f"here stands {shape_of(node)}; expected {self.expects}"
            reading.refuse("wrong-shape", node, says, f"Write {self.called} as a table.")
            return MISSING
        values = self._values(node, reading)
        if MISSING in values.values():
            return MISSING
        made = self.of(
            **{f.name: values[n] for n, _, _, f in settings(self.of) if n in values}
        )
        wrong = self.check(made) if self.check else None
        if wrong:
            reading.refuse("contradiction", node, *wrong)
            return MISSING
        return made

    def _values(self, node: Pairs, reading: Reading) -> dict[str, Any]:
        kinds = {name: kind for name, kind, _, _ in settings(self.of)}
        values: dict[str, Any] = {}
        for key, value in node.entries:
            if key.value in kinds:
                values[key.value] = kinds[key.value].read(value, reading)
                continue
            if reading.is_full:
                break
            known = tuple(kinds)
            says = f'"{shortened(key.value)}" is not a setting of {self.called}'
            remedy = f"{nearest(key.value, known)}Settings here are {', '.join(known)}."
            reading.refuse("unknown-setting", key, says, remedy)
        for name, kind, means, each in settings(self.of):
            if name not in values and default_of(each) is NO_DEFAULT:
                says = f'{self.called} has no "{name}": {means}'
                reading.refuse(
                    "missing-setting", node, says, f"Add {name}: {kind.expects}."
                )
                values[name] = MISSING
        return values

    def schema(self) -> dict[str, Any]:
        """An object that has these properties and no others."""
        properties = {
            name: {**kind.schema(), "description": says}
            for name, kind, says, _ in settings(self.of)
        }
        needed = [
            n for n, _, _, each in settings(self.of) if default_of(each) is NO_DEFAULT
        ]
        made: dict[str, Any] = {
            "type": "object",
            "properties": properties,
            "additionalProperties": False,
        }
        return {**made, "required": needed} if needed else made

    def plain(self, value: Any) -> Any:
        """A table of the settings that differ from their default."""
        return {
            name: kind.plain(getattr(value, each.name))
            for name, kind, _, each in settings(self.of)
            if default_of(each) is NO_DEFAULT
            or getattr(value, each.name) != default_of(each)
        }
