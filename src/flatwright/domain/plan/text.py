"""Plan texts: read into plan versions, described for editors, told apart by their hash."""

import hashlib
from typing import Any

from flatwright.domain.kernel.problem import Problem, text_lines
from flatwright.domain.plan.kinds import MISSING
from flatwright.domain.plan.node import Pairs, Reading
from flatwright.domain.plan.promises import refuse_broken_promises
from flatwright.domain.plan.read import LARGEST_PLAN, read_node
from flatwright.domain.plan.version import PLAN, PlanVersion


def read_plan(file: str, source: bytes | str) -> tuple[PlanVersion | None, list[Problem]]:
    """A plan version, or every problem of its text in the order of the text."""
    node, problems = read_node(file, source, LARGEST_PLAN)
    if node is None:
        return None, problems
    reading = Reading()
    plan = PLAN.read(node, reading)
    if isinstance(plan, PlanVersion) and isinstance(node, Pairs):
        refuse_broken_promises(plan, node, reading)
    if reading.problems or plan is MISSING:
        return None, sorted(reading.problems, key=lambda problem: problem.spot)
    return plan, []


def text_hash(source: str) -> str:
    """The SHA-256 of a plan text, whatever the line endings it was saved with."""
    lines = "\n".join(text_lines(source))
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def plan_schema() -> dict[str, Any]:
    """The JSON Schema of a plan text, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A flat-rate plan",
        **PLAN.schema(),
    }
