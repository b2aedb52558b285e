"""Plans with one setting moved or one clause left out: to see what each is worth."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flatwright.domain.plan.sections import SlaTarget
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.words import duration
from flatwright.domain.pricing.rate_book import RateBook


@dataclass(frozen=True, slots=True)
class Move:
    """One setting, what it is and what it would be, and the plan with it."""

    setting: str  # as in the plan text: moves.per_person_per_year
    was: str
    would_be: str
    plan: PlanVersion
    is_clause: bool = False  # a clause of the owner's own, left out


def with_setting(plan: PlanVersion, path: str, value: Any) -> PlanVersion:
    """A plan with one setting changed; `path` as in printers.central."""
    head, _, rest = path.partition(".")
    if rest:
        value = _with(getattr(plan, head), rest, value)
    return replace(plan, **{head: value})


def moves(plan: PlanVersion, book: RateBook) -> Iterator[Move]:
    """Each own clause left out, and each setting moved by one step either way."""
    yield from _own_clauses(plan)
    for path, values in _STEPS.items():
        now = _get(plan, path)
        for value in values:
            if value != now:
                yield Move(path, _said(now), _said(value), with_setting(plan, path, value))
    yield from _devices(plan)
    yield from _thresholds(plan)
    yield from _response(plan, book)


_STEPS: dict[str, tuple[Any, ...]] = {
    "printers.central": ("listed", "hourly"),
    "printers.personal": ("listed", "hourly"),
    "printers.at_home": ("listed", "hourly"),
    "basics.vendors": ("managed", "hourly"),
    "basics.review": ("none", "quarterly"),
    "basics.report": ("none", "monthly"),
    "basics.backups.recovery_test": ("none", "quarterly"),
    "onsite.visits": ("included", "hourly"),
    "hours.after_hours.included": ("none", "all"),
    "replacements.setup": ("project", "hourly"),
    "exclusions.acts_of_god": ("project", "covered"),
    "exclusions.third_parties": ("project", "covered"),
    "exclusions.unauthorised_changes": ("hourly", "covered"),
    "first_aid.triage": (0, 15, 30),
    "first_aid.p1_of_excluded_cause": (0, 60, 120),
    "moves.per_person_per_year": (0, 1, 2),
    "training.per_installation": (0, 60, 120),
}


def _own_clauses(plan: PlanVersion) -> Iterator[Move]:
    """The plan without each of the owner's clauses; those of one code go together."""
    for code in dict.fromkeys(each.code for each in plan.clauses):
        rest = tuple(each for each in plan.clauses if each.code != code)
        without = replace(plan, clauses=rest)
        yield Move(f"clauses: {code}", "in the plan", "left out", without, is_clause=True)


def _devices(plan: PlanVersion) -> Iterator[Move]:
    now = plan.users.devices
    if isinstance(now, int):
        choices: tuple[Any, ...] = (*(n for n in (now - 1, now + 1) if n > 0), "unlimited")
    else:
        choices = tuple(each for each in ("unlimited",) if each != now)
    for value in choices:
        with_it = with_setting(plan, "users.devices", value)
        yield Move("users.devices", _said(now), _said(value), with_it)


def _thresholds(plan: PlanVersion) -> Iterator[Move]:
    for path in ("projects.request_over", "projects.incident_over"):
        now = _get(plan, path)
        for value in (now // 2, now * 2, None) if now else (240,):
            yield Move(path, _time(now), _time(value), with_setting(plan, path, value))


def _response(plan: PlanVersion, book: RateBook) -> Iterator[Move]:
    now = plan.sla.get("p1")
    for tier in book.costs.response.values():
        if now is None or tier.respond != now.respond:
            target = replace(now, respond=tier.respond) if now else None
            sla = plan.sla | {"p1": target or SlaTarget(respond=tier.respond)}
            was = "none" if now is None else _time(now.respond)
            yield Move("sla.p1.respond", was, _time(tier.respond), replace(plan, sla=sla))


def _with(section: Any, path: str, value: Any) -> Any:
    head, _, rest = path.partition(".")
    if rest:
        value = _with(getattr(section, head), rest, value)
    return replace(section, **{head: value})


def _get(plan: PlanVersion, path: str) -> Any:
    value: Any = plan
    for name in path.split("."):
        value = getattr(value, name)
    return value


def _time(minutes: Any) -> str:
    if minutes is None:
        return "no limit"
    return duration(minutes) if isinstance(minutes, int) else str(minutes)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{count} {kind}" for kind, count in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "a limit" if hasattr(value, "limit") else str(value)
