"""Day-to-day care: what is done without being asked, and help when it is asked for."""

from collections.abc import Iterator

from flatwright.domain.kernel.condition import Condition, Not, among, every
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.limit import Limit, Period, Scope, Unit, UpTo
from flatwright.domain.plan.lower_apart import over_threshold
from flatwright.domain.plan.lower_standing import per_work_item
from flatwright.domain.plan.version import PlanVersion

_WATCHED = {
    "servers": "server",
    "computers": "computer",
    "tablets": "tablet",
    "phones": "phone",
    "network": "network",
    "printers": "printer",
}
_PATCHED = {
    "microsoft": "Microsoft",
    "java": "Java",
    "firmware": "firmware",
    "third_party": "third-party",
}
_EVERY = {
    "daily": "each day",
    "weekly": "each week",
    "monthly": "each month",
    "quarterly": "each quarter",
    "half_yearly": "each half year",
    "yearly": "each year",
}


def proactive(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """What the plan does without being asked is covered; what it leaves out is hourly."""
    is_proactive = among("kind", "proactive")
    left_out = _left_out(plan)
    if left_out:
        yield Clause(
            code="proactive",
            heading="basics",
            when=every(is_proactive, among("action", *left_out)),
            outcome=Outcome.HOURLY,
            says=f"Not part of this plan, and hourly when you ask for it: "
            f"{words.listing([_NAMES[action] for action in left_out])}.",
        )
    watched = [
        kind for name, kind in _WATCHED.items() if name not in plan.basics.monitoring
    ]
    if plan.basics.monitoring and watched:
        yield Clause(
            code="proactive",
            heading="basics",
            when=every(
                among("action", "monitor"), is_proactive, among("object_kind", *watched)
            ),
            outcome=Outcome.HOURLY,
            says=f"Monitoring is for {words.listing(plan.basics.monitoring)}; monitoring of "
            "anything else is hourly.",
        )
    yield Clause(
        code="proactive",
        heading="basics",
        when=every(is_proactive, ours),
        outcome=Outcome.COVERED,
        says=_proactive_says(plan),
    )
    yield from _at_night(plan, is_proactive, ours)


_NAMES = {
    "monitor": "monitoring",
    "patch": "patching",
    "backup_check": "looking at backups",
    "restore_test": "recovery tests",
    "report": "a written report",
    "review": "business reviews",
}


def _left_out(plan: PlanVersion) -> list[str]:
    basics = plan.basics
    given = {
        "monitor": bool(basics.monitoring),
        "patch": bool(basics.patching),
        "backup_check": basics.backups.monitoring != "none",
        "restore_test": basics.backups.recovery_test != "none",
        "report": basics.report != "none",
        "review": basics.review != "none",
    }
    return [action for action, there in given.items() if not there]


def _proactive_says(plan: PlanVersion) -> str:
    basics = plan.basics
    said = []
    if basics.monitoring:
        said.append(
            f"monitoring, fixing and managing of {words.listing(basics.monitoring)}"
        )
    if basics.patching:
        said.append(
            f"{words.listing([_PATCHED[each] for each in basics.patching])} patches"
        )
    if basics.backups.monitoring != "none":
        said.append(f"a look at your backups {_EVERY[basics.backups.monitoring]}")
    if basics.backups.recovery_test != "none":
        said.append(f"a recovery test {_EVERY[basics.backups.recovery_test]}")
    if basics.review != "none":
        said.append(f"a business review {_EVERY[basics.review]}")
    if basics.report != "none":
        said.append(f"a written report {_EVERY[basics.report]}")
    done = f"Without being asked we see to {'; '.join(said)}. " if said else ""
    return f"{done}Proactive work is covered in business hours and whenever we choose the hour."


def _at_night(plan: PlanVersion, what: Condition, ours: Condition) -> Iterator[Clause]:
    """The same work outside business hours, because the client wants it then."""
    if plan.hours.after_hours.included != "all":
        yield Clause(
            code="after_hours",
            heading="hours",
            when=every(what, Not(ours)),
            outcome=Outcome.AFTER_HOURS,
        )


def vendors(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """Calls to the client's vendors are ours to make, even when the vendor is at fault."""
    is_vendor = among("kind", "vendor")
    if plan.basics.vendors == "hourly":
        yield Clause(
            code="vendors",
            heading="basics",
            when=is_vendor,
            outcome=Outcome.HOURLY,
            says="Calls to your vendors are hourly work.",
        )
        return
    yield Clause(
        code="vendors",
        heading="basics",
        when=every(is_vendor, ours),
        outcome=Outcome.COVERED,
        says="We deal with your vendors for you: calls, tickets and escalation, even when the "
        "vendor is at fault.",
    )
    yield from _at_night(plan, is_vendor, ours)


def onsite(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """Visits to the listed places: included, so many, or hourly."""
    visits = plan.onsite.visits
    if visits == "included":
        return
    is_visit = every(among("onsite", "yes"), ours)
    if isinstance(visits, UpTo):
        yield Clause(
            code="onsite",
            heading="onsite",
            when=is_visit,
            outcome=Outcome.COVERED,
            up_to=visits.limit,
            says=f"Visits to your listed sites are covered {words.allowance(visits.limit)}.",
        )
    beyond = "Further visits" if isinstance(visits, UpTo) else "Visits to your listed sites"
    yield Clause(
        code="onsite",
        heading="onsite",
        when=is_visit,
        outcome=Outcome.HOURLY,
        says=f"{beyond} are hourly work.",
    )


def advice(plan: PlanVersion) -> Iterator[Clause]:
    """Advice on what to buy is day-to-day care, unless the plan charges for it."""
    if plan.advice == "hourly":
        yield Clause(
            code="advice",
            heading="advice",
            when=among("action", "advise"),
            outcome=Outcome.HOURLY,
            says="Advice on what to buy is hourly work.",
        )


def moves(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """A finished move inside the listed sites is free until the person's count is used up."""
    is_move = among("action", "move")
    over = plan.projects.request_over
    if over is not None:
        said = f"A move estimated at more than {words.duration(over)} is a project."
        yield over_threshold(is_move, over, said)
    free = plan.moves.per_person_per_year
    if free:
        planned = (
            ""
            if plan.moves.planned_day == "none"
            else f" Each {plan.moves.planned_day.title()} we ask you to plan moves for one day."
        )
        yield Clause(
            code="moves",
            heading="moves",
            when=every(is_move, ours),
            outcome=Outcome.COVERED,
            up_to=Limit(amount=free, unit=Unit.TIMES, per=Scope.PERSON, each=Period.YEAR),
            says=f"Each user may move desk inside your listed sites {words.times(free)} in each "
            f"agreement year. A swap counts for both.{planned}",
        )
    yield from _at_night(plan, is_move, ours)
    yield Clause(
        code="moves",
        heading="moves",
        when=is_move,
        outcome=Outcome.HOURLY,
        says="Further moves are hourly work." if free else "Moves are hourly work.",
    )


def training(plan: PlanVersion) -> Iterator[Clause]:
    """First training on something installed is covered for a while; other training is hourly."""
    free = plan.training.per_installation
    if free:
        guide = " and we leave a written guide behind" if plan.training.leave_behind else ""
        yield Clause(
            code="training",
            heading="training",
            when=every(among("action", "train_initial"), among("hours", "business")),
            outcome=Outcome.COVERED,
            up_to=Limit(
                amount=free, unit=Unit.MINUTES, per=Scope.INSTALLATION, each=Period.ALL
            ),
            says=f"First training on something that was installed is covered in business hours "
            f"for {words.duration(free)} for each installation{guide}.",
        )
    yield Clause(
        code="training",
        heading="training",
        when=among("action", "train_initial", "train_other"),
        outcome=Outcome.HOURLY,
        says="Training beyond that, at other hours or on anything else is hourly work."
        if free
        else "Training is hourly work.",
    )


def helpdesk(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """Help in business hours; beyond the threshold we stop and quote."""
    helped = plan.basics.helpdesk
    over = plan.projects.incident_over
    if helped == "hourly":
        yield _helpdesk(Outcome.HOURLY, ours, None, "Help is hourly work.")
        return
    if isinstance(helped, UpTo):
        said = f"Help is covered {words.allowance(helped.limit)}."
        yield _helpdesk(Outcome.COVERED, ours, helped.limit, said)
        yield _helpdesk(Outcome.HOURLY, ours, None, "Further help is hourly work.")
        return
    hours = (
        "at any hour" if plan.hours.after_hours.included == "all" else "in business hours"
    )
    grace = plan.hours.closing_grace
    more = (
        f", and for {words.duration(grace)} past closing when we are already at work"
        if grace
        else ""
    )
    limit = f" It takes up to {words.duration(over)} of one piece of work." if over else ""
    said = f"Help is covered {hours}{more}.{limit}"
    yield _helpdesk(Outcome.COVERED, ours, per_work_item(over) if over else None, said)
    if over:
        yield Clause(
            code="threshold",
            heading="projects",
            when=ours,
            outcome=Outcome.PROJECT,
            says=f"When help has taken {words.duration(over)} of one piece of work we stop, and "
            "go on as a project once you approve our quote.",
        )


def _helpdesk(outcome: Outcome, ours: Condition, limit: Limit | None, says: str) -> Clause:
    return Clause(
        code="helpdesk",
        heading="basics",
        when=ours,
        outcome=outcome,
        up_to=limit,
        says=says,
    )


def after_hours(plan: PlanVersion, ours: Condition) -> Iterator[Clause]:
    """Everything else is work outside business hours because the client wants it then."""
    del ours  # what was ours to give is taken by now
    if plan.hours.after_hours.included == "all":
        return
    hours = plan.hours.after_hours
    least = (
        f" The least billed for a call-out is {words.duration(hours.minimum)}."
        if hours.minimum
        else ""
    )
    yield Clause(
        code="after_hours",
        heading="hours",
        outcome=Outcome.AFTER_HOURS,
        says=f"Work outside business hours because you want it then is {_rate_words(plan)}.{least}",
    )


def _rate_words(plan: PlanVersion) -> str:
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
