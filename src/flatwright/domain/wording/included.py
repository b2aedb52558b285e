"""What the flat fee pays for, in short lines; the numbers are those of the clauses."""

from collections.abc import Iterator, Sequence

from flatwright.domain.kernel.condition import atoms
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower_hours import any_hour, help_hours
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.wording.phrases import EXCLUDABLE, devices, short_week

_EVERY = {
    "daily": "each day",
    "weekly": "each week",
    "monthly": "each month",
    "quarterly": "each quarter",
    "half_yearly": "each half year",
    "yearly": "each year",
}
_PATCHED = {"microsoft": "Microsoft", "java": "Java", "third_party": "third-party programs"}


def included(plan: PlanVersion, speaking: Sequence[Clause]) -> Iterator[str]:
    """Each thing that the flat fee pays for, with the clause behind it."""
    number = {
        clause.code: clause.number
        for clause in reversed(speaking)
        if clause.outcome is Outcome.COVERED
    }
    yield from _help(plan, speaking, number)
    yield from _things(plan, speaking)
    yield from (f"{said} ({number['proactive']})." for said in _proactive(plan))
    if "vendors" in number:
        yield f"Calls to your vendors, even when they are at fault ({number['vendors']})."
    if plan.advice == "included":
        yield "Advice on what to buy, and when."
    yield from _drawn(plan, speaking)
    yield from (
        f"{what}."
        for code, what in EXCLUDABLE.items()
        if getattr(plan.exclusions, code) == "covered"
    )
    for clause in speaking:
        if clause.heading == "clauses" and clause.outcome is Outcome.COVERED:
            yield f"{clause.says.removesuffix('.')} ({clause.number})."


def _help(
    plan: PlanVersion, speaking: Sequence[Clause], number: dict[str, str]
) -> Iterator[str]:
    if "helpdesk" not in number:
        return
    clause = next(each for each in speaking if each.number == number["helpdesk"])
    when = short_week(plan.hours.open)
    if plan.hours.after_hours.included == "all":
        when = "at any hour"
    elif any_hour(plan):
        when = help_hours(plan)
    much = ""
    if clause.up_to and plan.basics.helpdesk == "unlimited":
        much = f", up to {words.duration(clause.up_to.amount)} each time"
    elif clause.up_to:
        much = f", {words.allowance(clause.up_to)}"
    yield f"Help {when}{much} ({clause.number})."


def _things(plan: PlanVersion, speaking: Sequence[Clause]) -> Iterator[str]:
    number = {clause.code: clause.number for clause in speaking}
    shared = ", and what you share" if plan.users.shared_devices == "listed" else ""
    counted = devices(plan)
    yield f"{counted[:1].upper()}{counted[1:]}{shared} ({number['devices']})."
    listed = listed_printers(plan)
    if listed:
        yield f"Printers on your list: {words.listing(listed)} ({number['printers']})."
    if plan.applications == "listed":
        yield f"Programs on your list ({number['applications']})."
    if plan.applications == "all":
        yield "Every program that you use."
    if plan.onsite.visits == "included":
        yield "Visits to your sites."


def listed_printers(plan: PlanVersion) -> list[str]:
    """The places whose printers are looked after."""
    names = {"central": "central", "personal": "personal", "at_home": "at home"}
    return [name for key, name in names.items() if getattr(plan.printers, key) == "listed"]


def _proactive(plan: PlanVersion) -> Iterator[str]:
    basics = plan.basics
    if basics.monitoring:
        yield f"Watching and mending {words.listing(basics.monitoring)}"
    if basics.patching:
        names = [_PATCHED.get(each, each) for each in basics.patching]
        yield f"Updates of {words.listing(names)}"
    backups = []
    if basics.backups.monitoring != "none":
        backups.append(f"checked {_EVERY[basics.backups.monitoring]}")
    if basics.backups.recovery_test != "none":
        backups.append(f"proved by a recovery test {_EVERY[basics.backups.recovery_test]}")
    if backups:
        yield f"Backups {words.listing(backups)}"
    meetings = {"A written report": basics.report, "A business review": basics.review}
    told = [f"{what} {_EVERY[when]}" for what, when in meetings.items() if when != "none"]
    if told:
        yield words.listing([told[0], *(f"a{each[1:]}" for each in told[1:])])


def _drawn(plan: PlanVersion, speaking: Sequence[Clause]) -> Iterator[str]:
    """What is included so many times, or for so long."""
    said = {
        "onsite": "Visits to your sites",
        "replacements": "A new computer for an old one",
        "moves": "Moves of a desk",
        "training": "First training",
    }
    for clause in speaking:
        if clause.up_to and clause.code in said:
            yield f"{said[clause.code]}, {words.allowance(clause.up_to)} ({clause.number})."
    if plan.replacements.setup == "covered" and not plan.replacements.per_user:
        yield f"{said['replacements']}."


def always_free(plan: PlanVersion, speaking: Sequence[Clause]) -> Iterator[str]:
    """What costs nothing even where the rest of the work is not included."""
    for clause in speaking:
        if clause.code == "own_errors":
            yield f"Our own mistakes, put right at any hour ({clause.number})."
        if clause.code == "triage" and clause.up_to:
            much = words.duration(clause.up_to.amount)
            where = f"in business hours ({clause.number})"
            yield f"A first look of {much} at anything, {where}."
        if clause.code == "mitigation" and clause.up_to and _is_excluded_cause(clause):
            much = words.duration(clause.up_to.amount)
            yield (
                f"First aid of {much}, at any hour, when damage from outside stops "
                f"you ({clause.number})."
            )
    if plan.disputes.unresolved == "covered":
        yield "Work that we still disagree about, for as long as we do."


def _is_excluded_cause(clause: Clause) -> bool:
    return any(atom.fact == "cause" for atom in atoms(clause.when))
