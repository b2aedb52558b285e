"""What a plan promises: the sections of a plan text, in the agreement's order."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flatwright.domain.plan.kinds import (
    AMOUNT,
    DAYS,
    DURATION,
    MULTIPLE,
    PERCENT,
    SPAN,
    YES_NO,
    ListOf,
    OneOf,
    TableOf,
    choice,
    whole,
)
from flatwright.domain.plan.limit import LIMIT
from flatwright.domain.plan.section import Section, setting
from flatwright.domain.plan.written import Days

COUNT = whole(0, 100_000)
DEVICE_KINDS = ("computer", "tablet", "phone")
EXCLUDED = choice("project", "hourly", "covered")
HOURLY_OR = {
    name: choice(name, "hourly") for name in ("covered", "listed", "included", "managed")
}
RHYTHM = choice("monthly", "quarterly", "half_yearly", "yearly", "none")
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeWorking:
    """Which end of a home worker's connection the plan looks after."""

    office_end: str = setting(
        HOURLY_OR["covered"], "office things used from home", "covered"
    )
    home_end: str = setting(HOURLY_OR["covered"], "the computer at home", "hourly")


def _devices_kind(value: Any) -> int:
    return 0 if isinstance(value, dict) else 1 if isinstance(value, int) else 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Users:
    """Who is a user, and with how many devices."""

    devices: Any = setting(
        OneOf(
            (TableOf(choice(*DEVICE_KINDS), COUNT), COUNT, choice("unlimited")),
            _devices_kind,
        ),
        "devices that count to a user, by kind or of any kind, "
        "the earliest registered first",
        1,
    )
    shared_devices: str = setting(
        HOURLY_OR["listed"], "shared computers, servers and network equipment", "listed"
    )
    home_working: HomeWorking = setting(
        Section(HomeWorking, "home_working"),
        "home working and remote desktop",
        HomeWorking(),
    )
    joiner_grace: Days = setting(
        DAYS,
        "how long after a start the client may still confirm it",
        Days(5, business=True),
    )
    leaver_notice: Days = setting(
        DAYS, "notice before a leaver is no longer billed", Days(30)
    )
    minimum: int = setting(COUNT, "the least number of users billed", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Printers:
    """Which printers are looked after, by the place where they stand."""

    central: str = setting(HOURLY_OR["listed"], "printers at a central place", "listed")
    personal: str = setting(HOURLY_OR["listed"], "printers of one person", "listed")
    at_home: str = setting(HOURLY_OR["listed"], "printers at a user's home", "listed")
    hardware_repair: str = setting(
        choice("vendor", "hourly"), "who repairs the printer itself", "vendor"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Backups:
    """Backups watched, and proved by bringing something back."""

    monitoring: str = setting(
        choice("daily", "weekly", "none"), "how often backups are looked at", "none"
    )
    recovery_test: str = setting(RHYTHM, "how often a recovery is tested", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Basics:
    """Day-to-day care and what is done without being asked."""

    helpdesk: Any = setting(
        OneOf(
            (LIMIT, choice("unlimited", "hourly")),
            lambda value: int(isinstance(value, str)),
        ),
        "help in business hours",
        "unlimited",
    )
    monitoring: tuple[str, ...] = setting(
        ListOf(choice("servers", "computers", "tablets", "phones", "network", "printers")),
        "what is watched, put right and managed",
        (),
    )
    vendors: str = setting(HOURLY_OR["managed"], "calls to third-party vendors", "managed")
    patching: tuple[str, ...] = setting(
        ListOf(choice("microsoft", "java", "firmware", "third_party")),
        "what is kept patched",
        (),
    )
    backups: Backups = setting(Section(Backups, "backups"), "backups", Backups())
    review: str = setting(RHYTHM, "business reviews", "none")
    report: str = setting(RHYTHM, "the written report", "none")


@dataclass(frozen=True, slots=True, kw_only=True)
class Onsite:
    """Visits."""

    visits: Any = setting(
        OneOf((LIMIT, HOURLY_OR["included"]), lambda value: int(isinstance(value, str))),
        "visits to the listed places",
        "included",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SlaTarget:
    """How soon we answer, and how soon it should work again."""

    respond: int | Days = setting(SPAN, "time to the first answer")
    resolve: int | Days | None = setting(SPAN, "time until it works again", None)


NATURES = (
    "adds_machine",
    "new_software",
    "major_upgrade",
    "new_building",
    "restoration_pm",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleAfterHours:
    """A rate's multiple outside business hours."""

    multiple: Decimal = setting(MULTIPLE, "times the project rate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Projects:
    """What is quoted alone instead of being day-to-day care."""

    by_nature: tuple[str, ...] = setting(
        ListOf(choice(*NATURES)), "work that is a project whatever its size", NATURES
    )
    request_over: int | None = setting(
        DURATION, "a request estimated at more than this is a project", None
    )
    incident_over: int | None = setting(
        DURATION, "the most that help takes of one work item before we stop and quote", None
    )
    incident_whole: bool = setting(
        YES_NO, "beyond incident_over the whole of it is a project, not the rest", False
    )
    related_within: Days = setting(
        DAYS, "requests for one outcome within this time are added together", Days(30)
    )
    rate: Decimal | None = setting(AMOUNT, "the project rate an hour", None)
    after_hours: MultipleAfterHours | None = setting(
        Section(MultipleAfterHours, "projects after_hours"),
        "projects outside business hours",
        None,
    )
    warranty: Days = setting(DAYS, "warranty on our own project work", Days(30))


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacements:
    """A new computer for an old one."""

    setup: str = setting(choice("project", "hourly", "covered"), "setting it up", "project")
    per_user: int | None = setting(
        whole(1, 100), "covered replacements for each user", None
    )
    every: int | None = setting(whole(1, 5), "in how many agreement years", None)


def contradictory_replacements(written: Replacements) -> tuple[str, str] | None:
    """A number of covered replacements and their years come together, where covered."""
    numbers = (written.per_user, written.every)
    if numbers == (None, None):
        return None
    if written.setup != "covered":
        says = f"replacements are {written.setup}, and a number of covered ones is given"
        return says, "Write setup: covered, or take out per_user and every."
    if None in numbers:
        says = "covered replacements have per_user without every, or every without per_user"
        return says, "Write both, as in {setup: covered, per_user: 1, every: 3}."
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassThrough:
    """What is bought for the client and charged on."""

    kinds: tuple[str, ...] = setting(
        ListOf(choice("software", "parts", "freight", "licensing")),
        "what the client pays above the fee",
        ("software", "parts", "freight", "licensing"),
    )
    markup: Decimal = setting(PERCENT, "what is added to the cost", Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusions:
    """What is nobody's fault, or not ours, and who pays for putting it right."""

    acts_of_god: str = setting(EXCLUDED, "flood, fire, lightning, utility surge", "project")
    third_parties: str = setting(EXCLUDED, "damage by others", "project")
    unauthorised_changes: str = setting(EXCLUDED, "changes by the client's side", "hourly")
    end_of_life: str = setting(
        EXCLUDED, "things that their maker no longer supports", "hourly"
    )
    pre_existing: str = setting(EXCLUDED, "faults found at onboarding", "hourly")


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAid:
    """What we do for the client even where the plan does not cover the rest."""

    triage: int = setting(DURATION, "a first look at a thing that is not listed", 0)
    p1_of_excluded_cause: int = setting(
        DURATION, "stabilising a P1 of an excluded cause", 0
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """Moves of a person's desk inside the listed sites."""

    per_person_per_year: int = setting(whole(0, 365), "free moves", 0)
    new_building: str = setting(choice("project"), "a move into a new building", "project")
    planned_day: str = setting(
        choice(*MONTHS, "none"), "when we ask to plan moves for one day", "none"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Training:
    """Learning to use what was installed."""

    per_installation: int = setting(DURATION, "first training on something installed", 0)
    leave_behind: bool = setting(YES_NO, "a written guide stays with the client", False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Prices of an hour, and how time is rounded."""

    hourly: Decimal = setting(AMOUNT, "the hourly rate")
    rounding: int = setting(DURATION, "billed time is rounded up to this", 15)
    own_cost: Decimal = setting(AMOUNT, "what an hour costs the provider")


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputes:
    """What counts while the client and the provider disagree."""

    unresolved: str = setting(
        choice("covered", "billed"), "an unresolved dispute", "covered"
    )
