"""Which facts the reference plan asks for: every answer tried with every other."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from flatwright.domain.records.agreement import Agreement
from flatwright.domain.records.client import Client
from flatwright.domain.records.work import TimeEntry, WorkItem, WorkObject
from tests.oracle.reference_minutes import Minute
from tests.oracle.reference_plan import CAUSES, is_in_time, is_over, is_rostered
from tests.oracle.reference_world import same, world

STRANGER = "somebody who is not on the roster"
ORDER = (
    *("cause", "person", "confirmed_start", "object", "action", "after_hours_by"),
    "estimate_min",
)
OBJECTS = ("bob-pc", "alice-pc2", "nas1", "wifi1", "srv1", "something unlisted")
ACTIONS = (
    *("fix", "howto", "add_machine", "new_software", "move", "train_initial"),
    *("train_other", "unlicensed_software"),
)
Change = Callable[[WorkItem], WorkItem]
Variable = tuple[str, list[Change]]  # the fact, and its possible answers


def questions(work: WorkItem, minutes: list[Minute], agreement: Agreement) -> list[str]:
    """Facts of which two answers differ, for some answers to the others."""
    variables = list(unknown(work, minutes, agreement.client))
    if not variables:
        return []
    results = {}
    for choice in product(*(range(len(answers)) for _, answers in variables)):
        told = work
        for (_, answers), n in zip(variables, choice, strict=True):
            told = answers[n](told)
        results[choice] = same(world(told, minutes, agreement.client))
    asked = {name for i, (name, _) in enumerate(variables) if matters(i, results)}
    return [name for name in ORDER if name in asked]


def matters(index: int, results: dict[tuple[int, ...], Any]) -> bool:
    """Whether some answers to the others leave this one a choice."""
    seen: dict[tuple[int, ...], Any] = {}
    for choice, result in results.items():
        others = choice[:index] + choice[index + 1 :]
        if seen.setdefault(others, result) != result:
            return True
    return False


def unknown(work: WorkItem, minutes: list[Minute], client: Client) -> Iterator[Variable]:
    """Every fact that nobody has told, with its possible answers."""
    if work.cause == "unknown":
        yield "cause", [setting("cause", value) for value in CAUSES]
    yield from unknown_people(work, minutes, client)
    if work.confirmed_start == "unknown":
        yield "confirmed_start", [setting("confirmed_start", d) for d in starts(minutes)]
    if work.object.name == "unknown":
        yield "object", [setting("object", WorkObject(name=name)) for name in OBJECTS]
    if work.action == "unknown":
        yield "action", [setting("action", value) for value in ACTIONS]
    if work.after_hours_by == "unknown":
        yield (
            "after_hours_by",
            [setting("after_hours_by", v) for v in ("client", "provider")],
        )
    needs_estimate = work.kind == "request" and work.estimate_min is None
    if needs_estimate and is_over(replace(work, action="fix")) is None:
        yield "estimate_min", [estimated(over=False), estimated(over=True)]


def setting(name: str, value: Any) -> Change:
    """The work with one fact told."""

    def told(work: WorkItem) -> WorkItem:
        changes: dict[str, Any] = {name: value}
        return replace(work, **changes)

    return told


def estimated(*, over: bool) -> Change:
    """The work with an estimate; a move and a how-to without one are not over it."""

    def told(work: WorkItem) -> WorkItem:
        if work.action in ("move", "howto"):
            return work
        return replace(work, estimate_min=10_000 if over else 0)

    return told


def starts(minutes: list[Minute]) -> list[date | None]:
    """No start, and one start for each set of days that a start can serve."""
    days = sorted({minute.day for minute in minutes})
    found: dict[tuple[bool, ...], date | None] = {tuple(False for _ in days): None}
    for n in range((days[-1] - days[0]).days + 30):
        start = days[-1] - timedelta(days=n)
        if any(is_in_time(start, day) for day in days):
            found.setdefault(tuple(start <= day for day in days), start)
    return list(found.values())


def unknown_people(
    work: WorkItem, minutes: list[Minute], client: Client
) -> Iterator[Variable]:
    """The person of the work, and each entry's own, where nobody told who."""
    answers = possible_people(work, minutes, client)
    shared = [n for n, entry in enumerate(work.entries) if entry.person is None]
    if work.person == "unknown" and shared:
        yield "person", [setting("person", name) for name in answers]
    for n, entry in enumerate(work.entries):
        if entry.person == "unknown":
            yield "person", [entry_for(n, name) for name in answers]


def entry_for(index: int, person: str) -> Change:
    """The work with one entry's person told."""

    def told(work: WorkItem) -> WorkItem:
        entries: list[TimeEntry] = list(work.entries)
        entries[index] = replace(entries[index], person=person)
        return replace(work, entries=tuple(entries))

    return told


def possible_people(work: WorkItem, minutes: list[Minute], client: Client) -> list[str]:
    """One name for each way in which days, moves and other entries tell people apart."""
    days = sorted({minute.day for minute in minutes})
    told = {entry.person or "none" for entry in work.entries} - {"unknown"}
    found: dict[tuple[Any, ...], str] = {}
    for name in (*client.roster, STRANGER, *sorted(work.prior.moves), *sorted(told)):
        if name == "none":
            continue
        on = tuple(is_rostered(name, day, client) for day in days)
        used = work.prior.moves.get(name, 0) >= 1
        found.setdefault((on, used, name if name in told else ""), name)
    return list(found.values())
