"""What the check of plan texts found: problems, findings, and the cases beside them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flatwright.cli.checking import (
    CheckedCases,
    CheckedPlan,
    cases_beside,
    checked_cases,
    checked_plan,
    texts,
)
from flatwright.cli.console import progress
from flatwright.cli.pages import layout, outcomes
from flatwright.cli.pages.finding import findings_page
from flatwright.cli.pages.words import plural
from flatwright.cli.reading import shown_problems
from flatwright.cli.rows import case_row, problem_rows
from flatwright.domain.checks.finding import Finding, finding_table
from flatwright.domain.checks.findings import findings
from flatwright.domain.plan.lower import clauses


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Everything that a check found."""

    plans: tuple[tuple[CheckedPlan, tuple[Finding, ...]], ...]
    cases: tuple[CheckedCases, ...]

    @property
    def problems(self) -> int:
        """Problems of plan texts, and of what stands beside them."""
        in_plans = sum(len(plan.problems) for plan, _ in self.plans)
        return in_plans + sum(len(e.problems) + bool(e.refused) for e in self.cases)

    @property
    def open_findings(self) -> int:
        """Findings that no plan accepts."""
        return sum(each.is_open for _, found in self.plans for each in found)

    @property
    def failed(self) -> int:
        """Cases that are not as expected."""
        return sum(each.failed for each in self.cases)


def found(paths: Sequence[Path]) -> Found:
    """Read the plan texts, look for findings in those that read, run the cases beside."""
    plans = []
    for path in progress(texts(paths), "Checking plans"):
        each = checked_plan(path)
        plans.append((each, tuple(findings(each.plan)) if each.plan else ()))
    beside = progress(cases_beside(paths), "Running cases")
    return Found(plans=tuple(plans), cases=tuple(map(checked_cases, beside)))


def is_good(all_found: Found, *, strict: bool) -> bool:
    """Whether nothing is wrong; with `strict`, whether nothing is left to settle either."""
    wrong = all_found.problems + all_found.failed
    return not wrong and not (strict and all_found.open_findings)


def row(all_found: Found, *, strict: bool) -> dict[str, Any]:
    """The same for a program."""
    return {
        "ok": is_good(all_found, strict=strict),
        "plans": [_plan_row(*each) for each in all_found.plans],
        "cases": [_cases_row(each) for each in all_found.cases],
    }


def _plan_row(checked: CheckedPlan, its_findings: Sequence[Finding]) -> dict[str, Any]:
    plan = checked.plan
    return {
        "file": str(checked.path),
        "plan": plan and plan.plan,
        "version": plan and plan.version,
        "problems": problem_rows(checked.problems),
        "findings": [finding_table(each) for each in its_findings],
    }


def _cases_row(cases: CheckedCases) -> dict[str, Any]:
    return {
        "file": str(cases.path),
        "ok": cases.is_good,
        "refused": cases.refused or None,
        "problems": problem_rows(cases.problems),
        "results": [case_row(each) for each in cases.results],
    }


def page(all_found: Found, *, strict: bool, most: int | None = None) -> Iterator[Any]:
    """Each plan with its problems and at most so many findings, its cases, and the sum."""
    for checked, its_findings in all_found.plans:
        yield from _plan(checked, its_findings, most)
    for cases in all_found.cases:
        yield from _cases(cases)
    style = layout.GOOD if is_good(all_found, strict=strict) else layout.BAD
    yield layout.said(_sum(all_found), style)


def _plan(
    checked: CheckedPlan, its_findings: Sequence[Finding], most: int | None
) -> Iterator[Any]:
    plan = checked.plan
    if plan is None:
        yield layout.said(f"{checked.path} does not read.", layout.BAD)
        yield layout.said("")
        yield layout.unwrapped(shown_problems(checked.problems, checked.source))
        yield layout.said("")
        return
    says = f"{checked.path} reads as {plan.name}, {plan.title}"
    yield layout.said(f"{says}: {plural(len(clauses(plan)), 'clause')}.", layout.BOLD)
    yield from findings_page(its_findings, most)


def _cases(cases: CheckedCases) -> Iterator[Any]:
    if cases.results:
        style = layout.BAD if cases.failed else layout.GOOD
        says = outcomes.tally(len(cases.results), cases.failed)
        yield layout.said(f"{cases.path}: {says}", style)
        yield from outcomes.differences(cases.results)
    else:
        yield layout.said(f"{cases.path} did not run.", layout.BAD)
        if cases.refused:
            yield layout.under(layout.said(cases.refused))
        yield layout.unwrapped(shown_problems(cases.problems, cases.source))
    yield layout.said("")


def _sum(all_found: Found) -> str:
    cases = sum(len(each.results) for each in all_found.cases)
    parts = [
        plural(len(all_found.plans), "plan text"),
        plural(all_found.problems, "problem"),
        f"{plural(all_found.open_findings, 'finding')} to settle",
        f"{cases - all_found.failed:,} of {plural(cases, 'case')} as expected",
    ]
    return f"{', '.join(parts)}."
