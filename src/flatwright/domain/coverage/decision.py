"""The answer to "does the plan cover this work, and who pays?"."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.clause import ClauseRef, Outcome
from flatwright.domain.records.work import Drawn


class Status(Enum):
    """How far a decision has come."""

    DECIDED = "decided"
    NEEDS_APPROVAL = "needs_approval"  # planned work: nothing is billed before the yes
    NEEDS_FACTS = "needs_facts"  # with the questions
    DECLINED = "declined"  # work that is not done
    INVALID = "invalid"  # with an error code; nothing is decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Minutes of one band, outcome and clause; where billed, of one local date and rate."""

    worked: int  # minutes
    band: str  # business, after_hours
    outcome: Outcome
    billed: int  # minutes
    amount: Money
    cites: ClauseRef
    day: date | None = None

    def __post_init__(self) -> None:
        if not self.cites.code:
            msg = "a line cites no clause"
            raise ValueError(msg)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A fact that could change the answer: what to ask, and whom."""

    fact: str
    asks: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A material, and who pays for it: client, provider, third_party."""

    item: str
    payer: str
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One clause of the walk: what it took of the worked minutes, or why it passed."""

    cites: ClauseRef
    outcome: Outcome
    took: int
    of: int
    why: str

    def __str__(self) -> str:
        if self.took:
            return f"took {self.took} of {self.of} minutes: {self.why}"
        return f"passed: {self.why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """What goodwill leaves for the client to pay, what was waived, and what it cost us."""

    client_pays: Money
    goodwill_amount: Money
    cost_tracked: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who pays for one piece of work, and the clauses that say so.

    `because` and `cites` give the reason in one sentence and the clauses behind it.
    """

    work: str
    status: Status
    because: str
    lines: tuple[Line, ...] = ()
    questions: tuple[Question, ...] = ()
    approvals: tuple[str, ...] = ()  # the types that are missing
    materials: tuple[Paid, ...] = ()
    moves: dict[str, int] = field(default_factory=dict)
    roster_add: dict[str, date] = field(default_factory=dict)
    drawn: tuple[Drawn, ...] = ()
    cost_tracked: Money = Money(0)
    version: int | None = None
    final: Waived | None = None
    error: str | None = None
    walk: tuple[Step, ...] = ()

    @property
    def cites(self) -> tuple[ClauseRef, ...]:
        """The clauses that took the minutes, in order."""
        return tuple(dict.fromkeys(line.cites for line in self.lines))

    @property
    def minutes(self) -> dict[Outcome, int]:
        """Worked minutes by outcome."""
        total: dict[Outcome, int] = {}
        for line in self.lines:
            total[line.outcome] = total.get(line.outcome, 0) + line.worked
        return total

    def client_pays(self) -> Money:
        """What the client pays: billed lines and the materials that are theirs."""
        currency = self.cost_tracked.currency
        if self.final:
            return self.final.client_pays
        approved = "purchase" not in self.approvals
        bought = [
            each.amount for each in self.materials if each.payer == "client" and approved
        ]
        return sum((*(line.amount for line in self.lines), *bought), Money(0, currency))
