"""Past work, and the agreement under which a candidate plan is tried on it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flatwright.domain.coverage.valid import error_of
from flatwright.domain.kernel.days import wall_time
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.agreement import Agreement, VersionInForce
from flatwright.domain.records.client import Client, Days, Device
from flatwright.domain.records.work import WorkItem

APPROVER = "client"  # of every bill: a history does not tell approvals, so all are assumed
ASSUMED = (
    "Everyone who asked is a user, and every thing and place that the log names is listed.",
    "Every approval is assumed: amounts are what the client would have paid.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """Past work by client, in the order of time, in a zone; and what cannot be decided."""

    zone: str
    works: Mapping[str, Sequence[WorkItem]]
    untimed: tuple[WorkItem, ...]  # nobody wrote down any time
    invalid: tuple[tuple[WorkItem, str], ...]  # with the error code

    @property
    def size(self) -> int:
        """How many work items there are."""
        return sum(map(len, self.works.values())) + len(self.untimed) + len(self.invalid)


def past(zone: str, items: Iterable[tuple[str, WorkItem]]) -> Past:
    """Sort `(client, work item)` by client and time."""
    works: dict[str, list[WorkItem]] = {}
    untimed, invalid = [], []
    for client, work in items:
        error = error_of(work)
        if error:
            invalid.append((work, error[0]))
        elif not work.entries:
            untimed.append(work)
        else:
            works.setdefault(client, []).append(work)
    ordered = {
        client: sorted(mine, key=lambda work: min(entry.start for entry in work.entries))
        for client, mine in sorted(works.items())
    }
    return Past(zone=zone, works=ordered, untimed=tuple(untimed), invalid=tuple(invalid))


def tried(plan: PlanVersion, what: Past) -> Agreement:
    """An agreement under which all the past falls, with everybody and everything listed."""
    works = [work for mine in what.works.values() for work in mine]
    first, last = _days(works, ZoneInfo(what.zone))
    people = {e.person or work.person for work in works for e in work.entries}
    things = {
        work.object.name: Device(name=work.object.name, kind="other") for work in works
    }
    client = Client(
        name="history",
        time_zone=what.zone,
        sites=frozenset(work.location for work in works),
        approvers={APPROVER: None},
        roster=dict.fromkeys(people, (Days(first=first, last=last),)),
        shared=things,
    )
    version = VersionInForce(plan=plan.plan, version=plan.version, first=first)
    return Agreement(client=client, first=first, last=last, versions=(version,))


def _days(works: Sequence[WorkItem], zone: ZoneInfo) -> tuple[date, date]:
    """The local days of the first and the last minute, from the first of a month on."""
    if not works:
        return date(1970, 1, 1), date(1970, 1, 31)
    start = min(entry.start for work in works for entry in work.entries)
    end = max(entry.end for work in works for entry in work.entries)
    return wall_time(zone, start).date().replace(day=1), wall_time(zone, end).date() + _DAY


_DAY = timedelta(days=1)
