"""Who is free when: no technician works on two things at once."""

from bisect import insort
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from flatwright.office.accounts.models import User

_STEP = timedelta(minutes=5)
_TRIES = 60
Busy = list[tuple[datetime, datetime]]


@dataclass(slots=True, kw_only=True)
class Diary:
    """The technicians, which clients each reaches (none named: all), and their hours."""

    technicians: list[User]
    reach: dict[int, frozenset[int]] = field(default_factory=dict)
    busy: dict[tuple[int, date], Busy] = field(default_factory=lambda: defaultdict(list))

    def who(self, client: int) -> list[User]:
        """Who may work for a client."""
        return [each for each in self.technicians if self._reaches(each, client)]

    def _reaches(self, user: User, client: int) -> bool:
        return user.pk not in self.reach or client in self.reach[user.pk]

    def book(self, who: User, start: datetime, minutes: int) -> tuple[datetime, datetime]:
        """The first free stretch from a time on, written down."""
        length = timedelta(minutes=minutes)
        for _ in range(_TRIES):
            end = start + length
            taken = self._taken(who, start, end)
            if taken is None:
                break
            start = taken + _STEP
        for day in {start.date(), (start + length).date()}:
            insort(self.busy[who.pk, day], (start, start + length))
        return start, start + length

    def _taken(self, who: User, start: datetime, end: datetime) -> datetime | None:
        """When what stands in the way ends."""
        for day in (start.date(), end.date()):
            for begins, ends in self.busy[who.pk, day]:
                if begins < end and start < ends:
                    return ends
        return None
