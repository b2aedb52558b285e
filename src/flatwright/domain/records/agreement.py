"""A client's signed acceptance of plan versions: what is in force, and from when."""

from dataclasses import dataclass
from datetime import date

from flatwright.domain.records.client import Client


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInForce:
    """A plan version, and the first day on which it governs."""

    plan: str
    version: int
    first: date
    signed: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Days, the first and the last included, on which service is suspended."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """One client's agreement; its first and its last day are in force."""

    client: Client
    first: date
    last: date | None
    versions: tuple[VersionInForce, ...]  # by day
    suspended: tuple[Suspension, ...] = ()
