"""A work item looked at for what is close to a limit, and what is said of it."""

from dataclasses import dataclass

from flatwright.domain.coverage.ending import Held, Sliced
from flatwright.domain.coverage.situation import Minute
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.plan.clause import ClauseRef
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.work import WorkItem


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A limit that is close or reached: which, a sentence, its clause, and what is left.

    `code` is used_up, last, nearly, incident, estimate, device, standing_authority or
    grace; `left` is in minutes, or in times, visits, tickets or devices.
    """

    code: str
    says: str
    cites: ClauseRef
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A work item under its terms, with the clauses that hold at each sort of minute."""

    item: WorkItem
    work: Sliced
    held: Held

    @property
    def terms(self) -> Terms:
        """The terms that it is done under."""
        return self.work.terms

    @property
    def begins(self) -> Minute:
        """The sort of minute with which it begins."""
        return min(self.work.rows, key=lambda row: row.start).minute

    @property
    def plan(self) -> PlanVersion:
        """The plan version under which it begins."""
        return self.terms.plans[self.begins.version]

    def held_in(self, minute: Minute) -> tuple[int, ...]:
        """The clauses that hold at a sort of minute, up to one that takes the rest."""
        return self.terms.set_in(minute.version, self.held[minute].holds)

    def clause(self, code: str, not_asking: str = "") -> int | None:
        """The first clause of a code that does not ask for a fact."""
        terms = self.terms
        fits = (
            index
            for index in terms.under(self.begins.version)
            if terms.clauses[index].code == code and not_asking not in terms.asks[index]
        )
        return next(fits, None)
