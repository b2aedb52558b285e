"""Work items that columns leave to the single decision, with what was drawn before them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from flatwright.bulk.columns import Columns
from flatwright.domain.coverage.calendar import PERIODS
from flatwright.domain.coverage.decide import decide
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.rows import calendar_for, rows_of
from flatwright.domain.coverage.terms import SCOPES, Terms
from flatwright.domain.coverage.walk import Counters, begin_anew
from flatwright.domain.plan.limit import Period, Scope
from flatwright.domain.records.work import WorkItem


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
        self._begin(work, counters)
        prior = replace(
            work.prior,
            by_code={**work.prior.by_code, **self._told(counters.used, counters.stride, work)},
            carried=self._told(counters.carried, counters.stride, work),
        )
        decision = decide(replace(work, prior=prior), self.terms)
        self.decisions[item] = decision
        scopes = dict(self._kept())
        for drawn in decision.drawn:
            if drawn.code in scopes:
                slot = self._slot(scopes[drawn.code], drawn.whose, work)
                place = self.terms.codes.index(drawn.code) * counters.stride + slot
                counters.used[place] += drawn.count

    def _begin(self, work: WorkItem, counters: Counters) -> None:
        """Counters of periods that have ended since begin anew."""
        calendar = calendar_for(work, self.terms)
        day = rows_of(work, calendar)[0].day
        for clause, limit in enumerate(self.terms.limits.limit):
            period = self.terms.limits.period[clause]
            if limit < 0 or PERIODS[period] is Period.WORK_ITEM:
                continue
            turn = calendar.turn[period][day]
            first = self.terms.limits.counter[clause] * counters.stride
            for counter in range(first, first + counters.stride):
                if counters.turn[counter] != turn:
                    begin_anew(turn, counter, clause, self.terms.limits, counters)

    def _told(
        self, column: Sequence[int], stride: int, work: WorkItem
    ) -> dict[str, int | dict[str, int]]:
        """A column of the counters as prior use: by code, and where it matters by whose."""
        told: dict[str, int | dict[str, int]] = {}
        for code, scope in self._kept():
            first = self.terms.codes.index(code) * stride
            if scope is Scope.PERSON:
                people = enumerate(self.columns.people)
                told[code] = {name: int(column[first + slot]) for slot, name in people}
            else:
                told[code] = int(column[first + self._slot(scope, "", work)])
        return told

    def _kept(self) -> list[tuple[str, Scope]]:
        """Codes whose counters outlive a work item, with whose they are."""
        limits = self.terms.limits
        kept = {
            self.terms.codes[limits.counter[clause]]: SCOPES[limits.scope[clause]]
            for clause, limit in enumerate(limits.limit)
            if limit >= 0 and PERIODS[limits.period[clause]] is not Period.WORK_ITEM
        }
        return list(kept.items())

    def _slot(self, scope: Scope, whose: str, work: WorkItem) -> int:
        if scope is Scope.PERSON:
            return self.columns.people.index(whose)
        if scope is Scope.SITE:
            return self.columns.sites.index(work.location)
        if scope is Scope.INSTALLATION:
            return self.columns.installations.index(work.object.name)
        return 0
