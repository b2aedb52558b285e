"""No cliff: one more minute of work never costs more than a call-out does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flatwright.domain.checks.bills import (
    Bills,
    Walked,
    call_out,
    charging,
    may_bill,
    path_key,
    points,
)
from flatwright.domain.checks.finding import Finding, FindingKind
from flatwright.domain.checks.made_up import Piece, decided_on, made_up
from flatwright.domain.checks.occasions import occasions
from flatwright.domain.checks.reach import moments_of, regions_of
from flatwright.domain.checks.telling import told_piece, usual
from flatwright.domain.coverage.decision import Line
from flatwright.domain.coverage.space import paths
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A bill that jumps with one more minute."""

    piece: Piece  # one minute before
    bills: tuple[Money, Money]
    line: Line  # what then bills most


def jumps(plan: PlanVersion, bills: Bills) -> Iterator[Finding]:
    """For each clause that makes a bill jump by more than a call-out, its first example."""
    terms = made_up(plan)
    most = call_out(terms)
    found: dict[str, Jump] = {}
    for piece, walked in _works(plan):
        for each in _of(piece, walked, (terms, most), bills):
            found.setdefault(each.line.cites.code, each)
    for code, each in found.items():
        yield _finding(code, each, most, plan)


def _works(plan: PlanVersion) -> Iterator[tuple[Piece, Walked]]:
    """Work of no length yet, for each time and sort of situation that may cost."""
    lowered = clauses(plan)
    times = occasions(plan)
    walks = [(lowered, m) for each in times for m in moments_of(each, plan)]
    found = paths(regions_of(plan, lowered), walks)
    seen: set[tuple[object, ...]] = set()
    first = 0
    for occasion in times:
        last = first + len(moments_of(occasion, plan))
        for facts, known in found.different(range(first, last), usual(plan)):
            walked = tuple(tuple(lowered[n] for n in path) for path in known)
            key = occasion.says, facts["after_hours_by"], path_key(walked, plan)
            if may_bill(walked) and key not in seen:
                seen.add(key)
                yield Piece(facts=facts, occasion=occasion, minutes=0), walked
        first = last


def _of(
    nothing: Piece, walked: Walked, under: tuple[Terms, Money], bills: Bills
) -> Iterator[Jump]:
    terms, most = under
    path = path_key(walked, terms.plans[0])
    lengths = points(terms.plans[0], walked, nothing.occasion)
    for used_up in (False, True):
        before = Money(0, terms.currency)
        for minutes in lengths:
            piece = replace(nothing, minutes=minutes, used_up=used_up)
            after = bills.of(piece, terms, path)
            shorter = replace(piece, minutes=minutes - 1)
            if minutes > 1:
                before = bills.of(shorter, terms, path)
            if after - before > most:
                line = charging(decided_on(piece, terms))
                yield Jump(piece=shorter, bills=(before, after), line=line)


def _finding(code: str, jump: Jump, most: Money, plan: PlanVersion) -> Finding:
    before, after = jump.bills
    return Finding(
        name=f"one-more-minute:{code}",
        kind=FindingKind.ONE_MORE_MINUTE,
        says=f"One more minute adds {after - before} to the bill, more than a call-out "
        f'({most}): clause "{code}".',
        work=f"{told_piece(jump.piece, plan)}; then one minute more",
        bills=jump.bills,
        change=_change(code, jump, plan),
        cites=(jump.line.cites,),
    )


def _change(code: str, jump: Jump, plan: PlanVersion) -> str:
    over = plan.projects.incident_over
    if jump.line.outcome is Outcome.PROJECT and plan.projects.incident_whole and over:
        return (
            "Set projects.incident_whole: false, so that only what is beyond "
            f"{words.duration(over)} is a project."
        )
    own = [each for each in plan.clauses if each.code == code and each.rate is not None]
    if own:
        return f'Lower the rate of clause "{code}", or rates.rounding.'
    return f"Lower rates.rounding, {words.duration(plan.rates.rounding)}, or the rate."
