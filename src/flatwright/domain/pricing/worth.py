"""What each setting and each clause is worth a month: move one, and price again."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.pricing.exposure import ListedDevices
from flatwright.domain.pricing.moved import Move
from flatwright.domain.pricing.priced import Priced, priced, with_plan

ListedUnder = Callable[[PlanVersion], ListedDevices]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """A setting moved: the change of the least price, and of covered hours, a month."""

    move: Move
    price: float
    hours: float
    error: float = 0.0  # of the price, where years were simulated


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseUse:
    """What a clause takes in a month: expected hours, and what they cost us."""

    clause: Clause
    hours: float
    cost: float  # ours


def worths(
    base: Priced, moved: Iterable[Move], listed_under: ListedUnder
) -> Iterator[Worth]:
    """Each move priced on the same demand; years that are simulated are the same years."""
    months = len(base.case.span.busy)
    for move in moved:
        case = with_plan(base.case, move.plan, listed_under(move.plan))
        other = priced(case)
        scale = base.own_hour / 60 / (1 - base.case.targets.gross_margin) / months
        yield Worth(
            move=move,
            price=other.a_month - base.a_month,
            hours=(other.hours.mean - base.hours.mean) / months,
            error=(other.served.error + base.served.error) * scale,
        )


def clause_uses(of: Priced) -> tuple[ClauseUse, ...]:
    """What each clause takes in a month, in the order of the plan."""
    months = len(of.case.span.busy)
    made = []
    for number, clause in enumerate(of.lanes.clauses):
        minutes = sum(use.minutes for use in of.served.uses if use.clause == number)
        if minutes:
            hours = minutes / 60 / months
            made.append(ClauseUse(clause=clause, hours=hours, cost=hours * of.own_hour))
    return tuple(made)


def by_class(of: Priced) -> dict[str, float]:
    """Expected covered hours a month by class of demand, the most first."""
    months = len(of.case.span.busy)
    made: dict[str, float] = {}
    for use in of.served.uses:
        if use.outcome is Outcome.COVERED:
            made[use.demand] = made.get(use.demand, 0.0) + use.minutes / 60 / months
    return dict(sorted(made.items(), key=lambda item: -item[1]))
