"""Settings become clauses, in the order in which they are tried."""

from collections.abc import Iterator

from flatwright.domain.kernel.condition import (
    ALWAYS,
    Condition,
    among,
    atoms,
    either,
    every,
)
from flatwright.domain.plan import (
    lower_apart,
    lower_care,
    lower_hours,
    lower_proactive,
    lower_standing,
)
from flatwright.domain.plan.clause import Clause, Outcome, numbered
from flatwright.domain.plan.own import OwnClause
from flatwright.domain.plan.section import settings
from flatwright.domain.plan.version import PlanVersion

HEADINGS = tuple(name for name, *_ in settings(PlanVersion))


def clauses(plan: PlanVersion) -> tuple[Clause, ...]:
    """Every clause of a plan version, in order of precedence, with its printed number."""
    return numbered(tuple(_placed(plan, list(_lowered(plan)))), HEADINGS)


def _lowered(plan: PlanVersion) -> Iterator[Clause]:
    """The plan's own order: what stands outside it, what is excluded, what is care."""
    ours = ours_to_give(plan)
    yield from lower_standing.in_force(plan)
    yield from lower_standing.own_errors()
    yield from lower_standing.suspended(plan)
    yield from lower_standing.lawful_use()
    yield from lower_standing.users(plan)
    yield from lower_standing.places()
    yield from lower_standing.objects(plan)
    yield from lower_proactive.proactive(plan, ours)
    yield from lower_care.vendors(plan, ours)
    yield from lower_apart.mitigation(plan)
    yield from lower_apart.exclusions(plan)
    yield from lower_apart.projects(plan)
    yield from lower_apart.replacements(plan, ours)
    yield from lower_care.advice(plan)
    yield from lower_care.moves(plan, ours)
    yield from lower_care.training(plan)
    yield from lower_apart.request_threshold(plan)
    yield from lower_care.onsite(plan, ours)
    yield from lower_care.helpdesk(plan, ours)
    yield from lower_hours.after_hours(plan, ours)
    yield from lower_apart.pass_through(plan)
    yield from lower_apart.goodwill()


def ours_to_give(plan: PlanVersion) -> Condition:
    """Business hours, closing grace, hours that we chose, things covered at any hour."""
    included = plan.hours.after_hours.included
    if included == "all":
        return ALWAYS
    usual = either(among("hours", "business", "grace"), among("after_hours_by", "provider"))
    if included == "none" or not included:
        return usual
    return either(*usual.parts, among("object_kind", *included))


def _placed(plan: PlanVersion, lowered: list[Clause]) -> list[Clause]:
    """The owner's clauses stand after projects, or before the numbered clause they name."""
    result = list(lowered)
    apart = max(
        index
        for index, each in enumerate(lowered)
        if each.code in lower_apart.LAST_BEFORE_OWN
    )
    anchor = lowered[apart + 1]
    for own in plan.clauses:
        named = (each for each in result if each.code == own.before and each.says)
        before = next(named, anchor)
        result.insert(result.index(before), own_clause(own, ours_to_give(plan)))
    return result


def own_clause(own: OwnClause, ours: Condition) -> Clause:
    """An owner's clause; a covered one holds in hours that are ours, or as it says."""
    hours = own.hours or ("ours" if own.outcome == "covered" else "any")
    asks_hours = any(atom.fact == "hours" for atom in atoms(own.when))
    when = every(own.when, ours) if hours == "ours" and not asks_hours else own.when
    return Clause(
        code=own.code,
        heading="clauses",
        outcome=Outcome(own.outcome),
        when=when,
        up_to=own.up_to.limit if own.up_to else None,
        says=own.says,
        rate=own.rate,
        minimum=own.minimum,
    )
