"""A ticket with all that hangs on it, before it is stored."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import models

from flatwright.office.audit.changes import create_all
from flatwright.office.desk.models import (
    Answer,
    Approval,
    CheckItem,
    Comment,
    Material,
    Sequence,
    Ticket,
    TimeEntry,
)
from flatwright.office.projects.models import Project
from flatwright.sample.chance import Chance
from flatwright.sample.house import SAMPLE, House

Row = TypeVar("Row", bound=models.Model)
FIRST_NUMBER = 1001
_KINDS = (TimeEntry, Comment, Material, Answer, CheckItem, Approval, Project)
Hanging = TimeEntry | Comment | Material | Answer | CheckItem | Approval | Project


@dataclass(slots=True, kw_only=True)
class Draft:
    """A ticket, its house, and the rows that hang on it."""

    house: House
    ticket: Ticket
    hanging: list[Hanging] = field(default_factory=list)

    def say(self, chance: Chance, at: datetime, by: str, text: str, **more: Any) -> None:
        """Add a comment."""
        row = Comment(ticket=self.ticket, key=chance.key(), at=at, by=by, text=text, **more)
        self.hanging.append(row)
        self.touched(at)

    def touched(self, at: datetime) -> None:
        """Something happened then."""
        self.ticket.updated = max(self.ticket.updated, at)

    @property
    def entries(self) -> list[TimeEntry]:
        """Its time."""
        return [each for each in self.hanging if isinstance(each, TimeEntry)]


def store(drafts: list[Draft]) -> None:
    """Number the tickets by when they were opened, and store everything."""
    drafts.sort(key=lambda each: each.ticket.opened)
    for number, draft in enumerate(drafts, start=FIRST_NUMBER):
        draft.ticket.number = number
    Sequence.objects.update_or_create(
        name="ticket", defaults={"last": FIRST_NUMBER + len(drafts) - 1}
    )
    create_all(SAMPLE, [each.ticket for each in drafts if not each.ticket.merged_into])
    create_all(SAMPLE, [each.ticket for each in drafts if each.ticket.merged_into])
    for kind in _KINDS:
        rows = [row for each in drafts for row in each.hanging if isinstance(row, kind)]
        create_all(SAMPLE, rows)


def whole(at: datetime) -> datetime:
    """The minute."""
    return at.replace(second=0, microsecond=0)


def soon(chance: Chance, at: datetime, least: int, most: int) -> datetime:
    """Some minutes later."""
    return at + timedelta(minutes=chance.whole(least, most))
