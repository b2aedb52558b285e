"""One setting made more generous, or one more thing taken in; no client pays for it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from flatwright.domain.checks.occasions import Occasion, occasions, until_closing
from flatwright.domain.coverage.space import Fixed
from flatwright.domain.kernel.condition import ALWAYS, Condition, Not, among, every
from flatwright.domain.kernel.days import DAY
from flatwright.domain.plan.limit import Unit, UpTo
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.plan.week import Week

Change = Callable[[PlanVersion], PlanVersion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Generosity:
    """A step towards the client: facts that change, or a setting that does."""

    name: str  # listing, or the setting
    says: str
    setting: str
    within: Condition = ALWAYS
    before: Fixed
    after: Fixed
    change: Change | None = None
    usual: Fixed
    occasions: Callable[[PlanVersion], tuple[Occasion, ...]] | None = None


_LISTED: Fixed = {"object_listed": "yes", "object_place": "other"}
_UNLISTED: Fixed = {"object_listed": "no", "object_shared": "no"}
_OF_NO_DEVICE = ("printer", "application", "account")


_THINGS: tuple[tuple[str, str, Condition, Fixed, Fixed], ...] = (
    (
        "listing a printer",
        "printers",
        every(among("object_kind", "printer"), Not(among("object_place", "other"))),
        {"object_listed": "yes"},
        {"object_kind": "printer", "object_place": "home"},
    ),
    (
        "counting one more device",
        "users.devices",
        Not(among("object_kind", *_OF_NO_DEVICE)),
        _LISTED,
        {},
    ),
    (
        "listing an application",
        "applications",
        among("object_kind", "application"),
        _LISTED,
        {},
    ),
)


def takings_in() -> Iterator[Generosity]:
    """What a client may have listed: a thing, a person or a place."""
    for says, setting, within, after, usual in _THINGS:
        yield Generosity(
            name="listing",
            says=says,
            setting=setting,
            within=within,
            before=_UNLISTED,
            after=after,
            usual=usual,
        )
    yield Generosity(
        name="listing",
        says="putting a person on the roster",
        setting="users",
        before={"on_roster": "no"},
        after={"on_roster": "yes"},
        usual={},
    )
    yield Generosity(
        name="listing",
        says="listing a site",
        setting="onsite",
        within=every(among("onsite", "yes"), among("from_home", "no")),
        before={"place_listed": "no"},
        after={"place_listed": "yes"},
        usual={"onsite": "yes"},
    )


# Words of a setting, from strict to generous.
_RANKS: dict[str, tuple[str, ...]] = {
    **{
        f"exclusions.{name}": ("project", "hourly", "covered")
        for name in (
            *("acts_of_god", "third_parties", "unauthorised_changes"),
            *("end_of_life", "pre_existing"),
        )
    },
    **{
        f"printers.{name}": ("hourly", "listed")
        for name in ("central", "personal", "at_home")
    },
    "users.shared_devices": ("hourly", "listed"),
    "users.home_working.office_end": ("hourly", "covered"),
    "users.home_working.home_end": ("hourly", "covered"),
    "basics.helpdesk": ("hourly", "unlimited"),
    "basics.vendors": ("hourly", "managed"),
    "onsite.visits": ("hourly", "included"),
    "replacements.setup": ("project", "hourly", "covered"),
    "advice": ("hourly", "included"),
    "applications": ("hourly", "listed", "all"),
    "hours.after_hours.included": ("none", "all"),
    "basics.backups.monitoring": ("none", "weekly"),
    "basics.backups.recovery_test": ("none", "yearly"),
    "basics.review": ("none", "yearly"),
    "basics.report": ("none", "yearly"),
}
# Numbers of which more is generous, with a step.
_MORE = {
    "first_aid.triage": 15,
    "first_aid.p1_of_excluded_cause": 30,
    "moves.per_person_per_year": 1,
    "training.per_installation": 30,
    "projects.request_over": 60,
    "projects.incident_over": 60,
    "hours.closing_grace": 15,
    "replacements.per_user": 1,
    "basics.helpdesk": 1,
    "onsite.visits": 1,
}
# Numbers of which less is generous.
_LESS = {
    "hours.after_hours.minimum": 0,
    "rates.rounding": 1,
}
_LISTS = {
    "basics.monitoring": (
        *("servers", "computers", "tablets", "phones", "network", "printers"),
    ),
    "basics.patching": ("microsoft", "java", "firmware", "third_party"),
}


def settings_made_milder(plan: PlanVersion) -> Iterator[Generosity]:
    """Each setting that could be one step more generous, with that step."""
    for path, value in _steps(plan):
        yield Generosity(
            name=path,
            says=_step_says(path, value_at(plan, path), value),
            setting=path,
            before={},
            after={},
            change=_setter(path, value),
            usual={},
        )
    if _after_closing(plan):
        yield Generosity(
            name="hours.open",
            says="closing an hour later",
            setting="hours.open",
            before={"hours": "after_hours"},
            after={"hours": "business"},
            change=_open_longer,
            usual={},
            occasions=_after_closing,
        )


def _steps(plan: PlanVersion) -> Iterator[tuple[str, Any]]:
    for path, ranks in _RANKS.items():
        value = value_at(plan, path)
        if value in ranks:
            yield from ((path, word) for word in ranks[ranks.index(value) + 1 :])
    for path, step in _MORE.items():
        more = _more(value_at(plan, path), step)
        if more is not None:
            yield path, more
    for path, least in _LESS.items():
        if value_at(plan, path) > least:
            yield path, least
    yield from _longer_lists(plan)
    for place, own in enumerate(plan.clauses):
        more = _more(own.up_to, 1)
        if more is not None:
            yield f"clauses.{place}.up_to", more


def _longer_lists(plan: PlanVersion) -> Iterator[tuple[str, Any]]:
    for path, words in _LISTS.items():
        there = value_at(plan, path)
        yield from ((path, (*there, word)) for word in words if word not in there)
    for nature in plan.projects.by_nature:
        left = tuple(each for each in plan.projects.by_nature if each != nature)
        yield "projects.by_nature", left


def _more(value: Any, step: int) -> Any:
    """A larger number or allowance; None where there is neither."""
    if isinstance(value, UpTo):
        name = value.limit.unit.value
        field = "time" if value.limit.unit is Unit.MINUTES else name
        amount = value.limit.amount + (60 if field == "time" else step)
        changed: dict[str, Any] = {field: amount}
        return replace(value, **changed)
    return value + step if isinstance(value, int) else None


def _step_says(path: str, old: Any, new: Any) -> str:
    if isinstance(old, tuple):
        gone = [each for each in old if each not in new]
        come = [each for each in new if each not in old]
        return f"{path} without {gone[0]}" if gone else f"{path} with {come[0]}"
    return f"{path} set to {_shown(new)} instead of {_shown(old)}"


def _shown(value: Any) -> str:
    if isinstance(value, UpTo):
        return f"{value.limit.amount} {value.limit.unit.value}"
    return str(value)


def value_at(plan: PlanVersion, path: str) -> Any:
    """The value of a setting by its path, such as `first_aid.triage`."""
    value: Any = plan
    for name in path.split("."):
        value = value[int(name)] if isinstance(value, tuple) else getattr(value, name)
    return value


def with_value(plan: PlanVersion, path: str, value: Any) -> PlanVersion:
    """The plan with another value for one setting."""
    changed: PlanVersion = _put(plan, path.split("."), value)
    return changed


def _put(section: Any, names: list[str], value: Any) -> Any:
    if not names:
        return value
    first, *rest = names
    if isinstance(section, tuple):
        place = int(first)
        inner = _put(section[place], rest, value)
        return (*section[:place], inner, *section[place + 1 :])
    return replace(section, **{first: _put(getattr(section, first), rest, value)})


def _setter(path: str, value: Any) -> Change:
    return lambda plan: with_value(plan, path, value)


def _open_longer(plan: PlanVersion) -> PlanVersion:
    days = tuple(
        (*spans[:-1], (spans[-1][0], min(DAY, spans[-1][1] + 60))) if spans else ()
        for spans in plan.hours.open.days
    )
    return with_value(plan, "hours.open", Week(days))


def _after_closing(plan: PlanVersion) -> tuple[Occasion, ...]:
    """The first hour after closing, where the plan closes for an hour or more."""
    closings = (
        (each, each.start + until_closing(plan, each))
        for each in occasions(plan)
        if each.runs_on
    )
    return tuple(
        replace(
            each,
            says="in the hour after closing",
            start=closing,
            room=60,
            moments=({"day": each.moments[0]["day"]},),
        )
        for each, closing in closings
        if each.start + each.room >= closing + 60
    )
