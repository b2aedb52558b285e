"""The reference plan a second time: each minute of work by plain ifs, from the text alone.

Slow and obvious on purpose, and sharing nothing with the product but its records.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from flatwright.domain.records.client import Client
from flatwright.domain.records.work import WorkItem
from tests.oracle.reference_minutes import Minute, is_business_day

DEVICES_PER_USER = {1: 3, 2: 4}
THRESHOLD, TRIAGE, FIRST_AID, TRAINING, RELATED_DAYS, JOINER_DAYS = 240, 15, 60, 60, 30, 5
PROJECTS = (
    *("add_machine", "new_software", "major_upgrade", "building_move", "restoration_pm"),
    "replace_machine",
)
CARE = (
    *("fix", "howto", "restore", "restore_file", "reinstall", "change", "account_change"),
    *("order", "advise", "patch", "monitor", "backup_check", "restore_test", "report"),
    "review",
)
OTHERS = ("move", "train_initial", "train_other", "unlicensed_software")
ACTIONS = (*CARE, *PROJECTS, *OTHERS)
EXCLUDED = {"act_of_god": "acts_of_god", "third_party": "third_parties"}
CAUSES = ("normal", "user_error", "provider", *EXCLUDED, "unauthorised_change")
Took = tuple[str, str]  # outcome and clause


@dataclass(slots=True)
class Used:
    """What was drawn so far, by clause."""

    triage: int = 0
    mitigation: int = 0
    helpdesk: int = 0
    training: int = 0
    moves: Counter[str] = field(default_factory=Counter)
    moving: set[str] = field(default_factory=set)  # people whom this very move serves
    start: date | str | None = None  # of the person of the work, where it counts


def is_listed(work: WorkItem, client: Client, version: int) -> bool | None:
    """Whether the object is in the client's lists; None where nobody knows the object."""
    name = work.object.name
    if name == "unknown":
        return None
    if name in ("none", "account"):
        return True
    for devices in client.devices.values():
        counted = devices[: DEVICES_PER_USER[version]]
        if name in [device.name for device in counted]:
            return True
    return name in client.shared or name in client.printers


def is_printer(work: WorkItem) -> bool:
    """As told; else by northwind's names."""
    if work.object.kind is not None:
        return work.object.kind == "printer"
    return work.object.name.startswith(("p-", "pp-", "hp-"))


def joined(work: WorkItem, days: Iterable[date]) -> date | str | None:
    """The confirmed start, where it is in time for one of the days of the person's work."""
    start = work.confirmed_start
    if not isinstance(start, date):
        return start
    return start if any(is_in_time(start, day) for day in days) else None


def is_in_time(start: date, day: date) -> bool:
    """Whether a start is no more than five business days before a day."""
    after = [start + timedelta(days=n + 1) for n in range((day - start).days)]
    return start <= day and sum(is_business_day(each) for each in after) <= JOINER_DAYS


def is_rostered(person: str, day: date, client: Client) -> bool:
    """Whether the client's own list has a person on a day."""
    return any(
        days.first <= day and (days.last is None or day <= days.last)
        for days in client.roster.get(person, ())
    )


def is_user(
    person: str, day: date, client: Client, start: date | str | None
) -> bool | None:
    """Whether a person is served on a day; None where it is not known."""
    if person == "unknown":
        return None
    if person == "none" or is_rostered(person, day, client):
        return True
    if start == "unknown":
        return None
    return isinstance(start, date) and start <= day


def is_over(work: WorkItem) -> bool | None:
    """Whether the estimate, with related requests, is over the threshold."""
    related = sum(work.related_estimates_min)
    if work.related_within_days > RELATED_DAYS:
        related = 0
    if work.estimate_min is not None:
        return work.estimate_min + related > THRESHOLD
    if work.action == "move":
        return False
    if related > THRESHOLD:
        return True
    return False if work.action == "howto" or work.kind != "request" else None


def take(work: WorkItem, minute: Minute, client: Client, used: Used) -> Took:
    """The outcome of a minute and the clause that took it: the table, top to bottom."""
    if minute.version is None:
        return "hourly", "in_force"
    if work.cause == "provider":
        return "covered", "own_errors"
    if minute.is_suspended:
        if work.priority == "p1" and used.mitigation < FIRST_AID:
            used.mitigation += 1
            return "covered", "mitigation"
        return "hourly", "in_force"
    if work.action == "unlicensed_software":
        return "declined", "lawful_use"
    return take_for_people(work, minute, client, used)


