"""Bills of made-up work, at every number of minutes where something changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flatwright.domain.checks.made_up import Piece, paid_for, room_of
from flatwright.domain.checks.occasions import Occasion, until_closing
from flatwright.domain.coverage.decision import Decision, Line
from flatwright.domain.coverage.lines import amount
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import Money, money
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.limit import Unit
from flatwright.domain.plan.version import PlanVersion

BILLED = (Outcome.HOURLY, Outcome.AFTER_HOURS, Outcome.PROJECT)
AN_HOUR = 60
Walked = tuple[tuple[Clause, ...], ...]  # by moment of an occasion, the clauses that hold


def meaning(walked: Walked) -> tuple[Any, ...]:
    """What of a path the bill depends on, under one plan's rates."""
    return tuple(
        tuple((c.outcome, c.up_to, c.rate, c.up_to and c.code) for c in path)
        for path in walked
    )


def may_bill(walked: Walked) -> bool:
    """Whether a minute on these paths may be the client's to pay."""
    return any(clause.outcome in BILLED for path in walked for clause in path)


def path_key(walked: Walked, plan: PlanVersion) -> str:
    """The same for paths that have the same bill."""
    return repr((meaning(walked), billing(plan)))


def billing(plan: PlanVersion) -> tuple[Any, ...]:
    """What of a plan turns minutes with an outcome into money."""
    hours = replace(plan.hours.after_hours, included="none", standing_authority={})
    return plan.rates, hours, plan.projects.rate, plan.projects.after_hours


@dataclass(slots=True)
class Bills:
    """Bills that were decided; paths with one key have one bill at one time."""

    known: dict[Any, Money] = field(default_factory=dict)

    def of(self, piece: Piece, terms: Terms, path: str) -> Money:
        """What the client pays for a piece of work with every approval."""
        when = piece.occasion.says, piece.minutes, piece.used_up
        key = path, when, piece.facts["after_hours_by"]
        if key not in self.known:
            self.known[key] = paid_for(piece, terms)
        return self.known[key]


def charging(decision: Decision) -> Line:
    """The line that bills most."""
    return max(decision.lines, key=lambda line: line.amount.minor)


def call_out(terms: Terms) -> Money:
    """What a call-out costs at least; where there is none, an hour at the dearest rate."""
    hours = terms.plans[0].hours.after_hours
    if hours.fixed is not None:
        return money(hours.fixed, terms.currency)
    by_night = [
        rate
        for clause, rates in zip(terms.clauses, terms.rates, strict=True)
        for rate in rates
        if clause.outcome is Outcome.AFTER_HOURS or not hours.minimum
    ]
    dearest = max(by_night, default=0)
    return Money(amount(hours.minimum or AN_HOUR, dearest), terms.currency)


def points(
    plan: PlanVersion, walked: Iterable[Sequence[Clause]], occasion: Occasion
) -> tuple[int, ...]:
    """Minutes around each break: allowances, rounding, minimum, threshold, closing."""
    starts = {0}
    for path in walked:
        total = 0
        for clause in path:
            if clause.up_to and clause.up_to.unit is Unit.MINUTES:
                total += room_of(clause.up_to)
                starts.add(total)
    if occasion.runs_on:
        closing = until_closing(plan, occasion)
        starts |= {closing, closing + plan.hours.closing_grace}
    steps = {0, plan.rates.rounding, plan.hours.after_hours.minimum}
    found = {start + step for start in starts for step in steps}
    found |= {AN_HOUR, plan.projects.incident_over or 0}
    most = occasion.room if occasion.runs_on else 2 * occasion.room
    around = {minutes + one for minutes in found for one in (0, 1)}
    return tuple(sorted(each for each in around if 0 < each <= most))
