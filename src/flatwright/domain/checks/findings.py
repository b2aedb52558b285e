"""A plan looked through before it is signed: what is found, and what is accepted."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from flatwright.domain.checks.bills import Bills
from flatwright.domain.checks.contradictions import contradictions, unpriced
from flatwright.domain.checks.finding import Finding, FindingKind
from flatwright.domain.checks.milder import settings_made_milder, takings_in
from flatwright.domain.checks.minute import jumps
from flatwright.domain.checks.numbers import wrong_numbers
from flatwright.domain.checks.perversity import perversities
from flatwright.domain.checks.reach import gaps, searched, unreachable
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion


def findings(plan: PlanVersion) -> tuple[Finding, ...]:
    """All that is to be settled before a plan is signed, or is accepted with a reason."""
    return settled(plan, _found(plan))


def settled(plan: PlanVersion, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Each finding once, with the reason where the plan accepts it by its name."""
    by_name: dict[str, Finding] = {}
    for each in found:
        by_name.setdefault(each.name, each)
    reasons = {each.finding: each.reason for each in plan.accepts}
    unmatched = (_unmatched(name) for name in reasons if name not in by_name)
    accepted = (replace(f, accepted=reasons.get(f.name)) for f in by_name.values())
    return (*accepted, *unmatched)


def _found(plan: PlanVersion) -> Iterator[Finding]:
    lowered = clauses(plan)
    walked = searched(plan, lowered)
    yield from gaps(plan, lowered, walked)
    yield from unreachable(plan, lowered, walked)
    yield from contradictions(plan)
    yield from unpriced(plan, lowered)
    yield from wrong_numbers(plan, lowered)
    bills = Bills()
    yield from perversities(plan, chain(takings_in(), settings_made_milder(plan)), bills)
    yield from jumps(plan, bills)


def _unmatched(name: str) -> Finding:
    return Finding(
        name=f"acceptance:{name}",
        kind=FindingKind.ACCEPTANCE,
        says=f'The plan accepts "{name}", which is not found.',
        change="Take it out of accepts, or write the name as it is found.",
    )