def take_for_people(work: WorkItem, minute: Minute, client: Client, used: Used) -> Took:
    """Clauses 4 and 5: who, where and what."""
    person = work.entries[minute.entry].person or work.person
    start = used.start if person == work.person else None
    is_known_not_shared = work.object.name not in {*client.shared, "unknown"}
    if is_user(person, minute.day, client, start) is False and is_known_not_shared:
        return "hourly", "users"
    if work.onsite is True and work.location not in {*client.sites, "none"}:
        return "hourly", "places"
    needs_listing = work.action != "add_machine" and not work.object_will_be_registered
    if needs_listing and is_listed(work, client, minute.nearest) is False:
        if minute.is_business and used.triage < TRIAGE:
            used.triage += 1
            return "covered", "triage"
        return "hourly", "printers" if is_printer(work) else "devices"
    return take_served(work, minute, client, used)


def take_served(work: WorkItem, minute: Minute, client: Client, used: Used) -> Took:
    """Clauses 6 and 7: the basics, then the exclusions."""
    ours = minute.is_business or minute.is_grace or work.after_hours_by == "provider"
    if work.kind in ("proactive", "vendor"):
        if ours:
            return "covered", "proactive" if work.kind == "proactive" else "vendors"
        return "after_hours", "after_hours"
    if work.cause in EXCLUDED and work.priority == "p1" and used.mitigation < FIRST_AID:
        used.mitigation += 1
        return "covered", "mitigation"
    if work.cause in EXCLUDED:
        return "project", EXCLUDED[work.cause]
    for is_so, code in (
        (work.cause == "unauthorised_change", "unauthorised_changes"),
        (work.object.name in client.end_of_life, "end_of_life"),
        (work.object.name in client.pre_existing, "pre_existing"),
    ):
        if is_so:
            return "hourly", code
    return take_day_to_day(work, minute, used, is_ours=ours)


def take_day_to_day(work: WorkItem, minute: Minute, used: Used, *, is_ours: bool) -> Took:
    """Clauses 8 to 11: projects, moves, training, and help."""
    if work.action in PROJECTS:
        return "project", "projects"
    if work.action == "move" and is_over(work):
        return "project", "threshold"
    if work.action == "move":
        return take_move(work, minute, used, is_ours=is_ours)
    if work.action in ("train_initial", "train_other"):
        is_first = work.action == "train_initial" and minute.is_business
        if is_first and used.training < TRAINING:
            used.training += 1
            return "covered", "training"
        return "hourly", "training"
    return take_care(work, used, is_ours=is_ours)


def take_move(work: WorkItem, minute: Minute, used: Used, *, is_ours: bool) -> Took:
    """One move a person and agreement year; at night because the client wants it, none."""
    person = work.entries[minute.entry].person or work.person
    if not is_ours:
        return "after_hours", "after_hours"
    if person in used.moving:
        return "covered", "moves"
    if used.moves[person] < 1:
        used.moving.add(person)
        return "covered", "moves"
    return "hourly", "moves"


def take_care(work: WorkItem, used: Used, *, is_ours: bool) -> Took:
    """Clauses 10 and 11: day-to-day care."""
    if work.kind == "request" and is_over(work):
        return "project", "threshold"
    if not is_ours:
        return "after_hours", "after_hours"
    if used.helpdesk < THRESHOLD:
        used.helpdesk += 1
        return "covered", "helpdesk"
    return "project", "threshold"


def used_before(work: WorkItem) -> Used:
    """The counters, as they stand before this work."""

    def of(code: str) -> int:
        told = work.prior.by_code.get(code, 0)
        assert isinstance(told, int)
        return told

    return Used(
        triage=of("triage"),
        mitigation=of("mitigation"),
        helpdesk=work.prior.covered_min,
        training=work.prior.training_min,
        moves=Counter(work.prior.moves),
    )


def walk(work: WorkItem, minutes: list[Minute], client: Client) -> tuple[list[Took], Used]:
    """For each minute, outcome and clause; and what was used."""
    used = used_before(work)
    mine = [m.day for m in minutes if work.entries[m.entry].person in (None, work.person)]
    used.start = joined(work, mine)
    return [take(work, minute, client, used) for minute in minutes], used
