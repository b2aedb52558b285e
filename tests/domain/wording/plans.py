"""Plans to write documents of: those shipped, published ones, and a client."""

from functools import cache
from pathlib import Path

from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.wording.document import Document
from flatwright.domain.wording.exclusions import exclusions
from flatwright.imports.plan_shelf import shelf

PUBLISHED = Path(__file__).parents[2] / "published"
CLIENT = """
client: Willow & Daughters
time_zone: Europe/London
sites: [high-street, mill]
approvers: {ann: null, ben: 500}
agreement:
  start: 2026-02-01
  end: 2027-01-31
  versions:
  - {plan: reference, version: 1, from: 2026-02-01}
  - {plan: reference, version: 2, from: 2026-08-01, signed: 2026-07-04}
people:
  ann: {from: 2026-02-01}
  ben: {from: 2026-02-01}
  late: {from: 2026-05-01}
devices:
  ann: [ann-pc, {name: ann-phone, kind: phone}]
  ben: [ben-pc]
  late: [late-pc]
shared: [srv1]
printers: [p-hall, hp-ann]
end_of_life: [srv1]
pre_existing: [p-hall]
"""
SHIPPED = tuple(shelf().plans.values())


@cache
def published() -> tuple[PlanVersion, ...]:
    plans = [
        read_plan(path.name, path.read_bytes())[0]
        for path in sorted(PUBLISHED.glob("*.yaml"))
        if not path.name.endswith((".agreement.yaml", ".cases.yaml"))
    ]
    return tuple(plan for plan in plans if plan)


@cache
def exclusions_of(name: str) -> Document:
    return exclusions(next(plan for plan in SHIPPED if plan.name == name))


def plan_of(text: str) -> PlanVersion:
    plan, problems = read_plan("plan.yaml", text)
    assert plan, problems
    return plan


LEAST = """
plan: least
title: Least
version: 1
currency: EUR
hours: {{open: {{Mon-Fri: "08:00-17:00"}}{hours}}}
rates: {{hourly: 100, rounding: 15m, own_cost: 61.37}}
projects: {{rate: 120{projects}}}
{more}
"""


def least(
    more: str = "", hours: str = ", after_hours: {rate: 200}", projects: str = ""
) -> PlanVersion:
    """A plan of little more than its defaults."""
    return plan_of(LEAST.format(more=more, hours=hours, projects=projects))
