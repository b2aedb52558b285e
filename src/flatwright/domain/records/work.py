"""One piece of work, as facts: what was asked for, what was done, and what was agreed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flatwright.domain.kernel.money import Money

UNKNOWN = "unknown"  # may stand for a fact that nobody has told yet
NOBODY = "none"  # the work is for nobody, or for nothing, in particular


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeEntry:
    """Minutes of one technician: half-open `[start, end)`, in UTC minutes since 1970."""

    start: int
    end: int
    technician: str = "t1"
    person: str | None = None  # for whom, where it is not the work item's person


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkObject:
    """What the work was done on: a name, listed or not; or `none`, `account`, `unknown`."""

    name: str
    kind: str | None = None  # computer, tablet, phone, printer, server …, where it is told
    place: str | None = None  # central, personal, home, where it is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A yes of the client's, given at a UTC minute; a quote carries its amount."""

    type: str  # hourly, after_hours, quote, purchase
    by: str
    at: int
    amount: Money | None = None
    fixed: bool = False  # a fixed price: billed as quoted, not by time


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Software, a part, freight or a licence that the work needs."""

    item: str
    amount: Money
    kind: str = "parts"
    under_warranty: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Goodwill:
    """A bill waived on purpose, by somebody, for a reason; all of it, or an amount."""

    by: str = ""
    reason: str = ""
    amount: Money | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What a work item drew from an allowance on a local day.

    The words say which allowance of the clause: an amendment that changes one of them
    begins a new one.
    """

    code: str
    unit: str  # minutes, times, visits, tickets
    per: str  # work_item, installation, person, site, client
    each: str  # work_item, term, year, quarter, month …
    whose: str  # a person, a site, an installation; empty for the client or the work item
    day: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorUse:
    """What was drawn before this work: minutes, times, visits or tickets by clause code.

    `by_code` holds a number for a code, or numbers by person, site or installation: of the
    agreement year, quarter … in which this work begins. `drawn` instead holds what all
    work before it drew, from which what is carried on follows too.
    """

    covered_min: int = 0  # helpdesk minutes of this work item
    training_min: int = 0  # training minutes of this installation
    moves: Mapping[str, int] = field(default_factory=dict)  # by person, this agreement year
    by_code: Mapping[str, int | Mapping[str, int]] = field(default_factory=dict)
    carried: Mapping[str, int | Mapping[str, int]] = field(
        default_factory=dict
    )  # rolled over
    drawn: tuple[Drawn, ...] | None = None  # None: nobody has told, not nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """A thing asked for or done; a fact that decides may be `UNKNOWN`."""

    key: str = ""
    kind: str = "incident"  # incident, request, vendor, proactive
    action: str = "fix"
    cause: str = "normal"
    priority: str = "p3"
    person: str = NOBODY
    object: WorkObject = WorkObject(name=NOBODY)
    location: str = NOBODY
    onsite: bool | str = False  # a text, where somebody told what it cannot be
    entries: tuple[TimeEntry, ...] = ()
    estimate_min: int | None = None  # labour minutes; None where nobody has told
    related_estimates_min: tuple[int, ...] = ()
    related_within_days: int = 0
    after_hours_by: str = "client"  # client, provider, unknown
    planned: bool = False
    completed: bool = True
    approvals: tuple[Approval, ...] = ()
    materials: tuple[Material, ...] = ()
    confirmed_start: date | str | None = None  # a day, `unknown`, or None: not confirmed
    object_will_be_registered: bool = False
    prior: PriorUse = PriorUse()
    goodwill: Goodwill | None = None
    opened_at: int | None = None
    other: Mapping[str, str] = field(default_factory=dict)  # facts that an owner added
