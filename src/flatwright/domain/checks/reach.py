"""What may happen under a plan: work that no clause takes, clauses that no work reaches."""

from collections.abc import Iterable, Iterator, Sequence

from flatwright.domain.checks.finding import Finding, FindingKind
from flatwright.domain.checks.occasions import Occasion, occasions
from flatwright.domain.checks.telling import told, usual
from flatwright.domain.coverage.space import (
    Fixed,
    Paths,
    Regions,
    everything,
    parted,
    paths,
)
from flatwright.domain.kernel.condition import among
from flatwright.domain.plan.clause import Clause, ClauseRef
from flatwright.domain.plan.version import PlanVersion


def moments(plan: PlanVersion) -> tuple[Fixed, ...]:
    """Every sort of minute that the plan's week has."""
    found = [moment for each in occasions(plan) for moment in moments_of(each, plan)]
    return tuple({tuple(moment.items()): moment for moment in found}.values())


def moments_of(occasion: Occasion, plan: PlanVersion) -> list[Fixed]:
    """The moments of a time, and whether work is over the threshold where that matters."""
    overs = ("no", "yes") if plan.projects.incident_whole else ("no",)
    return [{**each, "over_threshold": over} for each in occasion.moments for over in overs]


def regions_of(plan: PlanVersion, clauses: Iterable[Clause]) -> Regions:
    """Every possible situation; who chose the hour is told apart, since rates know it."""
    regions = everything(plan, [clause.when for clause in clauses])
    return parted(regions, among("after_hours_by", "provider"))


def searched(plan: PlanVersion, clauses: Sequence[Clause]) -> Paths:
    """The clauses that each possible minute of each possible work item comes to."""
    regions = regions_of(plan, clauses)
    return paths(regions, [(clauses, moment) for moment in moments(plan)])


def gaps(plan: PlanVersion, clauses: Sequence[Clause], found: Paths) -> Iterator[Finding]:
    """Work that no clause takes once the limited ones are used up; an example a moment."""
    for place, moment in enumerate(moments(plan)):
        facts = found.example(place, lambda path: not _ends(path, clauses), usual(plan))
        if facts:
            yield Finding(
                name=f"gap:{moment['hours']}:{moment['day']}",
                kind=FindingKind.GAP,
                says="No clause takes every minute of this work.",
                work=told({**facts, **moment}, plan),
                change="Add a clause without an allowance that takes what is left.",
            )


def _ends(path: tuple[int, ...], clauses: Sequence[Clause]) -> bool:
    return bool(path) and clauses[path[-1]].up_to is None


def unreachable(
    plan: PlanVersion, clauses: Sequence[Clause], found: Paths
) -> Iterator[Finding]:
    """Clauses to which no work comes, even when every allowance before them is used up."""
    reached = found.reached()
    for index, clause in enumerate(clauses):
        if clause.outcome is not None and index not in reached:
            before = sum(each.code == clause.code for each in clauses[:index])
            place = f":{before + 1}" if before else ""
            yield Finding(
                name=f"unreachable:{clause.code}{place}",
                kind=FindingKind.UNREACHABLE,
                says=f'No work ever comes to clause "{clause.code}" ({_said(clause)}).',
                change=f"Take it out, or change {clause.heading}; earlier clauses take "
                "all that it is for.",
                cites=(ref(plan, clause),),
            )


def _said(clause: Clause) -> str:
    outcome = clause.outcome.value.replace("_", " ") if clause.outcome else ""
    return clause.says.rstrip(".") or f"its part that is {outcome}"


def ref(plan: PlanVersion, clause: Clause) -> ClauseRef:
    """A citation of a clause of the plan."""
    return ClauseRef(plan.plan, plan.version, clause.code, clause.number)
