"""Which billed minutes had the yes that they need, and which are the provider's to bear."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from flatwright.domain.coverage.counting import Taking
from flatwright.domain.coverage.rows import Row
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.records.work import Approval, WorkItem

NEEDS = {
    Outcome.AFTER_HOURS: "after_hours",
    Outcome.HOURLY: "hourly",
    Outcome.PROJECT: "quote",
}
STANDING = "standing_authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """Minutes with their outcome, the yes that they stand on, and what is missing."""

    taking: Taking
    outcome: Outcome
    approval: Approval | None = None
    missing: str | None = None


def approved(
    takings: list[Taking], rows: list[Row], work: WorkItem, terms: Terms
) -> list[Agreed]:
    """Each taking with its approval.

    Without one, planned work waits and done work is absorbed. An approval is looked at for
    each run: consecutive minutes of one entry with one outcome and clause. Standing
    authority serves what has no other approval, minute by minute.
    """
    starts = _run_starts(takings, rows, terms)
    standing = _Standing(work, terms)
    result: list[Agreed] = []
    for taking in takings:
        outcome = terms.clauses[taking.clause].outcome or Outcome.COVERED
        needs = NEEDS.get(outcome)
        yes = _given(needs, starts[taking.row, taking.clause, taking.start], work, terms)
        if needs is None or yes:
            result.append(Agreed(taking=taking, outcome=outcome, approval=yes))
            continue
        free = standing.serves(taking, needs, rows[taking.row].minute.version)
        result.extend(_without(taking, (outcome, needs), free, work))
    return result


def _without(
    taking: Taking, wanted: tuple[Outcome, str], free: int, work: WorkItem
) -> Iterator[Agreed]:
    """The minutes that standing authority serves, then those that wait or are absorbed."""
    outcome, needs = wanted
    if free:
        yield Agreed(taking=replace(taking, minutes=free), outcome=outcome)
    if free < taking.minutes:
        rest = replace(taking, start=taking.start + free, minutes=taking.minutes - free)
        left = outcome if work.planned else Outcome.ABSORBED
        yield Agreed(taking=rest, outcome=left, missing=needs)


class _Standing:
    """After-hours minutes by priority that need no acknowledgement, used one by one."""

    def __init__(self, work: WorkItem, terms: Terms) -> None:
        self.work = work
        self.terms = terms
        told = work.prior.by_code.get(STANDING, 0)
        self.used = told if isinstance(told, int) else sum(told.values())

    def serves(self, taking: Taking, needs: str, version: int) -> int:
        """How many of a taking's minutes it serves."""
        if needs != "after_hours":
            return 0
        hours = self.terms.plans[version].hours.after_hours
        room = hours.standing_authority.get(self.work.priority, 0) - self.used
        free = max(0, min(room, taking.minutes))
        self.used += free
        return free


def _run_starts(
    takings: list[Taking], rows: list[Row], terms: Terms
) -> dict[tuple[int, int, int], int]:
    """For each taking, when the run that it belongs to starts."""
    starts: dict[tuple[int, int, int], int] = {}
    by_entry = sorted(takings, key=lambda each: (rows[each.row].entry, each.start))
    for _, of_entry in groupby(by_entry, key=lambda each: rows[each.row].entry):
        run: tuple[object, int, int] = (None, 0, 0)  # what it is, its start, its end
        for taking in of_entry:
            clause = terms.clauses[taking.clause]
            what = clause.outcome, clause.code
            goes_on = run[0] == what and run[2] == taking.start
            start = run[1] if goes_on else taking.start
            run = (what, start, taking.start + taking.minutes)
            starts[taking.row, taking.clause, taking.start] = start
    return starts


def _given(needs: str | None, start: int, work: WorkItem, terms: Terms) -> Approval | None:
    """The first approval of a type, from an approver, given no later than a run's start."""
    return next(
        (
            each
            for each in work.approvals
            if each.type == needs and counts(each, start, terms)
        ),
        None,
    )


def counts(approval: Approval, start: int, terms: Terms) -> bool:
    """Whether a yes binds: in time, by an approver, a quote within the limit."""
    approvers = terms.agreement.client.approvers
    if approval.by not in approvers or approval.at > start:
        return False
    if approval.type != "quote":
        return True
    limit = approvers[approval.by]
    return approval.amount is not None and (
        limit is None or approval.amount.decimal <= limit
    )
