"""Examples of the pages read and decided: parts of a plan text, and cases under them."""

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.problem import Problem
from flatwright.domain.plan.node import Pairs
from flatwright.domain.plan.read import read_node
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.plan_shelf import shelf, terms_of
from tests.house.source import SOURCE

COMPLETE = SOURCE / "plans" / "complete.agreement.yaml"
BASE = {
    "plan": "example",
    "title": "An example",
    "version": "1",
    "currency": "USD",
    "hours": '{open: {Mon-Fri: "08:00-17:00"}, after_hours: {rate: 225}}',
    "projects": "{rate: 165}",
    "rates": "{hourly: 150, own_cost: 60}",
}


def complete_terms() -> Terms:
    """The terms of the agreement that is shipped with Complete Care."""
    agreement, problems = read_agreement(str(COMPLETE), COMPLETE.read_bytes())
    assert agreement, problems
    return terms_of(agreement, shelf())


def plan_of_part(part: str) -> tuple[PlanVersion | None, list[Problem]]:
    """A part of a plan text, read with what a plan needs beside it."""
    node, problems = read_node("part", part)
    assert isinstance(node, Pairs), problems
    rest = [f"{key}: {value}\n" for key, value in BASE.items() if node.get(key) is None]
    return read_plan("part", f"{''.join(rest)}{part}")


def terms_of_part(part: str) -> Terms:
    """The client of Complete Care, under a plan that is given in part."""
    plan, problems = plan_of_part(part)
    assert plan, problems
    under = complete_terms()
    return terms(under.agreement, [plan], under.regions)
