"""A history under a candidate plan: minutes and money by outcome, clause, client, month."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from flatwright.bulk.book import Book
from flatwright.bulk.codebook import Codebook
from flatwright.bulk.columns import Columns, columns_of
from flatwright.bulk.past import APPROVER, Past, tried
from flatwright.bulk.prepared import prepared
from flatwright.bulk.run import decide_columns
from flatwright.bulk.singles import Singles
from flatwright.domain.coverage.approve import NEEDS
from flatwright.domain.coverage.decision import Decision, Status
from flatwright.domain.coverage.lines import OUTCOMES, Lines, amount
from flatwright.domain.coverage.terms import Terms, terms
from flatwright.domain.kernel.days import wall_time
from flatwright.domain.kernel.money import Money, micro_rate
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.work import Approval, WorkItem

HOURS_TRIED = range(1, 9)  # of the four-hour line
Ints = npt.NDArray[np.int64]
Holidays = Mapping[str, frozenset[date]]
OPEN = -1
_ANY_QUOTE = 10**15  # minor units: a ceiling that no quote reaches


@dataclass(slots=True)
class Sum:
    """Worked and billed minutes, and what the client pays in minor units."""

    worked: int = 0
    billed: int = 0
    amount: int = 0

    def add(self, worked: int, billed: int, amount: int) -> None:
        """Count something in."""
        self.worked += worked
        self.billed += billed
        self.amount += amount


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """What a sum is of."""

    outcome: str
    clause: str
    client: str
    month: str


@dataclass(slots=True)
class Result:
    """What a plan makes of a history; each work item is decided or asked about."""

    plan: PlanVersion
    decided: int = 0
    asked: int = 0
    questions: Counter[str] = field(default_factory=Counter)
    cells: dict[Cell, Sum] = field(default_factory=dict)
    paid: dict[str, Ints] = field(default_factory=dict)  # by client; OPEN where asked

    def by(self, *names: str) -> dict[tuple[str, ...], Sum]:
        """Sums by some of outcome, clause, client and month, in their order."""
        made: dict[tuple[str, ...], Sum] = {}
        for cell, each in self.cells.items():
            key = tuple(getattr(cell, name) for name in names)
            made.setdefault(key, Sum()).add(each.worked, each.billed, each.amount)
        return dict(sorted(made.items()))

    @property
    def total(self) -> Sum:
        """Everything."""
        return self.by().get((), Sum())

    @property
    def client_pays(self) -> Money:
        """What all clients pay above the flat fee."""
        return Money(self.total.amount, self.plan.currency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A history made ready to be decided under a plan, and under variants of it."""

    plan: PlanVersion
    what: Past
    holidays: Holidays
    codebook: Codebook
    clients: Mapping[str, tuple[Sequence[WorkItem], Columns, Sequence[str]]]

    def result(self, without: str | None = None) -> Result:
        """What the plan makes of the history, or would without the clauses of one code."""
        under = terms(tried(self.plan, self.what), (self.plan,), self.holidays, without)
        ready, book = prepared(under), Book(self.codebook)
        result = Result(plan=self.plan)
        for client, (works, columns, months) in self.clients.items():
            singles = Singles(works, columns, under)
            lines = decide_columns(columns, ready, book, singles.decide).lines
            _add_lines(result, client, lines, (months, under))
            paid = result.paid[client] = np.zeros(len(works), dtype=np.int64)
            np.add.at(paid, lines.item, lines.amount)
            for item, decision in singles.decisions.items():
                paid[item] = _add_decision(result, client, months[item], decision)
            result.decided += len(works) - len(singles.decisions)
        return result


def trial(plan: PlanVersion, what: Past, holidays: Holidays) -> Trial:
    """Make a history ready for a plan: every client's work as columns, every yes given."""
    under = terms(tried(plan, what), (plan,), holidays)
    codebook = Codebook(under)
    clients = {}
    for client, works in what.works.items():
        approved = [_approved(work, under) for work in works]
        columns = columns_of(approved, codebook)
        clients[client] = (approved, columns, _months(columns, under))
    return Trial(
        plan=plan, what=what, holidays=holidays, codebook=codebook, clients=clients
    )


