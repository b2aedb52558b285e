"""A client: their places, people and things, each with its days, and who may say yes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From a day to a day, both in force; without an end, for good."""

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A machine under management, counted to a user or shared."""

    name: str
    kind: str = "computer"  # computer, tablet, phone, server, network, other …


@dataclass(frozen=True, slots=True, kw_only=True)
class Printer:
    """A listed printer and the place where it stands: central, personal, home."""

    name: str
    place: str = "central"


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """The business served. Devices stand by user, the earliest registered first."""

    name: str
    time_zone: str
    sites: frozenset[str] = frozenset()
    approvers: Mapping[str, Decimal | None] = field(default_factory=dict)  # largest quote
    roster: Mapping[str, tuple[Days, ...]] = field(default_factory=dict)
    devices: Mapping[str, tuple[Device, ...]] = field(default_factory=dict)
    shared: Mapping[str, Device] = field(default_factory=dict)
    printers: Mapping[str, Printer] = field(default_factory=dict)
    applications: frozenset[str] = frozenset()
    end_of_life: frozenset[str] = frozenset()
    pre_existing: frozenset[str] = frozenset()

    def is_user(self, person: str, day: date) -> bool:
        """Whether a person is on the roster on a day."""
        return any(day in days for days in self.roster.get(person, ()))
