"""Work items that columns leave to the single decision, with what was drawn before them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from flatwright.bulk.columns import Columns
from flatwright.domain.coverage.calendar import PERIODS
from flatwright.domain.coverage.counting import drawn_from, place_of
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.terms import SCOPES, Terms
from flatwright.domain.coverage.walk import Counters
from flatwright.domain.plan.limit import Period
from flatwright.domain.records.work import Drawn, WorkItem


@dataclass(slots=True)
class Singles:
    """Decides a client's work items one at a time, in the midst of a run over columns."""

    works: Sequence[WorkItem]
    columns: Columns
    terms: Terms
    decisions: dict[int, Decision] = field(default_factory=dict)

    def decide(self, item: int, counters: Counters) -> None:
        """Decide a work item with what was drawn before it, and keep what it draws."""
        work = self.works[item]
        before = (*(work.prior.drawn or ()), *self._drawn(work, counters))
        prior = replace(work.prior, drawn=before)
        decision = decide(replace(work, prior=prior), self.terms)
        self.decisions[item] = decision
        under = self.terms, self.terms.calendar
        owners = [self.columns.owners(scope) for scope in SCOPES]
        for drawn in decision.drawn:
            place = place_of(drawn, owners, counters, under)
            if place is not None:
                counters.used[place] += drawn.count

    def _drawn(self, work: WorkItem, counters: Counters) -> Iterator[Drawn]:
        """What was drawn before from the allowances that a work item may draw from."""
        mine = {"", work.location, work.object.name, work.person}
        mine |= {entry.person for entry in work.entries if entry.person}
        told = set()
        for clause in self.terms.limited:
            limits = self.terms.limits
            period, first = limits.period[clause], int(counters.first[clause])
            if PERIODS[period] is Period.WORK_ITEM or first in told:
                continue
            told.add(first)
            for slot, whose in enumerate(self.columns.owners(SCOPES[limits.scope[clause]])):
                if whose in mine:
                    start = first + slot * int(counters.turns[clause])
                    used = counters.used[start : start + int(counters.turns[clause])]
                    yield from self._by_turn(clause, whose, used.tolist())

    def _by_turn(self, clause: int, whose: str, used: Sequence[int]) -> Iterator[Drawn]:
        """What was drawn in each turn of an allowance's period, as if on its first day."""
        calendar = self.terms.calendar
        turns = calendar.turn[self.terms.limits.period[clause]]
        for turn, count in enumerate(used, start=-1):
            if count:
                day = date.fromordinal(calendar.first_day + turns.index(turn))
                yield drawn_from(self.terms.allowances[clause], (whose, day, count))
