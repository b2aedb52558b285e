"""Variants of the reference plan, and what the checks find in them."""

from functools import cache
from importlib import resources

from flatwright.domain.checks.bills import Bills
from flatwright.domain.checks.finding import (
    Finding,
)
from flatwright.domain.checks.findings import findings
from flatwright.domain.checks.milder import takings_in
from flatwright.domain.checks.minute import jumps
from flatwright.domain.checks.perversity import perversities
from flatwright.domain.checks.reach import searched, unreachable
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion

SOURCE = (resources.files("flatwright") / "plans" / "reference-1.yaml").read_text("utf-8")


def plan_of(*changes: tuple[str, str], more: str = "") -> PlanVersion:
    source = SOURCE
    for old, new in changes:
        assert old in source, old
        source = source.replace(old, new)
    plan, problems = read_plan("plan.yaml", source + more)
    assert plan, problems
    return plan


@cache
def reference() -> tuple[Finding, ...]:
    return findings(plan_of())


def minutes(*changes: tuple[str, str], more: str = "") -> dict[str, Finding]:
    return {each.name: each for each in jumps(plan_of(*changes, more=more), Bills())}


def listing(*changes: tuple[str, str]) -> dict[str, Finding]:
    told = perversities(plan_of(*changes), takings_in(), Bills())
    return {each.name: each for each in told}


def unreached(more: str) -> dict[str, Finding]:
    plan = plan_of(more=more)
    lowered = clauses(plan)
    told = unreachable(plan, lowered, searched(plan, lowered))
    return {each.name: each for each in told}
