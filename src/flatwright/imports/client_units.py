"""The units of many clients as one text: who has how many users, devices, printers."""

from dataclasses import dataclass
from typing import Any

from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.kinds import MISSING, TableOf
from flatwright.domain.plan.node import Reading
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.pricing.exposure import EXPOSURES, Exposures
from flatwright.imports.words import ANY

_BEGIN = "Write each client's units: clients: {Acme: {users: 25, devices: 50, ...}}."


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    clients: dict[str, Exposures] = setting(
        TableOf(ANY, EXPOSURES), "each client's units, by the name in the history"
    )


def read_client_units(
    file: str, source: bytes | str
) -> tuple[dict[str, Exposures] | None, list[Problem]]:
    """Every client's units by name, or every problem of the text."""
    node, problems = read_node(file, source, begin=_BEGIN)
    if node is None:
        return None, problems
    reading = Reading()
    found: Any = Section(_File, "the clients' units").read(node, reading)
    if reading.problems or found is MISSING:
        return None, sorted(reading.problems, key=lambda problem: problem.spot)
    return found.clients, []
