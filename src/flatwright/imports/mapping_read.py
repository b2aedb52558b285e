"""The one reader of mapping files, and the mappings that are shipped."""

from importlib.resources import files

from flatwright.domain.kernel.problem import Problem, Spot
from flatwright.domain.plan.kinds import MISSING
from flatwright.domain.plan.node import Node, Pairs, Reading
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section
from flatwright.imports.mapping import ExportMapping

MAPPING = Section(ExportMapping, "a mapping")


def read_mapping(
    file: str, source: bytes | str
) -> tuple[ExportMapping | None, list[Problem]]:
    """A mapping, or everything that its author must fix."""
    root, problems = read_node(file, source)
    if root is None:
        return None, problems or [_nothing(file)]
    reading = Reading()
    made = MAPPING.read(root, reading)
    if made is not MISSING:
        _check(made, root, reading)
    return (None, reading.problems) if reading.problems else (made, [])


def _nothing(file: str) -> Problem:
    remedy = "Begin with one of the shipped mappings."
    return Problem(
        code="not-yaml", spot=Spot(file, 1, 1), says="the text is empty", remedy=remedy
    )


def shipped_mappings() -> dict[str, str]:
    """The texts of the shipped mappings, by name."""
    folder = files("flatwright.imports").joinpath("mappings")
    found = sorted(each.name for each in folder.iterdir() if each.name.endswith(".yaml"))
    return {
        name.removesuffix(".yaml"): folder.joinpath(name).read_text(encoding="utf-8")
        for name in found
    }


def _check(mapping: ExportMapping, root: Node, reading: Reading) -> None:
    """What no single setting can tell: which settings need each other."""
    for part, says, remedy in _contradictions(mapping):
        at = root.get(part) if isinstance(root, Pairs) else None
        reading.refuse("contradiction", at or root, says, remedy)


def _contradictions(mapping: ExportMapping) -> list[tuple[str, str, str]]:
    columns, model = mapping.columns, mapping.model
    found: list[tuple[str, str, str]] = []
    if mapping.rows == "event" and not (columns.state and columns.event_at):
        says = "one row is an event, but no column tells its state and time"
        found.append(("columns", says, "Name the columns state and event_at."))
    if mapping.rows == "event" and model is None:
        says = "an event has no labour minutes, and there is no model of them"
        found.append(("rows", says, "Write a model, or read rows as entries."))
    told = columns.effort or (columns.worked and columns.ended)
    if mapping.rows != "event" and model is None and not told:
        says = "nothing tells the labour minutes"
        found.append(
            ("columns", says, "Name the column effort, or worked and ended, or a model.")
        )
    if mapping.rows == "entry" and model is not None:
        says = "one row is a time entry, so its minutes cannot be modelled"
        found.append(("model", says, "Leave out the model, or read one row as an item."))
    if model is not None and model.share is None and not model.fixed:
        says = "the model has neither a share nor fixed minutes"
        found.append(("model", says, "Write share, or fixed by kind and priority."))
    if mapping.keys == "client" and not mapping.facts.client.column:
        says = "keys stand once for each client, but no column tells the client"
        found.append(("keys", says, "Name the client's column, or write keys: file."))
    return found