def worth(ready: Trial, whole: Result) -> dict[str, Money]:
    """What the clients pay because a clause is there: with it, less without it, by code.

    Below zero, the clause is worth that much to the clients. Counted are the work items
    that are decided either way.
    """
    codes = dict.fromkeys(cell.clause for cell in sorted(whole.cells))
    return {
        code: Money(_more(whole, ready.result(without=code)), whole.plan.currency)
        for code in codes
    }


def _more(one: Result, other: Result) -> int:
    """What is paid in one result above the other, in minor units."""
    total = 0
    for client, paid in one.paid.items():
        both = (paid != OPEN) & (other.paid[client] != OPEN)
        total += int((paid - other.paid[client])[both].sum())
    return total


def line_of_hours(ready: Trial) -> dict[int, Result]:
    """The same history with the line between service and project at 1 to 8 hours.

    Empty for a plan that has no such line. Another line tells other estimates apart, so
    each is a trial of its own.
    """
    projects = ready.plan.projects
    if projects.request_over is None and projects.incident_over is None:
        return {}
    plans = {hours: _with_line(ready.plan, 60 * hours) for hours in HOURS_TRIED}
    return {
        hours: trial(plan, ready.what, ready.holidays).result()
        for hours, plan in plans.items()
    }


def _with_line(plan: PlanVersion, minutes: int) -> PlanVersion:
    projects = plan.projects
    return replace(
        plan,
        projects=replace(
            projects,
            request_over=None if projects.request_over is None else minutes,
            incident_over=None if projects.incident_over is None else minutes,
        ),
    )


def _approved(work: WorkItem, under: Terms) -> WorkItem:
    """A work item with a yes to everything, given before it began."""
    start = min(entry.start for entry in work.entries)
    quote = Money(_ANY_QUOTE, under.currency)
    yes = (
        Approval(type=kind, by=APPROVER, at=start, amount=quote) for kind in NEEDS.values()
    )
    return replace(work, approvals=tuple(yes), planned=False)


def _months(columns: Columns, under: Terms) -> list[str]:
    """The local month in which each work item began."""
    zone = under.zone
    starts = np.minimum.reduceat(columns.start, columns.item_first[:-1])
    return [f"{wall_time(zone, int(start)):%Y-%m}" for start in starts]


def _add_lines(
    result: Result, client: str, lines: Lines, by: tuple[Sequence[str], Terms]
) -> None:
    """Add a client's lines to the sums of their outcome, clause and month."""
    months, under = by
    names = sorted(set(months))
    number = {name: n for n, name in enumerate(names)}
    month = np.array([number[name] for name in months], dtype=np.int64)[lines.item]
    key = (lines.outcome * len(under.codes) + lines.code) * len(names) + month
    keys, which = np.unique(key, return_inverse=True)
    sums = np.zeros((3, len(keys)), dtype=np.int64)
    for row, column in enumerate((lines.worked, lines.billed, lines.amount)):
        np.add.at(sums[row], which, column)
    for place, each in enumerate(keys):
        rest, when = divmod(int(each), len(names))
        outcome, code = divmod(rest, len(under.codes))
        cell = Cell(OUTCOMES[outcome], under.codes[code], client, names[when])
        result.cells.setdefault(cell, Sum()).add(*(int(row[place]) for row in sums))


def _add_decision(result: Result, client: str, month: str, decision: Decision) -> int:
    """Add a single decision; gives what the client pays for it, or OPEN."""
    if decision.status is Status.NEEDS_FACTS:
        result.asked += 1
        result.questions.update(question.fact for question in decision.questions)
        return OPEN
    result.decided += 1
    for line in decision.lines:
        cell = Cell(line.outcome.value, line.cites.code, client, month)
        minor = line.amount.minor
        result.cells.setdefault(cell, Sum()).add(line.worked, line.billed, minor)
    return sum(line.amount.minor for line in decision.lines)


def cost(worked: int, plan: PlanVersion) -> Money:
    """What worked minutes cost the provider, rounded once."""
    rate = micro_rate(plan.rates.own_cost, plan.currency)
    return Money(amount(worked, rate), plan.currency)
