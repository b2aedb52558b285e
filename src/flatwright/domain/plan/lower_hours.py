"""Work outside business hours because the client wants it then."""

from collections.abc import Iterator

from flatwright.domain.kernel.condition import Condition, Not, every
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.version import PlanVersion


def at_night(plan: PlanVersion, what: Condition, ours: Condition) -> Iterator[Clause]:
    """The same work outside business hours, because the client wants it then."""
    if plan.hours.after_hours.included != "all":
        yield Clause(
            code="after_hours",
            heading="hours",
            when=every(what, Not(ours)),
            outcome=Outcome.AFTER_HOURS,
        )


def after_hours(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """Everything else is work outside business hours because the client wants it then."""
    del ours  # what was ours to give is taken by now
    if plan.hours.after_hours.included == "all":
        return
    hours = plan.hours.after_hours
    least = (
        f" A call-out is billed as {words.duration(hours.minimum)} or more."
        if hours.minimum
        else ""
    )
    yield Clause(
        code="after_hours",
        heading="hours",
        outcome=Outcome.AFTER_HOURS,
        says=f"{'Other work' if any_hour(plan) else 'Work'} that you want outside business "
        f"hours is {after_hours_price(plan)}.{least}",
    )


def help_hours(plan: PlanVersion) -> str:
    """When help is covered, in words."""
    if plan.hours.after_hours.included == "all":
        return "at any hour"
    kinds = [_AT_ANY_HOUR[kind] for kind in any_hour(plan)]
    if not kinds:
        return "in business hours"
    return f"at any hour for {words.listing(kinds)}, for all else in business hours"


def any_hour(plan: PlanVersion) -> tuple[str, ...]:
    """The kinds of things that are looked after at any hour, where the plan names some."""
    included = plan.hours.after_hours.included
    return included if isinstance(included, tuple) else ()


_AT_ANY_HOUR = {
    "computer": "computers",
    "tablet": "tablets",
    "phone": "phones",
    "printer": "printers",
    "server": "servers",
    "network": "network equipment",
    "application": "applications",
}


def after_hours_price(plan: PlanVersion) -> str:
    """What an hour outside business hours costs, in words."""
    hours, currency = plan.hours.after_hours, plan.currency
    if hours.fixed is not None:
        said = f"{words.amount(hours.fixed, currency)} for each call-out"
    elif hours.multiple is not None:
        said = f"{hours.multiple} times the hourly rate"
    elif hours.surcharge is not None:
        said = f"the hourly rate and {words.amount(hours.surcharge, currency)} an hour"
    elif hours.rate is not None:
        said = f"{words.amount(hours.rate, currency)} an hour"
    else:
        said = "the hourly rate"
    days = [
        f"{multiple} times the hourly rate {when}"
        for multiple, when in (
            (hours.weekend, "at weekends"),
            (hours.holiday, "on holidays"),
        )
        if multiple is not None
    ]
    return words.listing([said, *days])
