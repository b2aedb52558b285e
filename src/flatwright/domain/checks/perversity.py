"""No perversity: what is more generous never costs the client more for the same work."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from flatwright.domain.checks.bills import (
    Bills,
    Walked,
    billing,
    may_bill,
    meaning,
    points,
)
from flatwright.domain.checks.cures import change_for
from flatwright.domain.checks.finding import Finding, FindingKind
from flatwright.domain.checks.milder import Generosity
from flatwright.domain.checks.occasions import Occasion, occasions
from flatwright.domain.checks.paired import Pair, Rise, rise, stage_of
from flatwright.domain.checks.reach import moments_of, regions_of
from flatwright.domain.checks.telling import told_piece, usual
from flatwright.domain.coverage.space import Fixed, Paths, Value, paths, without
from flatwright.domain.kernel.condition import Not, among, every
from flatwright.domain.plan.clause import Clause
from flatwright.domain.plan.lower import clauses
from flatwright.domain.plan.version import PlanVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A step with the clauses on both of its sides, and the times that it is looked at."""

    step: Generosity
    plan: PlanVersion
    sides: tuple[tuple[Clause, ...], tuple[Clause, ...]]
    times: tuple[Occasion, ...]
    same_billing: bool

    @property
    def is_idle(self) -> bool:
        """Whether it can change no bill: neither facts, nor rules, nor prices."""
        rules = [[replace(c, says="") for c in side] for side in self.sides]
        return self.same_billing and not self.step.after and rules[0] == rules[1]

    def is_same(self, before: Walked, after: Walked) -> bool:
        """Whether paths that a step leads to have the same bills."""
        return self.same_billing and meaning(before) == meaning(after)


def perversities(
    plan: PlanVersion, steps: Iterable[Generosity], bills: Bills
) -> Iterator[Finding]:
    """For each clause that bills more after a step towards the client, all such steps."""
    by_code: dict[str, dict[str, Rise]] = {}
    for step in steps:
        for each in _rises(plan, step, bills):
            by_code.setdefault(each.line.cites.code, {}).setdefault(step.says, each)
    for code, found in by_code.items():
        yield _finding(code, tuple(found.values()), plan)


def _finding(code: str, found: tuple[Rise, ...], plan: PlanVersion) -> Finding:
    first, *others = found
    says = first.pair.step.says
    return Finding(
        name=f"generosity:{code}",
        kind=FindingKind.GENEROSITY,
        says=f'{says[0].upper()}{says[1:]} costs the client more: clause "{code}" then '
        "bills more than was billed before.",
        work=told_piece(first.piece, plan),
        bills=first.bills,
        change=change_for(first, plan),
        also=tuple(
            f"{each.pair.step.says} ({each.bills[0]}, then {each.bills[1]})"
            for each in others
        ),
        cites=tuple(dict.fromkeys((*first.before.cites, *first.after.cites))),
    )


def _rises(plan: PlanVersion, step: Generosity, bills: Bills) -> Iterator[Rise]:
    """For each time and pair of paths that a step leads to, a rise where there is one."""
    after = step.change(plan) if step.change else plan
    over = _Step(
        step=step,
        plan=plan,
        sides=(clauses(plan), clauses(after)),
        times=step.occasions(plan) if step.occasions else occasions(plan),
        same_billing=billing(plan) == billing(after),
    )
    if over.is_idle:
        return
    stage = stage_of(plan, step)
    shown: set[str] = set()
    tried: set[object] = set()
    for pair in _pairs(over):
        if pair.sort in tried or pair.billing_codes <= shown:
            continue
        tried.add(pair.sort)
        found = rise(pair, stage, bills)
        if found:
            shown.add(found.line.cites.code)
            yield found


def _pairs(over: _Step) -> Iterator[Pair]:
    """Situations that stand for all with the same paths on both sides; the usual first."""
    moments = _moments(over)
    found = _walked(over, moments)
    ordinary: Mapping[str, Value] = {**usual(over.plan), **over.step.usual}
    for occasion in over.times:
        own = [moments.index(moment) for moment in moments_of(occasion, over.plan)]
        columns = [2 * place + side for place in own for side in (0, 1)]
        for facts, known in found.different(columns, ordinary):
            before, after = (
                tuple(tuple(side[n] for n in path) for path in known[place::2])
                for place, side in enumerate(over.sides)
            )
            if not may_bill(after) or over.is_same(before, after):
                continue
            yield Pair(
                step=over.step,
                facts=facts,
                occasion=occasion,
                points=points(over.plan, (*before, *after), occasion),
                walked=(before, after),
            )


def _moments(over: _Step) -> list[Fixed]:
    found: list[Fixed] = []
    for occasion in over.times:
        found += [m for m in moments_of(occasion, over.plan) if m not in found]
    return found


def _walked(over: _Step, moments: list[Fixed]) -> Paths:
    """The paths on both sides of a step, at every moment."""
    step = over.step
    regions = regions_of(over.plan, chain(*over.sides))
    if not step.occasions:
        here = (among(fact, str(value)) for fact, value in step.before.items())
        regions = without(regions, Not(every(step.within, *here)))
    return paths(
        regions,
        [
            (side, {**moment, **fixed})
            for moment in moments
            for side, fixed in zip(over.sides, (step.before, step.after), strict=True)
        ],
    )
