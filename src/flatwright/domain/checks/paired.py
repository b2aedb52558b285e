"""The same work before and after a step towards the client."""

from collections.abc import Mapping
from dataclasses import dataclass

from flatwright.domain.checks.bills import (
    AN_HOUR,
    BILLED,
    Bills,
    Walked,
    charging,
    meaning,
    path_key,
)
from flatwright.domain.checks.made_up import Piece, decided_on, made_up
from flatwright.domain.checks.milder import Generosity
from flatwright.domain.checks.occasions import Occasion
from flatwright.domain.coverage.decision import Decision, Line
from flatwright.domain.coverage.space import Value
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.kernel.money import Money
from flatwright.domain.plan.version import PlanVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """The terms before and after a step towards the client."""

    before: Terms
    after: Terms


def stage_of(plan: PlanVersion, step: Generosity) -> Stage:
    """A plan and, where the step is a setting's, the plan that it leads to."""
    before = made_up(plan)
    return Stage(before=before, after=made_up(step.change(plan)) if step.change else before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Facts and a time at which the same work takes other paths after a step."""

    step: Generosity
    facts: Mapping[str, Value]
    occasion: Occasion
    points: tuple[int, ...]  # minutes worked, at which bills are compared
    walked: tuple[Walked, Walked]

    @property
    def uses(self) -> tuple[bool, ...]:
        """Whether allowances may be used up."""
        clauses = (c for side in self.walked for path in side for c in path)
        return (False, True) if any(clause.up_to for clause in clauses) else (False,)

    @property
    def billing_codes(self) -> set[str]:
        """The clauses that may bill after the step."""
        clauses = (c for path in self.walked[1] for c in path)
        return {clause.code for clause in clauses if clause.outcome in BILLED}

    @property
    def sort(self) -> tuple[object, ...]:
        """The same for pairs of which one shows what the others would."""
        before, after = self.walked
        codes = tuple(clause.code for path in after for clause in path)
        wanted_by = self.facts["after_hours_by"]
        return self.occasion.says, wanted_by, meaning(before), meaning(after), codes

    def pieces(self, minutes: int, *, used_up: bool) -> tuple[Piece, Piece]:
        """The piece of work before and after."""
        before, after = (
            Piece(
                facts={**self.facts, **fixed},
                occasion=self.occasion,
                minutes=minutes,
                used_up=used_up,
            )
            for fixed in (self.step.before, self.step.after)
        )
        return before, after


@dataclass(frozen=True, slots=True, kw_only=True)
class Rise:
    """A bill that is higher after a step towards the client."""

    pair: Pair
    piece: Piece
    before: Decision
    after: Decision

    @property
    def bills(self) -> tuple[Money, Money]:
        """What the client pays before and after."""
        return self.before.client_pays(), self.after.client_pays()

    @property
    def line(self) -> Line:
        """The line of the higher bill that bills most."""
        return charging(self.after)


def rise(pair: Pair, stage: Stage, bills: Bills) -> Rise | None:
    """An example at which the bill rises: of an hour if there is one, else the shortest."""
    old, new = (
        path_key(walked, terms.plans[0])
        for walked, terms in zip(pair.walked, (stage.before, stage.after), strict=True)
    )
    for used_up in pair.uses:
        for minutes in sorted(pair.points, key=lambda each: (each != AN_HOUR, each)):
            first, second = pair.pieces(minutes, used_up=used_up)
            before = bills.of(first, stage.before, old)
            if before < bills.of(second, stage.after, new):
                return Rise(
                    pair=pair,
                    piece=first,
                    before=decided_on(first, stage.before),
                    after=decided_on(second, stage.after),
                )
    return None
