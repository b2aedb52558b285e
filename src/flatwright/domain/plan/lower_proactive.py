"""Day-to-day care that is done without being asked."""

from collections.abc import Iterator

from flatwright.domain.kernel.condition import Condition, among, every
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.lower_hours import at_night
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
            says=f"Monitoring is for {words.listing(plan.basics.monitoring)}; "
            "monitoring of anything else is hourly.",
        )
    yield Clause(
        code="proactive",
        heading="basics",
        when=every(is_proactive, ours),
        outcome=Outcome.COVERED,
        says=_proactive_says(plan),
    )
    yield from at_night(plan, is_proactive, ours)


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
    hours = "in business hours and whenever we choose the hour"
    return f"{done}Proactive work is covered {hours}."
