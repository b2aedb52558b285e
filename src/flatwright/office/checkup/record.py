"""The record of changes: whole, and telling all that is stored."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models

from flatwright.office.agreements.models import AgreedVersion, Agreement, Suspension
from flatwright.office.audit.changes import snapshot
from flatwright.office.audit.checkpoint import problem_since
from flatwright.office.audit.models import Event
from flatwright.office.audit.queries import verdict
from flatwright.office.backups.restoring import waiting
from flatwright.office.checkup.finding import Finding
from flatwright.office.clients.models import (
    Approver,
    Condition,
    Person,
    RosterPeriod,
    Site,
    Thing,
)
from flatwright.office.desk.models import (
    Approval,
    Decision,
    Goodwill,
    Material,
    TimeEntry,
    Use,
)

TOLD: tuple[type[models.Model], ...] = (  # what bills follow from
    *(Site, Person, RosterPeriod, Approver, Thing, Condition),
    *(Agreement, AgreedVersion, Suspension),
    *(TimeEntry, Material, Approval, Goodwill, Decision, Use),
)


def chain() -> Iterator[Finding]:
    """The record of changes: no event was edited, left out or moved."""
    found = verdict()
    if found.problem:
        says = f"In the record of changes, {found.problem}."
        yield Finding(code="audit_chain", says=f"{says}{_broken_off()}")


def _broken_off() -> str:
    """Rows that came back without their keys look as if somebody had forged them."""
    if not waiting(Path(settings.HOME) / "audit.key").exists():
        return ""
    return (
        " But a restore was broken off here before the keys were in place, and without "
        "theirs no event fits. Restore the same backup again, with --replace."
    )


def since(checkpoint: Path) -> Iterator[Finding]:
    """The record of changes: it holds all that it held when the checkpoint was written."""
    problem = problem_since(checkpoint)
    if problem:
        says = f"The record of changes was cut or made anew: {problem}."
        yield Finding(code="audit_cut", says=says)


def told() -> Iterator[Finding]:
    """What is stored: it is as the record of changes tells it."""
    for model in TOLD:
        yield from _told(model)


def _told(model: type[models.Model]) -> Iterator[Finding]:
    """Rows and the sums of their events, side by side, in the order of their keys."""
    sums = _sums(model._meta.label_lower)
    expected = next(sums, None)
    name = model._meta.verbose_name
    for row in model._default_manager.order_by("pk").iterator():
        while expected and expected[0] < row.pk:
            yield from _gone(str(name), expected)
            expected = next(sums, None)
        if expected is None or expected[0] != row.pk or not expected[1]:
            yield Finding(
                code="untold_row", says=f"Nobody is recorded to have made {name} {row.pk}."
            )
            continue
        yield from _differs(str(name), row, expected[1])
        expected = next(sums, None)
    while expected:
        yield from _gone(str(name), expected)
        expected = next(sums, None)


def _sums(subject: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each row's key with what its events add up to; nothing, where it was removed."""
    events = Event.objects.filter(subject=subject).order_by("subject_id", "id")
    fields = events.values_list("subject_id", "verb", "after")
    for key, own in groupby(fields.iterator(), key=lambda event: event[0]):
        total: dict[str, Any] = {}
        for _, verb, after in own:
            total = {} if verb == "removed" else {**total, **after}
        yield key, total


def _gone(name: str, expected: tuple[int, dict[str, Any]]) -> Iterator[Finding]:
    key, total = expected
    if total:
        says = f"{name} {key} is gone, and nobody is recorded to have removed it."
        yield Finding(code="untold_removal", says=says.capitalize())


def _differs(name: str, row: models.Model, total: dict[str, Any]) -> Iterator[Finding]:
    now = snapshot(row)
    wrong = sorted(each for each in total.keys() & now.keys() if total[each] != now[each])
    if wrong:
        what = ", ".join(each.replace("_", " ") for each in wrong)
        says = (
            f"{name} {row.pk} is not as recorded ({what}). It was changed past the office."
        )
        yield Finding(code="untold_change", says=says.capitalize())
