"""Plan texts, agreements and cases, as the tests of plans read them."""

from pathlib import Path

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.cases_text import Case, read_cases
from flatwright.imports.plan_shelf import shelf, terms_of
from tests.house.source import SOURCE

PLANS = SOURCE / "plans"


def plan_of(path: Path) -> PlanVersion:
    """The plan version of a text that reads without a problem."""
    plan, problems = read_plan(str(path), path.read_bytes())
    assert plan, [problem.says for problem in problems]
    return plan


def plan_from(source: str) -> PlanVersion:
    """The same, of a text that a test holds."""
    plan, problems = read_plan("plan.yaml", source)
    assert plan, [problem.says for problem in problems]
    return plan


def terms_in(path: Path, plans: Path | None = None) -> Terms:
    """An agreement's terms, with the shipped plans and those of a folder."""
    agreement, problems = read_agreement(str(path), path.read_bytes())
    assert agreement, [problem.says for problem in problems]
    return terms_of(agreement, shelf(plans))


def cases_in(path: Path, under: Terms) -> list[Case]:
    """The cases of a text that reads without a problem."""
    found, problems = read_cases(str(path), path.read_bytes(), under)
    assert problems == []
    return found


def promises(plan: PlanVersion) -> tuple[Clause, ...]:
    """The numbered clauses that decide who pays."""
    return tuple(each for each in clauses(plan) if each.says and each.outcome)
