"""Where plan texts are found: those shipped, and a folder of the owner's."""

import re
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from pathlib import Path

from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.problem import Problem, Refusal
from flatwright.domain.plan.text import read_plan
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement
from flatwright.imports.holiday_dates import holiday_dates

_CURRENCY = re.compile(r"^currency: \w+$", re.MULTILINE)
NOT_PLANS = (".cases.yaml", ".agreement.yaml")


@dataclass(slots=True)
class Shelf:
    """Plan versions by name and number; broken texts are kept with their problems."""

    plans: dict[tuple[str, int], PlanVersion] = field(default_factory=dict)
    broken: dict[str, tuple[str, list[Problem]]] = field(default_factory=dict)

    def plan(self, name: str, version: int) -> PlanVersion:
        """A plan version. Raises Refusal where there is none."""
        found = self.plans.get((name, version))
        if found:
            return found
        there = ", ".join(f"{plan}@{number}" for plan, number in sorted(self.plans))
        says = f"There is no plan {name}@{version}. There are {there}."
        for file in self.broken:
            says += f" {file} does not read: flatwright check {file}"
        raise Refusal(code="unknown_plan", says=says)


def plan_files(folder: Path | None = None) -> list[Path]:
    """The plan texts of a folder, or those shipped."""
    root = folder or Path(str(resources.files("flatwright") / "plans"))
    return sorted(path for path in root.glob("*.yaml") if not path.name.endswith(NOT_PLANS))


def text_in(text: str, currency: str) -> str:
    """A shipped text with its amounts in another currency; it says that they are the same.

    They are examples for an owner to change. Nothing is converted.
    """
    line = f"currency: {currency}"
    if line in text.splitlines():
        return text
    note = "# The figures are examples, and the same in every currency: put yours in their "
    note += "place.\n"
    return _CURRENCY.sub(note + line, text, count=1)


def shelf(folder: Path | None = None) -> Shelf:
    """The shipped plans and the folder's; of one name, the folder's counts."""
    made = Shelf()
    for path in (*plan_files(), *(plan_files(folder) if folder else ())):
        source = path.read_bytes()
        plan, problems = read_plan(str(path), source)
        if plan:
            made.plans[plan.plan, plan.version] = plan
        else:
            made.broken[str(path)] = source.decode("utf-8", "replace"), problems
    return made


def terms_of(agreement: Agreement, plans: Shelf) -> Terms:
    """An agreement made ready, with its plans from the shelf and their holidays."""
    versions = [plans.plan(each.plan, each.version) for each in agreement.versions]
    return terms(agreement, versions, _holidays(agreement, versions))


def _holidays(agreement: Agreement, plans: list[PlanVersion]) -> dict[str, frozenset[date]]:
    last = agreement.last.year if agreement.last else agreement.first.year + 4
    years = range(agreement.first.year - 2, last + 3)
    regions = {
        plan.hours.holidays for plan in plans if isinstance(plan.hours.holidays, str)
    }
    return {region: holiday_dates(region, years) for region in regions}
