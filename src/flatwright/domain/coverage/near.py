"""What is close to a limit, said before it costs: the fourth device, the second move."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flatwright.domain.coverage.allowances import Standing, allowances
from flatwright.domain.coverage.decision import Decision
from flatwright.domain.coverage.terms import Terms
from flatwright.domain.coverage.things import counted
from flatwright.domain.kernel.days import wall_time
from flatwright.domain.plan import words
from flatwright.domain.plan.version import PlanVersion
from flatwright.domain.records.client import Device
from flatwright.domain.records.work import WorkItem

_QUARTERS = 3, 4  # from three quarters of a limit on it is said


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A limit that is close or reached: the clause's code, and a sentence."""

    code: str
    says: str


def near(work: WorkItem, terms: Terms, decision: Decision) -> tuple[Near, ...]:
    """What to know of limits before more work is done on a work item."""
    on = _day(work, terms)
    version = next(
        (plan for plan in terms.plans if plan.version == decision.version), terms.plans[-1]
    )
    drawn = (*(work.prior.drawn or ()), *decision.drawn)
    there = allowances(terms, drawn, on)
    return (
        *_allowances(work, decision, there),
        *_size(work, version, decision),
        *_devices(work, terms, version),
    )


def _day(work: WorkItem, terms: Terms) -> date:
    starts = [entry.start for entry in work.entries]
    at = min(starts, default=work.opened_at)
    return terms.agreement.first if at is None else wall_time(terms.zone, at).date()


def _allowances(
    work: WorkItem, decision: Decision, there: Sequence[Standing]
) -> Iterator[Near]:
    """Allowances that this work draws from, or that the walk looked at."""
    looked_at = {step.cites.code for step in decision.walk}
    theirs = {work.person, work.location, work.object.name, ""}
    for each in there:
        if each.cites.code in looked_at and each.whose in theirs and each.is_near:
            yield Near(code=each.cites.code, says=_used(each))


def _used(each: Standing) -> str:
    """Moves: 1 of 1 used until 30 January 2027, so the next is not covered."""
    name = each.cites.code.replace("_", " ").capitalize()
    whole = each.granted + each.carried
    if each.unit == "minutes":
        used = f"{words.duration(each.used)} of {words.duration(whole)}"
    else:
        used = f"{each.used} of {whole}"
    until = f"until {each.last:%Y-%m-%d}"
    if each.left:
        left = words.duration(each.left) if each.unit == "minutes" else str(each.left)
        return f"{name}: {used} used {until}; {left} left."
    return f"{name}: {used} used {until}, so what comes next is not covered."


def _size(work: WorkItem, plan: PlanVersion, decision: Decision) -> Iterator[Near]:
    """The line between service and project, by the time worked and by the estimate."""
    over = plan.projects.incident_over
    helped = sum(line.worked for line in decision.lines if line.cites.code == "helpdesk")
    if over is not None and _is_close(helped, over):
        says = f"{words.duration(helped)} of {words.duration(over)} worked: stop and quote."
        yield Near(code="threshold", says=says)
    limit = plan.projects.request_over
    asked = (work.estimate_min or 0) + sum(work.related_estimates_min)
    if work.kind == "request" and limit is not None and _is_close(asked, limit):
        says = (
            f"The estimate of {words.duration(asked)} is close to "
            f"{words.duration(limit)}; over that it is a project."
        )
        yield Near(code="threshold", says=says)


def _is_close(minutes: int, limit: int) -> bool:
    return limit * _QUARTERS[0] <= minutes * _QUARTERS[1] and minutes <= limit


def _devices(work: WorkItem, terms: Terms, plan: PlanVersion) -> Iterator[Near]:
    """A device beyond the count of its user, and the last one that still counts."""
    for devices in terms.agreement.client.devices.values():
        for place, device in enumerate(devices, start=1):
            if device.name == work.object.name:
                yield from _device(place, device, devices, plan)


def _device(
    place: int, device: Device, devices: Sequence[Device], plan: PlanVersion
) -> Iterator[Near]:
    listed = counted(devices, plan)
    if device in listed:
        return
    says = (
        f"This is device {place} of its user; {len(listed)} of them count, "
        "the earliest registered first."
    )
    yield Near(code="devices", says=says)
