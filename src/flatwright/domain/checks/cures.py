"""Which settings, changed, would take a perversity away: tried out, not guessed."""

from collections.abc import Iterator
from decimal import Decimal
from functools import reduce
from typing import Any

from flatwright.domain.checks.made_up import paid_for
from flatwright.domain.checks.milder import with_value
from flatwright.domain.checks.paired import Pair, Rise, Stage, stage_of
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Outcome
from flatwright.domain.plan.hours import AfterHours
from flatwright.domain.plan.version import PlanVersion

Values = tuple[tuple[str, Any], ...]  # settings by path, each with another value


def change_for(found: Rise, plan: PlanVersion) -> str:
    """The changes of settings under which the same work never costs more, at any length."""
    cured = [
        said
        for said, values in _candidates(found, plan)
        if not _still_rises(found.pair, stage_of(_with(plan, values), found.pair.step))
    ]
    code = found.line.cites.code
    if not cured:
        return f'Weigh {found.pair.step.setting} against what clause "{code}" bills.'
    return f"Set {words.listing(cured, 'or')}."


def _with(plan: PlanVersion, values: Values) -> PlanVersion:
    return reduce(lambda made, each: with_value(made, *each), values, plan)


def _still_rises(pair: Pair, stage: Stage) -> bool:
    for used_up in pair.uses:
        for minutes in pair.points:
            first, second = pair.pieces(minutes, used_up=used_up)
            if paid_for(first, stage.before) < paid_for(second, stage.after):
                return True
    return False


def _candidates(found: Rise, plan: PlanVersion) -> Iterator[tuple[str, Values]]:
    """What the dearer clause bills, what the plan gives before it, and both together."""
    rate = _rate(found.line.outcome, plan)
    look: Values = (("first_aid.triage", 0),) if plan.first_aid.triage else ()
    said_rate = tuple(f"{path}: {_said(value)}" for path, value in rate if value)
    if found.line.outcome is Outcome.PROJECT and plan.projects.after_hours:
        said_rate = (f"{said_rate[0]} at any hour",)
    said_look = tuple(f"{path}: 0m" for path, _ in look)
    code = found.line.cites.code
    own: Values = (
        ((f"exclusions.{code}", "covered"),) if hasattr(plan.exclusions, code) else ()
    )
    if rate:
        yield said_rate[0], rate
    if look:
        yield said_look[0], look
    if rate and look:
        yield " with ".join((*said_rate, *said_look)), (*rate, *look)
    if own:
        yield f"{own[0][0]}: covered", own


def _said(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(value)
    return f"{{rate: {value.rate}, minimum: 0m}}"


def _rate(outcome: Outcome, plan: PlanVersion) -> Values:
    """The rate of an outcome, brought down to the hourly rate."""
    hourly = plan.rates.hourly
    if outcome is Outcome.PROJECT:
        return (("projects.rate", hourly), ("projects.after_hours", None))
    if outcome is Outcome.HOURLY:
        return ()
    hours = plan.hours.after_hours
    plain = AfterHours(
        rate=hourly, included=hours.included, standing_authority=hours.standing_authority
    )
    return (("hours.after_hours", plain),)
