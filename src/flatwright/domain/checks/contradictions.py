"""Settings that cannot both be meant, and promises that nothing is charged for."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Any

from flatwright.domain.checks.finding import Finding, FindingKind
from flatwright.domain.plan import words
from flatwright.domain.plan.clause import Clause, Outcome
from flatwright.domain.plan.limit import UpTo
from flatwright.domain.plan.price import UNITS
from flatwright.domain.plan.version import PlanVersion

Told = tuple[str, str, str]  # the settings, what is wrong, what to change


def contradictions(plan: PlanVersion) -> Iterator[Finding]:
    """Two settings of which one has no effect, or takes back what the other promises."""
    for rule in _RULES:
        for settings, says, change in rule(plan):
            yield Finding(
                name=f"contradiction:{settings}",
                kind=FindingKind.CONTRADICTION,
                says=says,
                change=change,
            )


def _thresholds(plan: PlanVersion) -> Iterator[Told]:
    request, incident = plan.projects.request_over, plan.projects.incident_over
    if request and incident and request > incident:
        service, stops = words.duration(request), words.duration(incident)
        yield (
            "projects.request_over+projects.incident_over",
            f"A request of up to {service} is service, and help stops after {stops}.",
            "Set projects.request_over to at most projects.incident_over.",
        )
    if incident and plan.basics.helpdesk == "hourly":
        yield (
            "projects.incident_over+basics.helpdesk",
            "Help is hourly from its first minute, so incident_over limits nothing.",
            "Take out projects.incident_over.",
        )
    if plan.projects.incident_whole and not incident:
        yield (
            "projects.incident_whole+projects.incident_over",
            "The whole of an incident is to be a project beyond a time that is not stated.",
            "Set projects.incident_over, or take out projects.incident_whole.",
        )


def _after_hours(plan: PlanVersion) -> Iterator[Told]:
    hours = plan.hours.after_hours
    rates = ("rate", "multiple", "surcharge", "fixed", "weekend", "holiday")
    priced = [name for name in rates if getattr(hours, name) is not None]
    billed = [*priced, *(name for name in ("minimum",) if hours.minimum)]
    if hours.included == "all" and billed:
        yield (
            "hours.after_hours.included",
            f"Every hour is covered, and after hours has {words.listing(billed)}.",
            "Take out the price, or let included be none.",
        )
    others = [name for name in billed if name != "fixed"]
    if hours.fixed is not None and others:
        yield (
            "hours.after_hours.fixed",
            f"A call-out has a fixed price, so {words.listing(others)} is never billed.",
            f"Take out fixed, or {words.listing(others)}.",
        )


def _extras(plan: PlanVersion) -> Iterator[Told]:
    if plan.training.leave_behind and not plan.training.per_installation:
        yield (
            "training.leave_behind+training.per_installation",
            "A written guide is left behind after training, and no training is covered.",
            "Set training.per_installation, or leave_behind: false.",
        )
    if plan.moves.planned_day != "none" and not plan.moves.per_person_per_year:
        yield (
            "moves.planned_day+moves.per_person_per_year",
            "Clients are invited to plan moves for one day, and no move is covered.",
            "Set moves.per_person_per_year, or planned_day: none.",
        )


def _sla(plan: PlanVersion) -> Iterator[Told]:
    for priority, target in plan.sla.items():
        if _is_sooner(target.resolve, target.respond):
            yield (
                f"sla.{priority}",
                f"{priority.upper()} is to work again before it is first answered.",
                f"Set sla.{priority}.resolve to no less than respond.",
            )
    by_priority = sorted(plan.sla.items())
    for (urgent, first), (lesser, second) in pairwise(by_priority):
        for name in ("respond", "resolve"):
            if _is_sooner(getattr(second, name), getattr(first, name)):
                yield (
                    f"sla.{urgent}+sla.{lesser}",
                    f"{lesser.upper()} has a shorter time to {name} than {urgent.upper()}.",
                    f"Set sla.{urgent}.{name} to no more than that of {lesser}.",
                )


def _is_sooner(one: Any, other: Any) -> bool:
    """Whether a span is shorter; minutes and days are not compared."""
    if isinstance(one, int) and isinstance(other, int):
        return one < other
    if isinstance(one, int) or isinstance(other, int) or one is None or other is None:
        return False
    return bool(one.business == other.business and one.count < other.count)


def _price(plan: PlanVersion) -> Iterator[Told]:
    price = plan.price
    if plan.users.minimum and price.per_user is None:
        yield (
            "users.minimum+price.per_user",
            "A least number of users is billed, and there is no price for a user.",
            "Set price.per_user, or take out users.minimum.",
        )
    if price.base_includes and price.base is None:
        yield (
            "price.base_includes+price.base",
            "The base pays for units, and there is no base.",
            "Set price.base, or take out base_includes.",
        )
    rise = price.escalator
    if rise and rise.at_most is not None and rise.fixed is not None:
        yield (
            "price.escalator",
            "The yearly rise is both fixed and at most so much.",
            "Keep one of at_most and fixed.",
        )
    for part in rise.applies_to if rise else ():
        if part in UNITS and getattr(price, f"per_{part}") is None:
            yield (
                f"price.escalator.applies_to.{part}",
                f"The price for each {part} rises, and there is none.",
                f"Set price.per_{part}, or take {part} out of applies_to.",
            )


def _rollover(plan: PlanVersion) -> Iterator[Told]:
    limits = {"basics.helpdesk": plan.basics.helpdesk, "onsite.visits": plan.onsite.visits}
    limits |= {f"clauses.{own.code}": own.up_to for own in plan.clauses}
    for setting, limit in limits.items():
        if isinstance(limit, UpTo) and limit.carried_at_most and not limit.rollover:
            yield (
                f"{setting}.carried_at_most",
                f"{setting} says how much is carried on, and nothing is.",
                "Set rollover: true, or take out carried_at_most.",
            )


_RULES: tuple[Callable[[PlanVersion], Iterator[Told]], ...] = (
    *(_thresholds, _after_hours, _extras, _sla, _price, _rollover),
)


def unpriced(plan: PlanVersion, clauses: tuple[Clause, ...]) -> Iterator[Finding]:
    """What the plan promises or bills, and has no price for."""
    price = plan.price
    parts = [price.base, price.minimum_amount, *price.lines.values()]
    parts += [getattr(price, f"per_{unit}") for unit in UNITS]
    if all(part is None for part in parts):
        yield _no_price(
            "price", "The plan has no flat fee.", "Set price.per_user, or base."
        )
    rates: dict[Outcome, tuple[str, Decimal | None]] = {
        Outcome.HOURLY: ("rates.hourly", plan.rates.hourly),
        Outcome.PROJECT: ("projects.rate", plan.projects.rate),
        Outcome.AFTER_HOURS: ("hours.after_hours.rate", plan.hours.after_hours.rate),
    }
    for outcome, (setting, rate) in rates.items():
        uses = [c.code for c in clauses if c.outcome is outcome and c.rate is None]
        if uses and rate is not None and not rate:
            says = f'"{uses[0]}" is {outcome.value.replace("_", " ")} work at a rate of 0.'
            yield _no_price(setting, says, f"Set {setting}, or let the work be covered.")


def _no_price(setting: str, says: str, change: str) -> Finding:
    return Finding(
        name=f"no-price:{setting}", kind=FindingKind.NO_PRICE, says=says, change=change
    )
