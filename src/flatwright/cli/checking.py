"""Plan texts looked through: what does not read, what is found, what their cases say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flatwright.cli.reading import source_of
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.problem import Problem, Refusal
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.imports.agreement_text import read_agreement
from flatwright.imports.cases_text import CaseResult, read_cases, run_case
from flatwright.imports.plan_shelf import plan_files, shelf, terms_of

CASES, AGREEMENT = ".cases.yaml", ".agreement.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPlan:
    """A plan text: the plan it makes, or every problem that keeps it from being one."""

    path: Path
    source: bytes
    plan: PlanVersion | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedCases:
    """The cases beside a plan: their results, or what keeps them from being run."""

    path: Path
    results: tuple[CaseResult, ...] = ()
    problems: tuple[Problem, ...] = ()
    source: bytes = b""  # of the text that the problems are in
    refused: str = ""

    @property
    def failed(self) -> int:
        """How many cases are not as expected."""
        return sum(bool(each.differs) for each in self.results)

    @property
    def is_good(self) -> bool:
        """Whether every case ran and is as expected."""
        return not (self.problems or self.refused or self.failed)


def checked_plan(path: Path) -> CheckedPlan:
    """A plan text, read."""
    source = source_of(path)
    plan, problems = read_plan(str(path), source)
    return CheckedPlan(path=path, source=source, plan=plan, problems=tuple(problems))


def texts(paths: Sequence[Path]) -> list[Path]:
    """The plan texts that are meant: a folder means those in it.

    Raises Refusal for a folder without any, and for a text that is not a plan.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.name.endswith((CASES, AGREEMENT)):
            says = f"{path} is not a plan; it is run with the plan beside it."
            raise Refusal(code="not_a_plan", says=says)
        inside = plan_files(path) if path.is_dir() else [path]
        if not inside:
            says = f"There is no plan text (*.yaml) in {path}."
            raise Refusal(code="no_plans", says=says)
        found |= dict.fromkeys(inside)
    return list(found)


def cases_beside(paths: Sequence[Path]) -> list[Path]:
    """Cases to run: all of a folder's; beside one plan text, those of its name."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(sorted(path.glob(f"*{CASES}")))
        elif (beside := path.with_name(f"{path.stem}{CASES}")).exists():
            found[beside] = None
    return list(found)


def checked_cases(path: Path) -> CheckedCases:
    """The cases of a file, decided under the agreement of the same name beside it."""
    signed = path.with_name(path.name.removesuffix(CASES) + AGREEMENT)
    if not signed.exists():
        says = f"{path} has no {signed.name} beside it, so its cases cannot run."
        return CheckedCases(path=path, refused=says)
    source = source_of(signed)
    agreement, problems = read_agreement(str(signed), source)
    if agreement is None:
        return CheckedCases(path=path, problems=tuple(problems), source=source)
    try:
        return _run(path, terms_of(agreement, shelf(path.parent)))
    except Refusal as refusal:
        return CheckedCases(path=path, refused=refusal.says)


def _run(path: Path, terms: Terms) -> CheckedCases:
    source = source_of(path)
    cases, problems = read_cases(str(path), source, terms)
    if problems:
        return CheckedCases(path=path, problems=tuple(problems), source=source)
    if not cases:
        return CheckedCases(path=path, refused=f"{path} holds no case.")
    return CheckedCases(path=path, results=tuple(run_case(each, terms) for each in cases))


def starter(name: str) -> str:
    """The text of a shipped plan, in its newest version.

    Raises Refusal where none has that name.
    """
    plans = dict(_shipped())
    versions = sorted(version for plan, version in plans if plan == name)
    if not versions:
        names = ", ".join(sorted({plan for plan, _ in plans}))
        says = f"There is no starter plan {name}. There are {names}."
        raise Refusal(code="unknown_plan", says=says)
    return plans[name, versions[-1]].read_text(encoding="utf-8")


def _shipped() -> Iterator[tuple[tuple[str, int], Path]]:
    for path in plan_files():
        plan = checked_plan(path).plan
        if plan:
            yield (plan.plan, plan.version), path
