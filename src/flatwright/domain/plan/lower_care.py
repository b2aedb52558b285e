"""Day-to-day care: vendors, visits, advice, moves, training, and help that is asked for."""

from collections.abc import Iterator

from flatwright.domain.kernel.condition import Condition, among, every
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.limit import Limit, Period, Scope, Unit, UpTo
from flatwright.domain.plan.lower_apart import over_threshold
from flatwright.domain.plan.lower_hours import at_night, help_hours
from flatwright.domain.plan.lower_standing import per_work_item
from flatwright.domain.plan.version import PlanVersion


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
        says="We deal with your vendors for you: calls, tickets and escalation, even when "
        "the vendor is at fault.",
    )
    yield from at_night(plan, is_vendor, ours)


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
            says="Visits to your listed sites are covered"
            f"{'' if visits.limit.unit is Unit.MINUTES else ', however long they take,'} "
            f"{words.allowance(visits.limit)}.",
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
    """A finished move inside the listed sites is free until the person's count is up."""
    is_move = among("action", "move")
    over = plan.projects.request_over
    if over is not None:
        said = f"A move estimated at more than {words.duration(over)} is a project."
        yield over_threshold(is_move, over, said)
    free = plan.moves.per_person_per_year
    if free:
        month = plan.moves.planned_day
        planned = (
            ""
            if month == "none"
            else f" Each {month.title()} we ask you to plan moves for one day."
        )
        yield Clause(
            code="moves",
            heading="moves",
            when=every(is_move, ours),
            outcome=Outcome.COVERED,
            up_to=Limit(amount=free, unit=Unit.TIMES, per=Scope.PERSON, each=Period.YEAR),
            says=f"Each user may move desk inside your listed sites {words.times(free)} in "
            f"each agreement year. A swap counts for both.{planned}",
        )
    yield from at_night(plan, is_move, ours)
    yield Clause(
        code="moves",
        heading="moves",
        when=is_move,
        outcome=Outcome.HOURLY,
        says="Further moves are hourly work." if free else "Moves are hourly work.",
    )


def training(plan: PlanVersion) -> Iterator[Clause]:
    """First training on something installed is covered for a while; the rest is hourly."""
    free = plan.training.per_installation
    if free:
        guide = " We leave a written guide behind." if plan.training.leave_behind else ""
        yield Clause(
            code="training",
            heading="training",
            when=every(among("action", "train_initial"), among("hours", "business")),
            outcome=Outcome.COVERED,
            up_to=Limit(
                amount=free, unit=Unit.MINUTES, per=Scope.INSTALLATION, each=Period.ALL
            ),
            says="When something is installed, first training on it is covered in business "
            f"hours, for {words.duration(free)} an installation.{guide}",
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
    if over and plan.projects.incident_whole:
        yield _whole_incident(over, ours)
        over = None
    grace = plan.hours.closing_grace
    more = (
        f", and for {words.duration(grace)} past closing when we are already at work"
        if grace
        else ""
    )
    limit = f" That is up to {words.duration(over)} of one piece of work." if over else ""
    said = f"Help is covered {help_hours(plan)}{more}.{limit}"
    yield _helpdesk(Outcome.COVERED, ours, per_work_item(over) if over else None, said)
    if over:
        yield Clause(
            code="threshold",
            heading="projects",
            when=ours,
            outcome=Outcome.PROJECT,
            says=f"After {words.duration(over)} of help with one piece of work we stop, "
            "and go on as a project once you say yes to our quote.",
        )


def _whole_incident(over: int, ours: Condition) -> Clause:
    return Clause(
        code="threshold",
        heading="projects",
        when=every(among("over_threshold", "yes"), ours),
        outcome=Outcome.PROJECT,
        says=f"Help that takes more than {words.duration(over)} of one piece of work is a "
        "project, all of it.",
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
