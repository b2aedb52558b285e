"""What was drawn so far, kept by a second reading of agreement periods."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date

from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.days import wall_time
from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.limit import Limit, Period, Scope
from flatwright.domain.records.work import Drawn, PriorUse, WorkItem

MONTHS = {
    Period.MONTH: 1,
    Period.QUARTER: 3,
    Period.YEAR: 12,
    Period.YEARS_2: 24,
    Period.YEARS_3: 36,
}


def start_of_month(anchor: date, number: int) -> date:
    """The first day of an agreement month; its day of the month, or the month's last."""
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + number, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def turn_of(day: date, period: Period, anchor: date) -> int:
    """Which period of its kind a day falls in; -1 before the first."""
    if period is Period.ALL:
        return 0
    month = -1
    while start_of_month(anchor, month + 1) <= day:
        month += 1
    return month // MONTHS[period]


@dataclass(slots=True)
class Ledger:
    """Everything drawn by a client's work items so far."""

    anchor: date
    drawn: list[Drawn] = field(default_factory=list)

    def told(self, work: WorkItem, under: Terms) -> PriorUse | None:
        """Prior use as a person would tell it, for work that stays inside its periods."""
        zone = under.zone
        first = wall_time(zone, min(entry.start for entry in work.entries)).date()
        last = wall_time(zone, max(entry.end for entry in work.entries) - 1).date()
        used: dict[str, int | dict[str, int]] = {}
        carried: dict[str, int | dict[str, int]] = {}
        for clause in under.clauses:
            limit = clause.up_to
            if limit is None or limit.each is Period.WORK_ITEM:
                continue
            turn = turn_of(first, limit.each, self.anchor)
            if turn != turn_of(last, limit.each, self.anchor):
                return None
            used[clause.code] = self._by_owner(clause, limit, turn, work)
            carried[clause.code] = self._carried(clause, limit, turn, work)
        return PriorUse(by_code=used, carried=carried)

    def _by_owner(
        self, clause: Clause, limit: Limit, turn: int, work: WorkItem
    ) -> int | dict[str, int]:
        names = owners(limit, work)
        mine = {name: self._used(clause, limit, turn, name) for name in names}
        return mine if limit.per is not Scope.CLIENT else sum(mine.values())

    def _used(self, clause: Clause, limit: Limit, turn: int, whose: str) -> int:
        return sum(
            each.count
            for each in self.drawn
            if each.code == clause.code
            and each.whose == whose
            and turn_of(each.day, limit.each, self.anchor) == turn
        )

    def _carried(
        self, clause: Clause, limit: Limit, turn: int, work: WorkItem
    ) -> int | dict[str, int]:
        left = dict.fromkeys(owners(limit, work), 0)
        most = limit.carried_at_most or 10**9
        for whose in left if limit.rollover else ():
            for earlier in range(turn):
                room = limit.amount + left[whose]
                room -= self._used(clause, limit, earlier, whose)
                left[whose] = min(most, max(0, room))
        return left if limit.per is not Scope.CLIENT else sum(left.values())


def owners(limit: Limit, work: WorkItem) -> list[str]:
    """Whose allowances a work item may draw from."""
    if limit.per is Scope.PERSON:
        people = (entry.person or work.person for entry in work.entries)
        return list(dict.fromkeys((work.person, *people)))
    if limit.per is Scope.SITE:
        return [work.location]
    return [work.object.name] if limit.per is Scope.INSTALLATION else [""]
